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

from dateline.dates import calendar
from dateline.dates.bases import Anchor, Frame, century_of, nearest_weekday, recent_day, recent_month
from dateline.dates.calendar import Days, unknown
from dateline.dates.expression import (
    Ambiguous,
    Base,
    Bound,
    Date,
    Expression,
    Offset,
    Range,
    Season,
    Shift,
    Vague,
    Weekday,
    Window,
    Years,
)
from dateline.values import Precision, Time


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
            return _weekday(expression.value, frame)
        case Season():
            return _season(expression.value, frame)
        case Years(first, last):
            return calendar.years_of(first, last)
        case Shift():
            return _shift(expression, expression.value, frame)
        case Offset():
            return _offset(expression.value, frame)
        case Window():
            return _window(expression.value, frame)
        case Vague(direction):
            known = frame.published
            return Days(known, None, "vague") if direction == "future" else Days(None, known, "vague")
        case Range(first, last):
            return _range(first, last, frame)
        case Bound():
            return _bound(expression.value, frame)
    return unknown("vague")  # a duration or a recurrence


def _base(frame: Frame, base: Base) -> Anchor | None:
    if base == "published":
        return Anchor(frame.published, frame.published) if frame.published else None
    return frame.anchor if base == "text" else None


def _date(value: Date, frame: Frame) -> Days:
    precision = "day" if value.day is not None else "month" if value.month is not None else "year"
    year = value.year
    if value.short_year and year is not None:
        year = century_of(year, frame)
    if year is None and value.year_shift is not None:
        base = _base(frame, value.year_base)
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
    """"On the 15th": of the month that the text is in."""
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


def _weekday(value: Weekday, frame: Frame) -> Days:
    if value.which in ("previous", "following", "same"):
        anchor = frame.anchor.day if frame.anchor else None
        if anchor is None:
            return unknown("day")
        if value.which == "same":
            return calendar.day(anchor if anchor.weekday() == value.day else None)
        return calendar.day(nearest_weekday(anchor, value.day, ahead=value.which == "following", strict=True))
    if frame.published is None:
        return unknown("day")
    if value.week is not None:
        monday = calendar.unit_around(frame.published, "week", value.week).first
        return calendar.day(calendar.add_days(monday, value.day) if monday else None)
    ahead = value.which == "next" or (frame.future and value.which != "last")
    strict = ahead or value.which == "last"
    return calendar.day(nearest_weekday(frame.published, value.day, ahead=ahead, strict=strict))


def _season(value: Season, frame: Frame) -> Days:
    year = value.year
    if value.through and year is not None:
        return Days(calendar.safe_date(year, 12, 1), calendar.month_of(year + 1, 2).last, "range")
    if year is None and value.year_shift is not None:
        base = _base(frame, value.year_base)
        year = base.year + value.year_shift if base and base.year else None
    elif year is None:
        return _season_near(value, frame)
    return unknown("range") if year is None else calendar.season_of(year, value.name)


def _season_near(value: Season, frame: Frame) -> Days:
    """The latest season that has begun ("last": that is over; the next one in the future), from publication or, in a
    history, from where the text is."""
    start = calendar.SEASON_START[value.name]
    if frame.history or value.which in ("previous", "following", "same"):
        if frame.anchor is None or frame.anchor.year is None:
            return unknown("range")
        count = {"previous": -1, "following": 1}.get(value.which or "", 0)
        return calendar.season_of(frame.anchor.year + count, value.name)
    if frame.published is None:
        return unknown("range")
    now = frame.published
    for year in range(now.year + 2, now.year - 3, -1):
        days = Days(calendar.safe_date(year, start, 1), calendar.month_of(*_third_month(year, start)).last, "range")
        if days.first is None or days.last is None:
            continue
        if value.which == "last":
            if days.last < now:
                return days
        elif frame.future or value.which == "next":
            if days.first > now:
                earlier = Days(calendar.safe_date(year - 1, start, 1), None, "range").first
                if earlier is None or earlier <= now:
                    return days
        elif days.first <= now:
            return days
    return unknown("range")


def _third_month(year: int, start: int) -> tuple[int, int]:
    return (year + 1, 2) if start == 12 else (year, start + 2)


