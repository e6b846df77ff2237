"""What a time expression is counted from: the publication day, the dates that the text has set, and whether the text is
a history (where months without a year follow the story, not the publication)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from dateline.dates import calendar
from dateline.dates.calendar import Days, Unit, unknown
from dateline.dates.expression import Base, Which

# How many months before the last date told a month must lie to be of the next year. On the odd files of WikiWars,
# 5 to 8 do equally well.
_TURN = 6
_THESE_DAYS = 14  # what went on "for the third day running" did so up to a day told not longer ago than this


class Anchor(Struct, frozen=True):
    """A stretch of days that the text has set: one day, or a month or year as a whole."""

    first: date
    last: date

    @property
    def day(self) -> date | None:
        """The day, if it is just one."""
        return self.first if self.first == self.last else None

    @property
    def month(self) -> int | None:
        """The month, if the stretch lies in one."""
        return self.first.month if self.first.replace(day=1) == self.last.replace(day=1) else None

    @property
    def year(self) -> int | None:
        """The year, if the stretch lies in one."""
        return self.first.year if self.first.year == self.last.year else None

    def fixes(self, unit: Unit) -> bool:
        """Whether the stretch lies in one such calendar unit, so that "the same month" or "the next day" has a base."""
        if self.first == self.last:
            return True
        if unit == "month":
            return self.month is not None
        if unit in ("year", "decade", "century"):
            return self.year is not None
        return calendar.unit_around(self.first, unit, 0) == calendar.unit_around(self.last, unit, 0) and unit == "week"


class Frame(Struct, frozen=True):
    """All that resolving may look at besides the words."""

    published: date | None
    future: bool = False
    anchor: Anchor | None = None
    history: bool = False

    def base(self, name: Base) -> Anchor | None:
        """What a value counts from, if it is known."""
        if name == "published":
            return Anchor(self.published, self.published) if self.published else None
        if name == "latest":
            return self._latest()
        return self.anchor if name == "text" else None

    def _latest(self) -> Anchor | None:
        told = self.anchor if self.anchor and self.anchor.day else None
        if told is not None and (self.published is None or 0 <= (self.published - told.last).days <= _THESE_DAYS):
            return told
        return self.base("published")


def century_of(short: int, frame: Frame) -> int:
    """The full year of two digits: the latest not after the year past publication; without a publication date as POSIX
    has it for ``strptime`` (69 to 99 are 19xx, 00 to 68 are 20xx)."""
    if frame.published is None:
        return (1900 if short >= 69 else 2000) + short
    year = frame.published.year // 100 * 100 + 100 + short
    while year > frame.published.year + 1:
        year -= 100
    return year


def nearest_weekday(when: date, weekday: int, *, ahead: bool, strict: bool) -> date | None:
    """The nearest such weekday (Monday 0) after (``ahead``) or before ``when``, itself included unless ``strict``."""
    distance = (weekday - when.weekday()) % 7 if ahead else (when.weekday() - weekday) % 7
    if strict and distance == 0:
        distance = 7
    return calendar.add_days(when, distance if ahead else -distance)


def recent_month(month: int, which: Which | None, frame: Frame) -> Days:
    """A month without a year: the latest begun by publication, or the next not yet over if the future is meant."""
    if frame.history or which in ("previous", "following", "same"):
        year = story_year(month, frame)
        return calendar.month_of(year, month) if year else unknown("month")
    now = frame.published
    if now is None:
        return unknown("month")
    if which == "this":
        return calendar.month_of(now.year, month)
    if which == "last":
        return calendar.month_of(now.year if month < now.month else now.year - 1, month)
    if which == "next":
        return calendar.month_of(now.year if month > now.month else now.year + 1, month)
    if frame.future:
        return calendar.month_of(now.year if month >= now.month else now.year + 1, month)
    return calendar.month_of(now.year if month <= now.month else now.year - 1, month)


def recent_day(month: int, number: int, weekday: int | None, frame: Frame) -> Days:
    """A day and month without a year: the latest not after publication, the next from there if the future is meant; a
    weekday that the text gives with it decides where one year near by fits it."""
    if frame.history:
        year = story_year(month, frame)
        return calendar.day(calendar.safe_date(year, month, number) if year else None)
    now = frame.published
    if now is None:
        return unknown("day")
    # 29 February is there every fourth year, or every eighth around 1900.
    every = [d for y in range(now.year - 8, now.year + 9) if (d := calendar.safe_date(y, month, number))]
    if frame.future:
        order = [d for d in every if d >= now] + [d for d in reversed(every) if d < now]
    else:
        order = [d for d in reversed(every) if d <= now] + [d for d in every if d > now]
    if weekday is not None:
        near = [d for d in order if abs((d - now).days) < 400 and d.weekday() == weekday]
        order = near or order
    return calendar.day(order[0] if order else None)


def story_year(month: int, frame: Frame) -> int | None:
    """The year of a month in a history: stories move forward, so a month well before the last one told of lies in the
    next year; a month slightly before it goes back."""
    anchor = frame.anchor
    if anchor is None or anchor.year is None:
        return None
    if anchor.month is None:
        return anchor.year
    return anchor.year + (1 if anchor.month - month >= _TURN else 0)
