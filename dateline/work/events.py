"""``dateline events``: what the library knows to have happened, or to be said to, with every quote behind it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, select

from dateline.corroborate.registry import Registry
from dateline.errors import UsageError
from dateline.library import events as stored
from dateline.library import judged
from dateline.library.library import Library
from dateline.library.tables import events
from dateline.values import Anchor, Claim, Event, Party, Report
from dateline.work.filters import Asked, Filters, conditions, filters, is_there
from dateline.work.who import registry

PREFIX = 6
"""Characters of an event's id that must be given at least."""
_TOWN_KM = 12.0
"""Places up to this radius are points to all who ask for what lies around one."""


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
        only = _one(connection, id_) if id_ is not None else None
        known = registry(connection)
        wanted = filters(asked, known)
        for body in _bodies(connection, wanted, only):
            event = _named(stored.event_of(body), known)
            if wanted.actor is None or any(p.id == wanted.actor.id for p in (*event.actors, *event.recipients)):
                yield Shown(event, quotes_of(connection, event) if quotes else None)


def _bodies(connection: Connection, wanted: Filters, only: str | None) -> list[bytes]:
    columns = (events.c.body, events.c.country, events.c.latitude, events.c.longitude, events.c.radius_km)
    query = select(*columns).where(*conditions(wanted, events))
    if only is not None:
        query = query.where(events.c.id == only)
    if wanted.credibility is not None:
        query = query.where(events.c.credibility <= wanted.credibility)
    order = (events.c.earliest.is_(None), events.c.earliest, events.c.latest, events.c.id)
    return [
        body
        for body, country, latitude, longitude, km in connection.execute(query.order_by(*order))
        if is_there(wanted, country, latitude, longitude) and _fits(wanted, km)
    ]


def _fits(wanted: Filters, km: float | None) -> bool:
    """Whether a place is no larger than what is asked for: what is only known to lie in a province is not known to lie
    in a town at its middle."""
    return wanted.place is None or wanted.place.country is not None or (km or 0.0) <= max(wanted.place.km, _TOWN_KM)


def _named(event: Event, known: Registry) -> Event:
    country = event.place.country if event.place is not None else None

    def named(party: Party) -> Party:
        if party.id is not None:
            return party
        actor = known.resolve(party.name, day=event.earliest, country=country)
        return Party(party.name, actor.id) if actor is not None else party

    return replace(event, actors=tuple(map(named, event.actors)), recipients=tuple(map(named, event.recipients)))


def quotes_of(connection: Connection, event: Event) -> tuple[Quote, ...]:
    """What the claims of an event say, word for word: by day of publication, the undated last, then as they stand."""
    anchors = set(event.claims)
    made: list[Quote] = []
    for _, reading in judged.readings(connection, frozenset(anchor.report for anchor in anchors)):
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


def _one(connection: Connection, given: str) -> str:
    if len(given) < PREFIX or not given.isalnum():
        raise UsageError(f"--id {given}: is no event; give {PREFIX} characters or more of an id that events shows")
    found = stored.find_event(connection, given.lower())
    if len(found) != 1:
        what = "several events have ids that begin so; give more of it" if found else "there is no such event"
        raise UsageError(f"--id {given}: {what}")
    return found[0]
