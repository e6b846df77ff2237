"""``dateline events``: the contract's fields, every filter, one event by an id old or new, its quotes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

sys.path.insert(0, str(Path(__file__).parent))  # tests is no package

import at_once

from dateline.corroborate.tale import event_id
from dateline.errors import UsageError
from dateline.library.library import Library, open_library
from dateline.work import event_table
from dateline.work.events import Shown, events_known
from dateline.work.filters import Asked

FIELDS = (
    "id type mode actors recipients place earliest latest precision counts reports outlets independent_sources "
    "credibility reasons disputed claims"
).split()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    made = open_library(str(tmp_path_factory.mktemp("library") / "library.sqlite"), create=True)
    for reading in at_once.some()[:20]:
        at_once.add(made, reading)
    return made


def known(library: Library, id_: str | None = None, quotes: bool = False, **asked: object) -> list[Shown]:
    return list(events_known(library, Asked(**asked), id_, quotes))  # type: ignore[arg-type]


def test_days_overlap(library: Library) -> None:
    every = [one.event for one in known(library)]
    assert [event.earliest or "9" for event in every] == sorted(event.earliest or "9" for event in every)
    day = sorted(event.earliest or "" for event in every)[len(every) // 2]
    since = {one.event.id for one in known(library, since=day)}
    until = {one.event.id for one in known(library, until=day)}
    assert since == {event.id for event in every if event.latest and event.latest >= day}
    assert until == {event.id for event in every if event.earliest and event.earliest <= day}
    assert since | until == {event.id for event in every}


def test_place_and_type(library: Library) -> None:
    every = [one.event for one in known(library)]
    place = every[0].place
    assert place is not None
    there = known(library, place=f"{place.latitude},{place.longitude}", within=10.0)
    assert {one.event.id for one in there} == {
        event.id for event in every if event.place and (event.place.latitude, event.place.longitude) == (
            place.latitude, place.longitude)
    }  # fmt: skip
    assert known(library, place="10,10", within=10.0) == []
    types = {event.type for event in every}
    assert sum(len(known(library, types=(one,))) for one in types) == len(every)
    assert known(library, statuses=("denied",)) == []
    worst = max(event.credibility for event in every)
    assert len(known(library, credibility=worst)) == len(every)
    assert len(known(library, credibility=1)) < len(every)


@pytest.mark.parametrize(
    "asked",
    [
        {"place": "Xyzzyq"},
        {"actor": "nobody of that name"},
        {"types": ("BATTLE",)},
        {"since": "yesterday"},
        {"within": 5.0},
    ],
)
def test_what_stands_for_nothing_is_an_error(library: Library, asked: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        known(library, **asked)


def test_one_event_by_the_id_of_any_of_its_claims(library: Library) -> None:
    biggest = max((one.event for one in known(library)), key=lambda event: len(event.claims))
    for anchor in (biggest.claims[0], biggest.claims[-1]):
        id_ = event_id((anchor.report, anchor.start, anchor.end))
        (one,) = known(library, id_=id_[:10], quotes=True)
        assert one.event == biggest
    assert one.quotes is not None
    assert {quote.claim for quote in one.quotes} == set(biggest.claims)
    assert [quote.published for quote in one.quotes] == sorted(quote.published or "" for quote in one.quotes)
    for quote in one.quotes:
        assert quote.start <= quote.claim.start < quote.claim.end <= quote.end
        assert len(quote.text) == quote.end - quote.start
        assert quote.outlet is not None
    for wrong in ("0000000000", "x", "f" * 20):
        with pytest.raises(UsageError, match="--id"):
            known(library, id_=wrong)


def test_the_table_shows_every_event_and_quote(library: Library) -> None:
    from rich.console import Console

    every = known(library)
    for width in (80, 150):
        console = Console(width=width, record=True, file=open("/dev/null", "w"))  # noqa: SIM115 - recorded
        console.print(event_table.show(every, width))
        shown = console.export_text()
        assert all(one.event.id[:8] in shown for one in every)
    one = known(library, id_=every[0].event.id, quotes=True)
    console.print(event_table.show(one, 150))
    assert f"event {every[0].event.id}" in console.export_text()
    console.print(event_table.show([], 150))
    assert "no events" in console.export_text()


def test_the_command_prints_what_the_contract_says(library: Library) -> None:
    call = [sys.executable, "-m", "dateline", "events", "--library", library.name, "--quotes"]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    lines = [msgspec.json.decode(line) for line in done.stdout.splitlines()]
    assert len(lines) == len(known(library))
    for line in lines:
        assert [name for name in FIELDS if name not in line] == []
        assert set(line["claims"][0]) == {"report", "start", "end"}
        assert line["quotes"]
    wrong = subprocess.run([*call, "--actor", "nobody at all"], capture_output=True, text=True, check=False)
    assert wrong.returncode == 2
    assert "nobody at all" in wrong.stderr
    assert wrong.stdout == ""
