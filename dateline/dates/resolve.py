"""Works out which days a time expression means.

What is missing comes from the publication day (a bare weekday is the last one up to it, the next one after it in a
sentence about the future; so with months and days without a year) or, for "the next day" and the like, from a date that
the text has set before. Where neither is known, the days stay ``None`` and the precision still tells how finely the
text speaks: "on Sunday" in an undated report is an unknown day. Today's date is never looked at.

Precision: ``day``, ``week``, ``month``, ``year`` for one such calendar unit; ``range`` for any other stretch (also one
with an open end, a part such as "early March", a season, a date written so that day and month may be swapped);
``vague`` where the words fix no stretch ("recently", "in the coming weeks"): such a one has at most an open end.
"""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from dateline.dates import calendar, hijri, relative
from dateline.dates.bases import Anchor, Frame, century_of, recent_day, recent_month
from dateline.dates.calendar import Days, unknown
from dateline.dates.expression import (
    Ambiguous,
    Bound,
    Date,
    Expression,
    Lunar,
    Offset,
    Range,
    Season,
    Shift,
    Vague,
    Weekday,
    Window,
    Years,
)
from dateline.values import Time


def resolve(
    expression: Expression,
    text: str,
    *,
    published: date | None,
    future: bool = False,
    anchor: date | None = None,
) -> Time:
    """The days that ``expression``, found in ``text``, means.

    ``published``: the report's publication day; ``future``: the sentence speaks of the future; ``anchor``: a day that
    the text has set before, for "the next day", "two days later", "the same month". Durations and recurrences mean no
    days.
    """
    frame = Frame(published, future, Anchor(anchor, anchor) if anchor else None)
    return to_time(expression, text, days_of(expression, frame))


def to_time(expression: Expression, text: str, days: Days) -> Time:
    """The contract's TIME for an expression and its days."""
    return Time(
        text[expression.start : expression.end],
        expression.start,
        expression.end,
        days.first.isoformat() if days.first else None,
        days.last.isoformat() if days.last else None,
        days.precision,
    )


def days_of(expression: Expression, frame: Frame) -> Days:
    """The days that an expression means in a frame; first never after last."""
    days = _whole(expression, frame)
    if expression.part in ("earlier", "later"):
        days = _rest_of(days, expression, frame)
    elif expression.part:
        days = calendar.part_of(days, expression.part)
    if days.first and days.last and days.first > days.last:
        return unknown(days.precision)
    return days


def _whole(expression: Expression, frame: Frame) -> Days:
    match expression.value:
        case Date():
            return _date(expression.value, frame)
        case Ambiguous():
            return _ambiguous(expression.value, frame)
        case Weekday():
            return relative.weekday(expression.value, frame)
        case Season():
            return _season(expression.value, frame)
        case Lunar():
            return hijri.days_of(expression.value, frame)
        case Years(first, last):
            return calendar.years_of(first, last)
        case Shift():
            return relative.shift(expression.value, frame)
        case Offset():
            return relative.offset(expression.value, frame)
        case Window():
            return relative.window(expression.value, frame)
        case Vague(direction):
            known = frame.published
            return Days(known, None, "vague") if direction == "future" else Days(None, known, "vague")
        case Range(first, last):
            return _range(first, last, frame)
        case Bound():
            return _bound(expression.value, frame)
    return unknown("vague")  # a duration or a recurrence


def _date(value: Date, frame: Frame) -> Days:
    precision = "day" if value.day is not None else "month" if value.month is not None else "year"
    year = value.year
    if value.short_year and year is not None:
        year = century_of(year, frame)
    if year is None and value.year_shift is not None:
        base = frame.base(value.year_base)
        year = base.year + value.year_shift if base and base.year else None
        if year is None:
            return unknown(precision)  # type: ignore[arg-type]
    if value.month is None:
        return _day_of_known_month(value, frame) if year is None else calendar.years_of(year, year)
    if year is None:
        if value.day is None:
            return recent_month(value.month, value.which, frame)
        return recent_day(value.month, value.day, value.weekday, frame)
    if value.day is None:
        return calendar.month_of(year, value.month)
    return calendar.day(calendar.safe_date(year, value.month, value.day))


