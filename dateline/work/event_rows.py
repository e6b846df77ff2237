"""Which events are wanted, told of their rows alone: the one answer that lists, maps, the review and exports share.

Most filters are asked of the database. Two cannot be: how far a place is, and who a name stands for, which depends on
the whole library; of these a test is left for Python."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, func, select, true

from dateline.corroborate.actor import Actor
from dateline.corroborate.registry import Registry
from dateline.library.tables import event_parties, events
from dateline.work.filters import Filters, is_there, of_events

LAST = "9999-99-99"
"""Stands for a day that is not known, behind all others."""
EARLIEST: Any = func.coalesce(events.c.earliest, LAST)
LATEST: Any = func.coalesce(events.c.latest, LAST)
NEWEST_DAY: Any = func.coalesce(events.c.latest, events.c.earliest, "")
ORDER: tuple[ColumnElement[Any], ...] = (EARLIEST, LATEST, events.c.id)
"""By time, the undated last."""
NEWEST: tuple[ColumnElement[Any], ...] = (NEWEST_DAY.desc(), events.c.id)
"""The latest first, the undated last."""
_AT_ONCE = 2000
_MOST_NAMES = 1000
"""Names of an actor that the database is asked for."""
_TESTED = (events.c.id, events.c.country, events.c.latitude, events.c.longitude)


class Chosen(Struct, frozen=True):
    """Events: what the database is asked, and, where that is not all, a test of each row. ``among``: the ids that an
    actor takes part in."""

    where: tuple[ColumnElement[bool], ...]
    wanted: Filters
    among: frozenset[str] | None = None

    @property
    def is_exact(self) -> bool:
        """Whether the database alone tells which events are meant."""
        far = self.wanted.place is not None and self.wanted.place.country is None
        return self.among is None and not far

    def holds(self, id_: str, country: str | None, latitude: float | None, longitude: float | None) -> bool:
        """Whether an event that the database gave is meant."""
        return (self.among is None or id_ in self.among) and is_there(self.wanted, country, latitude, longitude)


def chosen(connection: Connection, wanted: Filters, known: Registry) -> Chosen:
    """The events that are wanted."""
    where = tuple(of_events(wanted))
    if wanted.actor is None:
        return Chosen(where, wanted)
    among, may = _taking_part(connection, wanted.actor, known, where)
    return Chosen((*where, may), wanted, among)


def total(connection: Connection, of: Chosen) -> int:
    """How many they are."""
    if of.is_exact:
        return connection.scalar(select(func.count()).select_from(events).where(*of.where)) or 0
    return sum(1 for _ in rows(connection, of, (events.c.id,), ()))


def rows(
    connection: Connection,
    of: Chosen,
    columns: Sequence[ColumnElement[Any]],
    order: Sequence[ColumnElement[Any]] = ORDER,
    most: int | None = None,
    also: Sequence[ColumnElement[bool]] = (),
) -> Iterator[tuple[Any, ...]]:
    """Their rows in an order, at most so many; ``also``: more that is asked of them. Columns that tests need follow
    those that are asked for."""
    query = select(*columns, *(() if of.is_exact else _TESTED)).where(*of.where, *also).order_by(*order)
    if of.is_exact:
        yield from map(tuple, connection.execute(query.limit(most)).all())
        return
    number = 0
    for row in connection.execute(query.execution_options(yield_per=_AT_ONCE)):
        if number == most:
            return
        if of.holds(*row[-4:]):
            number += 1
            yield tuple(row)


def ids(connection: Connection, of: Chosen, also: Sequence[ColumnElement[bool]] = ()) -> list[str]:
    """Their ids, by time."""
    return [row[0] for row in rows(connection, of, (events.c.id,), ORDER, None, also)]


def _taking_part(
    connection: Connection, actor: Actor, known: Registry, where: Sequence[ColumnElement[bool]]
) -> tuple[frozenset[str], ColumnElement[bool]]:
    """The events in which an actor takes part, by its id or by a name that stands for it there and then; and what the
    database can be asked to find them and few others."""
    inside = event_parties.join(events, events.c.id == event_parties.c.event)
    named = (event_parties.c.name, events.c.earliest, events.c.country)
    unknown = select(*named).select_from(inside).where(event_parties.c.id.is_(None), *where).distinct()
    meant = {tuple(row) for row in connection.execute(unknown).all() if _stands_for(known, actor, *row)}
    names = sorted({name for name, _, _ in meant})
    may = event_parties.c.id == actor.id
    if names:
        may = may | (event_parties.c.id.is_(None) & event_parties.c.name.in_(names[:_MOST_NAMES]))
    if len(names) > _MOST_NAMES:
        may = true()
    query = select(event_parties.c.event, event_parties.c.id, *named).select_from(inside).where(may, *where)
    found = frozenset(
        row[0]
        for row in connection.execute(query).all()
        if row[1] == actor.id or (row[1] is None and (row[2], row[3], row[4]) in meant)
    )
    return found, events.c.id.in_(select(event_parties.c.event).where(may))


def _stands_for(known: Registry, actor: Actor, name: str | None, day: str | None, country: str | None) -> bool:
    one = known.resolve(name or "", day=day, country=country)
    return one is not None and one.id == actor.id
