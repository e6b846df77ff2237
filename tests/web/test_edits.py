"""Judgements in a process of their own; answers that several ask for at once; bodies that come too slowly."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from browsers import Client

from dateline.errors import ConflictError, UsageError
from dateline.library.library import Library, open_library
from dateline.web.answers import Answer, Answers
from dateline.web.edits import Edits
from dateline.web.problems import Problem
from dateline.web.security import shield
from dateline.web.security.shield import Shield
from dateline.web.settings import Settings
from dateline.web.views import Lists, Papers


def name_and_process(library: Library, word: str) -> tuple[str, str, int]:
    return library.name, word, os.getpid()


def conflict(library: Library) -> None:
    raise ConflictError("somebody else", ("theirs",))


def wrong(library: Library) -> None:
    raise UsageError("a wrong call")


def killed(library: Library) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_edits_are_made_in_a_process_that_may_die(tmp_path: Path) -> None:
    async def edit() -> None:
        with open_library(str(tmp_path / "l.sqlite"), str(tmp_path / "e"), create=True) as library:
            edits = Edits(library, apart=True)
            try:
                name, word, process = await edits.run(name_and_process, "word")
                assert (name, word) == (library.name, "word")
                assert process != os.getpid()
                with pytest.raises(ConflictError) as raised:
                    await edits.run(conflict)
                assert raised.value.newer == ("theirs",)
                with pytest.raises(UsageError):
                    await edits.run(wrong)
                with pytest.raises(Problem) as problem:
                    await edits.run(killed)
                assert problem.value.status_code == 503
                assert (await edits.run(name_and_process, "again"))[1] == "again"
            finally:
                edits.close()

    asyncio.run(edit())


def test_what_many_ask_for_is_worked_out_once() -> None:
    answers, answer, worked_out = Answers(), Answer([], b"body"), 0

    async def ask(tag: str, gives: Answer | None) -> bytes | None:
        nonlocal worked_out
        known = await answers.get(tag)
        if known is not None:
            return known.body
        worked_out += 1
        await asyncio.sleep(0.01)
        answers.done(tag, gives)
        return gives.body if gives else None

    async def many(gives: Answer | None) -> list[bytes | None]:
        return await asyncio.gather(*(ask(f"tag{gives is None}", gives) for _ in range(5)))

    assert asyncio.run(many(answer)) == [b"body"] * 5
    assert worked_out == 1
    assert asyncio.run(many(None)) == [None] * 5
    assert worked_out == 6


def test_the_answers_that_were_used_longest_ago_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.web.answers._ALL", 10)
    answers = Answers()

    async def fill() -> list[Answer | None]:
        for tag in ("now-a", "now-b", "now-c"):
            if tag == "now-c":
                await answers.get("now-a")
            assert await answers.get(tag) is None
            answers.done(tag, Answer([], b"1234"))
        return [await answers.get(tag) for tag in ("now-a", "now-c", "now-b")]

    found = asyncio.run(fill())
    assert None not in found[:2]
    assert found[2] is None


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shield, "_PATIENCE", 0.05)

    async def reads(scope: Any, receive: Any, send: Any) -> None:
        while (await receive())["more_body"]:
            continue

    async def ask() -> None:
        async def nothing() -> Any:
            await asyncio.sleep(60)

        async def send(_: Any) -> None:
            raise AssertionError("nothing is sent")

        scope: Any = {"type": "http", "method": "POST", "path": "/x", "headers": [(b"host", b"127.0.0.1:8460")]}
        with pytest.raises(Problem) as problem:
            await Shield(reads, Settings())(scope, nothing, send)
        assert problem.value.status_code == 408

    asyncio.run(ask())


def busy_until(library: Library, path: str) -> float:
    """Computes until a file is there; the seconds of processor that took."""
    began = time.process_time()
    while not Path(path).exists():
        sum(range(1000))
    return time.process_time() - began


def test_a_slow_brief_holds_nobody_up(tmp_path: Path) -> None:
    async def ask() -> None:
        with open_library(str(tmp_path / "l.sqlite"), str(tmp_path / "e"), create=True) as library:
            papers, lists = Papers(library, apart=True), Lists(library, apart=True)
            try:
                own = time.process_time()
                slow = asyncio.ensure_future(papers.run(busy_until, str(tmp_path / "enough")))
                # Another brief, and a list, come while that one is still being made.
                assert (await papers.run(name_and_process, "brief"))[1] == "brief"
                assert (await lists.run(name_and_process, "list"))[1] == "list"
                await asyncio.sleep(0.5)
                assert not slow.done()
                (tmp_path / "enough").touch()
                took = await slow
                assert took > 0
                folder = Path(papers.folder)
                assert folder.is_dir()
                # It was another process that computed, and this one had its time for itself.
                assert time.process_time() - own < max(took, 0.5)
            finally:
                papers.close()
                lists.close()
            assert not folder.exists()

    asyncio.run(ask())


@pytest.mark.parametrize(
    ("path", "by"),
    [
        ("brief", "papers"),
        ("export/csv", "papers"),
        ("actors", "lists"),
        ("actors/nobody", "lists"),
        ("actors/islamic-state/outlook", "lists"),
        ("actors/islamic-state/indicators", "lists"),
        ("sources", "lists"),
    ],
)
def test_what_takes_long_is_worked_out_apart(desk: Client, monkeypatch: pytest.MonkeyPatch, path: str, by: str) -> None:
    async def run(do: Any, *_: Any) -> Any:
        raise UsageError(f"by {by}: {do.__name__}")

    monkeypatch.setattr(getattr(desk.desk, by), "run", run)
    assert f"by {by}" in desk.get(f"/api/v1/{path}").json()["detail"]


def test_a_folder_is_made_for_an_export_and_not_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk that is killed leaves no folder behind where nobody has asked it for a file."""
    there = tmp_path / "there"
    there.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(there))
    with open_library(str(tmp_path / "l.sqlite"), str(tmp_path / "e"), create=True) as library:
        papers = Papers(library, apart=False)
        try:
            assert not list(there.iterdir())
            assert papers.folder == papers.folder
            assert [Path(papers.folder)] == list(there.iterdir())
        finally:
            papers.close()
    assert not list(there.iterdir())
