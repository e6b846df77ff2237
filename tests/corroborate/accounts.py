"""Claims of events made by hand."""

from __future__ import annotations

from itertools import count
from typing import Any

from dateline.corroborate.told import About, Told
from dateline.values import (
    Anchor,
    Claim,
    ClaimPlace,
    ClaimSource,
    Count,
    Extent,
    Precision,
    Span,
    Time,
    Trigger,
)

_NUMBERS = count()


def told(report: str = "r1", **fields: Any) -> Told:
    """A claim in a report of an outlet. ``outlet``, ``url``, ``agency``, ``published``, ``signature`` are the report's;
    ``sources``, ``actors`` and ``recipients`` may be plain names."""
    outlet = fields.pop("outlet", report)
    about = About(
        report,
        outlet,
        fields.pop("url", None),
        fields.pop("published", "2015-06-25"),
        fields.pop("agency", None),
        fields.pop("signature", b""),
    )
    start = fields.pop("start", None)
    start = next(_NUMBERS) * 10 if start is None else start
    for name in ("actors", "recipients"):
        fields[name] = tuple(span(s) if isinstance(s, str) else s for s in fields.get(name, ()))
    fields["sources"] = tuple(named(s) if isinstance(s, str) else s for s in fields.get("sources", ()))
    given: dict[str, Any] = {
        "type": "ASSAULT",
        "mode": None,
        "status": "actual",
        "negated": False,
        "aggregate": False,
        "background": False,
    }
    claim = Claim(
        id=f"{report}:{start}", trigger=Trigger("attack", start, start + 6), sentence=Extent(start, start + 9),
        **{**given, **fields},
    )  # fmt: skip
    return Told(Anchor(report, start, start + 6), claim, about)


def span(name: str, id: str | None = None) -> Span:  # noqa: A002 - the field's name
    return Span(name, 0, len(name), name, id)


def named(name: str, kind: Any = "person", text: str | None = None) -> ClaimSource:
    return ClaimSource(text or name, 0, len(text or name), name, named=True, kind=kind)


def unnamed(text: str = "a local source", kind: Any = "unnamed") -> ClaimSource:
    return ClaimSource(text, 0, len(text), None, named=False, kind=kind)


def place(name: str, latitude: float, longitude: float, radius_km: float = 3.0, **fields: Any) -> ClaimPlace:
    return ClaimPlace(
        name, 0, len(name), name, f"{latitude},{longitude}", latitude=latitude, longitude=longitude,
        radius_km=radius_km, **fields,
    )  # fmt: skip


def killed(low: int | None, high: int | None, whom: str | None = None, text: str | None = None) -> dict[str, Count]:
    shown = text or str(low if low is not None else high)
    return {"killed": Count(low, high, shown, None if whom is None else span(whom))}


def on(earliest: str | None, latest: str | None = None, precision: Precision = "day") -> Time:
    return Time("then", 0, 4, earliest, latest or earliest, precision)
