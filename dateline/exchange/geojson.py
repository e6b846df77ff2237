"""GeoJSON (RFC 7946) with the time of JSON-FG (OGC 21-045): a point an event, null where the place is not known.

Degrees are WGS84, longitude first. The radius within which the place lies is a property: a point is its middle, and no
more exact than that."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from dateline.exchange import plain
from dateline.exchange.clean import line
from dateline.exchange.record import AsItIs, LeftOut, Record
from dateline.exchange.words import sentence
from dateline.values import ClaimPlace, Event

CONFORMS_TO = ["http://www.opengis.net/spec/json-fg-1/1.0/conf/core"]
_METRES = 1000
_OPEN = ".."
PROPERTIES = (
    "type", "mode", "status", "aggregate", "summary", "actors", "recipients", "place", "place_name", "place_id",
    "place_role", "relation", "radius_km", "radius_m", "country", "admin1", "feature", "earliest", "latest",
    "precision", "counts", "reports", "outlets", "independent_sources", "credibility", "reasons", "disputed", "quotes",
    "changed", "imported",
)  # fmt: skip


def write(records: Iterable[Record | AsItIs], left: Callable[[LeftOut], None]) -> Iterator[bytes]:
    """The collection, a feature a line."""
    return collection(record.row if isinstance(record, AsItIs) else feature(record) for record in records)


def collection(features: Iterable[Mapping[str, Any] | msgspec.Raw]) -> Iterator[bytes]:
    """A FeatureCollection of features, each on a line of its own."""
    yield b'{"type":"FeatureCollection","conformsTo":' + msgspec.json.encode(CONFORMS_TO) + b',"features":['
    before = b"\n"
    for one in features:
        yield before + msgspec.json.encode(one)
        before = b",\n"
    yield b"\n]}\n"


def feature(record: Record) -> dict[str, Any]:
    """The feature of a record."""
    event = record.event
    return {
        "type": "Feature",
        "id": event.id,
        "time": time(event),
        "place": None,
        "geometry": geometry(event.place),
        "properties": {name: value for name, value in _properties(record).items() if value is not None},
    }


def geometry(place: ClaimPlace | None) -> dict[str, Any] | None:
    """The point of a place; None where it has none."""
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}


def time(event: Event) -> dict[str, Any] | None:
    """JSON-FG's ``time``: a date, or an interval with ``..`` where an end is not known."""
    if event.earliest is None and event.latest is None:
        return None
    if event.earliest == event.latest:
        return {"date": event.earliest}
    return {"interval": [event.earliest or _OPEN, event.latest or _OPEN]}


def _properties(record: Record) -> dict[str, Any]:
    event, place = record.event, record.event.place
    radius = place.radius_km if place else None
    return {
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "aggregate": event.aggregate,
        "summary": sentence(record),
        "actors": [plain.who(who) for who in record.actors],
        "recipients": [plain.who(who) for who in record.recipients],
        "place": line(place.text) if place else None,
        "place_name": place.name if place else None,
        "place_id": place.id if place else None,
        "place_role": place.role if place else None,
        "relation": place.relation if place else None,
        "radius_km": radius,
        "radius_m": round(radius * _METRES) if radius is not None else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "feature": place.feature if place else None,
        "earliest": event.earliest,
        "latest": event.latest,
        "precision": event.precision,
        "counts": {
            what: {"low": tally.low, "best": tally.best, "high": tally.high}
            for what, tally in sorted(event.counts.items())
        },
        "reports": event.reports,
        "outlets": event.outlets,
        "independent_sources": event.independent_sources,
        "credibility": event.credibility,
        "reasons": [line(reason) for reason in event.reasons],
        "disputed": [plain.disputed(one) for one in event.disputed],
        "quotes": [plain.quote(one) for one in record.quotes],
        "changed": record.changed,
        "imported": msgspec.to_builtins(record.origin) if record.origin is not None else None,
    }


def check(data: bytes) -> list[str]:
    """What is wrong with a collection by RFC 7946 and JSON-FG's rules for ``time``."""
    try:
        whole = msgspec.json.decode(data)
    except msgspec.DecodeError as error:
        return [f"is no JSON: {error}"]
    if not isinstance(whole, dict) or whole.get("type") != "FeatureCollection":
        return ["is no FeatureCollection"]
    features = whole.get("features")
    if not isinstance(features, list):
        return ["has no array of features"]
    problems = [f"has a member {name} of a geometry" for name in ("coordinates", "geometry") if name in whole]
    seen: set[Any] = set()
    for number, one in enumerate(features, 1):
        problems += [f"feature {number}: {problem}" for problem in check_feature(one)]
        if isinstance(one, dict) and one.get("id") is not None:
            if one["id"] in seen:
                problems.append(f"feature {number}: its id was there before")
            seen.add(one["id"])
    return problems


def check_feature(one: Any) -> Iterator[str]:
    """What is wrong with one feature."""
    if not isinstance(one, dict) or one.get("type") != "Feature":
        yield "is no Feature"
        return
    if "geometry" not in one or "properties" not in one:
        yield "lacks geometry or properties"
    if one.get("properties") is not None and not isinstance(one["properties"], dict):
        yield "its properties are no object"
    if "id" in one and not (isinstance(one["id"], str | int | float) and not isinstance(one["id"], bool)):
        yield "its id is no string or number"
    yield from _check_geometry(one.get("geometry"))
    yield from _check_time(one.get("time"))


def _check_geometry(geometry: Any) -> Iterator[str]:
    if geometry is None:
        return
    if not isinstance(geometry, dict) or str(geometry.get("type")) not in _DEPTH:
        yield "its geometry is of no type that RFC 7946 has"
        return
    if geometry["type"] == "GeometryCollection":
        inside = geometry.get("geometries")
        if not isinstance(inside, list):
            yield "its collection holds no list of geometries"
            return
        for one in inside:
            yield from _check_geometry(one)
        return
    depth = _DEPTH[geometry["type"]]
    positions = list(_positions(geometry.get("coordinates"), depth))
    if not positions or not all(map(_is_position, positions)):
        yield "its coordinates are no longitude and latitude in degrees"


_DEPTH = {
    "Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3,
    "GeometryCollection": 0,
}  # fmt: skip


def _positions(value: Any, depth: int) -> Iterator[Any]:
    if depth == 0:
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _positions(one, depth - 1)
    else:
        yield None


def _is_position(value: Any) -> bool:
    is_numbers = isinstance(value, list) and len(value) in (2, 3) and all(
        isinstance(one, int | float) and not isinstance(one, bool) and math.isfinite(one) for one in value
    )  # fmt: skip
    return is_numbers and abs(value[0]) <= 180 and abs(value[1]) <= 90


def _check_time(time: Any) -> Iterator[str]:
    if time is None:
        return
    if not isinstance(time, dict) or not time.keys() & {"date", "timestamp", "interval"}:
        yield "its time is no date, timestamp or interval"
        return
    if "date" in time and not _is_day(time["date"]):
        yield "its date is no day"
    if "timestamp" in time and not _is_moment(time["timestamp"]):
        yield "its timestamp is not in UTC"
    if "interval" in time:
        ends = time["interval"]
        if not isinstance(ends, list) or len(ends) != 2 or not all(map(_is_end, ends)):
            yield "its interval is no pair of days"
        elif _OPEN not in ends and ends[0] > ends[1]:
            yield "its interval ends before it begins"


def _is_moment(value: Any) -> bool:
    return isinstance(value, str) and value.endswith("Z") and _is_day(value[:10])


def _is_end(value: Any) -> bool:
    return isinstance(value, str) and (value == _OPEN or _is_day(value[:10]))


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
