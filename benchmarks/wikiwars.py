"""Time expressions against WikiWars 1.0.4 (Mazur and Dale 2010, EMNLP, pages 913-922; CC BY-SA 3.0): 22 war narratives
with TIMEX2 annotation.

Rules were tuned on the odd files of the sorted list (split ``train``); the score is that of the even ones (``dev``).

What is scored: expressions of the body (not of the header) with a calendar value: a century, decade, year, season,
month, week or day of the years 1000 to 2099, the time of day left aside. Durations, recurrences, vague and half-known
values and years before Christ (which dateline does not read) are left out: finding one is neither right nor wrong. A
range or bound counts as the simple expressions in it ("since June 2014" as "June 2014"), as TIMEX2 marks them.

A value is right if the days are exactly those of the annotated unit; with "early", "mid", "late" (``mod``), if they lie
inside it, at its start, middle or end. Of a range or bound the end that the contract shows is compared.
"""

from __future__ import annotations

import html
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from msgspec import Struct

from dateline.dates import Expression, find, resolve_all
from dateline.dates.expression import Bound, Range
from dateline.errors import BrokenInputError, NotFoundError, UsageError
from dateline.values import Time

SPLITS = ("train", "dev")
Days = tuple[date | None, date | None]
_TAG = re.compile(r"<TIMEX2([^>]*)>|</TIMEX2>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_CALENDAR_KINDS = ("date", "ambiguous", "weekday", "season", "years", "shift", "offset")
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


class Gold(Struct, frozen=True):
    """An annotated expression; ``days`` is ``None`` where its value is no calendar value; ``mod`` as in TIMEX2."""

    start: int
    end: int
    days: Days | None
    mod: str | None


class Found(Struct, frozen=True):
    """A simple expression that dateline found. ``shown``: which ends the output tells of it."""

    start: int
    end: int
    days: Days
    shown: tuple[bool, bool]


def run(data: Path, split: str) -> dict[str, float]:
    """Scores (0 to 100) on the folder of the corpus: detection of calendar expressions, exact and overlapping, and
    their values: ``value_accuracy`` of all annotated ones, ``value_accuracy_found`` of those found, ``day_accuracy`` of
    all annotated single days.

    Raises ``UsageError`` for another split than ``train`` or ``dev``, ``NotFoundError`` where the corpus is absent."""
    bodies = (read(path) for path in files(data, split))
    return figures((golds, _found(text, published)) for text, published, golds in bodies)


def figures(rows: Iterable[tuple[list[Gold], list[Found]]]) -> dict[str, float]:
    """The figures of texts: what is annotated in each, and what was found."""
    tally = dict.fromkeys(("gold", "found", "exact", "overlap", "right", "days", "days_right"), 0)
    for golds, had in rows:
        for name, count in _score(golds, had).items():
            tally[name] += count
    gold, found, overlap = tally["gold"], tally["found"], tally["overlap"]
    return {
        "detection_exact_precision": _percent(tally["exact"], found),
        "detection_exact_recall": _percent(tally["exact"], gold),
        "detection_exact_f1": _percent(2 * tally["exact"], gold + found),
        "detection_overlap_precision": _percent(overlap, found),
        "detection_overlap_recall": _percent(overlap, gold),
        "detection_overlap_f1": _percent(2 * overlap, gold + found),
        "value_accuracy": _percent(tally["right"], gold),
        "value_accuracy_found": _percent(tally["right"], overlap),
        "day_accuracy": _percent(tally["days_right"], tally["days"]),
        "expressions": float(gold),
    }


def read(path: Path) -> tuple[str, date, list[Gold]]:
    """The body of one annotated file, the day its page was taken, and the annotation with offsets into the body."""
    raw = path.read_text(encoding="utf-8")
    body = re.search(r"<TEXT>(.*)</TEXT>", raw, re.DOTALL)
    taken = re.search(r"<DATETIME>.*?>\s*([0-9]{4}-[0-9]{2}-[0-9]{2})", raw, re.DOTALL)
    if body is None or taken is None:
        raise BrokenInputError(f"{path}: no TEXT or no DATETIME; fetch WikiWars 1.0.4 again")
    marked, text, position = body[1], "", 0
    opened: list[tuple[int, dict[str, str]]] = []
    golds = []
    for tag in _TAG.finditer(marked):
        text += html.unescape(marked[position : tag.start()])
        position = tag.end()
        if tag[1] is not None:
            opened.append((len(text), dict(_ATTRIBUTE.findall(tag[1]))))
        else:
            start, given = opened.pop()
            golds.append(Gold(start, len(text), gold_days(given.get("val", "")), given.get("mod")))
    text += html.unescape(marked[position:])
    return text, date.fromisoformat(taken[1]), sorted(golds, key=lambda g: (g.start, -g.end))


def gold_days(value: str) -> Days | None:
    """The days of a TIMEX2 value, ``None`` where it is no full calendar value of the years 1000 to 2099."""
    value = re.sub(r"T.*", "", value)
    if m := re.fullmatch(r"([12][0-9]{3})-([0-9]{2})-([0-9]{2})", value):
        day = date(int(m[1]), int(m[2]), int(m[3]))
        return day, day
    if m := re.fullmatch(r"([12][0-9]{3})-([0-9]{2})", value):
        return _months(int(m[1]), int(m[2]), int(m[1]), int(m[2]))
    if m := re.fullmatch(r"([12][0-9]{3})-W([0-9]{2})", value):
        monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        return monday, monday + timedelta(days=6)
    if m := re.fullmatch(r"([12][0-9]{3})-(SP|SU|FA|WI)", value):
        year, (first, last) = int(m[1]), _SEASONS[m[2]]
        # TIMEX2 does not say which winter of a year is meant.
        return _months(year - 1, first, year + 1, last) if m[2] == "WI" else _months(year, first, year, last)
    if m := re.fullmatch(r"[12][0-9]{1,3}", value):
        scale = 10 ** (4 - len(value))
        return _months(int(value) * scale, 1, int(value) * scale + scale - 1, 12)
    return None


def _months(year: int, month: int, last_year: int, last_month: int) -> Days:
    return date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])


