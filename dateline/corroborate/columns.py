"""Growing tables of numbers, and lists of unequal length in them."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
H = TypeVar("H", bound=Hashable)


class Rows:
    """Rows of ``width`` numbers, added at the end."""

    def __init__(self, width: int, kind: Any) -> None:
        self._table = np.zeros((64, width), dtype=kind)
        self._used = 0

    def __len__(self) -> int:
        return self._used

    @property
    def values(self) -> NDArray[Any]:
        """All rows [rows, width]."""
        return self._table[: self._used]

    def add(self, rows: NDArray[Any]) -> None:
        """Adds rows."""
        end = self._used + len(rows)
        if end > len(self._table):
            grown = np.zeros((max(end, 2 * len(self._table)), self._table.shape[1]), dtype=self._table.dtype)
            grown[: self._used] = self.values
            self._table = grown
        self._table[self._used : end] = rows
        self._used = end


class Lists:
    """For each row ``sections`` lists of ids with whole weights below 2 ** 24, one behind the other."""

    def __init__(self, sections: int) -> None:
        self.sections = sections
        self._items = Rows(1, np.int32)
        self._weights = Rows(1, np.float32)
        self._ends = Rows(1, np.int64)
        self._ends.add(np.zeros((1, 1), dtype=np.int64))

    def add(self, ids: Ints, weights: Floats, ends: Ints) -> None:
        """Adds rows: all their lists, and where each ends, counted from the first of these."""
        begun = len(self._items)
        self._items.add(ids[:, None])
        self._weights.add(weights[:, None])
        self._ends.add(ends[:, None] + begun)

    def expanded(self, rows: Ints, section: int) -> tuple[Ints, NDArray[np.int32], NDArray[np.float32]]:
        """All items of a section of some rows: which of ``rows`` each is of, its id and its weight."""
        starts, lengths = self._bounds(rows, section)
        of = np.repeat(np.arange(len(rows)), lengths)
        at = np.arange(len(of)) + np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
        return of, self._items.values[at, 0], self._weights.values[at, 0]

    def lengths(self, rows: Ints, section: int) -> Ints:
        """How many items a section of some rows has."""
        return self._bounds(rows, section)[1]

    def _bounds(self, rows: Ints, section: int) -> tuple[Ints, Ints]:
        ends, first = self._ends.values[:, 0], rows * self.sections + section
        starts: Ints = ends[first]
        lengths: Ints = ends[first + 1] - starts
        return starts, lengths


class Crossed:
    """What two rows of lists have in common, for pairs of them: ``left`` and ``right`` are rows. Few different rows on
    the left make it fast."""

    def __init__(self, lists: Lists, left: Ints, right: Ints, ids: int) -> None:
        self.lists, self.right = lists, right
        self.rows, self.at = np.unique(left, return_inverse=True)
        self._column = np.zeros(ids, dtype=np.int32)

    def dot(self, section: int, other: int | None = None) -> Floats:
        """Of each pair the sum of products of the weights of ids in ``section`` of the left one and in ``other`` (the
        same by default) of the right one."""
        return self._summed(section, section if other is None else other, True)

    def common(self, section: int, other: int | None = None) -> Floats:
        """Of each pair the sum of the right one's weights of ids that both have."""
        return self._summed(section, section if other is None else other, False)

    def most(self, section: int, worth: Floats) -> Floats:
        """Of each pair the most that an id which both have is worth; 0 without any."""
        table, columns = self._table(section, False)
        of, ids, _ = self.lists.expanded(self.right, section)
        both = table[self.at[of], self._column[ids]] > 0
        self._column[columns] = 0
        found = np.zeros(len(self.right))
        np.maximum.at(found, of[both], worth[ids[both]])
        return found

    def has(self, section: int, ids: Ints) -> NDArray[np.bool_]:
        """For each pair whether an id stands in the left one's section."""
        table, columns = self._table(section, False)
        found: NDArray[np.bool_] = table[self.at, self._column[ids]] > 0
        self._column[columns] = 0
        return found

    def _summed(self, section: int, other: int, weighed: bool) -> Floats:
        table, columns = self._table(section, weighed)
        of, ids, weights = self.lists.expanded(self.right, other)
        values = table[self.at[of], self._column[ids]]
        self._column[columns] = 0
        found: Floats = np.bincount(of, values * weights, len(self.right)).astype(np.float64)
        return found

    def _table(self, section: int, weighed: bool) -> tuple[Floats, Ints]:
        """Weights of ids by the rows on the left; column 0 is for all other ids."""
        of, ids, weights = self.lists.expanded(self.rows, section)
        columns, column = distinct(ids, len(self._column))
        table = np.zeros((len(self.rows), len(columns) + 1))
        table[of, column + 1] = weights if weighed else 1.0
        self._column[columns] = np.arange(1, len(columns) + 1)
        return table, columns


def distinct(ids: NDArray[Any], size: int) -> tuple[Ints, Ints]:
    """The different ids of a column, all below ``size``, in rising order, and which of them each row is."""
    there = np.zeros(size, dtype=np.int64)
    there[ids] = 1
    found = np.flatnonzero(there)
    there[found] = np.arange(len(found))
    return found.astype(np.int64), there[ids]


def by_pair(one: Ints, other: Ints) -> tuple[Ints, Ints, Ints]:
    """The different pairs of two columns of small numbers from -1, and which of them each row is."""
    width = int(max(one.max(initial=0), other.max(initial=0))) + 2
    codes, at = np.unique((one + 1) * width + other + 1, return_inverse=True)
    return codes // width - 1, codes % width - 1, at


class Numbered(dict[H, int]):
    """A number for each value that is asked for, from 0; ``values`` by number."""

    def __init__(self) -> None:
        super().__init__()
        self.values_: list[H] = []

    def __missing__(self, value: H) -> int:
        self[value] = number = len(self.values_)
        self.values_.append(value)
        return number
