"""A row of another data set: as it stands in its file, and what it says in our words. It is no claim that we read."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TypeVar

from msgspec import MsgspecError, Raw, Struct, json

from dateline.errors import BrokenInputError
from dateline.values import ClaimPlace, ClaimType, Event, Party, Precision, Status, Tally

T = TypeVar("T")
UNJUDGED = 6
"""Credibility of what others say to have happened: it cannot be judged from here."""


class Imported(Struct, frozen=True, omit_defaults=True):
    """``row`` is JSON: the row as in the file. ``key`` is its own id there; ``type`` None where the row is of no type
    that dateline has. ``one`` and ``two`` are the parties: of data sets whose parties have no direction in their
    order. Degrees are WGS84, ``radius_km`` what the file's precision of places stands for."""

    row: Raw
    key: str | None = None
    type: ClaimType | None = None
    mode: str | None = None
    status: Status = "actual"
    aggregate: bool = False
    one: tuple[str, ...] = ()
    two: tuple[str, ...] = ()
    earliest: str | None = None
    latest: str | None = None
    precision: Precision | None = None
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    country: str | None = None
    admin1: str | None = None
    killed: Tally | None = None
    source: str | None = None
    notes: str | None = None


def event(id_: str, of: Imported) -> Event | None:
    """The row as an event, without any report behind it; None where it is of no type that dateline has."""
    if of.type is None:
        return None
    place = None
    if of.place is not None or of.latitude is not None:
        place = ClaimPlace(
            text=of.place or "",
            start=0,
            end=0,
            name=of.place,
            latitude=of.latitude,
            longitude=of.longitude,
            country=of.country,
            admin1=of.admin1,
            feature="settlement" if of.radius_km is not None and of.radius_km <= TOWN_KM else None,
            radius_km=of.radius_km,
        )
    return Event(
        id=id_,
        type=of.type,
        mode=of.mode,
        status=of.status,
        aggregate=of.aggregate,
        actors=tuple(map(Party, of.one)),
        recipients=tuple(map(Party, of.two)),
        place=place,
        earliest=of.earliest,
        latest=of.latest,
        precision=of.precision,
        counts={"killed": of.killed} if of.killed is not None else {},
        reports=0,
        outlets=0,
        independent_sources=0,
        credibility=UNJUDGED,
        reasons=("imported: not read here",),
        disputed=(),
        claims=(),
    )


TOWN_KM = 5.0
"""Radius that stands for "the place itself"."""


def decoded(data: bytes | Raw, where: str, type_: type[T], what: str = "JSON") -> T:
    """JSON as a value of a type. Raises BrokenInputError for what is none, or nested without end."""
    try:
        bytes(data).decode()
        return json.decode(data, type=type_)
    except UnicodeDecodeError as error:
        raise BrokenInputError(f"{where}: is not UTF-8 (byte {error.start})") from error
    except (MsgspecError, RecursionError) as error:
        raise BrokenInputError(f"{where}: is no {what} ({error})") from error


def around(day: date, span: str) -> tuple[str, str, Precision]:
    """First and last day of a ``day``, of the ``week`` around it, or of its ``month``."""
    if span == "week":
        half, least, most = timedelta(days=3), date.min, date.max
        first = day - half if day - least > half else least
        until = day + half if most - day > half else most
        return first.isoformat(), until.isoformat(), "week"
    if span == "month":
        last = day.replace(day=monthrange(day.year, day.month)[1])
        return day.replace(day=1).isoformat(), last.isoformat(), "month"
    return day.isoformat(), day.isoformat(), "day"


def span_of(first: str | None, last: str | None) -> Precision | None:
    """How exactly days are known, by their distance."""
    if first is None or last is None:
        return "vague" if first or last else None
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    if days == 1:
        return "day"
    if days == 7:
        return "week"
    is_month = first.endswith("-01") and first[:7] == last[:7] and days >= 28
    is_year = first.endswith("-01-01") and last == f"{first[:4]}-12-31"
    return "month" if is_month else "year" if is_year else "range"


def number(value: str, where: str, least: float, most: float) -> float:
    """A number of a cell. Raises BrokenInputError for what is none, or out of its range."""
    try:
        found = float(value)
    except ValueError:
        found = float("nan")
    if not least <= found <= most:
        raise BrokenInputError(f"{where}: {value[:40]!r} is no number from {least:g} to {most:g}")
    return found


def degrees(latitude: str, longitude: str, where: str) -> tuple[float | None, float | None]:
    """A point of two cells; none where both are empty. Raises BrokenInputError for what is none."""
    if not latitude and not longitude:
        return None, None
    return number(latitude, f"{where}, latitude", -90, 90), number(longitude, f"{where}, longitude", -180, 180)
