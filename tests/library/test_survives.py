"""Killed, crowded, locked out, out of room: nothing half-written, nothing lost that was acknowledged."""

from __future__ import annotations

import multiprocessing
import os
import random
import secrets
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import adder
import pytest
from shelf import put, report

from dateline.errors import LibraryError
from dateline.library import queries
from dateline.library.library import Library, open_library
from dateline.library.verify import verify

KILLS = 20
PROCESSES = 8
LONGEST = 0.3
"""Seconds of adding before a kill, at most."""

server = multiprocessing.get_context("forkserver")
server.set_forkserver_preload(["adder", "alembic.command", "psycopg"])


def start(location: str, evidence: Path, file: Path) -> tuple[BaseProcess, Connection]:
    ours, theirs = server.Pipe(duplex=False)
    process = server.Process(target=adder.work, args=(location, str(evidence), str(file), theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def told(connection: Connection) -> list[object]:
    """All that a process says, until it ends."""
    found: list[object] = []
    try:
        while True:
            found.append(connection.recv())
    except (EOFError, ConnectionError):
        return found


def acknowledged(said: list[object]) -> list[str]:
    return [line[1] for line in said if isinstance(line, tuple)]


def ids(library: Library) -> list[str]:
    with library.reading() as connection:
        return [stored.report.id for stored in queries.stored_reports(connection)]


def test_killed_at_random_moments_nothing_is_lost(location: str, tmp_path: Path) -> None:
    seed = os.environ.get("DATELINE_SEED") or str(secrets.randbelow(2**32))
    print(f"moments of the kills: DATELINE_SEED={seed}")
    moments, evidence = random.Random(seed), tmp_path / "evidence"
    file = adder.reports(tmp_path / "reports.jsonl", list(range(1500)))
    safe: list[str] = []
    killed, halves = 0, 0
    for _ in range(KILLS):
        process, connection = start(location, evidence, file)
        assert connection.recv() == "ready"
        time.sleep(moments.uniform(0, LONGEST))
        process.kill()
        process.join()
        said = told(connection)
        killed += said[-1:] != ["done"]
        new = [id_ for id_ in acknowledged(said) if id_ not in safe]
        with open_library(location, str(evidence), create=True) as library:
            found, there = verify(library), ids(library)
        assert found.problems == (), f"seed {seed}"
        assert there[: len(safe) + len(new)] == safe + new, f"seed {seed}: lost, or out of order"
        assert len(there) - len(safe + new) <= 1, f"seed {seed}: at most one was committed but not told"
        halves += found.loose
        safe = there
    assert killed == KILLS
    rest = adder.reports(tmp_path / "few.jsonl", list(range(len(safe) + 3)))
    process, connection = start(location, evidence, rest)
    said = told(connection)
    assert said[-1] == "done"
    assert [line[0] for line in said if isinstance(line, tuple)] == ["already there"] * len(safe) + ["added"] * 3
    with open_library(location) as library:
        assert verify(library).problems == ()
        assert len(ids(library)) == len(safe) + 3
    print(f"{len(safe)} reports survived {killed} kills; files of evidence without a report on the way: {halves}")


def test_many_processes_add_to_one_library_at_once(location: str, tmp_path: Path) -> None:
    """All begin with no library, and add the same reports in orders of their own."""
    evidence, numbers = tmp_path / "evidence", list(range(30))
    running = []
    for number in range(PROCESSES):
        random.Random(number).shuffle(numbers)
        running.append(start(location, evidence, adder.reports(tmp_path / f"{number}.jsonl", numbers)))
    said = [told(connection) for _, connection in running]
    for (process, _), lines in zip(running, said, strict=True):
        process.join()
        assert lines[-1] == "done", lines[-1]
        assert len(acknowledged(lines)) == len(numbers)
    added = [line[1] for lines in said for line in lines if isinstance(line, tuple) and line[0] == "added"]
    assert len(added) == len(set(added)) == len(numbers), "each report was added by one process"
    with open_library(location) as library:
        assert sorted(ids(library)) == sorted(added)
        found = verify(library)
    assert (found.problems, found.entries, found.loose) == ((), len(numbers), 0)


def with_timeout(location: str) -> str:
    return f"{location}?timeout=0.3" if "://" in location else f"sqlite:///{location}?timeout=0.3"


def test_a_locked_database_is_told_and_nothing_is_lost(location: str, tmp_path: Path) -> None:
    with open_library(with_timeout(location), str(tmp_path / "evidence"), create=True) as library:
        put(library, 0)
        with open_library(location) as other, other.writing():
            began = time.monotonic()
            with pytest.raises(LibraryError, match="is locked by another program: try again") as caught:
                put(library, 1)
            assert time.monotonic() - began < 5
            assert "\n" not in str(caught.value)
            assert ids(library) == [report(0).id], "reading goes on"
        put(library, 1)
        assert ids(library) == [report(0).id, report(1).id]
        assert verify(library).ok


def test_a_database_that_another_program_holds_alone_is_told(tmp_path: Path) -> None:
    place = str(tmp_path / "library.sqlite")
    with open_library(place, create=True) as library:
        put(library)
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryError, match="is locked by another program"):
            open_library(with_timeout(place))
    with open_library(place) as library:
        assert ids(library) == [report().id]


def test_a_full_database_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    with open_library(str(tmp_path / "library.sqlite"), create=True) as library:
        put(library, 0)
        with library.alone() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 4}").close()
        done = [report(0).id]
        with pytest.raises(LibraryError, match="the disk is full: make room and try again") as caught:
            for number in range(1, 50):
                put(library, number)
                done.append(report(number).id)
        assert "\n" not in str(caught.value)
        assert ids(library) == done
        assert verify(library).problems == ()
        with library.alone() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=1000000").close()
        put(library, len(done))
        assert len(ids(library)) == len(done) + 1


def test_a_disk_without_room_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    """On a disk of its own where the system lets us make one (unprivileged: in a user namespace), else under a limit of
    the size of files."""
    script = Path(__file__).with_name("full_disk.py")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = 'mount -t tmpfs -o size=1200k none "$1" && exec "$2" "$3" "$1" disk'
    namespace = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, "sh"]
    for call in (
        [*namespace, str(disk), sys.executable, str(script)],
        [sys.executable, str(script), str(disk), "limit"],
    ):
        try:
            done = subprocess.run(call, capture_output=True, text=True, check=False, timeout=120)
        except FileNotFoundError:  # no unshare
            continue
        if "began" in done.stdout:
            break
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "all is there" in done.stdout


def test_evidence_that_cannot_be_written_is_told(library: Library) -> None:
    put(library, 0)
    library.evidence.folder.rename(library.evidence.folder.with_name("moved"))
    library.evidence.folder.write_text("in the way")
    with pytest.raises(LibraryError, match="try again; what was acknowledged is safe"):
        put(library, 1)
    assert ids(library) == [report(0).id]
