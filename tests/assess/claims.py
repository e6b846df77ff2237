"""Claims about places, made by hand."""

from __future__ import annotations

from typing import Any

from dateline.corroborate.told import About
from dateline.values import Anchor, Claim, ClaimPlace, ClaimSource, ClaimType, Extent, PlaceRole, Span, Time, Trigger

NORTH = Span("the Northern Army", 0, 1, "Northern Army", "northern-army")
SOUTH = Span("Southern Front fighters", 0, 1, "Southern League", "southern-league")
ANCHOR = Anchor("report-1", 10, 15)


def town(role: PlaceRole = "held", key: str = "1", **fields: Any) -> ClaimPlace:
    given: dict[str, Any] = {"latitude": 36.0, "longitude": 38.0, "feature": "settlement", "radius_km": 2.0} | fields
    return ClaimPlace("the town", 0, 1, f"Town {key}", key, False, role=role, **given)


def claim(kind: ClaimType, mode: str | None, *places: ClaimPlace, **fields: Any) -> Claim:
    given: dict[str, Any] = {"status": "actual", "negated": False, "aggregate": False, "background": False} | fields
    given.setdefault("confidence", 1.0)
    return Claim("c", kind, mode, trigger=Trigger("", 10, 15), sentence=Extent(0, 20), places=places, **given)


def on_day(day: str, last: str | None = None) -> Time:
    return Time("then", 0, 1, day, last or day, "day" if last is None else "range")


def report(published: str | None = "2015-06-20", name: str = "report-1", publisher: str | None = "Outlet A") -> About:
    return About(name, publisher, None, published)


def said_by(name: str, key: str | None = None) -> ClaimSource:
    return ClaimSource(name, 0, 1, name, key, named=True, kind="official")
