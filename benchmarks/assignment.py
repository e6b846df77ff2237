"""The pairing of two sides, one to one, that is worth most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray


def best(worth: Mapping[tuple[int, int], float]) -> float:
    """What the best pairing is worth; ``worth`` of (left, right), pairs left out are worth nothing and none may be
    negative. Parts that no pair connects are paired apart."""
    return sum(_part(part) for part in _parts(worth))


def _parts(worth: Mapping[tuple[int, int], float]) -> Iterator[dict[tuple[int, int], float]]:
    of_left: dict[int, list[tuple[int, int]]] = {}
    of_right: dict[int, list[tuple[int, int]]] = {}
    for pair in sorted(worth):
        of_left.setdefault(pair[0], []).append(pair)
        of_right.setdefault(pair[1], []).append(pair)
    seen: set[tuple[int, int]] = set()
    for first in sorted(worth):
        if first in seen:
            continue
        part, stack = {first: worth[first]}, [first]
        while stack:
            left, right = stack.pop()
            # An edge list is taken away when it is first walked, so that each is walked once.
            for pair in [*of_left.pop(left, ()), *of_right.pop(right, ())]:
                if pair not in part:
                    part[pair] = worth[pair]
                    stack.append(pair)
        seen.update(part)
        yield part


def _part(part: Mapping[tuple[int, int], float]) -> float:
    lefts, rights = sorted({i for i, _ in part}), sorted({j for _, j in part})
    table = np.zeros((len(lefts), len(rights)))
    row, column = {i: n for n, i in enumerate(lefts)}, {j: n for n, j in enumerate(rights)}
    for (i, j), value in part.items():
        table[row[i], column[j]] = value
    if min(table.shape) == 1:
        return float(table.max())
    table = table if table.shape[0] <= table.shape[1] else table.T
    return float(sum(table[i, j] for i, j in enumerate(hungarian(-table))))


def hungarian(cost: NDArray[np.float64]) -> list[int]:
    """The column of each row in the cheapest assignment of a table with no more rows than columns (Kuhn 1955, Munkres
    1957; shortest augmenting paths with potentials, rows times rows times columns steps)."""
    rows, columns = cost.shape
    of_row, of_column = np.zeros(rows + 1), np.zeros(columns + 1)
    holder = np.zeros(columns + 1, dtype=np.int64)  # the row that holds a column, counted from one; 0: none
    for row in range(1, rows + 1):
        holder[0], column = row, 0
        least, way = np.full(columns + 1, np.inf), np.zeros(columns + 1, dtype=np.int64)
        done = np.zeros(columns + 1, dtype=bool)
        while holder[column]:
            done[column] = True
            at = holder[column]
            open_ = np.flatnonzero(~done[1:]) + 1
            price = cost[at - 1, open_ - 1] - of_row[at] - of_column[open_]
            nearer = price < least[open_]
            least[open_[nearer]] = price[nearer]
            way[open_[nearer]] = column
            column = int(open_[np.argmin(least[open_])])
            step = least[column]
            of_row[holder[done]] += step
            of_column[done] -= step
            least[~done] -= step
        while column:
            holder[column] = holder[way[column]]
            column = int(way[column])
    assigned = [0] * rows
    for column in range(1, columns + 1):
        if holder[column]:
            assigned[holder[column] - 1] = column - 1
    return assigned
