"""What has changed, for those who keep a copy: the log from a position on, and which events each change bears on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, json
from sqlalchemy import Connection

from dateline.library.chain import Entry
from dateline.library.events import MOVED
from dateline.library.log import entries, read_head
from dateline.library.tables import judgements, members
from dateline.library.told import where

EVENT = "event"
"""The kind of a change to an event's id: it is found by another one now, or nothing of it is left."""


class Change(Struct, frozen=True):
    """A change: its ``position`` in the log, ``at`` which moment in UTC, the log's ``kind`` (or ``event``), the
    ``subject``'s id. ``deleted``: there is no such thing any more; ``now``: the id that an event is found by since.
    ``events``: the present ids of those that a report or judgement bears on, to be asked for again."""

    position: int
    at: str
    kind: str
    subject: str
    deleted: bool = False
    now: str | None = None
    events: list[str] = []


class Page(Struct, frozen=True):
    """Changes in their order. ``next``: the position to ask from next, there is more at once; null at the end.
    ``head``: the log's last position."""

    items: list[Change]
    next: int | None
    head: int


def changes(connection: Connection, after: int, limit: int) -> Page:
    """The changes of at most ``limit`` entries of the log behind the position ``after``."""
    found = list(entries(connection, after, limit))
    head = read_head(connection).position
    bearing = _bearing(connection, found)
    items = [change for entry in found for change in _changes(entry, bearing)]
    last = found[-1].position if found else after
    return Page(items, last if last < head else None, head)


def _changes(entry: Entry, bearing: dict[str, list[str]]) -> Iterator[Change]:
    if entry.kind == MOVED:
        for id_, now in sorted(json.decode(entry.facts, type=dict[str, str | None]).items()):
            yield Change(entry.position, entry.at, EVENT, id_, True, now)
        return
    is_gone = entry.kind.endswith("-removed")
    yield Change(entry.position, entry.at, entry.kind, entry.subject, is_gone, events=bearing.get(entry.subject, []))


def _bearing(connection: Connection, found: Sequence[Entry]) -> dict[str, list[str]]:
    """Subject → the events that it bears on."""
    judged = [entry.subject for entry in found if entry.kind == "judgement-added"]
    columns = (judgements.c.id, judgements.c.report, judgements.c.other_report)
    about = {row[0]: {row[1], row[2]} - {None} for row in where(connection, columns, judgements.c.id, judged)}
    reports = {entry.subject for entry in found if entry.kind.startswith(("report-", "reading-"))}
    wanted = reports.union(*about.values()) if about else reports
    told: dict[str, set[str]] = {}
    for report, event in where(connection, (members.c.report, members.c.event), members.c.report, wanted):
        told.setdefault(report, set()).add(event)
    of_reports = {report: sorted(told.get(report, ())) for report in reports}
    of_judged = {id_: sorted({e for report in on for e in told.get(report, ())}) for id_, on in about.items()}
    return of_reports | of_judged
