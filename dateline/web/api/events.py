"""Events, and one with all that stands behind it."""

from __future__ import annotations

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from dateline.library.library import Library
from dateline.web.api.query import ASKED, Cursor, Limit, or_missing
from dateline.work import event_pages as work
from dateline.work.event_pages import EventPage, Order, Told
from dateline.work.filters import Asked


@get("/events", sync_to_thread=True, dependencies=ASKED, tags=["events"])
def events(
    library: NamedDependency[Library],
    asked: NamedDependency[Asked],
    limit: Limit = 100,
    cursor: Cursor = None,
    order: FromQuery[Order] = "time",
) -> EventPage:
    """The events that are asked for, as ``dateline events`` prints them."""
    return work.events_page(library, asked, limit, cursor, order)


@get("/events/{event:str}", sync_to_thread=True, tags=["events"])
def event(library: NamedDependency[Library], event: FromPath[str]) -> Told:
    """One event, by its id or one that it had before: what its claims say, what people judged of it."""
    with or_missing():
        return work.event_told(library, event)


HANDLERS = [events, event]