def _day_of_known_month(value: Date, frame: Frame) -> Days:
    """ "On the 15th": of the month that the text is in."""
    anchor = frame.anchor
    if value.day is None or anchor is None or anchor.month is None or anchor.year is None:
        return unknown("day")
    return calendar.day(calendar.safe_date(anchor.year, anchor.month, value.day))


def _ambiguous(value: Ambiguous, frame: Frame) -> Days:
    """Both readings lie between the two days; one after publication falls away unless the future is meant."""
    year = century_of(value.year, frame) if value.short_year else value.year
    both = [calendar.safe_date(year, value.first, value.second), calendar.safe_date(year, value.second, value.first)]
    days = sorted(d for d in both if d)
    if frame.published and not frame.future and len(days) == 2 and days[0] <= frame.published < days[1]:
        days = days[:1]
    if not days:
        return unknown("day")
    return calendar.day(days[0]) if len(days) == 1 else Days(days[0], days[1], "range")


def _season(value: Season, frame: Frame) -> Days:
    year = value.year
    if value.through and year is not None:
        return Days(calendar.safe_date(year, 12, 1), calendar.month_of(year + 1, 2).last, "range")
    if year is None and value.year_shift is not None:
        base = frame.base(value.year_base)
        year = base.year + value.year_shift if base and base.year else None
    elif year is None:
        return relative.season_near(value, frame)
    return unknown("range") if year is None else calendar.season_of(year, value.name)


def _rest_of(days: Days, expression: Expression, frame: Frame) -> Days:
    """ "Earlier this week" ends at its base, "later that month" begins there."""
    base = frame.base(expression.value.base) if isinstance(expression.value, Shift) else frame.anchor
    at = base.day if base else None
    if at is None or days.first is None or days.last is None or not days.first <= at <= days.last:
        return Days(days.first, days.last, "range")
    return Days(days.first, at, "range") if expression.part == "earlier" else Days(at, days.last, "range")


def _range(first: Expression, last: Expression, frame: Frame) -> Days:
    """Each end takes from the other what it lacks: "3 March to 7 April 2015", "from Monday to Wednesday"."""
    if _has_year(last) or not (_has_year(first) or frame.future):
        end = days_of(last, frame)
        near = replace(frame, published=end.last, future=False, history=False) if end.last else frame
        begin = days_of(first, near if _floats(first) else frame)
    else:
        begin = days_of(first, frame)
        near = replace(frame, published=begin.first, future=True, history=False) if begin.first else frame
        end = days_of(last, near if _floats(last) else frame)
    if begin.first and end.last and begin.first <= end.last:
        return Days(begin.first, end.last, "range")
    return unknown("range")


def _has_year(one: Expression) -> bool:
    return isinstance(one.value, Ambiguous | Years) or (
        isinstance(one.value, Date | Season) and (one.value.year is not None or one.value.year_shift is not None)
    )


def _floats(one: Expression) -> bool:
    """Whether an end of a range is placed by the other one."""
    if isinstance(one.value, Date | Season):
        return not _has_year(one) and one.value.which is None
    return isinstance(one.value, Weekday) and one.value.which is None and one.value.week is None


def _bound(value: Bound, frame: Frame) -> Days:
    inner = days_of(value.inner, frame)
    if value.side == "since":
        return Days(inner.first, None, "range")
    if value.side == "until":
        return Days(None, inner.last, "range")
    if value.side == "before":
        if value.inner.part == "late":
            return Days(None, inner.last, "range")  # "before the end of the year"
        return Days(None, calendar.add_days(inner.first, -1) if inner.first else None, "range")
    return Days(calendar.add_days(inner.last, 1) if inner.last else None, None, "range")
