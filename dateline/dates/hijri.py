"""The Muslim (Hijri) calendar: which days of ours its months and days are.

Conversion is that of ``hijridate``, the official Umm al-Qura calendar of Saudi Arabia, 1343 to 1500 AH (1924 to 2077).
It meets 25 of the 27 days on which Saudi Arabia kept the two feasts from 2011 to 2024, the arithmetic ("tabular")
calendar 11. Countries that go by their own sighting of the moon begin a month up to a day apart, so a single day here
is one of three; a month is given as the calendar has it.
"""

from __future__ import annotations

from datetime import date

from hijridate import Gregorian, Hijri

from dateline.dates import calendar
from dateline.dates.bases import Frame
from dateline.dates.calendar import Days, unknown
from dateline.dates.expression import Lunar

_FIRST, _LAST = 1343, 1500
_CLEAR_DAYS = 60  # "Eid" is the feast that has just been, or is near; longer ago it may be either

FITR, ADHA = (10, 1, 3), (12, 10, 4)  # month, first day, days that the feast lasts


def days_of(value: Lunar, frame: Frame) -> Days:
    """The days that a date of the Muslim calendar means: with no year the latest begun by publication, or the next not
    yet over if the future is meant; in a history those of the year that the story is in."""
    found = _chosen(value, frame)
    if found is None:
        return unknown("range")
    first, last = found
    if value.day is None and not value.either:
        return Days(first, last, "range")
    return Days(calendar.add_days(first, -1), calendar.add_days(last, 1), "range")


def _chosen(value: Lunar, frame: Frame) -> tuple[date, date] | None:
    if value.year is not None:
        return _stretch(value, value.year)
    if value.common_year is not None:
        return _only_in(value, value.common_year)
    if frame.history:
        year = frame.anchor.year if frame.anchor else None
        return _only_in(value, year) if year else None
    now = frame.published
    if now is None:
        return None
    near = sorted(s for v in _readings(value) for y in _years_about(now.year) if (s := _stretch(v, y)))
    if value.which == "next" or (frame.future and value.which is None):
        ahead = [s for s in near if (s[0] > now if value.which == "next" else s[1] >= now)]
        best = ahead[0] if ahead else None
    elif value.which == "this":
        best = next((s for s in near if s[0].year == now.year), None)
    else:
        gone = [s for s in near if (s[1] < now if value.which == "last" else s[0] <= now)]
        best = gone[-1] if gone else None
    if value.either and best is not None and abs((best[0] - now).days) > _CLEAR_DAYS:
        return None
    return best


def _readings(value: Lunar) -> list[Lunar]:
    if not value.either:
        return [value]
    shift = (value.day or 1) - 1
    return [Lunar(month, first + shift, 1 if value.day else days, eve=value.eve) for month, first, days in (FITR, ADHA)]


def _only_in(value: Lunar, year: int) -> tuple[date, date] | None:
    """The stretch that begins in a year of our calendar, if just one does."""
    found = [s for v in _readings(value) for y in _years_about(year) if (s := _stretch(v, y)) and s[0].year == year]
    return found[0] if len(found) == 1 else None


def _years_about(year: int) -> range:
    """Muslim years that share days with the year of our calendar or its neighbours."""
    middle = round((year - 622) * 33 / 32)
    return range(max(_FIRST, middle - 2), min(_LAST, middle + 3) + 1)


def _stretch(value: Lunar, year: int) -> tuple[date, date] | None:
    if not _FIRST <= year <= _LAST:
        return None
    length = Hijri(year, value.month, 1).month_length()
    if value.day is None:
        return _common(year, value.month, 1), _common(year, value.month, length)
    if value.day > length:
        return None
    first = calendar.add_days(_common(year, value.month, value.day), -1 if value.eve else 0)
    last = calendar.add_days(first, 0 if value.eve else value.days - 1) if first else None
    return (first, last) if first and last else None


def _common(year: int, month: int, day: int) -> date:
    found: Gregorian = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)
