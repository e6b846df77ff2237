"""How long the desk's first view takes in a browser: Debian's chromium, driven by Playwright, drawing in software.

The page itself marks when its list is shown, and when land and marks are on the map; the browser counts from the moment
in which it was asked for the page. Beside it stands the time of processors, of the server and of the browser: what
else the machine does is not in that."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct

SOFTWARE = ("--no-sandbox", "--enable-unsafe-swiftshader")
"""WebGL in software, and the page put together without it, as a browser does that finds no graphics card."""
LONGEST = 2000
"""Milliseconds that the first view may take."""
_MARKS = ("first-list", "first-map", "first-view")
_PATIENCE = 120_000
_TICKS = os.sysconf("SC_CLK_TCK")


class Seen(Struct, frozen=True):
    """Milliseconds until the list, the map and all of it were shown; seconds of processor of the ``server`` and of the
    ``browser``; kilobytes that came over the network."""

    list: float
    map: float
    all: float
    server: float
    browser: float
    kilobytes: float


def first_views(library: Path, again: int = 3) -> dict[str, list[Seen]]:
    """The first view of a library: ``cold``, of a server that has just started, by a browser that was never there;
    ``warm``, of the same server by other such browsers; ``kept``, by one that has been there before."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise RuntimeError("chromium is not installed")
    with sync_playwright() as playwright, _served(library) as (server, enter):
        browser = playwright.chromium.launch(executable_path=path, args=[*SOFTWARE])
        try:
            # The browser itself is up before anything is counted.
            other = browser.new_context()
            other.new_page().goto("about:blank")
            base = enter.split("/api/")[0]
            context = browser.new_context(viewport={"width": 1280, "height": 860})
            context.request.get(enter)
            cookies: Any = context.cookies()
            found = {"cold": [_view(context.new_page(), base, server)]}
            warm = []
            for _ in range(again):
                fresh = browser.new_context(viewport={"width": 1280, "height": 860})
                fresh.add_cookies(cookies)
                warm.append(_view(fresh.new_page(), base, server))
                fresh.close()
            found |= {"warm": warm, "kept": [_view(context.new_page(), base, server) for _ in range(again)]}
            return found
        finally:
            browser.close()


def _view(page: Any, base: str, server: int) -> Seen:
    """Opens the page and waits until all of it is shown."""
    before = _spent(server), _spent(os.getpid()) - _spent(server)
    page.goto(base, timeout=_PATIENCE, wait_until="commit")
    marks: dict[str, float] = {}
    for _ in range(_PATIENCE // 250):
        page.wait_for_timeout(250)
        marks = page.evaluate(
            "Object.fromEntries(performance.getEntriesByType('mark').map(one => [one.name, one.startTime]))"
        )
        if all(name in marks for name in _MARKS):
            break
    if "first-view" not in marks:
        raise RuntimeError(f"the first view was not complete within {_PATIENCE // 1000} seconds: {sorted(marks)}")
    bytes_ = page.evaluate("performance.getEntriesByType('resource').reduce((sum, one) => sum + one.transferSize, 0)")
    after = _spent(server), _spent(os.getpid()) - _spent(server)
    page.close()
    took = [b - a for a, b in zip(before, after, strict=True)]
    shown = [marks[name] for name in _MARKS]
    return Seen(shown[0], shown[1], shown[2], took[0], took[1], bytes_ / 1000)


@contextmanager
def _served(library: Path) -> Iterator[tuple[int, str]]:
    """Serves a library as it is: the server's process, and the address that lets one in."""
    command = [sys.executable, "-m", "benchmarks.first_view", str(library)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    )
    assert process.stdout is not None
    said = ""
    try:
        while "token=" not in said:
            line = process.stdout.readline()
            if not line:
                raise RuntimeError(said)
            said += line
        yield process.pid, re.findall(r"http://\S+token=\S+", said)[0]
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def _spent(root: int) -> float:
    """Seconds of processor of a process and of all that it has started, as far as they still run."""
    parents: dict[int, list[int]] = {}
    ticks: dict[int, int] = {}
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                fields = (path / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has ended meanwhile
                continue
            parents.setdefault(int(fields[1]), []).append(int(path.name))
            ticks[int(path.name)] = int(fields[11]) + int(fields[12])
    waiting, total = [root], 0
    while waiting:
        one = waiting.pop()
        total += ticks.get(one, 0)
        waiting += parents.get(one, [])
    return total / _TICKS


def show(found: dict[str, list[Seen]]) -> str:
    """As a table, of several the median."""
    lines = [
        f"{'list':>7} {'map':>7} {'all':>7} {'server s':>9} {'browser s':>10} {'kB':>7}  first view (milliseconds)"
    ]
    for name, several in found.items():
        one = sorted(several, key=lambda seen: seen.all)[len(several) // 2]
        lines.append(
            f"{one.list:7.0f} {one.map:7.0f} {one.all:7.0f} {one.server:9.2f} {one.browser:10.2f} "
            f"{one.kilobytes:7.0f}  {name}"
        )
    return "\n".join(lines)


def serve(library: str) -> None:
    """Serves a library on a free port, as ``dateline serve`` does, but for bringing it up to date: of a made-up library
    nothing is to be worked out anew."""
    from dateline.web.app import create_app
    from dateline.web.server import bind, port_of, run
    from dateline.web.settings import Settings

    with bind("127.0.0.1", 0) as sock:
        base = f"http://127.0.0.1:{port_of(sock)}"

        def tell(token: str) -> None:
            print(f"{base}/api/v1/enter?token={token}")

        run(create_app(library, None, Settings(port=port_of(sock)), tell, create=False), sock)


if __name__ == "__main__":
    serve(sys.argv[1])
