"""pandas and GeoPandas frames of events, claims, holdings and rows (``pip install 'dateline[frames]'``).

Columns and their types are the same whatever the rows, and when there are none. Text is ``string``, whole numbers that
may be unknown ``Int64``, days ``datetime64[s]`` (any year), unknown is missing. Frames with places are GeoDataFrames of
points in EPSG:4326 (WGS84); a place without a point has no geometry, and ``radius_km`` is how far from the point it may
have been."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args

from dateline.errors import UsageError
from dateline.read.ontology import COUNTS
from dateline.values import Claim, Event, Party, Place, Reading, Span

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame

    from dateline.assess.control.holding import Holding

CRS = "EPSG:4326"
BETWEEN = "; "
"""Between the names in one cell."""

_TEXT, _WHOLE, _NUMBER, _DAY, _BOOLEAN, _ANY = "string", "Int64", "Float64", "datetime64[s]", "boolean", "object"
_PLACE = {
    "place": _TEXT,
    "place_text": _TEXT,
    "place_id": _TEXT,
    "relation": _TEXT,
    "country": _TEXT,
    "admin1": _TEXT,
    "feature": _TEXT,
    "latitude": _NUMBER,
    "longitude": _NUMBER,
    "radius_km": _NUMBER,
}
_TIME = {"earliest": _DAY, "latest": _DAY, "precision": _TEXT}
EVENTS = {
    "id": _TEXT,
    "type": _TEXT,
    "mode": _TEXT,
    "status": _TEXT,
    "aggregate": _BOOLEAN,
    "actors": _TEXT,
    "recipients": _TEXT,
    **_TIME,
    **{f"{count}_{bound}": _WHOLE for count in COUNTS for bound in ("low", "best", "high")},
    "reports": _WHOLE,
    "outlets": _WHOLE,
    "independent_sources": _WHOLE,
    "credibility": _WHOLE,
    "disputed": _TEXT,
    **_PLACE,
}
"""The columns of :func:`events` and their types, before ``geometry``."""
CLAIMS = {
    "report": _TEXT,
    "publisher": _TEXT,
    "published": _DAY,
    "id": _TEXT,
    "type": _TEXT,
    "mode": _TEXT,
    "status": _TEXT,
    "negated": _BOOLEAN,
    "aggregate": _BOOLEAN,
    "background": _BOOLEAN,
    "actors": _TEXT,
    "recipients": _TEXT,
    "sources": _TEXT,
    **_TIME,
    **{f"{count}_{bound}": _WHOLE for count in COUNTS for bound in ("low", "high")},
    "confidence": _NUMBER,
    "trigger": _TEXT,
    "start": _WHOLE,
    "end": _WHOLE,
    "sentence": _TEXT,
    **_PLACE,
}
"""The columns of :func:`claims`; ``start`` and ``end`` are the trigger's, ``sentence`` is quoted."""
CONTROL = {
    "on": _DAY,
    "leading": _TEXT,
    "chance": _NUMBER,
    "holders": _TEXT,
    "contested": _NUMBER,
    "unknown": _NUMBER,
    "another": _NUMBER,
    "reports": _WHOLE,
    "says": _TEXT,
    "inferred": _BOOLEAN,
    **_PLACE,
}
"""The columns of :func:`control`; ``chance`` is that of ``leading``."""


def events(found: Iterable[Event]) -> GeoDataFrame:
    """One row an event, names joined by ``BETWEEN``; ``disputed`` lists what its claims differ on."""
    return _located([_event(one) for one in found], EVENTS)


def claims(found: Iterable[Reading]) -> GeoDataFrame:
    """One row a claim of the readings; its place is the first that has a point, else the first."""
    return _located([_claim(reading, claim) for reading in found for claim in reading.claims], CLAIMS)


def control(found: Iterable[Holding]) -> GeoDataFrame:
    """One row a place and day."""
    return _located([_holding(one) for one in found], CONTROL)


def rows(found: Sequence[Any], kind: type) -> DataFrame:
    """One row a value of the class ``kind`` of values with plain fields, a column a field; lists stay lists."""
    from msgspec.structs import asdict, fields

    columns = {one.encode_name: _dtype(one.type, one.name) for one in fields(kind)}
    return _frame([asdict(one) for one in found], columns)


