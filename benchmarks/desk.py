"""The desk over a large library: ``python -m benchmarks.desk --folder FOLDER [--events N]``.

Builds a library of made-up reports (:mod:`benchmarks.wires`) with ``N`` events in ``FOLDER``, with the library's own
functions, unless one is there; then asks the desk for each of its views and prints how long each took: the first
time, and the median of some more with other parameters where there are any, in milliseconds. What is asked is the
whole way of a request but the network. Status 1 where a view of the first page takes longer than half a second.

``--browser``: the first view in a browser instead (:mod:`benchmarks.first_view`); status 1 where it takes longer than
two seconds."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

from benchmarks import first_view, wires
from dateline.corroborate.event import event
from dateline.corroborate.tale import anchor_of, event_id, packed, tale
from dateline.corroborate.telling import Anchor
from dateline.corroborate.told import Told
from dateline.library import events as stored
from dateline.library.library import Library, open_library
from dateline.library.records import Fingerprint
from dateline.library.tables import made_with
from dateline.library.told import keep
from dateline.library.writer import Writer
from dateline.values import Origin, Reading
from dateline.work.derived import STEPS
from dateline.work.fingerprint import corroboration
from dateline.work.grouped import alike

EVENTS = 50_000
_BY = Fingerprint("model", "lexicon", "gazetteer", "code")
_PARTIES = (
    "Islamic State", "Syrian Arab Army", "Peshmerga", "Free Syrian Army", "Jabhat al-Nusra", "Turkey", "Hezbollah",
    "civilians", "villagers", "Police", "People", "Women",
)  # fmt: skip
_MODES = {"CONTROL": ("gains", "loses", "holds", "contests"), "ASSAULT": ("aerial", "firearms", None)}
_AT_ONCE = 500
_LONGEST = 500
"""Milliseconds that a view of the first page may take."""
FIRST = ("meta", "situation", "control", "control/days?step=week", "review?limit=25")
"""What the first page asks for."""
VIEWS = (
    *FIRST,
    "situation?type=ASSAULT&since=2015-01-01",
    "situation?place=34.6,38.65&within=60",
    "situation?actor=Islamic State",
    "situation?bbox=36,33,38,35",
    "events?limit=100",
    "events?limit=100&order=newest",
    "events?limit=100&actor=Peshmerga",
    "events/{event}",
    "reports?limit=50",
    "reports?limit=50&q=townstead7",
    "reports?limit=50&actor=Peshmerga",
    "reports/{report}",
    "control?on=2015-03-01",
    "control/changes?since=2015-01-01&until=2015-03-01",
    "control/{site}",
    "actors",
    "actors/islamic-state",
    "actors/islamic-state/indicators?since=2015-01-01&until=2015-06-01",
    "actors/islamic-state/outlook?until=2015-06-01",
    "sources",
    "review?kind=civilians",
    "judgements?limit=50",
    "gazetteer?q=Kobani",
)


class Made(Struct, frozen=True):
    """A made-up reading, and the number of the event that each of its claims tells of."""

    reading: Reading
    told: tuple[int, ...]


def readings(events: int, seed: int = 3) -> Iterator[Made]:
    """Readings of made-up reports that tell of so many events: each event is told by one to three of them, each report
    tells of five, day after day for two years."""
    chance = Random(seed)
    waiting: list[tuple[int, Any]] = []
    number = 0
    for made in range(events):
        event = wires._Event(chance, made * 730 // events)
        event.who, event.whom = chance.sample(_PARTIES, 2)
        waiting += [(made, event)] * chance.choice((1, 1, 1, 1, 2, 3))
        if len(waiting) >= 200 or made == events - 1:
            chance.shuffle(waiting)
            while waiting:
                part, waiting = waiting[: wires.A_REPORT], waiting[wires.A_REPORT :]
                told = [event for _, event in part]
                outlet = chance.choice(wires._OUTLETS)
                reading = wires._reading(f"desk{number:07}", max(one.day for one in told), outlet, told, chance)
                data = reading.report.text.encode()
                report = replace(reading.report, sha256=sha256(data).hexdigest())
                yield Made(_turned(replace(reading, report=report), chance), tuple(n for n, _ in part))
                number += 1


def _turned(reading: Reading, chance: Random) -> Reading:
    """With modes, and places that someone holds."""
    claims = []
    for claim in reading.claims:
        mode = chance.choice(_MODES.get(claim.type, (None,)))
        places = tuple(replace(p, role="held") for p in claim.places) if claim.type == "CONTROL" else claim.places
        sure = round(0.3 + 0.7 * chance.random(), 3)
        claims.append(replace(claim, mode=mode, places=places, confidence=sure))
    return replace(reading, claims=tuple(claims))


class _Nowhere:
    """A store of evidence that keeps nothing: writing so many files to the disk for good would take most of the
    time."""

    def put(self, data: bytes) -> str:
        """The sha256 of what is not kept."""
        return sha256(data).hexdigest()


def build(location: Path, events: int) -> None:
    """A library with so many events. Which claims are of one event is known here, and not worked out; everything else
    is made by the library's own functions."""
    with open_library(str(location), create=True) as library, library.writing() as real:
        library.evidence.folder.mkdir(parents=True)  # nothing comes into it
        writer = Writer(real.connection, _Nowhere())  # type: ignore[arg-type]
        of: dict[int, dict[Anchor, list[Told]]] = {}
        for made in readings(events):
            text = made.reading.report.text.encode()
            change = writer.add(made.reading, text, Origin("desk", "file", "text"), "desk", _BY)
            numbers = {
                anchor_of(made.reading.report.id, c): n for c, n in zip(made.reading.claims, made.told, strict=True)
            }
            one = tale(made.reading)
            keep(writer.connection, change.position, packed(one), ())  # so that claims of it can be judged
            for anchor, told in one.told().items():
                of.setdefault(numbers[anchor], {})[anchor] = told
        _group(writer.connection, of)
        touched = frozenset(writer.touched)
        for step in STEPS[1:]:
            step(writer, touched)


