"""Records without what could lead to a person: what may be shown is put together anew, everything else is not there.

Kept: type, mode, status, days, numbers, credibility, how many reports and sources there are, outlets by name, actors
that are known bodies. Gone: persons' names, quotes, titles, addresses, notes, reasons, what disputes are said by, every
description of a source. Places are the first-level area and a square of a quarter of a degree (about 25 km). Ids and
hashes are HMAC-SHA-256 values under a key, so that two exports with one key can be joined, and no hash of a public text
leads back to it."""

from __future__ import annotations

import hmac
import math
import re
from collections.abc import Callable, Collection
from hashlib import sha256

from msgspec.structs import replace

from dateline.exchange.countries import country
from dateline.exchange.record import Provenance, Quote, Record, Who
from dateline.exchange.sides import part
from dateline.values import ClaimPlace, Dispute, Event, Party, Tally

SQUARE = 0.25
"""Degrees of the squares that places are shown as."""
_KM = 25.0
_KM_A_DEGREE = 111.2
_HALF_DIAGONAL = SQUARE / 2 * math.sqrt(2) * _KM_A_DEGREE
_LENGTH = 16
_ADDRESS = re.compile(r"[@/\\]|\w\.\w")
_DESCRIBED = {
    "state": "state forces", "external": "forces from abroad", "rebels": "rebels", "militia": "armed group",
    "communal": "communal militia", "rioters": "rioters", "protesters": "protesters", "civilians": "civilians",
    "thing": "property", "unknown": "unknown",
}  # fmt: skip
"""What stands for someone who is no known body."""


class Key:
    """A key that ids and hashes are hidden with."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def hide(self, value: str, digits: int = 64) -> str:
        """The keyed value of an id or a hash, in hexadecimal digits."""
        return hmac.new(self._secret, value.encode(), sha256).hexdigest()[:digits]


def redact(record: Record, key: Key, body: Callable[[Who], str | None], persons: Collection[str] = ()) -> Record:
    """The record with nothing in it that could lead to a person. ``body``: the name of a party that is a known body by
    the shipped list, or a state's (None: reports alone know it, so that it may be a person); ``persons``: names that
    reports have of persons, none of which may stand in what is kept."""
    event = record.event
    there = event.place.country if event.place is not None else None
    known = frozenset(name.casefold() for name in persons)

    def shown(side: tuple[Who, ...]) -> tuple[Who, ...]:
        return tuple(dict.fromkeys(_shown(who, body(who), there) for who in side))

    actors, recipients = shown(record.actors), shown(record.recipients)
    return Record(
        event=_event(event, key, actors, recipients),
        actors=actors,
        recipients=recipients,
        quotes=tuple(_quote(quote, key, known) for quote in record.quotes),
        changed=record.changed,
        origin=_origin(record.origin, key),
        redacted=True,
    )


def _shown(who: Who, name: str | None, there: str | None) -> Who:
    """A party under the name that it has without any report, else what it is."""
    return replace(who, name=name, full=name) if name is not None else Who(_DESCRIBED[part(who, there)])


def _event(event: Event, key: Key, actors: tuple[Who, ...], recipients: tuple[Who, ...]) -> Event:
    return replace(
        event,
        id=key.hide(event.id, _LENGTH),
        actors=tuple(Party(who.name, who.id) for who in actors),
        recipients=tuple(Party(who.name, who.id) for who in recipients),
        place=coarse(event.place) if event.place is not None else None,
        counts={what: Tally(one.low, one.best, one.high) for what, one in event.counts.items()},
        reasons=(),
        disputed=tuple(Dispute(one.what, ()) for one in event.disputed),
        claims=(),
    )


def coarse(place: ClaimPlace) -> ClaimPlace | None:
    """The first-level area, else the country, with the middle of the square that the point lies in. What is only known
    to lie in a larger area keeps its radius. None where nothing is known but how a report calls it."""
    of = country(place.country)
    name = place.admin1 or (of.name if of is not None else None)
    if place.latitude is None or place.longitude is None:
        return None
    latitude, longitude = _middle(place.latitude, 90), _middle(place.longitude, 180)
    radius = max(_KM, math.ceil((place.radius_km or 0.0) + _HALF_DIAGONAL))
    return ClaimPlace(
        text=name or "area",
        start=0,
        end=0,
        name=name,
        latitude=latitude,
        longitude=longitude,
        country=place.country,
        admin1=place.admin1,
        feature="admin1" if place.admin1 else "country" if place.country else None,
        radius_km=float(radius),
        role=place.role,
    )


def _middle(degrees: float, most: float) -> float:
    """The middle of the square that degrees lie in."""
    return min(max(math.floor(degrees / SQUARE) * SQUARE, -most), most - SQUARE) + SQUARE / 2


def _quote(quote: Quote, key: Key, persons: frozenset[str]) -> Quote:
    return Quote(
        report=key.hide(quote.report, 2 * _LENGTH),
        sha256=key.hide(quote.sha256),
        text=None,
        start=None,
        end=None,
        words_start=None,
        words_end=None,
        type=quote.type,
        mode=quote.mode,
        status=quote.status,
        says=(),
        outlet=_outlet(quote.outlet, persons),
        published=quote.published,
        title=None,
        url=None,
    )


def _outlet(outlet: str | None, persons: frozenset[str]) -> str | None:
    """An outlet's name, unless it is an address or holds a person's name."""
    if outlet is None or _ADDRESS.search(outlet):
        return None
    folded = outlet.casefold()
    return None if any(name in folded for name in persons) else outlet


def _origin(origin: Provenance | None, key: Key) -> Provenance | None:
    if origin is None:
        return None
    return Provenance(
        format=origin.format,
        sha256=key.hide(origin.sha256),
        name="",
        row=origin.row,
        at=origin.at,
        who="",
        key=key.hide(origin.key, _LENGTH) if origin.key is not None else None,
    )
