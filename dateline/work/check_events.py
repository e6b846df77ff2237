"""Whether the events in a library are those that its claims and judgements give."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256

from sqlalchemy import Connection, Table, select

from dateline.corroborate.growth import Near
from dateline.corroborate.settle import Group, settled
from dateline.corroborate.tale import packed, tale
from dateline.corroborate.telling import Anchor
from dateline.library import events as kept
from dateline.library import judged, told
from dateline.library.rows import Row
from dateline.library.tables import event_parties, events, former, members, reports, traces
from dateline.library.tables import told as tales
from dateline.library.told import Links, Score
from dateline.library.verify import Problem
from dateline.work.fingerprint import corroboration
from dateline.work.grouped import alike, asked, events_made, is_current, scored, scorer, seen_of

RESCORED = 100
"""Reports whose scores are worked out again; which ones, their ids decide."""
_AT_ONCE = 200
_MEND = "dateline rebuild"


def check_events(connection: Connection) -> tuple[int, list[Problem]]:
    """How many events were checked, and what is wrong with them: what each report tells is made again of its claims as
    judged, groups of the scores that are kept, events of the groups; scores are worked out again for
    :data:`RESCORED` reports. Events that another version of dateline worked out are not checked (0)."""
    if not is_current(connection, corroboration()):
        return 0, []
    problems = list(_tales(connection))
    if problems:  # what follows from them would be told twice
        return 0, problems
    problems += _scores(connection)
    standing = set(kept.all_anchors(connection))
    made = settled(standing, _Scratch(connection), scorer().threshold, asked(connection))
    problems += [*_events(connection, made), *_former(connection)]
    return len(made), problems


class _Scratch:
    """The scores that are kept; nothing was grouped before."""

    def __init__(self, connection: Connection) -> None:
        self._links = Links(connection)

    def near(self, anchors: Collection[Anchor]) -> Mapping[Anchor, Near]:
        return self._links.near(anchors)

    def grouped(self, anchors: Collection[Anchor]) -> Mapping[Anchor, Group]:
        return {}

    def inside(self, groups: Collection[Group]) -> Mapping[Anchor, Near]:
        return self._links.inside(groups)


def _tales(connection: Connection) -> Iterator[Problem]:
    """What reports tell, what they are found by, and which of their claims are in events."""
    ids = told.all_reports(connection)
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        digests = {
            row[0]: row[1] for row in told.where(connection, (tales.c.report, tales.c.digest), tales.c.report, part)
        }
        inside = set(kept.anchors_in(connection, part))
        for stored, reading in judged.readings(connection, frozenset(part)):
            one = tale(reading)
            seen = seen_of(one)
            body = packed(one, seen.glimpse)
            report = reading.report.id
            there = told.traces_of(connection, stored.position)
            if digests.get(report) != body.digest or there != seen.traces:
                yield Problem("derived", report, f"what it tells is not what its claims give: {_MEND}")
            elif told.body_of(connection, stored.position) != (seen.glimpse, one):
                yield Problem("derived", report, f"what it tells was changed: {_MEND}")
            if {anchor for anchor in inside if anchor[0] == report} != set(one.anchors):
                yield Problem("derived", report, f"its claims are not those that are in events: {_MEND}")
    for table in (tales, traces):
        column = table.c.number
        lost = select(column).where(column.not_in(select(reports.c.position))).distinct()
        for number in connection.scalars(lost):
            yield Problem(
                "derived", str(number), f"the table {table.name} has rows of a report that is not there: {_MEND}"
            )


def _scores(connection: Connection) -> Iterator[Problem]:
    chosen = sorted(told.all_reports(connection), key=lambda id_: sha256(id_.encode()).digest())[:RESCORED]
    numbers = told.numbers_told(connection, chosen)
    wanted = scored(connection, told.tales(connection, numbers.values(), _fresh()))
    there: dict[tuple[int, int], list[Score]] = {
        (one, other): found for one, other, found in told.scores_of(connection, numbers.values())
    }
    wrong = {number for both in wanted.keys() | there.keys() if wanted.get(both) != there.get(both) for number in both}
    for report, number in sorted(numbers.items()):
        if number in wrong:
            yield Problem("derived", report, f"the scores of what it tells are not those that are worked out: {_MEND}")


def _fresh() -> told.Tales:
    return told.Tales(seen_of)


def _events(connection: Connection, made: tuple[Group, ...]) -> Iterator[Problem]:
    seen: set[str] = set()
    names = alike(connection).who
    for start in range(0, len(made), _AT_ONCE):
        part = list(events_made(connection, made[start : start + _AT_ONCE]))
        ids = [event.id for event, _ in part]
        seen.update(ids)
        there = kept.anchors_of(connection, ids)
        rows = _rows(connection, events, "id", ids)
        parties = _rows(connection, event_parties, "event", ids)
        for event, inside in part:
            group = tuple((a.report, a.start, a.end) for a in event.claims)
            same = rows.get(event.id) == [kept.event_row(event, inside)]
            same = same and parties.get(event.id, []) == kept.party_rows(event, names)
            if not same or there.get(event.id) != group:
                yield Problem("derived", event.id, f"the event is not what its claims give: {_MEND}")
    for column in (events.c.id, members.c.event, event_parties.c.event):
        for id_ in sorted(set(connection.scalars(select(column).distinct())) - seen):
            yield Problem("derived", str(id_), f"is no event that the claims give: {_MEND}")


def _rows(connection: Connection, table: Table, column: str, ids: list[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    query = select(table).where(table.c[column].in_(ids)).order_by(*table.primary_key.columns)
    for row in connection.execute(query).mappings():
        found.setdefault(row[column], []).append(dict(row))
    return found


def _former(connection: Connection) -> Iterator[Problem]:
    there = {row.id: row.now for row in connection.execute(select(former))}
    wanted = kept.replay(connection)
    for id_ in sorted(there.keys() | wanted.keys()):
        if there.get(id_) != wanted.get(id_):
            yield Problem("derived", id_, f"does not lead where the log says: {_MEND}")
