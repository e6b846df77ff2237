"""Which of many tellings are worth comparing, worked out for many at once: just the pairs that
:func:`dateline.corroborate.candidates.meets` and :func:`dateline.corroborate.candidates.comparable` let through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from dateline.corroborate.candidates import FAR_DAYS, MANY, Gate, Marks, Sides, are_rivals, near
from dateline.corroborate.columns import Ints, Numbered, Rows, by_pair

Sight = tuple[Marks, Gate]
_NUMBERS = (
    "report", "head", "kinds", "window", "last_window", "season", "last_season", "aggregate", "ahead", "first", "last",
    "circles", "sides", "least", "most", "long", "until", "began",
)  # fmt: skip
_NEVER, _EVER = -(1 << 40), 1 << 40
_AT_ONCE = 256
_SHIFT = 24
"""Bits for a window or season; windows of any date need 18."""
_HEADS = 28
"""Bits for a telling word, and for two names."""
_NAMED = 1 << 62
_PARTS = 8
"""Parts of an index from which they are put together."""


class Sought:
    """What some tellings are found by, all together: a telling of another report that has none of it meets none of
    them (:func:`dateline.corroborate.candidates.meets`)."""

    def __init__(self, of: Iterable[Marks]) -> None:
        every = list(of)
        self.topics = frozenset[str]().union(*(m.topics for m in every))
        self.words = frozenset[str]().union(*(m.words for m in every))
        self.cells = frozenset[tuple[int, int]]().union(*(m.cells for m in every))
        self.couples = frozenset[tuple[str, str]]().union(*(m.couples for m in every))

    def of(self, one: Marks) -> Marks | None:
        """What a telling of another report has of it: that alone makes it meet any. None where it has nothing."""
        topics, words = self.topics & one.topics, self.words & one.words
        cells, couples = self.cells & one.cells, self.couples & one.couples
        if not (topics or words or cells or couples):
            return None
        return replace(one, topics=topics, words=words, cells=cells, couples=couples)


class Sights:
    """Tellings by the numbers of their rows, from 0 in the order in which they were added."""

    def __init__(self) -> None:
        self._numbers = Rows(len(_NUMBERS), np.int64)
        self._alive = Rows(1, np.bool_)
        self._ids: Numbered[object] = Numbered()
        self._couples: Numbered[tuple[str, str]] = Numbered()
        self._circles: Numbered[tuple[tuple[float, float, float], ...]] = Numbered()
        self._circles[()]
        self._is_near: dict[tuple[int, int], bool] = {}
        self._sides: Numbered[Sides | None] = Numbered()
        self._sides[None]
        self._kin, self._any, self._undated = _Index(), _Index(), _Index()

    def add(self, sights: Sequence[Sight]) -> Ints:
        """Adds tellings; gives their rows."""
        rows = np.arange(len(self._numbers), len(self._numbers) + len(sights))
        if sights:
            numbers = np.array([self._of(marks, gate) for marks, gate in sights], dtype=np.int64)
            self._numbers.add(numbers)
            self._alive.add(np.ones((len(sights), 1), dtype=np.bool_))
            self._kin.add(*_put([*self._timed(sights, rows, numbers)]))
            self._any.add(*_put([*self._recalled(sights, rows, numbers)]))
            codes, its = self._named(sights, rows)
            self._undated.add(codes, its, self._is_undated(its))
        return rows

    def drop(self, row: int) -> None:
        """Takes a telling away; its row is not used again."""
        self._alive.values[row] = False

    def pairs(self, rows: Ints) -> Iterator[tuple[Ints, Ints]]:
        """The pairs with all rows of those that were added last, each once and none with itself, in parts; the later
        row on the left."""
        for start in range(0, len(rows), _AT_ONCE):
            left, right = self._met(rows[start : start + _AT_ONCE])
            kept = self._alive.values[right, 0] & (right < left)
            left, right = left[kept], right[kept]
            kept = self._comparable(left, right)
            if kept.any():
                yield left[kept], right[kept]

    def _met(self, rows: Ints) -> tuple[Ints, Ints]:
        left, right = _put([self._kin.met(rows), *self._named_at_any_time(rows)])
        kinds = self._numbers.values[:, 2]
        kin = (kinds[left] & kinds[right]) > 0
        others = self._any.met(rows)
        width = len(self._numbers)
        codes = np.unique(np.concatenate([left[kin] * width + right[kin], others[0] * width + others[1]]))
        return codes // width, codes % width

    def _comparable(self, left: Ints, right: Ints) -> NDArray[np.bool_]:
        one, other = self._numbers.values[left].T, self._numbers.values[right].T
        _, head, kinds, _, _, _, _, aggregate, ahead, first, last, circles, sides, least, most, long, until, began = (
            range(len(_NUMBERS))
        )
        found: NDArray[np.bool_] = (one[aggregate] == other[aggregate]) & (one[ahead] == other[ahead])
        found &= (one[head] == other[head]) | ((one[kinds] & other[kinds]) > 0)
        found &= (one[first] - other[last] <= FAR_DAYS) & (other[first] - one[last] <= FAR_DAYS)
        for a, b in ((one, other), (other, one)):
            found &= b[began] <= a[until]
            found &= (a[long] <= b[long]) | (b[most] == 0) | (a[least] < MANY * b[most])
        some = np.flatnonzero(found & (one[sides] > 0) & (other[sides] > 0))
        first_, second, at = by_pair(one[sides][some], other[sides][some])
        found[some] = ~np.array(
            [self._rivals(a, b) for a, b in zip(first_.tolist(), second.tolist(), strict=True)], dtype=np.bool_
        )[at]
        some = np.flatnonzero(found & (one[circles] > 0) & (other[circles] > 0))
        first_, second, at = by_pair(one[circles][some], other[circles][some])
        close = [self._close(a, b) for a, b in zip(first_.tolist(), second.tolist(), strict=True)]
        found[some] = np.array(close, dtype=np.bool_)[at]
        return found

    def _rivals(self, a: int, b: int) -> bool:
        one, other = self._sides.values_[a], self._sides.values_[b]
        return one is not None and other is not None and are_rivals(one, other)

    def _close(self, a: int, b: int) -> bool:
        pair = (a, b) if a < b else (b, a)
        if pair not in self._is_near:
            self._is_near[pair] = near(self._circles.values_[a], self._circles.values_[b])
        return self._is_near[pair]

    def _of(self, marks: Marks, gate: Gate) -> tuple[int, ...]:
        return (
            self._ids["report", marks.report],
            self._ids["head", marks.head],
            marks.kinds,
            *(marks.windows or (0, -1)),
            *(marks.seasons or (0, -1)),
            gate.aggregate,
            gate.ahead,
            *(gate.days or (_NEVER, _EVER)),
            self._circles[gate.circles],
            self._sides[gate.sides],
            *(gate.killed or (0, 0)),
            gate.is_long,
            _EVER if gate.until is None else gate.until,
            gate.days[0] if gate.days and gate.until is not None else _NEVER,
        )

    def _timed(self, sights: Sequence[Sight], rows: Ints, numbers: Ints) -> Iterator[tuple[Ints, Ints]]:
        """Codes and rows of what makes kin tellings meet."""
        ids = [
            [self._ids[key] for key in (*(("topic", t) for t in m.topics), *(("word", w) for w in m.words), *m.cells)]
            for m, _ in sights
        ]
        yield _coded(ids, rows, numbers[:, 3], numbers[:, 4], 0)
        couples = [[self._couples[couple] for couple in m.couples] for m, _ in sights]
        yield _coded(couples, rows, numbers[:, 5], numbers[:, 6], 1)

    def _recalled(self, sights: Sequence[Sight], rows: Ints, numbers: Ints) -> Iterator[tuple[Ints, Ints]]:
        """Codes and rows of what makes any tellings meet: one report; one telling word, and two names."""
        yield numbers[:, 0], rows
        codes, own = self._named(sights, rows)
        yield codes | self._numbers.values[own, 1], own

    def _named(self, sights: Sequence[Sight], rows: Ints) -> tuple[Ints, Ints]:
        """Codes of two names, less any telling word, and rows."""
        sizes = [len(m.couples) for m, _ in sights]
        couples = np.array([self._couples[c] for m, _ in sights for c in m.couples], dtype=np.int64)
        return _NAMED | (couples << _HEADS), np.repeat(rows, sizes)

    def _is_undated(self, rows: Ints) -> NDArray[np.bool_]:
        window, last = self._numbers.values[rows][:, 3:5].T
        found: NDArray[np.bool_] = last < window
        return found

    def _named_at_any_time(self, rows: Ints) -> Iterator[tuple[Ints, Ints]]:
        """Pairs that name the same two, one of each without a day: what is undated meets all, the rest what is."""
        codes, own = self._undated.last(rows)
        undated = self._is_undated(own)
        yield self._any.within(codes[undated], own[undated], 1 << _HEADS)
        yield self._undated.within(codes[~undated], own[~undated], 1)


def _coded(ids: list[list[int]], rows: Ints, first: Ints, last: Ints, kind: int) -> tuple[Ints, Ints]:
    """A code for each id in each of a row's windows, and the rows."""
    sizes = np.array([len(one) for one in ids], dtype=np.int64)
    flat = np.array([i for one in ids for i in one], dtype=np.int64)
    spans = np.repeat(last - first + 1, sizes)
    step = np.arange(int(spans.sum())) - np.repeat(np.cumsum(spans) - spans, spans)
    windows = np.repeat(np.repeat(first, sizes), spans) + step + 2
    codes: Ints = (kind << 62) | (np.repeat(flat, spans) << _SHIFT) | windows
    return codes, np.repeat(np.repeat(rows, sizes), spans)


