"""The chart of events by week (by month over long periods): what is told as a fact, and what is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import ceil

from dateline.assess.brief.context import Context, cell
from dateline.assess.brief.plain import capital, day, number
from dateline.assess.brief.sentence import behind
from dateline.assess.brief.svg import FAINT, INK, tag, text
from dateline.assess.brief.svg import picture as drawn
from dateline.assess.brief.values import Given, Picture, Table

_WIDTH, _HEIGHT = 760, 300
_LEFT, _TOP, _BOTTOM = 46, 16, 232
_MOST = 80
"""Weeks, and then months, that fit in one chart; older ones are only counted."""
_GROUPS: tuple[tuple[str, str, Callable[[Given], bool]], ...] = (
    ("Attacks and clashes", "solid", lambda g: g.event.status == "actual" and g.event.type == "ASSAULT"),
    ("Other events told as facts", "dots", lambda g: g.event.status == "actual"),
    ("Planned, feared, denied and other", "stripes", lambda g: True),
)


def picture(context: Context) -> Picture | None:
    """The chart; None where no event is dated to a week or month."""
    for unit, bin_of in (("week", _week), ("month", _month)):
        placed = [(start, g) for g in context.events if (start := _bin(g, bin_of)) is not None]
        if not placed:
            return None
        first, last = min(start for start, _ in placed), max(start for start, _ in placed)
        starts = _starts(first, last, unit)
        if len(starts) <= _MOST or unit == "month":
            break
    older = [g for start, g in placed if start not in starts[-_MOST:]]
    starts = starts[-_MOST:]
    columns = [_groups([g for start, g in placed if start == one]) for one in starts]
    left = len(context.events) - len(placed)
    caption = f"Events by {unit}" + ("" if unit == "month" else " (from Monday)")
    notes = [f"{number(left, 'event')} that are not dated to a {unit} are not drawn"] if left else []
    notes += [f"nor {number(len(older), 'event')} before {day(starts[0].isoformat())}"] if older else []
    if notes:
        caption += f". {capital(', '.join(notes))}"
    totals = [sum(len(g) for g in column) for column in columns]
    top = max(range(len(totals)), key=lambda i: (totals[i], -i))
    about = (
        f"{number(sum(totals), 'event')} in {number(len(starts), unit)} from {day(starts[0].isoformat())}; the most, "
        f"{totals[top]}, in the {unit} from {day(starts[top].isoformat())}. The table below gives each {unit}."
    )
    svg = drawn(_WIDTH, _HEIGHT, "timeline", caption, about, _draw(starts, columns))
    rows = []
    for start, column in zip(starts, columns, strict=True):
        if any(column):
            cites = context.cites.of((behind(g)[0] for group in column for g in group), 3)
            counts = [cell(str(len(group))) for group in column]
            rows.append((cell(day(start.isoformat())), *counts, cell(str(sum(map(len, column))), cites)))
    head = (f"{capital(unit)} from", *(name for name, _, _ in _GROUPS), "All")
    empty = sum(not any(column) for column in columns)
    table = Table(
        f"Events by {unit}" + (f"; {number(empty, unit)} without any left out" if empty else ""), head, tuple(rows)
    )
    return Picture("timeline", caption, about, svg, table)


def _bin(given: Given, of: Callable[[date], date]) -> date | None:
    event = given.event
    first, last = event.earliest, event.latest
    if first is None or last is None:
        return None
    start = of(date.fromisoformat(first))
    return start if start == of(date.fromisoformat(last)) else None


def _week(of: date) -> date:
    return of - timedelta(of.weekday()) if of.toordinal() > 7 else of


def _month(of: date) -> date:
    return of.replace(day=1)


def _starts(first: date, last: date, unit: str) -> list[date]:
    found = [first]
    while found[-1] < last:
        one = found[-1]
        found.append(one + timedelta(7) if unit == "week" else (one.replace(day=28) + timedelta(4)).replace(day=1))
    return found


def _groups(events: Sequence[Given]) -> tuple[tuple[Given, ...], ...]:
    found: list[list[Given]] = [[] for _ in _GROUPS]
    for given in events:
        found[next(i for i, (_, _, fits) in enumerate(_GROUPS) if fits(given))].append(given)
    return tuple(map(tuple, found))


def _draw(starts: Sequence[date], columns: Sequence[Sequence[Sequence[Given]]]) -> str:
    most = max(sum(len(group) for group in column) for column in columns)
    step = max(1, ceil(most / 5))
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10**6) if s >= step)
    top = step * ceil(most / step)
    parts = []
    for value in range(0, top + 1, step):
        y = _BOTTOM - (_BOTTOM - _TOP) * value / top
        parts.append(tag("path", d=f"M{_LEFT},{y:.1f} H{_WIDTH - 10}", stroke=FAINT, stroke_width=0.7))
        parts.append(text(_LEFT - 6, y + 4, str(value), 11, "end"))
    room = (_WIDTH - 10 - _LEFT) / len(starts)
    wide = min(room * 0.8, 40)
    every = max(1, ceil(len(starts) / 8))
    for i, column in enumerate(columns):
        middle, y = _LEFT + room * (i + 0.5), float(_BOTTOM)
        for (_, fill, _), group in zip(_GROUPS, column, strict=True):
            tall = (_BOTTOM - _TOP) * len(group) / top
            if group:
                y -= tall
                parts.append(
                    tag("rect", x=middle - wide / 2, y=y, width=wide, height=tall, fill=f"url(#timeline-{fill})",
                        stroke=INK, stroke_width=0.6)
                )  # fmt: skip
        if i % every == 0:
            parts.append(tag("path", d=f"M{middle:.1f},{_BOTTOM} v5", stroke=INK))
            parts.append(
                text(middle, _BOTTOM + 18, starts[i].isoformat(), 11, "end" if middle > _WIDTH - 44 else "middle")
            )
    parts.append(tag("path", d=f"M{_LEFT},{_BOTTOM} H{_WIDTH - 10}", stroke=INK))
    x = float(_LEFT)
    for name, fill, _ in _GROUPS:
        parts.append(tag("rect", x=x, y=_BOTTOM + 38, width=14, height=14, fill=f"url(#timeline-{fill})", stroke=INK))
        parts.append(text(x + 20, _BOTTOM + 50, name, 12))
        x += 46 + 6.3 * len(name)
    return "".join(parts)
