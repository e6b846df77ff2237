"""The place that a person means by a name, in a library."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, func, select

from dateline.assess.control.sites import called_in
from dateline.corroborate.called import plain
from dateline.errors import GazetteerError, UsageError
from dateline.library.tables import claims, events
from dateline.locate.geo import distance_km
from dateline.work.gazetteer import FoundPlace, search

_POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*")
_LEAST_KM = 3.0
"""Radius around a place's point that is meant at least, where ``--within`` does not say."""
_NAMESAKES = 24
_ENOUGH = 0.2
"""Of namesakes that reports tell of, the best known is meant that has such a share of what the most told of has."""


class Circle(Struct, frozen=True):
    """Around where to look: degrees, km; ``id`` and ``country`` of the place that was named. A named country is meant
    as a whole."""

    name: str
    latitude: float
    longitude: float
    km: float
    id: str | None = None
    country: str | None = None

    def holds(self, latitude: float | None, longitude: float | None) -> bool:
        """Whether a point lies in it."""
        if latitude is None or longitude is None:
            return False
        return distance_km(self.latitude, self.longitude, latitude, longitude) <= self.km


def circle(name: str, km: float | None = None, connection: Connection | None = None) -> Circle:
    """The place of a name, or of ``LATITUDE,LONGITUDE``, with ``km`` around it, by default its own extent. Of places of
    one name those are meant that claims of the library (``connection``) name, then those that reports call so; else the
    best known. Raises UsageError where there is none."""
    if km is not None and not 0 < km <= 20_100:
        raise UsageError(f"--within {km:g}: give kilometres, more than 0")
    point = _POINT.fullmatch(name)
    if point:
        latitude, longitude = float(point[1]), float(point[2])
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise UsageError(f"--place {name}: no such point; give LATITUDE,LONGITUDE in degrees")
        return Circle(name, latitude, longitude, km or _LEAST_KM)
    try:
        known: Sequence[FoundPlace] = search(name, most=_NAMESAKES)
        problem = None
    except GazetteerError as error:
        known, problem = (), error
    if connection is not None:
        told = _told_of(connection, known)
        if told is not None:
            return _around(told, km)
        spelt = _called(connection, name, km)
        if spelt is not None:
            return spelt
    if not known:
        raise UsageError(f"--place {problem}; or give LATITUDE,LONGITUDE") from problem
    return _around(known[0], km)


def _around(place: FoundPlace, km: float | None) -> Circle:
    country = place.country if km is None and place.feature == "country" else None
    return Circle(
        place.name, place.latitude, place.longitude, km or max(place.radius_km, _LEAST_KM), place.id, country
    )  # fmt: skip


def _told_of(connection: Connection, known: Sequence[FoundPlace]) -> FoundPlace | None:
    """Of places that a name may stand for, best known first, the one that the library's claims mean by it."""
    ids = {place.id for place in known if place.id is not None}
    query = select(claims.c.place, func.count()).where(claims.c.place.in_(sorted(ids))).group_by(claims.c.place)
    number = {row[0]: int(row[1]) for row in connection.execute(query)} if ids else {}
    for place in known:
        if place.feature == "country" and place.country is not None:
            inside = select(func.count()).where(claims.c.country == place.country)
            number[place.id] = connection.scalar(inside) or 0
    most = max(number.values(), default=0)
    return next((p for p in known if most and number.get(p.id, 0) >= _ENOUGH * most), None)


def _called(connection: Connection, name: str, km: float | None) -> Circle | None:
    """The place that most events have of those that reports call by a name which is in no list."""
    wanted = plain(name)
    if not wanted:
        return None
    at = (events.c.place, events.c.latitude, events.c.longitude, events.c.radius_km)
    query = select(events.c.called, *at, func.count()).where(
        events.c.place.is_not(None), events.c.latitude.is_not(None), events.c.called.icontains(name, autoescape=True)
    )
    found: dict[str, tuple[int, Circle]] = {}
    for called, id_, latitude, longitude, radius, number in connection.execute(query.group_by(events.c.called, *at)):
        if plain(called_in(called)) == wanted:
            here = Circle(called_in(called), latitude, longitude, km or max(radius or 0.0, _LEAST_KM), id_)
            found[id_] = (found[id_][0] if id_ in found else 0) + number, here
    best = min(found, key=lambda id_: (-found[id_][0], id_), default=None)
    return found[best][1] if best is not None else None
