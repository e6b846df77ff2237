"""Reading GeoJSON: each feature kept as it is. What it says is taken from JSON-FG's ``time`` and from properties of the
names that we write; of other files' features little more than a place and a day is understood, and nothing guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal, get_args

import msgspec

from dateline.errors import BrokenInputError
from dateline.exchange.geojson import check_feature
from dateline.exchange.imported import Imported, decoded, span_of
from dateline.values import ClaimType, Precision, Status, Tally

_TYPES, _STATUSES, _PRECISIONS = frozenset(get_args(ClaimType)), frozenset(get_args(Status)), frozenset(get_args(Precision))  # fmt: skip  # noqa: E501


class Collection(msgspec.Struct):
    """A FeatureCollection whose features stay as they are written."""

    type: Literal["FeatureCollection"]
    features: list[msgspec.Raw]


def read(data: bytes, name: str) -> Iterator[Imported]:
    """The features of a file. Raises BrokenInputError for the first one that is none by RFC 7946."""
    found = decoded(data.removeprefix(b"\xef\xbb\xbf"), name, Collection, "GeoJSON FeatureCollection")
    for number, raw in enumerate(found.features, 1):
        feature = decoded(raw, f"{name}, feature {number}", dict[str, Any], "Feature")
        for problem in check_feature(feature):
            raise BrokenInputError(f"{name}, feature {number}: {problem}")
        yield _imported(raw, feature)


def _imported(raw: msgspec.Raw, feature: Mapping[str, Any]) -> Imported:
    has = feature["properties"] or {}
    first, last = _days(feature.get("time"), has)
    longitude, latitude = _point(feature["geometry"])
    country = has.get("country")
    return Imported(
        row=msgspec.Raw(bytes(raw)),
        key=str(feature["id"]) if feature.get("id") is not None else None,
        type=_one_of(has.get("type"), _TYPES),
        mode=_text(has.get("mode")),
        status=_one_of(has.get("status"), _STATUSES) or "actual",
        aggregate=has.get("aggregate") is True,
        one=_names(has.get("actors")),
        two=_names(has.get("recipients")),
        earliest=first,
        latest=last,
        precision=_one_of(has.get("precision"), _PRECISIONS) or span_of(first, last),
        place=_text(has.get("place_name")) or _text(has.get("place")),
        latitude=latitude,
        longitude=longitude,
        radius_km=_radius(has.get("radius_km")) if latitude is not None else None,
        country=country if isinstance(country, str) and len(country) == 2 and country.isupper() else None,
        admin1=_text(has.get("admin1")),
        killed=_tally(has.get("counts")),
        source=_sources(has.get("quotes")),
        notes=_text(has.get("summary")),
    )


def _one_of(value: Any, known: frozenset[Any]) -> Any:
    return value if isinstance(value, str) and value in known else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _names(value: Any) -> tuple[str, ...]:
    return tuple(one["name"] for one in value if isinstance(one, dict) and _text(one.get("name"))) if isinstance(value, list) else ()  # fmt: skip  # noqa: E501


def _radius(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 0 <= value <= 20_100 else None


def _tally(counts: Any) -> Tally | None:
    killed = counts.get("killed") if isinstance(counts, dict) else None
    if not isinstance(killed, dict):
        return None
    low, best, high = (
        value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
        for value in (killed.get("low"), killed.get("best"), killed.get("high"))
    )
    return Tally(low, best, high)


def _sources(quotes: Any) -> str | None:
    if not isinstance(quotes, list):
        return None
    names = [one.get("outlet") for one in quotes if isinstance(one, dict)]
    return "; ".join(dict.fromkeys(name for name in names if isinstance(name, str))) or None


def _days(time: Any, has: Mapping[str, Any]) -> tuple[str | None, str | None]:
    if isinstance(time, dict):
        if "date" in time:
            return time["date"], time["date"]
        if "interval" in time:
            first, last = (None if end == ".." else end[:10] for end in time["interval"])
            return first, last
        if "timestamp" in time:
            return time["timestamp"][:10], time["timestamp"][:10]
    return _day(has.get("earliest")), _day(has.get("latest"))


def _day(value: Any) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if isinstance(value, str) else None
    except ValueError:
        return None


def _point(geometry: Mapping[str, Any] | None) -> tuple[float | None, float | None]:
    """Longitude and latitude of a point; of other shapes none: their middle would be a place that nobody named."""
    if geometry is None or geometry["type"] != "Point":
        return None, None
    return float(geometry["coordinates"][0]), float(geometry["coordinates"][1])
