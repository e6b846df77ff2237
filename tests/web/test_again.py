"""What the machine cannot do now is answered as that, with when to ask again; what only read and was killed is asked
once more by the desk itself."""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
import signal
import sqlite3
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from browsers import Client

from dateline.errors import GazetteerError, LibraryError
from dateline.library.library import Library, open_library
from dateline.web.api import exports
from dateline.web.edits import Edits
from dateline.web.problems import Problem
from dateline.web.views import Papers
from dateline.work import gazetteer


def killed_at_first(library: Library, mark: str) -> str:
    """Ends its process, unless another one did so before."""
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "made"


def killed_each_time(library: Library, mark: str) -> None:
    with Path(mark).open("a") as told:
        told.write("killed\n")
    os.kill(os.getpid(), signal.SIGKILL)


def name_of(library: Library) -> str:
    with library.reading():
        return library.name


def folder_of(library: Library) -> str:
    return str(library.evidence.folder)


def with_papers(tmp_path: Path, ask: Any) -> None:
    async def run() -> None:
        with open_library(str(tmp_path / "l.sqlite"), str(tmp_path / "e"), create=True) as library:
            papers = Papers(library, apart=True)
            try:
                await ask(papers)
            finally:
                papers.close()

    asyncio.run(run())


def test_an_export_whose_process_was_killed_is_made_by_another_one(tmp_path: Path) -> None:
    async def ask(papers: Papers) -> None:
        assert await papers.run(killed_at_first, str(tmp_path / "mark")) == "made"

    with_papers(tmp_path, ask)


def test_what_kills_each_process_is_given_up(tmp_path: Path) -> None:
    mark = tmp_path / "mark"

    async def ask(papers: Papers) -> None:
        with pytest.raises(Problem) as problem:
            await papers.run(killed_each_time, str(mark))
        assert problem.value.status_code == 503
        assert problem.value.headers is not None
        assert int(dict(problem.value.headers)["retry-after"]) > 0

    with_papers(tmp_path, ask)
    assert len(mark.read_text().splitlines()) == 2


def test_where_no_process_can_be_started_one_is_told_to_ask_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> Any:
        raise OSError(errno.EAGAIN, "no room")

    async def ask(papers: Papers) -> None:
        monkeypatch.setattr(ProcessPoolExecutor, "submit", full)
        papers.open()
        with pytest.raises(Problem) as problem:
            await papers.run(killed_at_first, str(tmp_path / "mark"))
        assert problem.value.status_code == 503

    with_papers(tmp_path, ask)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.EIO])
def test_an_export_on_a_full_disk_is_to_be_asked_for_again(
    desk: Client, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def full(*_: Any, **__: Any) -> Any:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(exports, "NamedTemporaryFile", full)
    answered = desk.get("/api/v1/export/csv")
    assert answered.status_code == 503
    assert int(answered.headers["retry-after"]) > 0
    assert answered.json()["status"] == 503
    assert os.strerror(code) in answered.json()["detail"]
    monkeypatch.undo()
    assert desk.get("/api/v1/export/csv").status_code == 200


def test_a_file_that_cannot_be_written_to_its_end_is_to_be_asked_for_again(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    write = exports._written
    monkeypatch.setattr(exports, "_written", lambda library, asked, of, path, is_redacted: write(
        library, asked, of, "/dev/full", is_redacted))  # fmt: skip
    assert desk.get("/api/v1/export/csv").status_code == 503


def test_exports_go_on_when_the_system_has_cleared_their_folder_away(desk: Client) -> None:
    assert desk.get("/api/v1/export/csv").status_code == 200
    shutil.rmtree(desk.desk.papers.folder)
    assert desk.get("/api/v1/export/csv").status_code == 200


def test_other_errors_of_the_system_stay_faults(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: Any, **__: Any) -> Any:
        raise FileNotFoundError(errno.ENOENT, "no such file")

    monkeypatch.setattr(exports, "NamedTemporaryFile", lost)
    assert desk.get("/api/v1/export/csv").status_code == 500


@pytest.mark.parametrize(
    "path", ["meta", "events", "situation", "reports", "control", "review", "export/csv", "sources"]
)
def test_a_library_that_cannot_be_used_now_is_to_be_asked_again(
    desk: Client, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def held(*_: Any, **__: Any) -> Any:
        raise LibraryError("library: is locked by another program: try again when that has ended")

    monkeypatch.setattr(Library, "reading", held)
    answered = desk.get(f"/api/v1/{path}")
    assert answered.status_code == 503
    assert int(answered.headers["retry-after"]) > 0


def test_a_place_index_that_cannot_be_used_now_is_to_be_asked_again(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> Any:
        raise GazetteerError("places: cannot be built; make room and try again") from OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(gazetteer, "open_index", full)
    answered = desk.get("/api/v1/gazetteer", params={"q": "Bor"})
    assert answered.status_code == 503
    assert int(answered.headers["retry-after"]) > 0
    assert "make room" in answered.json()["detail"]


def test_what_changes_something_is_not_done_twice(tmp_path: Path) -> None:
    mark = tmp_path / "mark"

    async def ask() -> None:
        with open_library(str(tmp_path / "l.sqlite"), str(tmp_path / "e"), create=True) as library:
            edits = Edits(library, apart=True)
            try:
                with pytest.raises(Problem):
                    await edits.run(killed_each_time, str(mark))
            finally:
                edits.close()

    asyncio.run(ask())
    assert mark.read_text() == "killed\n"


@pytest.mark.parametrize("store", [None, "elsewhere"])
def test_a_held_library_keeps_no_process_from_starting_that_only_reads(tmp_path: Path, store: str | None) -> None:
    """Somebody else writes, or the disk is full: a library is opened for reading without a word written."""
    file = str(tmp_path / "l.sqlite")

    async def ask() -> None:
        where = str(tmp_path / store) if store is not None else None
        with open_library(file, where, create=True) as library:
            papers = Papers(library, apart=True)
            try:
                with sqlite3.connect(file, isolation_level=None) as other:
                    other.execute("BEGIN IMMEDIATE")
                    async with asyncio.timeout(25):  # less than a writer waits
                        assert await papers.run(name_of) == library.name
                        assert await papers.run(folder_of) == str(library.evidence.folder)
                    other.execute("ROLLBACK")
                other.close()
            finally:
                papers.close()

    asyncio.run(ask())
