"""What part of a library a command is asked for: days, a place, an actor, types, statuses, credibility.

Names are resolved as in reports. A name that stands for nothing is an error with what it may have meant, never an empty
answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, get_args

from msgspec import Struct
from sqlalchemy import ColumnElement, Table, and_

from dateline.corroborate.actor import Actor
from dateline.corroborate.registry import Registry
from dateline.errors import GazetteerError, UsageError
from dateline.locate.geo import distance_km
from dateline.values import ClaimType, Status
from dateline.work.who import meant

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*")
_LEAST_KM = 3.0
"""Radius around a place's point that is meant at least, where ``--within`` does not say."""
_TOWN_KM = 12.0
"""Places up to this radius are points to all who ask for what lies around one."""
_KM_A_DEGREE = 111.0


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


class Filters(Struct, frozen=True):
    """What is wanted; None and empty: everything. ``since``, ``until``: days, both included; what has no day is then
    left out. ``credibility``: that grade of an event or a better (smaller) one."""

    since: str | None = None
    until: str | None = None
    place: Circle | None = None
    actor: Actor | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    credibility: int | None = None


class Asked(Struct, frozen=True):
    """The filters as they were written on the command line."""

    since: str | None = None
    until: str | None = None
    place: str | None = None
    within: float | None = None
    actor: str | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    credibility: int | None = None


def filters(asked: Asked, registry: Registry) -> Filters:
    """What was asked for, with its names resolved. Raises UsageError for a name that stands for nothing, or what is no
    day, type, status or grade."""
    if asked.within is not None and asked.place is None:
        raise UsageError("--within says how far from a place: name it with --place")
    if asked.since is not None and asked.until is not None and day("--since", asked.since) > asked.until:
        raise UsageError(f"--since {asked.since} is after --until {asked.until}")
    return Filters(
        since=day("--since", asked.since) if asked.since is not None else None,
        until=day("--until", asked.until) if asked.until is not None else None,
        place=circle(asked.place, asked.within) if asked.place is not None else None,
        actor=meant(asked.actor, registry) if asked.actor is not None else None,
        types=_words("--type", (one.upper() for one in asked.types), get_args(ClaimType)),
        statuses=_words("--status", (one.lower() for one in asked.statuses), get_args(Status)),
        credibility=asked.credibility,
    )


def circle(name: str, km: float | None = None) -> Circle:
    """The place of a name, or of ``LATITUDE,LONGITUDE``, with ``km`` around it, by default its own extent."""
    if km is not None and not 0 < km <= 20_100:
        raise UsageError(f"--within {km:g}: give kilometres, more than 0")
    point = _POINT.fullmatch(name)
    if point:
        latitude, longitude = float(point[1]), float(point[2])
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise UsageError(f"--place {name}: no such point; give LATITUDE,LONGITUDE in degrees")
        return Circle(name, latitude, longitude, km or _LEAST_KM)
    from dateline.work.gazetteer import search

    try:
        best = search(name, most=1)[0]
    except GazetteerError as error:
        raise UsageError(f"--place {error}; or give LATITUDE,LONGITUDE") from error
    country = best.country if km is None and best.feature == "country" else None
    return Circle(
        best.name, best.latitude, best.longitude, km or max(best.radius_km, _LEAST_KM), best.id, country
    )  # fmt: skip


def conditions(wanted: Filters, table: Table) -> list[ColumnElement[bool]]:
    """What days, types, statuses and place ask of a table with the columns of ``claims`` or ``events``. Of a place it
    is a box around the circle: what comes back is to be asked ``Circle.holds``, unless it is a country."""
    found: list[ColumnElement[bool]] = []
    if wanted.types:
        found.append(table.c.type.in_(wanted.types))
    if wanted.statuses:
        found.append(table.c.status.in_(wanted.statuses))
    first, last = table.c.earliest, table.c.latest
    if wanted.since is not None:  # an end that is not known is open
        found.append((last >= wanted.since) | (last.is_(None) & first.is_not(None)))
    if wanted.until is not None:
        found.append((first <= wanted.until) | (first.is_(None) & last.is_not(None)))
    if wanted.place is not None:
        found.append(_near(wanted.place, table))
    return found


def matches(wanted: Filters, row: Mapping[str, Any]) -> bool:
    """Whether a row with the columns of ``claims`` is of the days, types, statuses and place that are asked for."""
    first, last = row["earliest"], row["latest"]
    if wanted.types and row["type"] not in wanted.types:
        return False
    if wanted.statuses and row["status"] not in wanted.statuses:
        return False
    if (wanted.since is not None or wanted.until is not None) and first is None and last is None:
        return False
    if wanted.since is not None and last is not None and last < wanted.since:
        return False
    if wanted.until is not None and first is not None and first > wanted.until:
        return False
    place, km = wanted.place, row["radius_km"] or 0.0
    if place is not None and place.country is None and km > max(place.km, _TOWN_KM):
        return False  # known to lie in a province: not to lie in a town at its middle
    return is_there(wanted, row["country"], row["latitude"], row["longitude"])


def is_there(wanted: Filters, country: str | None, latitude: float | None, longitude: float | None) -> bool:
    """Whether a row that ``conditions`` gave lies at the place that is asked for."""
    if wanted.place is None:
        return True
    if wanted.place.country is not None:
        return country == wanted.place.country
    return wanted.place.holds(latitude, longitude)


def _near(place: Circle, table: Table) -> ColumnElement[bool]:
    if place.country is not None:
        return table.c.country == place.country
    south, north = (place.latitude + sign * place.km / _KM_A_DEGREE for sign in (-1, 1))
    return and_(table.c.latitude >= south, table.c.latitude <= north)


def day(option: str, written: str) -> str:
    """The day that an option gives. Raises UsageError for what is none."""
    try:
        if _DAY.fullmatch(written):
            return date.fromisoformat(written).isoformat()
    except ValueError:
        pass  # told below
    raise UsageError(f"{option} {written}: give a day as YYYY-MM-DD")


def _words(option: str, given: Iterable[str], known: tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(given))
    for one in found:
        if one not in known:
            raise UsageError(f"{option} {one}: give one of {', '.join(known)}")
    return found
