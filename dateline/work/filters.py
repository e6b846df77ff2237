"""What part of a library a command is asked for: days, a place, an actor, types, statuses, credibility.

Names are resolved as in reports. A name that stands for nothing is an error with what it may have meant, never an empty
answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, get_args

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Table, and_, func, or_

from dateline.corroborate.actor import Actor
from dateline.corroborate.registry import Registry
from dateline.errors import UsageError
from dateline.library.tables import events
from dateline.values import ClaimType, Status
from dateline.work.where import Circle, circle
from dateline.work.who import meant

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FIRST, _LAST = date(1000, 1, 1), date(8999, 12, 31)
TOWN_KM = 12.0
"""Places up to this radius are points to all who ask for what lies around one."""
_KM_A_DEGREE = 111.0
_NUMBER = r"\s*(-?[0-9]{1,3}(?:\.[0-9]{1,12})?)\s*"
_BOX = re.compile(",".join([_NUMBER] * 4))


class Box(Struct, frozen=True):
    """An area between degrees; ``west`` lies east of ``east`` where it goes across the line of dates."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, latitude: float | None, longitude: float | None) -> bool:
        """Whether a point lies in it."""
        if latitude is None or longitude is None or not self.south <= latitude <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= longitude <= self.east
        return longitude >= self.west or longitude <= self.east


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
    box: Box | None = None


class Asked(Struct, frozen=True):
    """The filters as they were written on the command line, or in a query (``bbox``: ``WEST,SOUTH,EAST,NORTH``)."""

    since: str | None = None
    until: str | None = None
    place: str | None = None
    within: float | None = None
    actor: str | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    credibility: int | None = None
    bbox: str | None = None


def filters(asked: Asked, registry: Registry, connection: Connection | None = None) -> Filters:
    """What was asked for, with its names resolved, those of places first among what the library (``connection``) tells
    of. Raises UsageError for a name that stands for nothing, or what is no day, type, status or grade."""
    if asked.within is not None and asked.place is None:
        raise UsageError("--within says how far from a place: name it with --place")
    if asked.since is not None and asked.until is not None and day("--since", asked.since) > asked.until:
        raise UsageError(f"--since {asked.since} is after --until {asked.until}")
    return Filters(
        since=day("--since", asked.since) if asked.since is not None else None,
        until=day("--until", asked.until) if asked.until is not None else None,
        place=circle(asked.place, asked.within, connection) if asked.place is not None else None,
        actor=meant(asked.actor, registry) if asked.actor is not None else None,
        types=_words("--type", (one.upper() for one in asked.types), get_args(ClaimType)),
        statuses=_words("--status", (one.lower() for one in asked.statuses), get_args(Status)),
        credibility=asked.credibility,
        box=box(asked.bbox) if asked.bbox is not None else None,
    )


def box(written: str) -> Box:
    """The area of ``WEST,SOUTH,EAST,NORTH``. Raises UsageError for what is none."""
    match = _BOX.fullmatch(written)
    west, south, east, north = (float(part) for part in match.groups()) if match else (0.0, 1.0, 0.0, 0.0)
    if max(abs(west), abs(east)) > 180 or not -90 <= south <= north <= 90:
        raise UsageError(f"--bbox {written[:80]}: give WEST,SOUTH,EAST,NORTH in degrees")
    return Box(west, south, east, north)


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
    if wanted.box is not None:
        found += _within(wanted.box, table)
    return found


def of_events(wanted: Filters) -> list[ColumnElement[bool]]:
    """What all filters but that of the actor ask of the table of events: the one rule for lists, maps and exports. Of
    a place that is no country it is more than it should be: what comes back is to be asked :func:`is_there`."""
    found = conditions(wanted, events)
    if wanted.credibility is not None:
        found.append(events.c.credibility <= wanted.credibility)
    if wanted.place is not None and wanted.place.country is None:
        # What is only known to lie in a province is not known to lie in a town at its middle.
        known = func.coalesce(events.c.radius_km, 0.0)
        found.append(known <= max(wanted.place.km, TOWN_KM))
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
    if place is not None and place.country is None and km > max(place.km, TOWN_KM):
        return False  # known to lie in a province: not to lie in a town at its middle
    return is_there(wanted, row["country"], row["latitude"], row["longitude"])


def is_there(wanted: Filters, country: str | None, latitude: float | None, longitude: float | None) -> bool:
    """Whether a row that ``conditions`` gave lies at the place that is asked for."""
    if wanted.box is not None and not wanted.box.holds(latitude, longitude):
        return False
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


def _within(area: Box, table: Table) -> list[ColumnElement[bool]]:
    latitude, longitude = table.c.latitude, table.c.longitude
    east_of, west_of = longitude >= area.west, longitude <= area.east
    across = and_(east_of, west_of) if area.west <= area.east else or_(east_of, west_of)
    return [latitude >= area.south, latitude <= area.north, across]


def day(option: str, written: str) -> str:
    """The day that an option gives. Raises UsageError for what is none, and for one so far off that no days can be
    counted from it."""
    try:
        if _DAY.fullmatch(written) and _FIRST <= date.fromisoformat(written) <= _LAST:
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
