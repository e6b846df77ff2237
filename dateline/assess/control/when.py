"""The days for which a claim speaks of a place."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from dateline.values import Claim

WEEK = 7
_LONG = 31.0  # days: of a claim about more than a month, most days are not what it saw


class Days(Struct, frozen=True):
    """First and last day (ordinals), whether they are inferred from publication, and the share of its weight that a
    claim about so many days keeps."""

    first: int
    last: int
    inferred: bool
    share: float = 1.0


def days(claim: Claim, published: str | None) -> Days | None:
    """The days a claim is about: its own; without any, the week up to the day of publication. None where nothing is
    known. A claim about days to come has none. An open end is closed by publication."""
    time, out = claim.time, ordinal(published)
    first = ordinal(time.earliest) if time else None
    last = ordinal(time.latest) if time else None
    if first is None and last is None:
        return None if out is None else Days(out - WEEK + 1, out, inferred=True)
    if last is None:
        last = out if out is not None and first is not None and out >= first else first
    if first is None:
        first = last
    assert first is not None
    assert last is not None
    if out is not None and first > out:
        return None
    last = max(first, min(last, out) if out is not None else last)
    return Days(first, last, inferred=False, share=min(1.0, _LONG / (last - first + 1)))


def ordinal(day: str | None) -> int | None:
    """Days since the first of January of the year 1."""
    return date.fromisoformat(day).toordinal() if day else None


def iso(day: int) -> str:
    """The day with that ordinal, ``YYYY-MM-DD``; the first or last there is where it lies beyond."""
    return (date.min + timedelta(days=min(max(day, 1), date.max.toordinal()) - 1)).isoformat()