def _shift(expression: Expression, value: Shift, frame: Frame) -> Days:
    base = _base(frame, value.base)
    if value.base == "published" and value.count == 0 and value.unit in ("month", "year") and frame.history:
        base = frame.anchor  # "the end of the year", "this year" in a history
    if base is None or not base.fixes(value.unit):
        return unknown(_precision(value.unit))
    at = base.last if value.count > 0 else base.first
    if value.unit == "weekend" and value.base == "published":
        return _weekend(value, frame, at)
    return calendar.unit_around(at, value.unit, value.count)


def _weekend(value: Shift, frame: Frame, published: date) -> Days:
    """"The weekend" is the last one that has begun; the one ahead if the future is meant."""
    this = calendar.weekend_of(published)
    begun = this.first is not None and this.first <= published
    if value.count == 0:
        return this if begun or frame.future else calendar.unit_around(published, "weekend", -1)
    if value.count < 0:
        return calendar.unit_around(published, "weekend", -1)
    return calendar.unit_around(published, "weekend", 1 if begun else 0)


def _precision(unit: calendar.Unit) -> Precision:
    if unit in ("day", "week", "month", "year"):
        return unit
    return "vague" if unit in ("hour", "minute") else "range"


def _offset(value: Offset, frame: Frame) -> Days:
    base = _base(frame, value.base)
    at = base.day if base else None
    if value.count is None:
        return _some_time(value, at)
    unit, count = value.unit, value.count
    if unit == "decade" or (unit == "year" and count % 10 == 0):
        return _round_years(count * 10 if unit == "decade" else count, base)
    if unit == "hour" and count % 24 == 0 and count:
        unit, count = "day", count // 24
    if unit in ("month", "year") and base is not None and base.fixes(unit):
        return calendar.unit_around(base.first, unit, count)
    precision = _precision(unit)
    if at is None:
        return unknown(precision)
    if unit == "day":
        return calendar.unit_around(at, "day", count)
    if unit == "week":
        middle = calendar.add_days(at, 7 * count)
        return Days(calendar.add_days(middle, -3), calendar.add_days(middle, 3), "week") if middle else unknown("week")
    if unit in ("hour", "minute") and abs(count) < 48:
        other = calendar.add_days(at, (1 if count > 0 else -1) * (1 + abs(count) // 24 if unit == "hour" else 1))
        first, last = (at, other) if count > 0 else (other, at)
        return Days(first, last, "range") if first and last else unknown("range")
    return unknown("vague")


def _round_years(count: int, base: Anchor | None) -> Days:
    """"Thirty years ago" is a round number: one year in ten either way."""
    if base is None or base.year is None:
        return unknown("range")
    middle, slack = base.year + count, abs(count) // 10
    days = calendar.years_of(middle - slack, middle + slack)
    return days if days.first and days.last else unknown("range")


def _some_time(value: Offset, at: date | None) -> Days:
    """"A few days later" is after its base, "months ago" before it: an open end, no more."""
    if at is None:
        return unknown("vague")
    if value.unit in ("hour", "minute"):
        return Days(at, None, "vague") if value.forward else Days(None, at, "vague")
    beyond = calendar.add_days(at, 1 if value.forward else -1)
    return Days(beyond, None, "vague") if value.forward else Days(None, beyond, "vague")


def _window(value: Window, frame: Frame) -> Days:
    base = _base(frame, value.base)
    at = base.day if base else None
    if at is None:
        return unknown("range" if value.count else "vague")
    far = _reach(at, value) if value.count else None
    precision: Precision = "range" if far else "vague"
    return Days(at, far, precision) if value.forward else Days(far, at, precision)


def _reach(at: date, value: Window) -> date | None:
    """The other end of a window: "the past three days" begins three days before publication."""
    assert value.count is not None
    sign = 1 if value.forward else -1
    if value.unit in ("minute", "hour"):
        return calendar.add_days(at, sign * max(1, -(-value.count // (24 if value.unit == "hour" else 1440))))
    if value.unit in ("day", "week", "weekend"):
        return calendar.add_days(at, sign * value.count * (1 if value.unit == "day" else 7))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[value.unit]
    year, month = calendar.add_months(at, sign * months * value.count)
    last = calendar.month_of(year, month).last
    return last.replace(day=min(at.day, last.day)) if last else None


def _rest_of(days: Days, expression: Expression, frame: Frame) -> Days:
    """"Earlier this week" ends at its base, "later that month" begins there."""
    base = _base(frame, expression.value.base) if isinstance(expression.value, Shift) else frame.anchor
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
