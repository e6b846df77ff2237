"""Dates: any text, published on any day. The first line gives the day of publication, an anchor, and ``future``."""

from __future__ import annotations

from datetime import date

from dateline.dates import find, resolve, resolve_all
from dateline.values import Time
from fuzz.faults import headed, hold, in_time

_SECONDS, _PER_KILOBYTE = 1.0, 0.05
_LENGTHS = {"day": (1, 1), "week": (7, 7), "month": (28, 31), "year": (353, 366)}
"""Days of a precision, from and to: a year of the Hijri calendar has 354 or 355, and a day may be read off by one."""


def check(data: bytes) -> None:
    """Finds and works out every expression, alone and in its report."""
    words, rest = headed(data)
    days = [day for word in words if (day := _day(word)) is not None]
    published, anchor = [*days, None, None][:2]
    text = rest.decode("utf-8", "replace").replace("\0", "\ufffd")
    with in_time(len(rest), _SECONDS, _PER_KILOBYTE):
        found = find(text)
        end = 0
        for one in found:
            hold(end <= one.start < one.end <= len(text), f"{one.start}:{one.end} of {len(text)}, after {end}")
            hold(bool(text[one.start : one.end].strip()), "an expression of blanks")
            hold(all(one.start <= leaf.start < leaf.end <= one.end for leaf in one.leaves()), "a part outside of it")
            end = one.end
            _sound(resolve(one, text, published=published, future="future" in words, anchor=anchor), text)
        times = resolve_all(found, text, published, lambda _: "future" in words)
        hold([(time.start, time.end) for time in times] == [(one.start, one.end) for one in found], "not one time each")
        for time in times:
            _sound(time, text)
        hold(times == resolve_all(find(text), text, published, lambda _: "future" in words), "not the same again")


def _sound(time: Time, text: str) -> None:
    hold(time.text == text[time.start : time.end], f"{time.text!r} is not what stands there")
    hold(time.precision in ("day", "week", "month", "year", "range", "vague"), f"precision {time.precision!r}")
    first, last = _day(time.earliest or ""), _day(time.latest or "")
    hold((first is None) == (time.earliest is None), f"{time.earliest!r} is no day")
    hold((last is None) == (time.latest is None), f"{time.latest!r} is no day")
    if first is not None and last is not None:
        hold(first <= last, f"{time.text!r}: {first} to {last}")
        least, most = _LENGTHS.get(time.precision, (1, 10**7))
        hold(least <= (last - first).days + 1 <= most, f"{time.text!r} as {time.precision}: {first} to {last}")


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None