def _put(parts: list[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    return np.concatenate([codes for codes, _ in parts]), np.concatenate([rows for _, rows in parts])


class _Index:
    """Rows by codes, in a few sorted parts."""

    def __init__(self) -> None:
        self._parts: list[tuple[Ints, Ints]] = []
        self._last: tuple[Ints, Ints] = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))

    def add(self, codes: Ints, rows: Ints, kept: NDArray[np.bool_] | None = None) -> None:
        """Adds codes with the rows that have them; only those that are ``kept`` are found later."""
        order = np.argsort(rows, kind="stable")
        self._last = (codes[order], rows[order])
        self._parts.append(_sorted(codes, rows) if kept is None else _sorted(codes[kept], rows[kept]))
        if len(self._parts) > _PARTS:
            self._parts = [_sorted(*_put(self._parts))]

    def last(self, rows: Ints) -> tuple[Ints, Ints]:
        """The codes that were added last for some of the rows added then (in rising order), with these rows; codes in
        rising order."""
        codes, own = self._last
        inside = slice(*np.searchsorted(own, [rows[0], rows[-1] + 1]))
        return _sorted(codes[inside], own[inside])

    def met(self, rows: Ints) -> tuple[Ints, Ints]:
        """All rows that share a code with some of those that were added last, these on the left; pairs may come more
        than once."""
        return self.within(*self.last(rows), 1)

    def within(self, codes: Ints, own: Ints, reach: int) -> tuple[Ints, Ints]:
        """All rows with a code from one of ``codes`` on (in rising order) and below ``reach`` more, the row that stands
        beside that code in ``own`` on the left; pairs may come more than once."""
        found = []
        for every, its in self._parts:
            first = np.searchsorted(every, codes)
            sizes = np.searchsorted(every, codes + reach) - first
            at = np.arange(int(sizes.sum())) + np.repeat(first - (np.cumsum(sizes) - sizes), sizes)
            found.append((np.repeat(own, sizes), its[at]))
        return _put(found)


def _sorted(codes: Ints, rows: Ints) -> tuple[Ints, Ints]:
    order = np.argsort(codes, kind="stable")
    return codes[order], rows[order]
