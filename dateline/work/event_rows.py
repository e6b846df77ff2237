"""Which events are wanted, told of their rows alone: the one answer that lists, maps, the review and exports share.

Most filters are asked of the database. Two cannot be: how far a place is, and who a name stands for, which depends on
the whole library; of these a test is left for Python."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, func, select

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
    among = None if wanted.actor is None else frozenset(_with(connection, wanted.actor, known, where))
    return Chosen(where, wanted, among)


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
        yield from map(tuple, connection.execute(query.limit(most)))
        return
    number = 0
    for row in connection.execute(query):
        if number == most:
            return
        if of.holds(*row[-4:]):
            number += 1
            yield tuple(row)


def ids(connection: Connection, of: Chosen, also: Sequence[ColumnElement[bool]] = ()) -> list[str]:
    """Their ids, by time."""
    return [row[0] for row in rows(connection, of, (events.c.id,), ORDER, None, also)]


def _with(connection: Connection, actor: Actor, known: Registry, where: Sequence[ColumnElement[bool]]) -> Iterator[str]:
    """The events in which an actor takes part: by its id, or by a name that stands for it there and then."""
    columns = (event_parties.c.event, event_parties.c.id, event_parties.c.name, events.c.earliest, events.c.country)
    inside = event_parties.join(events, events.c.id == event_parties.c.event)
    either = (event_parties.c.id == actor.id) | event_parties.c.id.is_(None)
    found: dict[tuple[str, str | None, str | None], bool] = {}
    for event, id_, name, day, country in connection.execute(
        select(*columns).select_from(inside).where(either, *where)
    ):
        if id_ is not None:
            yield event
            continue
        asked = (name or "", day, country)
        if asked not in found:
            one = known.resolve(asked[0], day=day, country=country)
            found[asked] = one is not None and one.id == actor.id
        if found[asked]:
            yield event
