"""Stretches of days: the arithmetic that resolving time expressions needs. Days are ``datetime.date``, both ends
included.

Weeks run from Monday to Sunday (ISO 8601). Seasons are the meteorological ones of the northern hemisphere, where the
conflicts that dateline reads about lie: spring March to May, and so on. "Early", "mid" and "late" are thirds.
"""

from __future__ import annotations

import calendar as stdlib
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dateline.values import Precision

Unit = Literal["minute", "hour", "day", "week", "weekend", "month", "quarter", "year", "decade", "century"]

SEASON_START = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


class Days(NamedTuple):
    """The days ``first`` to ``last``; an open end is ``None``. ``precision`` is how closely the text fixes them."""

    first: date | None
    last: date | None
    precision: Precision


def unknown(precision: Precision) -> Days:
    """Nothing is known but how finely the text would speak."""
    return Days(None, None, precision)


def day(when: date | None) -> Days:
    """One day."""
    return Days(when, when, "day")


def safe_date(year: int, month: int, number: int) -> date | None:
    """The date, or ``None`` where the calendar has no such day (30 February) or Python no such year."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def add_days(when: date, count: int) -> date | None:
    """``count`` days after ``when``; ``None`` beyond the years 1 to 9999."""
    try:
        return when + timedelta(days=count)
    except OverflowError:
        return None


def month_of(year: int, month: int) -> Days:
    """A calendar month; unknown beyond the years 1 to 9999."""
    first = safe_date(year, month, 1)
    if first is None:
        return unknown("month")
    return Days(first, first.replace(day=stdlib.monthrange(year, month)[1]), "month")


def years_of(first: int, last: int) -> Days:
    """The whole years ``first`` to ``last``: precision "year" for one, "range" for several."""
    return Days(safe_date(first, 1, 1), safe_date(last, 12, 31), "year" if first == last else "range")


def week_of(when: date) -> Days:
    """Monday to Sunday around ``when``."""
    return Days(add_days(when, -when.weekday()), add_days(when, 6 - when.weekday()), "week")


def weekend_of(when: date) -> Days:
    """Saturday and Sunday of the week of ``when``."""
    return Days(add_days(when, 5 - when.weekday()), add_days(when, 6 - when.weekday()), "range")


def quarter_of(year: int, quarter: int) -> Days:
    """The ``quarter``-th (1 to 4) three months of a year."""
    return Days(month_of(year, 3 * quarter - 2).first, month_of(year, 3 * quarter).last, "range")


def season_of(year: int, season: str) -> Days:
    """A season of a year. "The winter of 2014" may be the one that began or the one that ended in it: both are in."""
    start = SEASON_START[season]
    if season == "winter":
        return Days(safe_date(year - 1, 12, 1), month_of(year + 1, 2).last, "range")
    return Days(safe_date(year, start, 1), month_of(year, start + 2).last, "range")


def add_months(when: date, count: int) -> tuple[int, int]:
    """Year and month that lie ``count`` months from the month of ``when``."""
    total = when.year * 12 + when.month - 1 + count
    return total // 12, total % 12 + 1


def unit_around(when: date, unit: Unit, count: int) -> Days:
    """The calendar unit (day, week, month …) that lies ``count`` units from the one that holds ``when``."""
    if unit == "day":
        return day(add_days(when, count))
    if unit in ("week", "weekend"):
        there = add_days(when, 7 * count)
        if there is None:
            return unknown("week")
        return week_of(there) if unit == "week" else weekend_of(there)
    if unit == "month":
        return month_of(*add_months(when, count))
    if unit == "quarter":
        year, month = add_months(when, 3 * count)
        return quarter_of(year, (month + 2) // 3)
    if unit == "year":
        return years_of(when.year + count, when.year + count)
    if unit in ("decade", "century"):
        length = 10 if unit == "decade" else 100
        first = (when.year // length + count) * length
        return years_of(first, first + length - 1)
    return unknown("vague")


def part_of(days: Days, part: str) -> Days:
    """A part of a stretch: ``early``, ``mid``, ``late`` (thirds; "early March" is the 1st to the 10th, "early 2014"
    January to April), ``half-1``, ``half-2``, ``quarter-1`` … ``quarter-4``, ``week-1`` … ``week-4``, ``week-last``;
    ``first-3-month``, ``last-10-day`` and the like; of one day also the ``week`` or ``month`` around it ("the week of
    30 May")."""
    if days.first is None or days.last is None:
        return unknown("week" if part == "week" else "month" if part == "month" else "range")
    if part == "week":
        return week_of(days.first)
    if part == "month":
        return month_of(days.first.year, days.first.month)
    kind, _, which = part.partition("-")
    if kind in ("first", "last"):
        return _end_of(days.first, days.last, kind == "first", which)
    if kind == "week":
        return _week_in(days.first, days.last, which)
    place, pieces = {"early": (0, 3), "mid": (1, 3), "late": (2, 3)}.get(kind, (0, 1))
    if kind in ("half", "quarter"):
        place, pieces = int(which) - 1, 2 if kind == "half" else 4
    return _piece(days.first, days.last, place, pieces)


def _piece(first: date, last: date, place: int, pieces: int) -> Days:
    """Piece number ``place`` (from 0) of a stretch cut into so many, in whole months where that comes out even."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months % pieces == 0 and first.day == 1 and (last + timedelta(days=1)).day == 1:
        size = months // pieces
        start = month_of(*add_months(first, place * size)).first
        return Days(start, month_of(*add_months(first, (place + 1) * size - 1)).last, "range")
    length = (last - first).days + 1
    size = length // pieces
    start = first + timedelta(days=place * size)
    return Days(start, last if place == pieces - 1 else start + timedelta(days=max(size, 1) - 1), "range")


def _week_in(first: date, last: date, which: str) -> Days:
    """The first, second … seven days of a stretch, or its last seven."""
    if which == "last":
        return Days(max(first, last - timedelta(days=6)), last, "range")
    start = first + timedelta(days=7 * (int(which) - 1))
    if start > last:
        return unknown("range")
    return Days(start, min(last, start + timedelta(days=6)), "range")


def _end_of(first: date, last: date, opening: bool, which: str) -> Days:
    """The first (``opening``) or last so many days, weeks or months of a stretch; ``which`` as in "3-month"."""
    count, unit = int(which.split("-")[0]), which.split("-")[1]
    if unit == "month":
        if opening:
            cut = month_of(*add_months(first, count - 1)).last
            return Days(first, min(cut, last), "range") if cut else unknown("range")
        start = month_of(*add_months(last, 1 - count)).first
        return Days(max(start, first), last, "range") if start else unknown("range")
    size = min(count * (7 if unit == "week" else 1), (last - first).days + 1)
    if size < 1:
        return unknown("range")
    if opening:
        return Days(first, first + timedelta(days=size - 1), "range")
    return Days(last - timedelta(days=size - 1), last, "range")
