"""A memoryless stochastic transducer for pairs of strings, fitted by expectation maximisation over all alignments.

Source: E. S. Ristad and P. N. Yianilos, "Learning string-edit distance", IEEE PAMI 20(5), 1998.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Pair = tuple[str, str]
Cost = tuple[str, str, int]
_ROUNDS = 10
_RARE = 0.02  # added to every count, so that what was never seen has a finite cost
_CHEAPEST = 3
_SHARP = 1.5  # how fast, in letters, the first guess falls with the distance of two letters' positions
_KEPT = 0.8  # of the first guess's steps, the share that write a letter on both sides

_Grid = NDArray[np.float64]


class _Steps(Struct):
    """Probabilities or counts of the transducer's steps: both sides write a letter, or one does."""

    both: _Grid
    left: _Grid
    right: _Grid

    def scaled(self) -> _Steps:
        total = self.both.sum() + self.left.sum() + self.right.sum()
        return _Steps(self.both / total, self.left / total, self.right / total)

    def alike(self) -> _Steps:
        """The same for both directions."""
        ends = (self.left + self.right) / 2
        return _Steps((self.both + self.both.T) / 2, ends, ends)


def fit(pairs: Sequence[Pair], apart: bool = False) -> list[Cost]:
    """Costs in hundredths of a nat: ``(a, "", cost)`` of a letter left out, ``(a, b, cost)`` of two exchanged.
    ``apart``: the two sides are written in different letters; else in the same, and the costs are symmetric, each pair
    of letters given once. Deterministic. No pairs, no costs."""
    if not pairs:
        return []
    left = sorted({c for a, b in pairs for c in (a if apart else a + b)})
    right = sorted({c for _, b in pairs for c in b}) if apart else left
    of_left = {c: i for i, c in enumerate(left)}
    of_right = {c: i for i, c in enumerate(right)}
    coded = [([of_left[c] for c in a], [of_right[c] for c in b]) for a, b in pairs]
    steps = _first_guess(coded, len(left), len(right))
    for _ in range(_ROUNDS):
        counts = _expected(coded, steps)
        steps = (counts if apart else counts.alike()).scaled()
    return _apart_costs(left, right, steps) if apart else _alike_costs(left, steps)


def _first_guess(coded: Sequence[tuple[list[int], list[int]]], lefts: int, rights: int) -> _Steps:
    """Letters at about the same place of their names belong together."""
    both = np.full((lefts, rights), _RARE)
    for a, b in coded:
        longer = max(len(a), len(b))
        for i, x in enumerate(a):
            for j, y in enumerate(b):
                both[x, y] += exp(-_SHARP * longer * abs((i + 0.5) / len(a) - (j + 0.5) / len(b)))
    both = both**2 / (both.sum(1, keepdims=True) * both.sum(0, keepdims=True)) ** 0.5  # chance neighbours weigh less
    both *= _KEPT / both.sum()
    rest = (1 - _KEPT) / 2
    return _Steps(both, rest * both.sum(1) / _KEPT, rest * both.sum(0) / _KEPT)


def _expected(coded: Sequence[tuple[list[int], list[int]]], steps: _Steps) -> _Steps:
    """How often each step is taken, over all alignments of all pairs by their probability."""
    counts = _Steps(*(np.full(part.shape, _RARE) for part in (steps.both, steps.left, steps.right)))
    both, left, right = steps.both.tolist(), steps.left.tolist(), steps.right.tolist()
    for a, b in coded:
        _count(a, b, (both, left, right), counts)
    return counts


def _count(a: list[int], b: list[int], steps: tuple[list[list[float]], list[float], list[float]], to: _Steps) -> None:
    both, left, right = steps
    n, m = len(a), len(b)
    forth = [[0.0] * (m + 1) for _ in range(n + 1)]
    forth[0][0] = 1.0
    for i in range(n + 1):
        for j in range(m + 1):
            here = forth[i][j]
            if i:
                here += forth[i - 1][j] * left[a[i - 1]]
            if j:
                here += forth[i][j - 1] * right[b[j - 1]]
            if i and j:
                here += forth[i - 1][j - 1] * both[a[i - 1]][b[j - 1]]
            forth[i][j] = here
    if forth[n][m] <= 0.0:
        return  # too unlikely for a float: tells nothing
    back = [[0.0] * (m + 1) for _ in range(n + 1)]
    back[n][m] = 1.0 / forth[n][m]
    for i in range(n, -1, -1):
        for j in range(m, -1, -1):
            here = back[i][j]
            if i < n and j < m:
                step = back[i + 1][j + 1] * both[a[i]][b[j]]
                to.both[a[i], b[j]] += forth[i][j] * step
                here += step
            if i < n:
                step = back[i + 1][j] * left[a[i]]
                to.left[a[i]] += forth[i][j] * step
                here += step
            if j < m:
                step = back[i][j + 1] * right[b[j]]
                to.right[b[j]] += forth[i][j] * step
                here += step
            back[i][j] = here


def _odds(steps: _Steps) -> tuple[_Grid, _Grid, _Grid]:
    """Log odds of each step against letters by chance."""
    of_left = steps.both.sum(1) + steps.left
    of_right = steps.both.sum(0) + steps.right
    of_left, of_right = of_left / of_left.sum(), of_right / of_right.sum()
    both = np.log(steps.both / np.outer(of_left, of_right))
    return both, np.log(steps.left / of_left), np.log(steps.right / of_right)


def _alike_costs(letters: list[str], steps: _Steps) -> list[Cost]:
    """What a difference loses against both sides' letters kept."""
    both, alone, _ = _odds(steps)
    own = np.diag(both)
    rows = [(a, "", _cost(own[i] / 2 - alone[i])) for i, a in enumerate(letters)]
    for i, a in enumerate(letters):
        rows += [(a, letters[j], _cost((own[i] + own[j]) / 2 - both[i, j])) for j in range(i + 1, len(letters))]
    return rows


def _apart_costs(left: list[str], right: list[str], steps: _Steps) -> list[Cost]:
    """The same, where a letter's best partner stands for itself."""
    both, of_left, of_right = _odds(steps)
    best_left, best_right = both.max(1), both.max(0)
    rows = [(a, "", _cost(best_left[i] / 2 - of_left[i])) for i, a in enumerate(left)]
    rows += [(b, "", _cost(best_right[j] / 2 - of_right[j])) for j, b in enumerate(right)]
    for i, a in enumerate(left):
        rows += [(a, b, _cost((best_left[i] + best_right[j]) / 2 - both[i, j])) for j, b in enumerate(right)]
    return rows


def _cost(nats: float) -> int:
    return int(max(_CHEAPEST, round(100 * nats)))
