"""Events in the library: which claims are in which, the events themselves, and what an older id leads to."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Mapping, Sequence

from msgspec import json
from sqlalchemy import Connection, delete, select

from dateline.corroborate.tale import event_id
from dateline.corroborate.telling import Anchor
from dateline.corroborate.told import Told
from dateline.library.log import entries
from dateline.library.outlines import outline
from dateline.library.rows import NAME, Row
from dateline.library.tables import event_parties, events, former, members
from dateline.library.told import batches, where
from dateline.values import Event, Party

MOVED = "events-moved"
"""The kind of log entry that says by which anchor an event is found since another one went: ``facts`` from id to id, or
to null where nothing of the event is left."""


def anchors_in(connection: Connection, reports: Collection[str]) -> dict[Anchor, str]:
    """Where claims of reports stand, and the events that they are in."""
    columns = (members.c.report, members.c.start, members.c.stop, members.c.event)
    return {(row[0], row[1], row[2]): row[3] for row in where(connection, columns, members.c.report, reports)}


def all_anchors(connection: Connection) -> list[Anchor]:
    """Where all claims stand that are in events."""
    return [
        (row[0], row[1], row[2])
        for row in connection.execute(select(members.c.report, members.c.start, members.c.stop))
    ]


def events_of(connection: Connection, anchors: Collection[Anchor]) -> dict[Anchor, str]:
    """The events that anchors are in; those in none are left out."""
    ids = {event_id(anchor): anchor for anchor in anchors}
    return {ids[row[0]]: row[1] for row in where(connection, (members.c.id, members.c.event), members.c.id, ids)}


def anchors_of(connection: Connection, wanted: Collection[str]) -> dict[str, tuple[Anchor, ...]]:
    """The anchors of events, in rising order."""
    columns = (members.c.event, members.c.report, members.c.start, members.c.stop)
    found: dict[str, list[Anchor]] = {}
    for row in where(connection, columns, members.c.event, wanted):
        found.setdefault(row[0], []).append((row[1], row[2], row[3]))
    return {event: tuple(sorted(of)) for event, of in found.items()}


def drop(connection: Connection, gone: Collection[str]) -> None:
    """Takes events away, with which claims are in them."""
    for part in batches(gone):
        connection.execute(delete(event_parties).where(event_parties.c.event.in_(part)))
        connection.execute(delete(events).where(events.c.id.in_(part)))
        connection.execute(delete(members).where(members.c.event.in_(part)))


def put(connection: Connection, made: Sequence[tuple[Event, Sequence[Told]]], key: Callable[[str], str]) -> None:
    """Adds events with the claims that they are made of. ``key`` folds a name."""
    if not made:
        return
    connection.execute(events.insert(), [event_row(event, told) for event, told in made])
    if parties := [row for event, _ in made for row in party_rows(event, key)]:
        connection.execute(event_parties.insert(), parties)
    connection.execute(members.insert(), [row for event, _ in made for row in _member_rows(event)])


def event_row(event: Event, told: Sequence[Told]) -> Row:
    """The row of an event."""
    days = sorted({one.report.published for one in told if one.report.published is not None})
    place = event.place
    return {
        "id": event.id,
        "type": event.type,
        "status": event.status,
        "credibility": event.credibility,
        "earliest": event.earliest,
        "latest": event.latest,
        "published": days[0] if days else None,
        "republished": days[-1] if days else None,
        "place": place.id if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "radius_km": place.radius_km if place else None,
        "country": place.country if place else None,
        "body": zlib.compress(json.encode(event)),
        **outline(event, told),
    }


def event_of(body: bytes) -> Event:
    """The event of a row's body."""
    return _decode(zlib.decompress(body))


_decode = json.Decoder(Event).decode


def party_rows(event: Event, key: Callable[[str], str]) -> list[Row]:
    """The rows of those who take part in an event."""
    roles: tuple[tuple[str, tuple[Party, ...]], ...] = (("actor", event.actors), ("recipient", event.recipients))
    return [
        {
            "event": event.id,
            "role": role,
            "number": number,
            "key": key(party.name)[:NAME],
            "id": party.id,
            "name": party.name,
        }
        for role, parties in roles
        for number, party in enumerate(parties)
    ]


def _member_rows(event: Event) -> list[Row]:
    found = [(a.report, a.start, a.end) for a in event.claims]
    return [{"id": event_id(a), "report": a[0], "start": a[1], "stop": a[2], "event": event.id} for a in found]


def find_event(connection: Connection, given: str) -> list[str]:
    """The ids of the events that an id, an older id, or the beginning of one leads to: no more than two."""
    found = {
        str(row.event)
        for row in connection.execute(select(members.c.event).where(members.c.id.startswith(given)).distinct().limit(2))
    }
    gone = connection.execute(select(former.c.id, former.c.now).where(former.c.id.startswith(given)).limit(2))
    for _, now in gone.all():
        seen: set[str] = set()
        at: str | None = now
        while at is not None and at not in seen:
            seen.add(at)
            event = connection.scalar(select(members.c.event).where(members.c.id == at))
            if event is not None:
                found.add(str(event))
                break
            at = connection.scalar(select(former.c.now).where(former.c.id == at))
    return sorted(found)[:2]


def moved(connection: Connection, moves: Mapping[str, str | None]) -> None:
    """Notes where the ids of anchors that are gone lead."""
    stand(connection, moves)
    rows = [{"id": old, "now": now} for old, now in sorted(moves.items()) if now is not None]
    if rows:
        connection.execute(former.insert(), rows)


def stand(connection: Connection, ids: Collection[str]) -> None:
    """Forgets where ids led whose anchors stand again."""
    for part in batches(ids):
        connection.execute(delete(former).where(former.c.id.in_(part)))


def replay(connection: Connection) -> dict[str, str]:
    """Where ids lead by the log, but for those that stand."""
    found: dict[str, str | None] = {}
    for entry in entries(connection):
        if entry.kind == MOVED:
            found.update(json.decode(entry.facts, type=dict[str, str | None]))
    standing = {row[0] for row in where(connection, (members.c.id,), members.c.id, found)}
    return {old: now for old, now in sorted(found.items()) if now is not None and old not in standing}
