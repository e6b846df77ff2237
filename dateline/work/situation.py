"""The situation at a glance: what happened where and when, from the rows of events alone."""

from __future__ import annotations

from collections import Counter
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, func, select

from dateline.library.library import Library
from dateline.library.log import read_head
from dateline.library.tables import claims, events, reports
from dateline.work.event_rows import NEWEST, Chosen, chosen, rows
from dateline.work.filters import Asked, filters
from dateline.work.paging import limited
from dateline.work.who_kept import registry_of

MOST = 5000
"""Rows at most."""
_COLUMNS = {
    "id": events.c.id,
    "type": events.c.type,
    "mode": events.c.mode,
    "status": events.c.status,
    "credibility": events.c.credibility,
    "earliest": events.c.earliest,
    "latest": events.c.latest,
    "latitude": events.c.latitude,
    "longitude": events.c.longitude,
    "radius_km": events.c.radius_km,
    "place": events.c.called,
    "country": events.c.country,
    "label": events.c.label,
    "reports": events.c.reports,
    "sources": events.c.sources,
    "killed": events.c.killed,
}
COLUMNS = tuple(_COLUMNS)
Cell = str | int | float | None
Weeks = tuple[tuple[str, dict[str, int]], ...]


class Situation(Struct, frozen=True):
    """Events that are wanted, a row each with the values of ``columns``, the newest first, those without a day last, at
    most so many as were asked for. ``total``: how many there are; ``weeks``: of all of them, how many of each type each
    week (its Monday); ``loose``: how many have no day, or are not dated within one week. ``position``: of the log's
    end, so far all of this is seen."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    weeks: Weeks
    loose: int
    position: int


def situation(library: Library, asked: Asked, limit: int = MOST) -> Situation:
    """The events that are asked for. Raises UsageError for a filter that cannot be understood."""

    limited(limit, MOST)
    with library.reading(frozen=True) as connection:
        known = registry_of(library, connection)
        of = chosen(connection, filters(asked, known, connection), known)
        found = rows(connection, of, tuple(_COLUMNS.values()), NEWEST, limit)
        shown = tuple(row[: len(COLUMNS)] for row in found)
        weeks, loose = _weeks(connection, of)
        number = sum(sum(types.values()) for _, types in weeks) + loose
        return Situation(COLUMNS, shown, number, weeks, loose, read_head(connection).position)


def _weeks(connection: Connection, of: Chosen) -> tuple[Weeks, int]:
    counted: Counter[tuple[str | None, str]] = Counter()
    if of.is_exact:
        query = select(events.c.week, events.c.type, func.count()).where(*of.where)
        for week, type_, number in connection.execute(query.group_by(events.c.week, events.c.type)):
            counted[week, type_] = number
    else:
        counted.update((row[0], row[1]) for row in rows(connection, of, (events.c.week, events.c.type), ()))
    found: dict[str, dict[str, int]] = {}
    for (week, type_), number in sorted(counted.items(), key=lambda item: (item[0][0] or "", item[0][1])):
        if week is not None:
            found.setdefault(week, {})[type_] = number
    return tuple(found.items()), sum(number for (week, _), number in counted.items() if week is None)


class Meta(Struct, frozen=True):
    """What a library holds, at the position ``head`` of its log: numbers of ``reports``, ``claims`` and ``events``, by
    type and by status; the ``first`` and the ``last`` day of publication."""

    head: int
    reports: int
    claims: int
    events: int
    first: str | None
    last: str | None
    types: dict[str, int]
    statuses: dict[str, int]


def meta(library: Library) -> Meta:
    """What there is in the library."""

    with library.reading(frozen=True) as connection:
        first, last, number = connection.execute(
            select(func.min(reports.c.published), func.max(reports.c.published), func.count())
        ).one()
        types, statuses = (_by(connection, column) for column in (events.c.type, events.c.status))
        return Meta(
            head=read_head(connection).position,
            reports=number,
            claims=connection.scalar(select(func.count()).select_from(claims)) or 0,
            events=sum(types.values()),
            first=first,
            last=last,
            types=types,
            statuses=statuses,
        )


def _by(connection: Connection, column: Any) -> dict[str, int]:
    query = select(column, func.count()).group_by(column).order_by(column)
    return {row[0]: row[1] for row in connection.execute(query)}
