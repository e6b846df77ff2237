"""The days of times that are counted from a base: weekdays, seasons without a year, "last week", "three days ago"."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from dateline.dates import calendar
from dateline.dates.bases import Anchor, Frame, nearest_weekday
from dateline.dates.calendar import Days, unknown
from dateline.dates.expression import Offset, Season, Shift, Weekday, Window
from dateline.values import Precision


def weekday(value: Weekday, frame: Frame) -> Days:
    """ "Sunday": the last one up to publication, the next one after it in the future; "the following Sunday"."""
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


def season_near(value: Season, frame: Frame) -> Days:
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


def shift(value: Shift, frame: Frame) -> Days:
    """ "Last week", "the next day": the calendar unit."""
    base = frame.base(value.base)
    if value.base == "published" and value.count == 0 and value.unit in ("month", "year") and frame.history:
        base = frame.anchor  # "the end of the year", "this year" in a history
    if base is None or not base.fixes(value.unit):
        return unknown(_precision(value.unit))
    at = base.last if value.count > 0 else base.first
    if value.unit == "weekend" and value.base == "published":
        return _weekend(value, frame, at)
    return calendar.unit_around(at, value.unit, value.count)


def _weekend(value: Shift, frame: Frame, published: date) -> Days:
    """ "The weekend" is the last one that has begun; the one ahead if the future is meant."""
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


def offset(value: Offset, frame: Frame) -> Days:
    """ "Three days ago": the day; so many weeks ago: the days around; months and years: the calendar unit."""
    base = frame.base(value.base)
    at = base.day if base else None
    if value.count is None:
        return _some_time(value, at)
    if value.half:
        return _half_more(value, frame)
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


def _half_more(value: Offset, frame: Frame) -> Days:
    """ "Two and a half years ago" lies in what is two years ago or in what is three."""
    assert value.count is not None
    near = offset(replace(value, half=False), frame)
    far = offset(replace(value, half=False, count=value.count + (1 if value.count > 0 else -1)), frame)
    ends = [d for d in (near.first, near.last, far.first, far.last) if d is not None]
    return Days(min(ends), max(ends), "range") if len(ends) == 4 else unknown("range")


def _round_years(count: int, base: Anchor | None) -> Days:
    """ "Thirty years ago" is a round number: one year in ten either way."""
    if base is None or base.year is None:
        return unknown("range")
    middle, slack = base.year + count, abs(count) // 10
    days = calendar.years_of(middle - slack, middle + slack)
    return days if days.first and days.last else unknown("range")


def _some_time(value: Offset, at: date | None) -> Days:
    """ "A few days later" is after its base, "months ago" before it: an open end, no more."""
    if at is None:
        return unknown("vague")
    if value.unit in ("hour", "minute"):
        return Days(at, None, "vague") if value.forward else Days(None, at, "vague")
    beyond = calendar.add_days(at, 1 if value.forward else -1)
    return Days(beyond, None, "vague") if value.forward else Days(None, beyond, "vague")


def window(value: Window, frame: Frame) -> Days:
    """ "The past three days"; with no number only the end at the base is known."""
    base = frame.base(value.base)
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
