"""When an event happened, of all times that its claims give: what they have in common, never finer than they say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from dateline.corroborate.independence import Standing
from dateline.corroborate.told import Told
from dateline.values import Precision, Time

_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()
SLACK = 1
"""Days that two claims may lie apart and still mean one: an event of the night, a report from another time zone."""
SHORT = 14
"""Days; what is told of a longer time is a total, or a state that lasts."""
_SURE = frozenset({"day", "week", "month"})


class Dated(Struct, frozen=True):
    """The days in which a claim says it happened, both ends included; an open end is the first or last day there is."""

    told: Told
    first: int
    last: int
    precision: Precision


class When(Struct, frozen=True):
    """ISO days; None where nothing fixes them."""

    earliest: str | None
    latest: str | None
    precision: Precision | None


def dated(told: Sequence[Told]) -> list[Dated]:
    """The times of claims that have one."""
    found: list[Dated] = []
    for one in told:
        time = one.claim.time
        if time is None or (time.earliest is None and time.latest is None):
            continue
        first = _FIRST if time.earliest is None else date.fromisoformat(time.earliest).toordinal()
        last = _LAST if time.latest is None else date.fromisoformat(time.latest).toordinal()
        if first <= last:
            found.append(Dated(one, first, last, time.precision))
    return found


def when(found: Sequence[Dated], standing: Standing, lasting: bool = False) -> When:
    """The days that most independent sources leave room for: what all of their times have in common; of equally
    supported ones the narrowest, then the earliest. A state that lasts (``lasting``) was told from the first day to
    the last."""
    if not found:
        return When(None, None, None)
    if lasting:
        return _as(min(one.first for one in found), max(one.last for one in found), found)
    spans = sorted({_common(found, start) for start in sorted({one.first for one in found})})
    rated = [
        (-standing.count(one.told for one in found if one.first <= a and b <= one.last), b - a, a, b) for a, b in spans
    ]
    _, _, first, last = min(rated)
    return _as(first, last, found)


def rivals(found: Sequence[Dated], chosen: When) -> list[Dated]:
    """Claims that give a day, week or month that lies apart from the chosen days by more than :data:`SLACK`."""
    if chosen.earliest is None or chosen.latest is None:
        return []
    first = date.fromisoformat(chosen.earliest).toordinal() - SLACK
    last = date.fromisoformat(chosen.latest).toordinal() + SLACK
    return [one for one in found if one.precision in _SURE and (one.last < first or one.first > last)]


def is_long(time: Time | None) -> bool:
    """Whether a claim speaks of more than :data:`SHORT` days, both ends known."""
    return time is not None and _length(time.earliest, time.latest) > SHORT


def spans(when_: When) -> bool:
    """Whether an event may have taken more than :data:`SHORT` days, or nobody says when it was."""
    return when_.earliest is None or when_.latest is None or _length(when_.earliest, when_.latest) > SHORT


def _length(earliest: str | None, latest: str | None) -> int:
    if earliest is None or latest is None:
        return 0
    return (date.fromisoformat(latest) - date.fromisoformat(earliest)).days + 1


def shown(one: Dated) -> str:
    """A claim's days as text."""
    ends = [None if o in (_FIRST, _LAST) else date.fromordinal(o).isoformat() for o in (one.first, one.last)]
    if ends[0] == ends[1] or ends[1] is None:
        return ends[0] or "unknown"
    return f"{ends[0]} to {ends[1]}" if ends[0] else f"until {ends[1]}"


def _common(found: Sequence[Dated], start: int) -> tuple[int, int]:
    """What the times that hold a day have in common."""
    holding = [one for one in found if one.first <= start <= one.last]
    return max(one.first for one in holding), min(one.last for one in holding)


def _as(first: int, last: int, found: Sequence[Dated]) -> When:
    exact = sorted(one.precision for one in found if (one.first, one.last) == (first, last))
    precision: Precision = exact[0] if exact else "day" if first == last else "range"
    return When(
        None if first == _FIRST else date.fromordinal(first).isoformat(),
        None if last == _LAST else date.fromordinal(last).isoformat(),
        precision,
    )
