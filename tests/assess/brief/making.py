"""Events with claims and sentences, made by hand."""

from __future__ import annotations

from typing import Any

from dateline.assess.brief.values import Asked, Backing, Cited, Given, Material, Stock
from dateline.values import (
    Anchor,
    Claim,
    ClaimPlace,
    ClaimSource,
    ClaimType,
    Count,
    Event,
    Extent,
    Party,
    Span,
    Status,
    Tally,
    Time,
    Trigger,
)

TOWN = ClaimPlace(
    "Oakford", 0, 7, "Oakford", "1", latitude=36.5, longitude=38.2, feature="settlement", radius_km=2.0
)  # fmt: skip
OTHER = ClaimPlace(
    "Elmbridge", 0, 9, "Elmbridge", "2", latitude=36.9, longitude=38.9, feature="settlement", radius_km=3.0
)  # fmt: skip
LOST = ClaimPlace("the old mill", 0, 12)
NORTH, SOUTH, PEOPLE = (Span(n, 0, 5, n) for n in ("Northern Army", "Southern League", "residents"))
MAYOR = ClaimSource("the mayor", 0, 9, "the mayor", kind="official")
DAY = Time("on Monday", 0, 9, "2015-06-15", "2015-06-15", "day")


def claim(kind: ClaimType, mode: str | None = None, status: Status = "actual", **fields: Any) -> Claim:
    given: dict[str, Any] = {"negated": False, "aggregate": False, "background": False, "confidence": 0.9} | fields
    return Claim("c", kind, mode, status, trigger=Trigger("t", 10, 15), sentence=Extent(0, 40), **given)


def backed(of: Claim, sentence: str = "The mayor said so.", report: str = "r1", **cited: Any) -> Backing:
    fields: dict[str, Any] = {"outlet": "Daily B", "title": "A title", "published": "2015-06-16"} | cited
    return Backing(Anchor(report, 10, 15), of, sentence, Cited(report, **fields))


def given(of: Claim, *more: Backing, name: str = "e1", **fields: Any) -> Given:
    """An event with one claim, and what more of it is told."""
    told = (backed(of), *more)
    time, made = of.time, dict[str, Any]()
    made |= {"place": of.places[0] if of.places else None, "credibility": 3, "disputed": (), "counts": _tallies(of)}
    made |= {"earliest": time.earliest if time else None, "latest": time.latest if time else None}
    made |= {"status": of.status, **fields}
    event = Event(
        id=name, type=of.type, mode=of.mode, aggregate=of.aggregate,
        actors=tuple(Party(s.name or s.text) for s in of.actors), recipients=(), precision="day" if time else None,
        reports=1, outlets=1, independent_sources=1, reasons=(), claims=tuple(b.anchor for b in told), **made,
    )  # fmt: skip
    return Given(event, told)


def _tallies(of: Claim) -> dict[str, Tally]:
    return {kind: Tally(c.low, c.low, c.high) for kind, c in of.counts.items()}


def material(*events: Given, **fields: Any) -> Material:
    stock = Stock(7, "ab" * 32, len(events), 1, "2015-06-01", "2015-06-20")
    backings = {b.anchor: (b,) for g in events for b in g.told}
    made: dict[str, Any] = {"asked": Asked(), "stock": stock, "on": "2015-06-20", "backings": backings} | fields
    return Material(events=events, **made)


KILLED = {"killed": Count(3, None, "at least three")}