def _group(connection: Connection, of: dict[int, dict[Anchor, list[Told]]]) -> None:
    """Keeps events, each of the claims that were made up for it."""
    names = alike(connection)
    made = []
    for group in of.values():
        inside = [one for anchor in sorted(group) for one in group[anchor]]
        made.append((event(event_id(min(group)), inside, names), inside))
    for start in range(0, len(made), _AT_ONCE):
        stored.put(connection, made[start : start + _AT_ONCE], names.who)
    connection.execute(made_with.insert().values(name="events", version=corroboration()))


class Took(Struct, frozen=True):
    """Of a view: the ``status`` of the answer, its ``kilobytes``, the milliseconds it ``first`` took, in how many of
    these a processor ``worked``, and the median of asking ``again``."""

    status: int
    kilobytes: float
    first: float
    worked: float
    again: float


def measure(location: Path, repeats: int = 5) -> dict[str, Took]:
    """What each view took at a desk that has just been opened, one after the other, of a browser that keeps nothing."""
    from litestar.testing import TestClient

    from dateline.web.app import create_app
    from dateline.web.settings import Settings

    tokens: list[str] = []
    app = create_app(str(location), None, Settings(works=False), tell=tokens.append, create=False)
    found: dict[str, Took] = {}
    with TestClient(app, base_url="http://127.0.0.1:8460") as browser:
        browser.get("/api/v1/enter", params={"token": tokens[-1]}, follow_redirects=False)
        known = _known(app.state["desk"].library)
        for view in VIEWS:
            address = "/api/v1/" + view.format(**known)
            times, worked, status, size = [], [], 0, 0
            for _ in range(repeats + 1):
                began, at_work = time.perf_counter(), time.process_time()
                answered = browser.get(address)
                status, size = answered.status_code, len(answered.content)
                times.append(1000 * (time.perf_counter() - began))
                worked.append(1000 * (time.process_time() - at_work))
            found[view] = Took(status, size / 1000, times[0], worked[0], median(times[1:]))
    return found


def _known(library: Library) -> dict[str, str]:
    """An event, a report and a place that are there."""
    from sqlalchemy import select

    from dateline.library.tables import events, holdings, reports

    with library.reading() as connection:
        event = connection.scalar(select(events.c.id).order_by(events.c.reports.desc(), events.c.id).limit(1))
        report = connection.scalar(select(reports.c.id).order_by(reports.c.id).limit(1))
        site = connection.scalar(select(holdings.c.site).order_by(holdings.c.site).limit(1))
    return {"event": str(event), "report": str(report), "site": str(site)}


def main() -> int:
    """Runs it; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True, help="where the library is, or will be")
    parser.add_argument("--events", type=int, default=EVENTS, metavar="N", help="so many events")
    parser.add_argument("--browser", action="store_true", help="the first view in chromium, instead of single answers")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    location = given.folder / f"desk-{given.events}.sqlite"
    if not location.exists():
        began = time.monotonic()
        build(location, given.events)
        print(f"built {location} in {time.monotonic() - began:.0f} s", file=sys.stderr)
    if given.browser:
        seen = first_view.first_views(location)
        print(first_view.show(seen))
        return 1 if any(one.all > first_view.LONGEST for several in seen.values() for one in several) else 0
    found = measure(location)
    print(f"{'first':>8} {'worked':>8} {'again':>8} {'kB':>7}  view (milliseconds)")
    for view, took in found.items():
        odd = "" if took.status == 200 else f"  STATUS {took.status}"
        print(f"{took.first:8.0f} {took.worked:8.0f} {took.again:8.0f} {took.kilobytes:7.0f}  {view}{odd}")
    slow = [view for view in FIRST if found[view].first > _LONGEST]
    return 1 if slow or any(took.status != 200 for took in found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
