"""Events in a library: whatever the order, whatever once stood, on both databases; held to a calculation in memory."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import MetaData, select, text

from dateline.collect import Options
from dateline.corroborate.grouping import Grouping
from dateline.corroborate.judged import Sameness
from dateline.corroborate.tale import event_id
from dateline.corroborate.tell import tellings
from dateline.library import judged
from dateline.library.engine import open_engine, parse_url
from dateline.library.events import find_event
from dateline.library.library import Library, open_library
from dateline.library.migrate import run
from dateline.library.records import Fingerprint
from dateline.library.tables import former, members, metadata, readings
from dateline.values import Origin, Reading
from dateline.work.derived import recompute
from dateline.work.grouped import scorer
from dateline.work.keep import bring_up_to_date, check, rebuild
from dateline.work.reader import load_reader
from dateline.work.reading import Input, collected
from dateline.work.remove import remove

BY = Fingerprint("m", "l", "g", "c")
TOLD = ("kobane", "khabur")
Received = tuple[Reading, bytes, Origin]


@pytest.fixture(scope="module")
def read(root: Path) -> list[Received]:
    """The sample reports on two matters, read."""
    reader = load_reader()
    paths = [str(p) for p in sorted((root / "samples").iterdir()) if p.name.startswith(TOLD)]
    found = []
    for one in collected(paths, Options()):
        assert isinstance(one, Input)
        found.append((reader(one.received.report), one.received.data, one.received.origin))
    return found


def add(library: Library, reports: Sequence[Received]) -> None:
    for reading, data, origin in reports:
        with library.writing() as writer:
            writer.add(reading, data, origin, "x", BY, again=True)
            recompute(writer)


def rows(library: Library) -> dict[str, list[Any]]:
    """What does not depend on when a report came."""
    with library.reading() as connection:
        names = ("events", "members", "event_parties", "former")
        return {name: sorted(map(repr, connection.execute(text(f"SELECT * FROM {name}")))) for name in names}


def groups(library: Library) -> list[tuple[tuple[str, int, int], ...]]:
    found: dict[str, list[tuple[str, int, int]]] = {}
    with library.reading() as connection:
        for row in connection.execute(select(members)):
            found.setdefault(row.event, []).append((row.report, row.start, row.stop))
    return sorted(tuple(sorted(group)) for group in found.values())


def test_no_order_and_no_past_matters(library: Library, read: list[Received], tmp_path: Path) -> None:
    chance = random.Random(5)
    with open_library(str(tmp_path / "wanted.sqlite"), create=True) as other:
        add(other, read)
        wanted = rows(other)
    assert len(wanted["events"]) < len(wanted["members"]) * 0.8
    mixed = chance.sample(read, len(read))
    add(library, mixed[:-3])
    for reading, _, _ in mixed[2:5]:
        remove(library, reading.report.id, "a test")
    add(library, mixed)
    assert rows(library) == {**wanted, "former": rows(library)["former"]}
    assert rows(library)["former"] == []
    rebuild(library)
    assert rows(library) == wanted
    found = check(library)
    assert found.problems == ()
    assert found.events == len(wanted["events"])


def test_the_groups_are_those_of_a_calculation_in_memory(library: Library, read: list[Received]) -> None:
    add(library, read)
    memory = Grouping(scorer().scores_among, scorer().threshold, scorer().lexicon)
    memory.add(telling for reading, _, _ in read for telling in tellings(reading))
    assert groups(library) == list(memory.groups())
    assert max(len({anchor[0] for anchor in group}) for group in groups(library)) >= 3


def test_judgements_part_and_join_events_and_leave_no_trace_when_taken_back(
    library: Library, read: list[Received], monkeypatch: pytest.MonkeyPatch
) -> None:
    add(library, read)
    before = rows(library)
    biggest = max(groups(library), key=len)
    alone = next(group for group in groups(library) if len(group) == 1)
    said = (
        Sameness(1, biggest[0], next(a for a in biggest if a[0] != biggest[0][0]), False),
        Sameness(2, biggest[0], alone[0], True),
    )
    monkeypatch.setattr(judged, "samenesses", lambda _: said)
    touch(library, {biggest[0][0], said[0].other[0], alone[0][0]})
    parted = {anchor: group for group in groups(library) for anchor in group}
    assert said[0].other not in parted[biggest[0]]
    assert alone[0] in parted[biggest[0]]
    memory = Grouping(scorer().scores_among, scorer().threshold, scorer().lexicon)
    memory.add(telling for reading, _, _ in read for telling in tellings(reading))
    memory.judge(*said)
    assert groups(library) == list(memory.groups())
    assert check(library).problems == ()
    monkeypatch.undo()
    touch(library, {biggest[0][0], said[0].other[0], alone[0][0]})
    assert rows(library) == before


def touch(library: Library, reports: set[str]) -> None:
    with library.writing() as writer:
        writer.touched |= reports
        recompute(writer)


def test_old_ids_lead_on(library: Library, read: list[Received]) -> None:
    add(library, read)
    group = next(group for group in sorted(groups(library), key=len, reverse=True) if len({a[0] for a in group}) > 1)
    first, second = group[0], next(a for a in group if a[0] != group[0][0])
    with library.reading() as connection:
        assert find_event(connection, event_id(second)) == [event_id(first)]
    remove(library, first[0], "a test")
    with library.reading() as connection:
        now = find_event(connection, event_id(first))
        left = [a for a in group if a[0] != first[0]]
        assert now == find_event(connection, event_id(left[0]))
        assert len(now) == 1
        noted = [tuple(row) for row in connection.execute(select(former))]
    assert noted
    assert check(library).problems == ()
    rebuild(library)
    with library.reading() as connection:
        assert find_event(connection, event_id(first)) == now
        assert sorted(tuple(row) for row in connection.execute(select(former))) == sorted(noted)


def test_another_reading_moves_events_with_its_claims(library: Library, read: list[Received]) -> None:
    add(library, read)
    reading = max((one for one, _, _ in read), key=lambda one: len(one.claims))
    fewer = replace(reading, claims=reading.claims[1:])
    gone = (reading.report.id, reading.claims[0].trigger.start, reading.claims[0].trigger.end)
    before = rows(library)
    with library.writing() as writer:
        writer.add_reading(fewer, Fingerprint("m2", "l", "g", "c"))
        recompute(writer)
    if all((c.trigger.start, c.trigger.end) != gone[1:] for c in fewer.claims):
        assert gone not in {anchor for group in groups(library) for anchor in group}
    assert check(library).problems == ()
    with library.writing() as writer:
        writer.add_reading(reading, BY)
        recompute(writer)
    assert rows(library) == before


def test_a_reading_without_words_is_told_alone(library: Library, read: list[Received]) -> None:
    bare = [(replace(reading, tokens=()), data, origin) for reading, data, origin in read[:3]]
    add(library, bare)
    assert {len(group) for group in groups(library)} == {1}
    with library.reading() as connection:
        assert connection.execute(select(readings.c.words)).scalars().all() == [None] * 3
    assert check(library).problems == ()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE events SET credibility = 7 - credibility",
        "UPDATE members SET event = (SELECT min(event) FROM members)",
        "UPDATE event_parties SET key = 'x'",
        "DELETE FROM near",
        "UPDATE told SET digest = '0000000000000000'",
        "DELETE FROM traces",
        "INSERT INTO former VALUES ('0000000000000000', '0000000000000001')",
    ],
)
def test_verify_finds_a_changed_row(library: Library, read: list[Received], change: str) -> None:
    add(library, read[:4])
    assert check(library).ok
    with library.writing() as writer:
        writer.connection.execute(text(change))
    found = check(library)
    assert {problem.kind for problem in found.problems} == {"derived"}
    rebuild(library)
    assert check(library).ok


def test_what_another_version_worked_out_is_worked_out_anew(library: Library, read: list[Received]) -> None:
    add(library, read[:4])
    wanted = rows(library)
    assert not bring_up_to_date(library)
    with library.writing() as writer:
        writer.connection.execute(text("UPDATE made_with SET version = 'older'"))
        writer.connection.execute(text("DELETE FROM near"))
        writer.connection.execute(text("UPDATE events SET credibility = 6"))
    assert check(library).events == 0
    assert bring_up_to_date(library)
    assert rows(library) == wanted
    with library.writing() as writer:
        writer.connection.execute(text("UPDATE made_with SET version = 'older'"))
        writer.connection.execute(text("DELETE FROM near"))
    add(library, read[4:5])
    assert check(library).problems == ()
    assert check(library).events > len(wanted["events"]) / 2


def test_a_library_of_the_first_schema_gets_its_events(location: str, tmp_path: Path, read: list[Received]) -> None:
    bare = [(replace(reading, tokens=()), data, origin) for reading, data, origin in read[:3]]
    with open_library(str(tmp_path / "new.sqlite"), str(tmp_path / "evidence"), create=True) as new:
        add(new, bare)
        with new.reading() as connection:
            there = {table.name: connection.execute(select(table)).mappings().all() for table in metadata.sorted_tables}
        wanted = rows(new)
    engine = open_engine(parse_url(location))
    with engine.begin() as connection:
        run(connection, "0001")
        old = MetaData()
        old.reflect(connection)
        for table in old.sorted_tables:
            made = [{c.name: row[c.name] for c in table.columns} for row in there.get(table.name, ())]
            if made:
                connection.execute(table.insert(), made)
    engine.dispose()
    told: list[str] = []
    with open_library(location, str(tmp_path / "evidence"), tell=told.append) as library:
        assert "copied it to" in told[0]
        assert bring_up_to_date(library)
        assert rows(library) == wanted
        assert check(library).problems == ()
        with library.writing() as writer:
            writer.add_reading(read[0][0], Fingerprint("m2", "l", "g", "c"))
            recompute(writer)
        assert max(map(len, groups(library))) > 1, "a report that was read again is merged"
