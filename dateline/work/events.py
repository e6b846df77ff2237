"""``dateline events``: what the library knows to have happened, or to be said to, with every quote behind it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

from dateline.corroborate.registry import Registry
from dateline.errors import UsageError
from dateline.library import events as stored
from dateline.library import judged
from dateline.library.library import Library
from dateline.library.tables import events
from dateline.values import Anchor, Claim, Event, Party, Report
from dateline.work.event_rows import chosen, rows
from dateline.work.filters import Asked, filters
from dateline.work.who_kept import registry_of

PREFIX = 6
"""Characters of an event's id that must be given at least."""


class Quote(Struct, frozen=True):
    """A claim of an event as it stands in its report. ``text`` is the sentence, ``start`` to ``end`` its offsets;
    ``claim`` its anchor, ``says`` who says it (empty: the outlet itself)."""

    claim: Anchor
    text: str
    start: int
    end: int
    type: str
    mode: str | None
    status: str
    says: tuple[str, ...]
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None


class Shown(Struct, frozen=True):
    """An event, with its quotes where they were asked for, in the order of publication."""

    event: Event
    quotes: tuple[Quote, ...] | None = None


def events_known(library: Library, asked: Asked, id_: str | None = None, quotes: bool = False) -> Iterator[Shown]:
    """The events that were asked for, by time, the undated last; parties that have no id get that of the actor they are
    known for. ``id_`` (or its beginning, or one that the event had before) asks for one. Raises UsageError for a filter
    that cannot be understood or an event that there is none of."""
    with library.reading(frozen=True) as connection:
        _, found = events_in(library, connection, asked, id_)
        for event in found:
            yield Shown(event, quotes_of(connection, event) if quotes else None)


def events_in(
    library: Library, connection: Connection, asked: Asked, id_: str | None = None
) -> tuple[Registry, Iterator[Event]]:
    """``events_known`` within a transaction, without quotes; with who is who in the library."""
    only = find(connection, id_) if id_ is not None else None
    known = registry_of(library, connection)
    of = chosen(connection, filters(asked, known, connection), known)
    also = () if only is None else (events.c.id == only,)
    bodies = [row[0] for row in rows(connection, of, (events.c.body,), also=also)]
    return known, (named(stored.event_of(body), known) for body in bodies)


def named(event: Event, known: Registry) -> Event:
    """An event whose parties that have no id get that of the actor they are known for."""
    country = event.place.country if event.place is not None else None

    def who(party: Party) -> Party:
        if party.id is not None:
            return party
        actor = known.resolve(party.name, day=event.earliest, country=country)
        return Party(party.name, actor.id) if actor is not None else party

    return replace(event, actors=tuple(map(who, event.actors)), recipients=tuple(map(who, event.recipients)))


def quotes_of(connection: Connection, event: Event) -> tuple[Quote, ...]:
    """What the claims of an event say, word for word: by day of publication, the undated last, then as they stand."""
    anchors = set(event.claims)
    made: list[Quote] = []
    for _, reading in judged.readings(connection, frozenset(anchor.report for anchor in anchors), words=False):
        for claim in reading.claims:
            anchor = Anchor(reading.report.id, claim.trigger.start, claim.trigger.end)
            if anchor in anchors:
                made.append(_quote(anchor, claim, reading.report))
    return tuple(sorted(made, key=lambda q: (q.published is None, q.published, q.outlet or "", q.claim, q.type)))


def _quote(anchor: Anchor, claim: Claim, report: Report) -> Quote:
    start, end = claim.sentence.start, claim.sentence.end
    return Quote(
        claim=anchor,
        text=report.text[start:end],
        start=start,
        end=end,
        type=claim.type,
        mode=claim.mode,
        status=claim.status,
        says=tuple(source.name or source.text for source in claim.sources),
        outlet=report.publisher,
        published=report.published,
        title=report.title,
        url=report.url,
    )


def find(connection: Connection, given: str) -> str:
    """The id of the event that an id, one that it had before, or the beginning of either leads to. Raises
    UsageError."""
    if len(given) < PREFIX or not given.isalnum():
        raise UsageError(f"--id {given}: is no event; give {PREFIX} characters or more of an id that events shows")
    found = stored.find_event(connection, given.lower())
    if len(found) != 1:
        what = "several events have ids that begin so; give more of it" if found else "there is no such event"
        raise UsageError(f"--id {given}: {what}")
    return found[0]
