"""``dateline brief``: what a situation brief is made from, out of one state of a library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace
from sqlalchemy import Connection, select

from dateline.assess.brief.compose import brief as composed
from dateline.assess.brief.course import told_of
from dateline.assess.brief.values import Asked as Wanted
from dateline.assess.brief.values import Backing, Brief, Cited, Given, Material, Stock
from dateline.corroborate.registry import Registry
from dateline.library import events as stored
from dateline.library import judged
from dateline.library.library import Library
from dateline.library.log import read_head
from dateline.library.tables import events, reports
from dateline.values import Anchor, Event
from dateline.work.events import events_known
from dateline.work.filters import Asked, Filters, conditions, filters, is_there
from dateline.work.who import registry
from dateline.work.who_kept import registry_of

if TYPE_CHECKING:
    from dateline.assess.control.holding import Holding
    from dateline.assess.outlook.outlook import Outlook

_TRIES = 5
_CITED = 12
"""Claims for and against that are looked up of a place, more than are cited."""
_TOWN_KM = 12.0
"""Places up to this radius are points to all who ask for what lies around one."""


def brief(library: Library, asked: Asked) -> Brief:
    """The brief of what is asked for: the same library gives the same brief. With days, events without a day of their
    own count by that of their first report. Who holds what is told of the last day, by claims of all types; with an
    actor its outlook is told too. Raises UsageError for a filter that cannot be understood."""
    for _ in range(_TRIES):
        material = _material(library, asked)
        with library.reading() as connection:
            if read_head(connection).position == material.stock.position:
                break  # nothing was added meanwhile: all of it is of one state
    return composed(material)


def _material(library: Library, asked: Asked) -> Material:
    with library.reading(frozen=True) as connection:
        head = read_head(connection)
        wanted = filters(asked, registry_of(library, connection), connection)
        stock = _stock(connection, wanted)
    chosen, left_out = _events(library, asked, wanted)
    on = wanted.until or stock.last
    holdings = tuple(_control(library, asked, on)) if on is not None else ()
    outlook = _outlook(library, asked) if asked.actor is not None else None
    anchors = {a for event in chosen for a in event.claims}
    anchors |= {a for one in told_of(holdings) for side in (one.claims_for, one.claims_against) for a in side[:_CITED]}
    if outlook is not None:
        anchors |= {a for line in (*outlook.for_, *outlook.against) for a in line.claims}
    with library.reading(frozen=True) as connection:
        backings = backings_of(connection, anchors)
    given = ((event, tuple(b for a in event.claims for b in backings.get(a, ()))) for event in chosen)
    return Material(
        asked=_said(asked, wanted),
        stock=replace(stock, position=head.position, head=head.hash, left_out=left_out),
        events=tuple(Given(event, told) for event, told in given if told),
        holdings=holdings,
        on=on,
        outlook=outlook,
        backings=backings,
    )


def _events(library: Library, asked: Asked, wanted: Filters) -> tuple[list[Event], int]:
    """The events of the days that are asked for; those without a day by the report that first tells of them. How many
    nothing places in time comes second."""
    found = [one.event for one in events_known(library, asked)]
    if wanted.since is None and wanted.until is None:
        return found, 0
    with library.reading(frozen=True) as connection:
        dayless = list(_dayless(connection, wanted))
    found += [event for event, published in dayless if published is not None and _within(wanted, published, published)]
    return found, sum(published is None for _, published in dayless)


def _dayless(connection: Connection, wanted: Filters) -> Iterator[tuple[Event, str | None]]:
    """The events that have no day, with that of the first report of each, where that is in the period or not known; in
    the order of their ids."""
    known, always = registry(connection), replace(wanted, since=None, until=None)
    columns = (events.c.country, events.c.latitude, events.c.longitude, events.c.radius_km)
    query = select(events.c.body, events.c.published, *columns).where(
        events.c.earliest.is_(None), events.c.latest.is_(None), *conditions(always, events)
    )
    if wanted.credibility is not None:
        query = query.where(events.c.credibility <= wanted.credibility)
    told = events.c.published
    if wanted.since is not None:
        query = query.where(told.is_(None) | (told >= wanted.since))
    if wanted.until is not None:
        query = query.where(told.is_(None) | (told <= wanted.until))
    for body, published, *where, km in connection.execute(query.order_by(events.c.id)):
        place = wanted.place
        wide = place is not None and place.country is None and (km or 0.0) > max(place.km, _TOWN_KM)
        if not wide and is_there(wanted, *where):
            event = stored.event_of(body)
            if wanted.actor is None or _takes_part(event, wanted.actor.id, known):
                yield event, published


def _takes_part(event: Event, actor: str, known: Registry) -> bool:
    country = event.place.country if event.place is not None else None
    for party in (*event.actors, *event.recipients):
        found = known.resolve(party.name, day=event.earliest, country=country) if party.id is None else None
        if party.id == actor or (found is not None and found.id == actor):
            return True
    return False


def _within(wanted: Filters, first: str | None, last: str | None) -> bool:
    """Whether days may lie in the period; an end that is not known is open."""
    if wanted.since is not None and last is not None and last < wanted.since:
        return False
    return not (wanted.until is not None and first is not None and first > wanted.until)


def _control(library: Library, asked: Asked, on: str) -> Iterable[Holding]:
    from dateline.work.control import control

    return control(library, replace(asked, since=None, until=None, types=(), statuses=()), on)


def _outlook(library: Library, asked: Asked) -> Outlook:
    from dateline.work.outlook import fares

    assert asked.actor is not None
    return fares(library, asked.actor, replace(asked, actor=None))


def _stock(connection: Connection, wanted: Filters) -> Stock:
    columns = (reports.c.publisher, reports.c.published)
    rows = [(row.publisher, row.published) for row in connection.execute(select(*columns))]
    those = [(outlet, day) for outlet, day in rows if day is None or _within(wanted, day, day)]
    days = [day for _, day in those if day is not None]
    return Stock(
        position=0,
        head="",
        reports=len(days) if wanted.since or wanted.until else len(those),
        outlets=len({judged.folded(outlet) for outlet, day in those if outlet}),
        first=min(days, default=None),
        last=max(days, default=None),
        dayless=len(those) - len(days),
    )


def backings_of(connection: Connection, anchors: set[Anchor]) -> dict[Anchor, tuple[Backing, ...]]:
    """The claims at anchors, as judged, with their sentences; of one anchor those that the reader is
    surest of first."""
    grades = judged.grades(connection)
    found: dict[Anchor, list[Backing]] = {}
    named = frozenset(anchor.report for anchor in anchors)
    for _, reading in judged.readings(connection, named, words=False) if named else ():
        of = reading.report
        grade = grades.get(judged.folded(of.publisher)) if of.publisher else None
        cited = Cited(of.id, of.publisher, of.title, of.published, of.url, grade.grade if grade else "F")
        for claim in reading.claims:
            anchor = Anchor(of.id, claim.trigger.start, claim.trigger.end)
            if anchor in anchors:
                sentence = of.text[claim.sentence.start : claim.sentence.end]
                found.setdefault(anchor, []).append(Backing(anchor, claim, sentence, cited))
    return {a: tuple(sorted(those, key=lambda b: (-b.claim.confidence, b.claim.id))) for a, those in found.items()}


def _said(asked: Asked, wanted: Filters) -> Wanted:
    return Wanted(
        since=wanted.since,
        until=wanted.until,
        place=asked.place,
        km=asked.within,
        actor=wanted.actor.name if wanted.actor is not None else None,
        types=wanted.types,
        statuses=wanted.statuses,
        credibility=wanted.credibility,
    )