def files(data: Path, split: str) -> list[Path]:
    """The files of the split. Raises as :func:`run` does."""
    if split not in SPLITS:
        raise UsageError(f"wikiwars has the splits train and dev, not {split!r}")
    paths = sorted((data / "keyinline").glob("*.key.xml"))
    if not paths:
        raise NotFoundError(f"{data}: no keyinline/*.key.xml there; name the folder of WikiWars 1.0.4")
    return paths[0::2] if split == "train" else paths[1::2]


def _found(text: str, published: date) -> list[Found]:
    expressions = find(text)
    times = resolve_all(expressions, text, published, lambda _: False)
    return [f for one, time in zip(expressions, times, strict=True) for f in _leaves(one, time)]


def _leaves(one: Expression, time: Time, shown: tuple[bool, bool] = (True, True)) -> Iterator[Found]:
    if isinstance(one.value, Range):
        yield from _leaves(one.value.first, time, (True, False))
        yield from _leaves(one.value.last, time, (False, True))
    elif isinstance(one.value, Bound):
        yield from _bounded(one.value, time)
    elif one.kind in _CALENDAR_KINDS and time.precision != "vague":
        yield Found(one.start, one.end, (_day(time.earliest), _day(time.latest)), shown)


def _bounded(bound: Bound, time: Time) -> Iterator[Found]:
    """The inside of a bound: "before" ends the day before it begins, "after" begins the day after it ends."""
    first, last = _day(time.earliest), _day(time.latest)
    if bound.side == "before" and last:
        first, last = last + timedelta(days=1), None
    elif bound.side == "after" and first:
        last, first = first - timedelta(days=1), None
    shown = (bound.side in ("since", "before"), bound.side in ("until", "after"))
    for leaf in bound.inner.leaves():
        yield Found(leaf.start, leaf.end, (first, last), shown)


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _score(golds: list[Gold], found: list[Found]) -> dict[str, int]:
    calendar = [g for g in golds if g.days]
    others = [g for g in golds if not g.days]
    pairs = _match(calendar, found)
    matched = {f for _, f in pairs}
    ignored = sum(
        i not in matched and any(f.start < g.end and g.start < f.end for g in others) for i, f in enumerate(found)
    )
    return {
        "gold": len(calendar),
        "found": len(found) - ignored,
        "exact": sum((calendar[g].start, calendar[g].end) == (found[f].start, found[f].end) for g, f in pairs),
        "overlap": len(pairs),
        "right": sum(is_right(calendar[g], found[f]) for g, f in pairs),
        "days": sum(_is_day(g) for g in calendar),
        "days_right": sum(_is_day(calendar[g]) and is_right(calendar[g], found[f]) for g, f in pairs),
    }


def _match(golds: list[Gold], found: list[Found]) -> list[tuple[int, int]]:
    """Pairs of indices, each used once: equal spans first, then overlapping ones in order."""
    at = {(f.start, f.end): i for i, f in enumerate(found)}
    pairs, used = [], set[int]()
    for g, gold in enumerate(golds):
        i = at.get((gold.start, gold.end))
        if i is not None and i not in used:
            pairs.append((g, i))
            used.add(i)
    done = {g for g, _ in pairs}
    for g, gold in enumerate(golds):
        for i, one in enumerate(found):
            if g not in done and i not in used and one.start < gold.end and gold.start < one.end:
                pairs.append((g, i))
                used.add(i)
                done.add(g)
    return sorted(pairs)


def is_right(gold: Gold, found: Found) -> bool:
    """Whether the days found are those annotated, as the module's docstring has it."""
    assert gold.days is not None
    first, last = gold.days
    if found.shown != (True, True):
        mine, theirs = (found.days[0], first) if found.shown[0] else (found.days[1], last)
        return mine == theirs or (gold.mod in ("START", "MID", "END") and _inside(mine, mine, gold))
    if gold.mod not in ("START", "MID", "END") or first == last:
        return found.days == gold.days
    at_start, at_end = found.days[0] == first, found.days[1] == last
    place = {"START": (True, False), "MID": (False, False), "END": (False, True)}[gold.mod]
    return _inside(*found.days, gold) and (at_start, at_end) == place


def _is_day(gold: Gold) -> bool:
    return gold.days is not None and gold.days[0] == gold.days[1]


def _inside(first: date | None, last: date | None, gold: Gold) -> bool:
    assert gold.days is not None
    low, high = gold.days
    return None not in (first, last, low, high) and low <= first and last <= high  # type: ignore[operator]


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0
