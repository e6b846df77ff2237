"""Tellings at a glance: what a store keeps beside what a report tells, so that most of what cannot meet new tellings is
passed over without being unpacked.

A glimpse has the numbers of :class:`~dateline.corroborate.candidates.Marks` and
:class:`~dateline.corroborate.candidates.Gate` as they are and their words as hashes of 32 bits; so a telling may be let
through that meets none, but none is passed over that does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from math import ceil, floor
from zlib import crc32

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.corroborate.candidates import DEGREE_KM, FAR_DAYS, FAR_KM, Gate, Marks
from dateline.corroborate.columns import Ints

_TYPE = np.dtype("<i4")
_NEVER, _EVER = -(1 << 30), 1 << 30
_NUMBERS = (
    "head", "kinds", "window", "last_window", "season", "last_season", "single", "first", "last", "south", "north",
    "west", "east", "radius", "names", "values",
)  # fmt: skip
_WIDTH = len(_NUMBERS)
_FINE = 10_000
_EACH = 64
"""So many new tellings are looked for one by one; of more, those of a report together."""


def glimpse(sights: Sequence[tuple[Marks, Gate]]) -> bytes:
    """The glimpse of a report's tellings: their number, that of the report's topics, these; then the numbers of each
    telling, and the words of each, names first."""
    topics = sorted(sights[0][0].topics) if sights else []
    told = [_Telling(marks, gate) for marks, gate in sights]
    flat = [len(told), len(topics), *map(_hash, topics)]
    flat += [number for one in told for number in one.numbers]
    flat += [value for one in told for value in one.values]
    return np.array(flat, dtype=np.int64).astype(_TYPE).tobytes()


class _Telling:
    def __init__(self, marks: Marks, gate: Gate) -> None:
        self.names = sorted({_hash(name) for couple in marks.couples for name in couple})
        rest = {*map(_hash, marks.words), *(_hash(f"{y} {x}") for y, x in marks.cells)}
        self.values = [*self.names, *sorted(rest - set(self.names))]
        self.numbers = (
            _hash(marks.head), marks.kinds, *(marks.windows or (_EVER, _NEVER)), *(marks.seasons or (_EVER, _NEVER)),
            2 * gate.aggregate + gate.ahead, *(gate.days or (_NEVER, _EVER)), *_box(gate.circles), len(self.names),
            len(self.values),
        )  # fmt: skip


def _box(circles: Sequence[tuple[float, float, float]]) -> tuple[int, int, int, int, int]:
    """The bounds of the middles of circles, in :data:`_FINE`-ths of a degree, and the largest radius in km; -1 without
    any."""
    if not circles:
        return 0, 0, 0, 0, -1
    up, right, wide = ([circle[i] for circle in circles] for i in range(3))
    return (
        floor(min(up) * _FINE), ceil(max(up) * _FINE), floor(min(right) * _FINE), ceil(max(right) * _FINE),
        ceil(max(wide)),
    )  # fmt: skip


def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) - (1 << 31)


class _Wanted(Struct, frozen=True):
    """What new tellings are met by; ``head`` and ``single`` are None where they are several, ``undated`` says whether
    any is."""

    head: int | None
    kinds: int
    window: tuple[int, int]
    season: tuple[int, int]
    single: int | None
    days: tuple[int, int]
    box: tuple[int, int, int, int, int] | None
    names: frozenset[int]
    values: frozenset[int]
    undated: bool


def that_may_meet(kept: Sequence[bytes], new: Iterable[Sequence[tuple[Marks, Gate]]]) -> list[list[int]]:
    """For each of some glimpses the places of its tellings that may meet some of the new ones of other reports: all
    that do, and few others. ``new``: the tellings of each new report."""
    reports = [[_wanted(one, gate) for one, gate in of] for of in new]
    if sum(map(len, reports)) > _EACH:
        wanted = [_together(of) for of in reports if of]
    else:
        wanted = [one for of in reports for one in of]
    table = _Table(kept)
    found = np.zeros(len(table.of), dtype=np.bool_)
    values = np.array(sorted(set[int]().union(*(one.values for one in wanted))), dtype=_TYPE)
    topics, words = table.hits(values)
    for one in wanted:
        own = np.isin(values, np.array(sorted(one.values), dtype=_TYPE))
        names = np.isin(values, np.array(sorted(one.names), dtype=_TYPE))
        found |= table.met(one, topics.any_of(own)[table.of] | words.any_of(own), words.two_of(names))
    ends = np.searchsorted(table.of, np.arange(len(kept) + 1))
    at = np.flatnonzero(found)
    cuts = np.searchsorted(at, ends)
    return [(at[a:b] - first).tolist() for first, a, b in zip(ends[:-1].tolist(), cuts[:-1], cuts[1:], strict=True)]


def _wanted(marks: Marks, gate: Gate) -> _Wanted:
    told = _Telling(marks, gate)
    head, kinds, window, last_window, season, last_season, single, first, last = told.numbers[:9]
    every = frozenset((*told.values, *map(_hash, marks.topics)))
    return _Wanted(
        head, kinds, (window, last_window), (season, last_season), single, (first, last),
        _box(gate.circles) if gate.circles else None, frozenset(told.names), every, marks.is_undated,
    )  # fmt: skip


def _together(of: Sequence[_Wanted]) -> _Wanted:
    kinds = 0
    for one in of:
        kinds |= one.kinds
    return _Wanted(
        None, kinds, _hull(o.window for o in of), _hull(o.season for o in of), None, _hull(o.days for o in of), None,
        frozenset[int]().union(*(o.names for o in of)), frozenset[int]().union(*(o.values for o in of)),
        any(o.undated for o in of),
    )  # fmt: skip


def _hull(spans: Iterable[tuple[int, int]]) -> tuple[int, int]:
    every = list(spans)
    return min(first for first, _ in every), max(last for _, last in every)


class _Hits:
    """Which rows have which of some values, and whether as a name."""

    def __init__(self, rows: int, row: Ints, value: Ints, is_name: NDArray[np.bool_]) -> None:
        self._rows, self._row, self._value, self._is_name = rows, row, value, is_name

    def any_of(self, values: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """The rows that have any of these."""
        found = np.zeros(self._rows, dtype=np.bool_)
        found[self._row[values[self._value]]] = True
        return found

    def two_of(self, values: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """The rows that have two of these as names."""
        rows = self._row[self._is_name & values[self._value]]
        return np.bincount(rows, minlength=self._rows) >= 2


class _Table:
    """Glimpses side by side: ``of`` which of them each telling is."""

    def __init__(self, kept: Collection[bytes]) -> None:
        flat = np.frombuffer(b"".join(kept), dtype=_TYPE)
        sizes = np.array([len(one) // _TYPE.itemsize for one in kept], dtype=np.int64)
        starts = np.cumsum(sizes) - sizes
        tellings, topics = flat[starts].astype(np.int64), flat[starts + 1].astype(np.int64)
        numbers = starts + 2 + topics
        behind = numbers + _WIDTH * tellings
        self.reports = len(sizes)
        self.of = np.repeat(np.arange(len(sizes)), tellings)
        self.topic_of = np.repeat(np.arange(len(sizes)), topics)
        self.topics = flat[_runs(starts + 2, topics)]
        self.numbers = flat[_runs(numbers, _WIDTH * tellings)].reshape(-1, _WIDTH).T.astype(np.int64)
        self.values = flat[_runs(behind, starts + sizes - behind)]
        lengths = self.numbers[-1]
        self.row = np.repeat(np.arange(len(lengths)), lengths)
        at = np.arange(len(self.row)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        self.is_name = at < np.repeat(self.numbers[-2], lengths)

    def hits(self, values: NDArray[np.int32]) -> tuple[_Hits, _Hits]:
        """Which reports have which of some values (in rising order) as topics, and which tellings as words."""
        at, hit = _found(values, self.topics)
        topics = _Hits(self.reports, self.topic_of[hit], at, np.zeros(len(at), dtype=np.bool_))
        at, hit = _found(values, self.values)
        return topics, _Hits(len(self.of), self.row[hit], at, self.is_name[hit])

    def met(self, one: _Wanted, shared: NDArray[np.bool_], coupled: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """The tellings that may meet what is wanted, given which have a word or two names of it."""
        head, kinds, window, last_window, season, last_season, single, first, last = self.numbers[:9]
        kin = (kinds & one.kinds) != 0
        same_head = np.ones(len(head), dtype=np.bool_) if one.head is None else head == one.head
        found: NDArray[np.bool_] = kin & shared & (window <= one.window[1]) & (one.window[0] <= last_window)
        undated = one.undated | (window > last_window)
        found |= kin & coupled & (undated | (season <= one.season[1]) & (one.season[0] <= last_season))
        found |= same_head & coupled
        if one.single is not None:
            found &= single == one.single
        found &= (first - one.days[1] <= FAR_DAYS) & (one.days[0] - last <= FAR_DAYS)
        return found if one.box is None else found & self._near(one.box)

    def _near(self, box: tuple[int, int, int, int, int]) -> NDArray[np.bool_]:
        """Whether the bounds of places are no further from others than near places can be."""
        south, north, west, east, radius = self.numbers[9:14]
        up = np.maximum(0, np.maximum(south - box[1], box[0] - north))
        apart = np.maximum(0, np.maximum(west - box[3], box[2] - east))
        round_ = np.maximum(0, 360 * _FINE - np.maximum(box[3], east) + np.minimum(box[2], west))
        furthest = np.maximum(np.maximum(abs(south), abs(north)), max(abs(box[0]), abs(box[1])))
        across = np.minimum(apart, round_) * np.cos(np.radians(np.minimum(furthest / _FINE, 90)))
        reach = (FAR_KM + radius + box[4]) / DEGREE_KM * _FINE + 1
        found: NDArray[np.bool_] = (radius < 0) | (up**2 + across**2 <= reach**2)
        return found


def _runs(starts: Ints, lengths: Ints) -> Ints:
    """All places of some runs, one after the other."""
    found: Ints = np.arange(int(lengths.sum())) + np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
    return found


def _found(values: NDArray[np.int32], among: NDArray[np.int32]) -> tuple[Ints, Ints]:
    """Which of ``values`` (in rising order) stand ``among`` others: which one, and where."""
    if not len(values):
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing
    at = np.minimum(np.searchsorted(values, among), len(values) - 1)
    hit = np.flatnonzero(values[at] == among)
    return at[hit], hit
