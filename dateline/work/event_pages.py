"""Events page by page, and one with all that was said and judged of it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, and_, or_, select

from dateline.corroborate.judgement import Different, Same
from dateline.errors import UsageError
from dateline.library import events as stored
from dateline.library import judged
from dateline.library.judgements import Judged
from dateline.library.library import Library
from dateline.library.log import read_head
from dateline.library.tables import events, former, members
from dateline.library.told import where
from dateline.values import Event
from dateline.work.event_rows import EARLIEST, LATEST, NEWEST, NEWEST_DAY, ORDER, chosen, rows, total
from dateline.work.events import Quote, find, named, quotes_of
from dateline.work.filters import Asked, filters
from dateline.work.judgement_list import Listed, history_of
from dateline.work.paging import after, cursor, limited
from dateline.work.who_kept import registry_of

Order = Literal["time", "newest"]


class EventPage(Struct, frozen=True):
    """A page of events; ``next`` is the cursor of the next one, ``total`` how many there are on all."""

    items: tuple[Event, ...]
    next: str | None
    total: int


class Told(Struct, frozen=True):
    """An event with its ``quotes``; ``history``: what people judged of it or of its claims, oldest first, those taken
    back too; ``former``: ids that lead to it; ``position`` of the log's end, so far all of this is seen."""

    event: Event
    quotes: tuple[Quote, ...]
    history: tuple[Listed, ...]
    former: tuple[str, ...]
    position: int


def events_page(library: Library, asked: Asked, limit: int, given: str | None, order: Order = "time") -> EventPage:
    """The events that are asked for, by time (the undated last) or the newest first. Raises UsageError for a filter or
    a cursor that cannot be understood."""
    limited(limit)
    kinds = (str, str, str) if order == "time" else (str, str)
    key = after(given, *kinds)
    keys = (EARLIEST, LATEST, events.c.id) if order == "time" else (NEWEST_DAY, events.c.id)
    with library.reading(frozen=True) as connection:
        known = registry_of(library, connection)
        of = chosen(connection, filters(asked, known, connection), known)
        also = () if key is None else (_behind(key, order),)
        by = ORDER if order == "time" else NEWEST
        found = list(rows(connection, of, (events.c.body, *keys), by, limit + 1, also))
        more = found[limit - 1][1 : len(keys) + 1] if len(found) > limit else None
        items = tuple(named(stored.event_of(row[0]), known) for row in found[:limit])
        return EventPage(items, cursor(tuple(more)) if more is not None else None, total(connection, of))


def _behind(key: tuple[str | int, ...], order: Order) -> ColumnElement[bool]:
    """What comes behind a key."""
    if order == "time":
        first, last, id_ = map(str, key)
        return or_(
            first < EARLIEST, and_(first == EARLIEST, or_(last < LATEST, and_(last == LATEST, events.c.id > id_)))
        )
    day, id_ = map(str, key)
    return or_(day > NEWEST_DAY, and_(day == NEWEST_DAY, events.c.id > id_))


def event_told(library: Library, id_: str) -> Told:
    """The event of an id, of the beginning of one, or of an id that it had before. Raises UsageError where there is
    none."""
    with library.reading(frozen=True) as connection:
        only = find(connection, id_)
        body = connection.scalar(select(events.c.body).where(events.c.id == only))
        if body is None:
            raise UsageError(f"--id {id_}: there is no such event")
        event = named(stored.event_of(body), registry_of(library, connection))
        quotes = quotes_of(connection, event)
        history = history_of(connection, lambda one: bears_on(one, event, quotes))
        return Told(event, quotes, history, _former(connection, only), read_head(connection).position)


def bears_on(one: Judged, event: Event, quotes: tuple[Quote, ...]) -> bool:
    """Whether a judgement is on words in a sentence of an event, on its report as a whole, or on what belongs
    together."""
    says, anchor = judged.says_of(one), one.judgement.anchor
    if isinstance(says, Same | Different):
        return not {*says.one, *says.other}.isdisjoint(event.claims)
    if anchor is None or one.judgement.kind == "grade":
        return False
    if one.judgement.kind == "report":
        return anchor.report in {claim.report for claim in event.claims}
    own = ((claim.report, claim.start, claim.end) for claim in event.claims)
    spans = {*own, *((quote.claim.report, quote.start, quote.end) for quote in quotes)}
    return any(anchor.report == r and anchor.start < end and start < anchor.end for r, start, end in spans)


def _former(connection: Connection, event: str) -> tuple[str, ...]:
    """The ids that lead to an event: those that it had before, and those of anchors that are gone."""
    own = set(connection.scalars(select(members.c.id).where(members.c.event == event)))
    found, reached = set[str](), own
    while reached:
        reached = {row[0] for row in where(connection, (former.c.id,), former.c.now, reached)} - found - own
        found |= reached
    return tuple(sorted(found))
