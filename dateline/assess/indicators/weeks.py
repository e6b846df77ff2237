"""Weeks, from Monday to Sunday, and the days that events have in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from msgspec import Struct

from dateline.corroborate.told import Told
from dateline.values import Event

LOOSE = 62
"""Days: what is dated no closer than this belongs to no week."""
_BEFORE = 6
"""What is undated and no background happened, as far as is known, within the seven days up to the report."""


class When(Struct, frozen=True):
    """The days an event may be of. ``inferred``: from the report's day, for want of a date."""

    earliest: date
    latest: date
    inferred: bool = False

    @property
    def loose(self) -> bool:
        """Whether it is too wide to be counted in a week."""
        return (self.latest - self.earliest).days > LOOSE


def day(text: str | None) -> date | None:
    """The day that an ISO string names; None for None or what is no day."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def monday(of: date) -> date:
    """The Monday of a day's week."""
    return of - timedelta(of.weekday())


def weeks(first: date, last: date) -> list[date]:
    """The Mondays of all weeks from one day to another."""
    start = monday(first)
    return [start + timedelta(7 * n) for n in range((monday(last) - start).days // 7 + 1)] if first <= last else []


def when(event: Event, told: tuple[Told, ...]) -> When | None:
    """When an event happened: as dated; else, unless all its claims are background, the week up to the first report.
    None where neither is known."""
    latest = day(event.latest)
    if latest is not None:
        earliest = day(event.earliest)
        return When(min(earliest, latest) if earliest else latest, latest)
    days = [d for one in told if not one.claim.background and (d := day(one.report.published)) is not None]
    if not days:
        return None
    return When(min(days) - timedelta(_BEFORE), min(days), True)


@lru_cache(maxsize=20_000)
def shares(of: When) -> Mapping[date, float]:
    """How an event counts in weeks: one, spread evenly over the days it may be of. Nothing where these are too many."""
    if of.loose:
        return MappingProxyType({})
    length = (of.latest - of.earliest).days + 1
    found: dict[date, float] = {}
    for n in range(length):
        week = monday(of.earliest + timedelta(n))
        found[week] = found.get(week, 0.0) + 1 / length
    return MappingProxyType(found)
