"""What the desk lists is the same on SQLite and PostgreSQL, under every filter and in every order."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parent))  # tests is no package

import at_once

from benchmarks.desk import readings
from dateline.errors import ConflictError
from dateline.library.library import Library, open_library
from dateline.work import kept, who_kept
from dateline.work.control_series import changes, playback
from dateline.work.event_pages import events_page
from dateline.work.filters import Asked
from dateline.work.judge_posted import Posted, post
from dateline.work.looking import release, take
from dateline.work.report_pages import reports_page
from dateline.work.review import review
from dateline.work.situation import meta, situation

ASKED = (
    Asked(),
    Asked(since="2014-06-01", until="2015-01-31"),
    Asked(place="34.6,38.65", within=120.0),
    Asked(actor="Islamic State"),
    Asked(bbox="36,33,39,35", types=("ASSAULT", "CONTROL")),
    Asked(credibility=3, place="Syria"),
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, postgresql: str) -> Iterator[tuple[Library, Library]]:
    import secrets

    import psycopg

    folder, name = tmp_path_factory.mktemp("both"), f"t{secrets.token_hex(8)}"
    with psycopg.connect(f"{postgresql}postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        one = open_library(str(folder / "library.sqlite"), str(folder / "one"), create=True)
        other = open_library(f"{postgresql}{name}", str(folder / "other"), create=True)
        made = [m.reading for m in readings(90)]
        with one, other:
            for library in (one, other):
                for reading in made:
                    at_once.add(library, reading)
                first = next(claim for claim in made[3].claims)
                anchor = f"{made[3].report.id}:{first.trigger.start}-{first.trigger.end}"
                post(library, "Ada", Posted(kind="accept", anchors=(anchor,)))
            yield one, other
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def plain(value: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(value))


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_the_same_on_both(both: tuple[Library, Library], asked: Asked) -> None:
    one, other = both
    for of in (
        lambda library: situation(library, asked),
        lambda library: events_page(library, asked, 17, None),
        lambda library: events_page(library, asked, 500, None, "newest"),
        lambda library: review(library, asked, None, 500, None),
        lambda library: review(library, asked, "uncertain", 500, None),
        lambda library: playback(library, asked),
        lambda library: changes(library, asked, 500, None),
        lambda library: meta(library),
    ):
        assert plain(of(one)) == plain(of(other))
    here, there = (reports_page(library, asked, None, 500, None) for library in both)
    assert [row.id for row in here.items] == [row.id for row in there.items]
    assert here.total == len(here.items) > 0


def test_pages_by_any_limit_on_both(both: tuple[Library, Library]) -> None:
    chance = Random(5)
    for library in both:
        for order in ("time", "newest"):
            whole = [one.id for one in events_page(library, Asked(), 500, None, order).items]  # type: ignore[arg-type]
            for limit in (7, chance.randrange(8, 60), len(whole), 500):
                found, cursor = list[str](), None
                while True:
                    page = events_page(library, Asked(), limit, cursor, order)  # type: ignore[arg-type]
                    found += [one.id for one in page.items]
                    cursor = page.next
                    if cursor is None:
                        break
                assert found == whole


def test_words_of_reports(both: tuple[Library, Library]) -> None:
    for library in both:
        found = reports_page(library, Asked(), "TOWNSTEAD1 made-up", 500, None)
        assert found.total > 0
        assert reports_page(library, Asked(), "townstead_", 500, None).total == 0


def test_one_of_many_takes_an_event(both: tuple[Library, Library]) -> None:
    for library in both:
        event = events_page(library, Asked(), 1, None).items[0].id
        now = datetime(2026, 1, 1, tzinfo=UTC)

        def act(number: int, library: Library = library, event: str = event, now: datetime = now) -> bool:
            try:
                take(library, f"person {number}", event, now)
            except ConflictError:
                return False
            return True

        with ThreadPoolExecutor(4) as pool:
            done = list(pool.map(act, range(8)))
        assert sum(done) == 1
        release(library, f"person {done.index(True)}", event)
        assert take(library, "another", event, now).taken_by == "another"


def test_what_is_kept_is_made_anew_when_the_library_changes(tmp_path: Path) -> None:
    with open_library(str(tmp_path / "library.sqlite"), create=True) as library:
        some = [m.reading for m in readings(10)]
        at_once.add(library, some[0])
        made: list[int] = []
        kept.remember(library)
        who_kept.remember(library)

        def ask() -> int:
            return kept.kept(library, "number", lambda: made.append(1) or len(made))

        assert (ask(), ask()) == (1, 1)
        with library.reading() as connection:
            known = who_kept.registry_of(library, connection)
            assert who_kept.registry_of(library, connection) is known
        first = some[0].claims[0]
        anchor = f"{some[0].report.id}:{first.trigger.start}-{first.trigger.end}"
        post(library, "Ada", Posted(kind="accept", anchors=(anchor,)))
        with library.reading() as connection:  # that is no judgement on an actor
            assert who_kept.registry_of(library, connection) is known
        assert ask() == 2
        at_once.add(library, replace(some[1]))
        with library.reading() as connection:
            assert who_kept.registry_of(library, connection) is not known
        assert ask() == 3