def _event(event: Event) -> dict[str, Any]:
    numbers = {
        f"{count}_{bound}": getattr(tally, bound)
        for count, tally in event.counts.items()
        for bound in ("low", "best", "high")
    }
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "aggregate": event.aggregate,
        "actors": _parties(event.actors),
        "recipients": _parties(event.recipients),
        "earliest": event.earliest,
        "latest": event.latest,
        "precision": event.precision,
        **numbers,
        "reports": event.reports,
        "outlets": event.outlets,
        "independent_sources": event.independent_sources,
        "credibility": event.credibility,
        "disputed": _joined(one.what for one in event.disputed),
        **_place(event.place),
    }


def _claim(reading: Reading, claim: Claim) -> dict[str, Any]:
    report, time = reading.report, claim.time
    place = next((one for one in claim.places if one.latitude is not None), None) or next(iter(claim.places), None)
    numbers = {
        f"{name}_{bound}": getattr(one, bound) for name, one in claim.counts.items() for bound in ("low", "high")
    }
    return {
        "report": report.id,
        "publisher": report.publisher,
        "published": report.published,
        "id": claim.id,
        "type": claim.type,
        "mode": claim.mode,
        "status": claim.status,
        "negated": claim.negated,
        "aggregate": claim.aggregate,
        "background": claim.background,
        "actors": _spans(claim.actors),
        "recipients": _spans(claim.recipients),
        "sources": _spans(claim.sources),
        "earliest": time.earliest if time else None,
        "latest": time.latest if time else None,
        "precision": time.precision if time else None,
        **numbers,
        "confidence": claim.confidence,
        "trigger": claim.trigger.text,
        "start": claim.trigger.start,
        "end": claim.trigger.end,
        "sentence": report.text[claim.sentence.start : claim.sentence.end],
        **_place(place),
    }


def _holding(one: Holding) -> dict[str, Any]:
    chances = {held.actor: held.probability for held in one.holders}
    chances |= {"contested": one.contested, "another": one.another, "unknown": one.unknown}
    return {
        "on": one.on,
        "leading": one.leading,
        "chance": chances.get(one.leading),
        "holders": _joined(held.actor for held in one.holders),
        "contested": one.contested,
        "unknown": one.unknown,
        "another": one.another,
        "reports": one.reports,
        "says": _joined(one.says),
        "inferred": one.inferred,
        **_place(one.place),
    }


def _place(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {
        "place": place.name or place.text,
        "place_text": place.text,
        "place_id": place.id,
        "relation": place.relation,
        "country": place.country,
        "admin1": place.admin1,
        "feature": place.feature,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "radius_km": place.radius_km,
    }


def _parties(parties: Iterable[Party]) -> str | None:
    return _joined(party.name for party in parties)


def _spans(spans: Iterable[Span]) -> str | None:
    return _joined(span.name or span.text for span in spans)


def _joined(names: Iterable[str]) -> str | None:
    return BETWEEN.join(dict.fromkeys(names)) or None


def _dtype(kind: Any, name: str) -> str:
    """The type of a column for the type of a field."""
    kinds = [one for one in get_args(kind) if one is not type(None)]
    if type(None) in get_args(kind) and len(kinds) == 1:
        kind = kinds[0]
    if name in ("first", "last", "published"):
        return _DAY
    is_text = kind is str or (bool(get_args(kind)) and all(isinstance(one, str) for one in get_args(kind)))
    return _TEXT if is_text else {bool: _BOOLEAN, int: _WHOLE, float: _NUMBER}.get(kind, _ANY)


def _frame(found: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> DataFrame:
    pandas, numpy = _pandas()
    made = {}
    for name, dtype in columns.items():
        values = [one.get(name) for one in found]
        if dtype == _DAY:
            made[name] = pandas.Series(numpy.array(values, dtype=dtype), dtype=dtype)
        else:
            made[name] = pandas.Series(values, dtype=dtype)
    return pandas.DataFrame(made)


def _located(found: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> GeoDataFrame:
    frame = _frame(found, columns)
    try:
        import geopandas
        import shapely
    except ImportError as error:
        raise _missing(error) from error
    points = [
        None if one.get("latitude") is None else shapely.Point(one["longitude"], one["latitude"]) for one in found
    ]
    return geopandas.GeoDataFrame(frame, geometry=geopandas.GeoSeries(points, index=frame.index, crs=CRS), crs=CRS)


def _pandas() -> tuple[Any, Any]:
    try:
        import numpy
        import pandas
    except ImportError as error:
        raise _missing(error) from error
    return pandas, numpy


def _missing(error: ImportError) -> UsageError:
    return UsageError(f"frames need {error.name}: pip install 'dateline[frames]'")
