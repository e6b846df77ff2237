"""Which tellings are worth comparing: of one kind of family, near in time, near in place or alike in whom they name.

Each telling leaves keys; two that share a key are compared. Keys hold a family and what must be near: days in windows
of :data:`WINDOW` days that overlap by half, places in cells of half a degree with a margin, names. A telling without a
day is placed in the :data:`BACK` days before its report. So the keys of one telling depend on it alone: a library can
index them, and what is added later meets what was there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import cos, floor, radians

from dateline.corroborate.families import akin, families
from dateline.corroborate.lexicon import Lexicon
from dateline.corroborate.telling import Spot, Telling

Key = tuple[str | int | float, ...]
WINDOW = 12
"""Days of a window; two days within six of each other always share one."""
BACK = 14
LONGEST = 45
"""Days that a telling may span and still be placed by them."""
CELL = 0.5
MARGIN_KM = 15.0
WIDE_KM = 60.0
"""Places larger than this (provinces, countries) are no cell: everything would meet there."""
RARE = 4.0
"""Rarity (natural logarithm) from which a word tells reports apart: it stands in fewer than two of a hundred."""
WORDS = 6
"""The rarest words of a telling's phrases and names that keys are made of."""


def keys(telling: Telling, lexicon: Lexicon) -> tuple[Key, ...]:
    """The keys of a telling, in rising order of their text."""
    kinds = families(telling.types)
    found: set[Key] = {("report", telling.article.report)}
    cells = {cell for spot in telling.spots if spot.role != "from" for cell in _cells(spot)}
    words = _rarest(telling, lexicon)
    couples = [(a, b) for i, a in enumerate(words) for b in words[i + 1 :]]
    for window in _windows(telling):
        found |= {("cell", kind, window, *cell) for kind in kinds for cell in cells}
        found |= {("word", window, telling.head, word) for word in words}
        found |= {("words", window, *couple) for couple in couples}
    # A murder that is recalled years later has no day in common with its first report, but whom it names.
    found |= {("recalled", telling.head, *couple) for couple in couples}
    return tuple(sorted(found, key=repr))


def comparable(one: Telling, other: Telling) -> bool:
    """Whether two tellings may be of one event at all: kin types, and never a total with a single event."""
    if one.aggregate != other.aggregate:
        return False
    return one.head == other.head or akin(one.types, other.types)


def _rarest(telling: Telling, lexicon: Lexicon) -> list[str]:
    """The rarest words of the phrases beside the telling word, of the claim's slots and of names, in rising order."""
    slots = (telling.who, telling.whom, telling.around, telling.actors, telling.recipients, telling.names)
    words = {word for slot in slots for word in slot if not word.isdigit() and lexicon.rarity(word) >= RARE}
    return sorted(sorted(words, key=lambda word: (-lexicon.rarity(word), word))[:WORDS])


def _windows(telling: Telling) -> list[int]:
    first, last = span(telling)
    if first is None or last is None:
        return []
    half = WINDOW // 2
    return list(range(first.toordinal() // half - 1, last.toordinal() // half + 1))


def span(telling: Telling) -> tuple[date | None, date | None]:
    """The days in which the event lies: its own, or those before the report; (None, None) where nothing fixes them, or
    where they span more than :data:`LONGEST` days."""
    if telling.latest is not None:
        last = date.fromisoformat(telling.latest)
        first = date.fromisoformat(telling.earliest) if telling.earliest else last
        return (first, last) if (last - first).days <= LONGEST else (None, None)
    if telling.article.published is None:
        return None, None
    last = date.fromisoformat(telling.article.published)
    return last - timedelta(days=BACK), last


def _cells(spot: Spot) -> Iterator[tuple[int, int]]:
    """The cells that a place's circle and a margin touch; none for wide places."""
    if spot.radius_km > WIDE_KM:
        return
    reach = spot.radius_km + MARGIN_KM
    up = reach / 111.2
    across = min(180.0, up / max(0.02, cos(radians(spot.latitude))))
    for y in range(floor((spot.latitude - up) / CELL), floor((spot.latitude + up) / CELL) + 1):
        for x in range(floor((spot.longitude - across) / CELL), floor((spot.longitude + across) / CELL) + 1):
            yield y, int(x % (360 / CELL))
