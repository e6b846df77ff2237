"""A desk as a process of its own, with a browser at it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from msgspec import Struct

SOFTWARE = ["--no-sandbox", "--enable-unsafe-swiftshader"]
"""How a browser starts: WebGL in software. (With ANGLE on SwiftShader for all of it, every page is put together through
WebGL too, which takes four times as long.)"""

_MOST_LOOKS = 150


class Served(Struct):
    """A running server and a browser at it."""

    process: subprocess.Popen[str]
    base: str
    browser: httpx.Client


def command(*arguments: str) -> list[str]:
    """A call of the command line."""
    return [sys.executable, "-m", "dateline", *arguments]


@contextmanager
def served(library: Path, *more: str, enter: bool = True) -> Iterator[Served]:
    """Serves a library on a free port; ``enter`` signs its one person in."""
    process = subprocess.Popen(
        command("serve", "--library", str(library), "--port", "0", *more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    said = ""
    try:
        while (enter and "token=" not in said) or (not enter and "Ctrl-C" not in said):
            line = process.stdout.readline()
            assert line, said
            said += line
        base = re.findall(r"http://[0-9.:]+", said)[0]
        with httpx.Client(base_url=base, timeout=60) as browser:
            if enter:
                answered = browser.get(re.findall(r"http://\S+token=\S+", said)[0])
                assert answered.status_code in (200, 303)
                browser.headers["x-csrf-token"] = browser.get("/api/v1/me").json()["csrf"]
            yield Served(process, base, browser)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def quiet(page: Any, rest_ms: int = 400) -> None:
    """Waits until a page of a browser shows nothing as being on its way, and has asked for nothing for a while. (It
    never stops to listen for changes: to Playwright its network is never idle.)"""
    state = "performance.getEntriesByType('resource').length + 10000 * document.querySelectorAll('.loading').length"
    before = -1
    for _ in range(_MOST_LOOKS):
        now = page.evaluate(state)
        if now == before and now < 10_000:
            return
        before = now
        page.wait_for_timeout(rest_ms)
    raise AssertionError(f"{page.url}: still loads")


def watched(page: Any) -> Any:
    """A page that keeps what goes wrong on it."""
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("dialog", lambda dialog: (problems.append(dialog.message), dialog.dismiss()))
    page.problems = problems
    return page
