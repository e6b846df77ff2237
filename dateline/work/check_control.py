"""Whether the histories of places in a library are those that its claims and events give."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from dateline.assess.control.dynamics import Dynamics
from dateline.library import holdings, judged
from dateline.library.rows import Row
from dateline.library.tables import holdings as histories
from dateline.library.tables import sightings
from dateline.library.told import all_reports, where
from dateline.library.verify import Problem
from dateline.work.held import alone_now, among_now, is_current, parts_of, seen_in

_MEND = "dateline rebuild"


def check_control(connection: Connection) -> Iterator[Problem]:
    """What is wrong with what claims show of places, or else with the histories made of it; what another version worked
    out is not checked."""
    if not is_current(connection):
        return
    problems = list(_sightings(connection))
    yield from problems
    if not problems:  # what follows from them would be told twice
        yield from _histories(connection)


def _sightings(connection: Connection) -> Iterator[Problem]:
    every = all_reports(connection)
    for part in parts_of(every):
        kept: dict[str, list[Row]] = {report: [] for report in part}
        for row in where(connection, tuple(sightings.c), sightings.c.report, part):
            kept[row.report].append(dict(row._mapping))
        for _, reading in judged.readings(connection, frozenset(part)):
            report = reading.report.id
            made = holdings.sighting_rows(report, seen_in(reading))
            if sorted(kept[report], key=_number) != made:
                yield Problem("derived", report, f"what it shows of places is not what its claims give: {_MEND}")
    for report in sorted(set(connection.scalars(select(sightings.c.report).distinct())) - set(every)):
        yield Problem("derived", report, f"it is not there, but what it shows of places is: {_MEND}")


def _histories(connection: Connection) -> Iterator[Problem]:
    shown = set(connection.scalars(select(sightings.c.site).distinct()))
    there = holdings.places(connection)
    wrong = there.keys() - shown
    for part in parts_of(shown):
        kept = {row.site: dict(row._mapping) for row in where(connection, tuple(histories.c), histories.c.site, part)}
        # What is shown may come to nothing that is believed: such a place has no history.
        made = {site: holdings.holding_row(site, one, at, of) for site, one, at, of in alone_now(connection, part)}
        wrong |= kept.keys() ^ made.keys()
        both = kept.keys() & made.keys()
        whole = among_now(connection, both, there, Dynamics().neighbour_km)
        wrong |= {s for s in both if kept[s] != {**made[s], "shares": holdings.packed(whole[s])}}
    for site in sorted(wrong):
        yield Problem("derived", site, f"who held this place is not what claims and events give: {_MEND}")


def _number(row: Row) -> int:
    number: int = row["number"]
    return number
