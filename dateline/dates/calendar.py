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
    """A part of a stretch: ``early``, ``mid``, ``late`` (thirds; "early March" is the 1st to the 10th), ``first-half``,
    ``second-half``, ``week-1`` … ``week-4`` and ``week-last`` of it, ``quarter-1`` … ``quarter-4``."""
    if days.first is None or days.last is None:
        return Days(None, None, "range")
    first, length = days.first, (days.last - days.first).days + 1
    if days.precision in ("year", "range") and length > 80 and part in ("early", "mid", "late"):
        return _months_part(days, part)
    third = length // 3
    ends = {
        "early": (0, third),
        "mid": (third, length - (length - 2 * third)),
        "late": (2 * third, length),
        "first-half": (0, length // 2),
        "second-half": (length // 2, length),
        "week-last": (max(length - 7, 0), length),
        "quarter-1": (0, length // 4),
        "quarter-2": (length // 4, length // 2),
        "quarter-3": (length // 2, length - length // 4),
        "quarter-4": (length - length // 4, length),
    }
    if part.startswith("week-") and part[5:].isdigit():
        number = int(part[5:])
        start, end = min(7 * (number - 1), length - 1), min(7 * number, length)
    else:
        start, end = ends[part]
    end = max(end, start + 1)
    return Days(first + timedelta(days=start), first + timedelta(days=end - 1), "range")


def _months_part(days: Days, part: str) -> Days:
    """Thirds of a long stretch fall on whole months: "early 2014" is January to April."""
    if days.first is None or days.last is None:
        return days
    months = (days.last.year - days.first.year) * 12 + days.last.month - days.first.month + 1
    third = months // 3
    start, end = {"early": (0, third), "mid": (third, months - third), "late": (months - third, months)}[part]
    first = month_of(*add_months(days.first, start)).first
    return Days(first, month_of(*add_months(days.first, end - 1)).last, "range")
