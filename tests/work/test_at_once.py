"""Eight processes that add to one library at once: no report twice, none lost, the events that one process makes."""

from __future__ import annotations

import sys
from collections import Counter
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # tests is no package

import at_once
from sqlalchemy import text

from dateline.library.library import Library, open_library
from dateline.work.keep import check

server = get_context("forkserver")
server.set_forkserver_preload(["at_once", "alembic.command", "psycopg", "dateline.work.grouped"])


def rows(library: Library) -> dict[str, list[str]]:
    with library.reading() as connection:
        names = ("events", "members", "event_parties")
        return {name: sorted(map(repr, connection.execute(text(f"SELECT * FROM {name}")))) for name in names}


def test_eight_processes_make_the_events_that_one_makes(location: str, tmp_path: Path) -> None:
    evidence = str(tmp_path / "evidence")
    open_library(location, evidence, create=True).close()
    running = []
    for which in range(8):
        ours, theirs = server.Pipe()
        process = server.Process(target=at_once.work, args=(location, evidence, which, theirs), daemon=True)
        process.start()
        running.append((process, ours))
    for _, ours in running:
        assert ours.recv() == "ready"
    for _, ours in running:
        ours.send("go")
    new: Counter[str] = Counter()
    for process, ours in running:
        while (told := ours.recv()) != "done":
            new[told[1]] += told[0]
        process.join()
    every = at_once.some()
    assert new == {one.report.id: 1 for one in every}
    with open_library(str(tmp_path / "alone.sqlite"), create=True) as alone:
        for reading in every:
            at_once.add(alone, reading)
        wanted = rows(alone)
    with open_library(location) as library:
        assert rows(library) == wanted
        assert check(library).problems == ()
    assert len(wanted["events"]) < at_once.CLAIMS / 3
