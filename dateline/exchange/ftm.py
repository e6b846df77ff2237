"""FollowTheMoney entities, a JSON object a line: Event, Article, Mention, Address, Organization, PublicBody.

Parties become entities where the actor is known; persons never do. ``docs/exports/ftm.md`` describes each entity. What
has no place in FollowTheMoney (offsets, status, credibility) stands in ``notes`` and ``keywords``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Any

import msgspec

from dateline.exchange.acled import backing, distinct
from dateline.exchange.clean import line
from dateline.exchange.countries import country
from dateline.exchange.plover import day
from dateline.exchange.record import LeftOut, Quote, Record, Who
from dateline.exchange.words import sentence, title, where
from dateline.values import ClaimPlace

Entity = dict[str, Any]
_NO_ID = re.compile(r"[^A-Za-z0-9._-]+")
_WEB = ("http://", "https://")


def write(records: Iterable[Record], left: Callable[[LeftOut], None]) -> Iterator[bytes]:
    """Entities, each once, those that an event refers to before it."""
    seen: set[str] = set()
    for record in records:
        for entity in entities(record):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                yield msgspec.json.encode(entity) + b"\n"


def entities(record: Record) -> Iterator[Entity]:
    """The entities of a record: reports, parties with their mentions, the place, the event."""
    event, place = record.event, record.event.place
    quotes = distinct(record.quotes)
    articles = {quote.report: _article(quote) for quote in quotes}
    yield from articles.values()
    actors, recipients = (_bodies(side) for side in (record.actors, record.recipients))
    bodies = {one["id"]: one for one in (*actors, *recipients)}
    yield from bodies.values()
    for who in (*record.actors, *record.recipients):
        if who.id is not None and not record.redacted:
            for report in articles:
                yield _mention(who, report)
    address = _address(place) if place is not None else None
    if address is not None:
        yield address
    yield _entity(
        "Event",
        f"dateline-event-{event.id}",
        name=line(title(record)),
        summary=sentence(record),
        description=backing(record),
        keywords=[event.type, event.mode, event.status],
        date=day(event) if "/" not in (day(event) or "/") else None,
        startDate=event.earliest,
        endDate=event.latest,
        location=where(place) if place is not None else None,
        country=place.country.lower() if place is not None and place.country else None,
        addressEntity=address["id"] if address is not None else None,
        organizer=[one["id"] for one in actors],
        involved=list(bodies),
        proof=[article["id"] for article in articles.values()],
        publisher=[quote.outlet for quote in quotes],
        sourceUrl=[quote.url for quote in quotes if (quote.url or "").startswith(_WEB)],
        recordId=event.id,
        notes=[
            f"credibility {event.credibility}",
            f"{event.reports} reports, {event.independent_sources} independent sources",
            *(f"{what}: {tally.low}–{tally.best}–{tally.high}" for what, tally in sorted(event.counts.items())),
            f"within {place.radius_km:g} km" if place is not None and place.radius_km is not None else None,
        ],
    )


def _entity(schema: str, id_: str, **properties: str | list[str | None] | list[str] | None) -> Entity:
    """An entity; properties without a value are left out."""
    found: dict[str, list[str]] = {}
    for name, value in properties.items():
        several = value if isinstance(value, list) else [value]
        kept = [one for one in dict.fromkeys(line(one) for one in several if one) if one]
        if kept:
            found[name] = kept
    return {"id": id_, "schema": schema, "properties": found}


def _article(quote: Quote) -> Entity:
    return _entity(
        "Article",
        f"dateline-report-{quote.report}",
        title=quote.title,
        publisher=quote.outlet,
        publishedAt=quote.published,
        sourceUrl=quote.url if (quote.url or "").startswith(_WEB) else None,
        notes=f"sha256:{quote.sha256}",
    )


def _bodies(side: Iterable[Who]) -> list[Entity]:
    return [_body(who) for who in side if who.id is not None]


def _body(who: Who) -> Entity:
    is_public = who.kind == "state" or who.sector in ("GOV", "MIL", "COP", "SPY", "JUD", "LEG")
    land = country(who.country)
    return _entity(
        "PublicBody" if is_public else "Organization",
        _actor_id(who),
        name=[line(who.full or "") or who.name],
        country=land.iso2.lower() if land is not None else None,
        sector=who.sector,
    )


def _actor_id(who: Who) -> str:
    """An id of the letters that FollowTheMoney allows."""
    return f"dateline-actor-{_NO_ID.sub('-', who.id or '')}"


def _mention(who: Who, report: str) -> Entity:
    made_of = f"{report} {who.id} {who.name}"
    return _entity(
        "Mention",
        f"dateline-mention-{sha256(made_of.encode()).hexdigest()[:16]}",
        document=f"dateline-report-{report}",
        name=who.name,
        resolved=_actor_id(who),
        detectedSchema="Organization",
    )


def _address(place: ClaimPlace) -> Entity | None:
    """The place as an address; None where it is not on the map."""
    if place.latitude is None or place.longitude is None:
        return None
    land = country(place.country)
    name = line(place.name or place.text)
    parts = [name, place.admin1, land.name if land is not None else None]
    full = ", ".join(dict.fromkeys(part for part in parts if part))
    made_of = f"{full} {place.latitude!r} {place.longitude!r} {place.radius_km!r}"
    return _entity(
        "Address",
        f"dateline-place-{sha256(made_of.encode()).hexdigest()[:16]}",
        full=full,
        city=name if place.feature == "settlement" else None,
        state=place.admin1,
        country=place.country.lower() if place.country else None,
        latitude=repr(place.latitude),
        longitude=repr(place.longitude),
        remarks=f"within {place.radius_km:g} km" if place.radius_km is not None else None,
    )


_NEEDED = {
    "Event": "name",
    "Article": None,
    "Address": None,
    "Organization": "name",
    "PublicBody": "name",
    "Mention": "name",
}
_REFERS = ("proof", "involved", "organizer", "addressEntity", "document", "resolved")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def check(data: bytes) -> list[str]:
    """What is wrong with entities: schemata, needed names, lists of strings, days, references to what is not there. The
    full model is checked by the package ``followthemoney`` in the tests."""
    problems: list[str] = []
    found: dict[str, Entity] = {}
    for number, each in enumerate(data.splitlines(), 1):
        entity = msgspec.json.decode(each)
        if entity["id"] in found:
            problems.append(f"line {number}: {entity['id']} was there before")
        found[entity["id"]] = entity
    for id_, entity in found.items():
        problems += [f"{id_}: {problem}" for problem in _check_entity(entity, found)]
    return problems


def _check_entity(entity: Entity, found: dict[str, Entity]) -> Iterator[str]:
    properties = entity["properties"]
    if entity["schema"] not in _NEEDED:
        yield f"{entity['schema']} is not written"
        return
    needed = _NEEDED[entity["schema"]]
    if needed is not None and not properties.get(needed):
        yield f"has no {needed}"
    for name, values in properties.items():
        if not values or not all(isinstance(value, str) and value for value in values):
            yield f"{name} holds what is no text"
        if name in ("startDate", "endDate", "date", "publishedAt") and not all(map(_DAY.fullmatch, values)):
            yield f"{name} is no day"
        if name in _REFERS and any(value not in found for value in values):
            yield f"{name} refers to what is not there"
