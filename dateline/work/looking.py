"""Who is looking at which event of the review. It keeps two people from the same work; it forbids nobody anything."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from msgspec import Struct
from sqlalchemy import Connection, delete, select, text

from dateline.errors import ConflictError
from dateline.library.judged import folded
from dateline.library.library import Library
from dateline.library.tables import looking
from dateline.library.told import batches
from dateline.work.events import find

MINUTES = 15
"""So long an event is taken; taking it again begins anew."""
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


class Taken(Struct, frozen=True):
    """An event, who is looking at it, and until when nobody else need (UTC); null where nobody is."""

    id: str
    taken_by: str | None
    taken_until: str | None


def take(library: Library, who: str, given: str, now: datetime | None = None) -> Taken:
    """Says that someone is looking at an event. Raises UsageError where there is none, ConflictError where someone
    else is."""
    moment = now or datetime.now(UTC)
    until = (moment + timedelta(minutes=MINUTES)).strftime(_MOMENT)
    with library.reading() as connection:
        event = find(connection, given)
    with library.noting() as connection:
        if connection.dialect.name != "sqlite":  # there nobody else writes meanwhile
            connection.execute(text("LOCK TABLE looking IN EXCLUSIVE MODE"))
        connection.execute(delete(looking).where(looking.c.until <= moment.strftime(_MOMENT)))
        row = connection.execute(select(looking).where(looking.c.event == event)).first()
        if row is not None and folded(row.who) != folded(who):
            raise ConflictError(f"{row.who} is looking at it until {row.until}")
        connection.execute(delete(looking).where(looking.c.event == event))
        connection.execute(looking.insert().values(event=event, who=who, until=until))
    return Taken(event, who, until)


def release(library: Library, who: str, given: str) -> Taken:
    """Says that someone is not looking at an event any more; what others look at stays as it is. Raises UsageError
    where there is no such event."""
    with library.reading() as connection:
        event = find(connection, given)
    with library.noting() as connection:
        row = connection.execute(select(looking).where(looking.c.event == event)).first()
        if row is not None and folded(row.who) != folded(who):
            return Taken(event, row.who, row.until)
        connection.execute(delete(looking).where(looking.c.event == event))
    return Taken(event, None, None)


def lookers(connection: Connection, of: Collection[str], now: datetime | None = None) -> dict[str, tuple[str, str]]:
    """Who is looking at which of some events, and until when."""
    moment = (now or datetime.now(UTC)).strftime(_MOMENT)
    found: dict[str, tuple[str, str]] = {}
    for part in batches(of):
        query = select(looking).where(looking.c.event.in_(part), looking.c.until > moment)
        found.update({row.event: (row.who, row.until) for row in connection.execute(query)})
    return found
