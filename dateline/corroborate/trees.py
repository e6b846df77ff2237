"""Boosted regression trees, as trained by ``training/boosting.py`` and applied here: sums of leaves in whole numbers,
so that a pair has the same score alone or among others, and on any machine.

Looked up as in QuickScorer (Lucchese et al. 2015): each node that a row does not pass to the left takes the leaves on
its left away from the tree's set of leaves, in any order; the first leaf that is left is the row's."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Table = NDArray[np.float64]
SMALLEST = 1e-9
"""Leaves are whole multiples of this."""
_AT_ONCE = 512
_LEAVES = 16
"""As many as a set has room for."""


class Tree(Struct, frozen=True):
    """Node 0 is the root. ``feature`` is -1 at a leaf, whose ``value`` counts; elsewhere a row goes ``left`` where its
    number is at most ``threshold``, else ``right``. At most 16 leaves."""

    feature: tuple[int, ...]
    threshold: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    value: tuple[float, ...]


class Trees(Struct, frozen=True, dict=True):
    """``start`` and the leaves of all trees add up to log-odds."""

    start: float
    trees: tuple[Tree, ...]

    def log_odds(self, rows: Table) -> Table:
        """Of rows [n, features]: [n]."""
        if not self.trees:
            return np.full(len(rows), self.start)
        parts = [self._sums(rows[at : at + _AT_ONCE]) for at in range(0, len(rows), _AT_ONCE)]
        found: Table = self.start + np.concatenate([*parts, np.zeros(0, dtype=np.int64)]) * SMALLEST
        return found

    def _sums(self, rows: Table) -> NDArray[np.int64]:
        sets = self._sets
        left = np.full((len(rows), len(self.trees)), (1 << _LEAVES) - 1, dtype=np.uint16)
        for feature, cuts, kept in sets.features:
            left &= kept[np.searchsorted(cuts, rows[:, feature])]
        first = _FIRST[left]
        found: NDArray[np.int64] = sets.values[np.arange(len(self.trees)), first].sum(axis=1)
        return found

    @cached_property
    def _sets(self) -> _Sets:
        values = np.zeros((len(self.trees), _LEAVES), dtype=np.int64)
        gone: dict[int, list[tuple[float, int, int]]] = {}
        for number, tree in enumerate(self.trees):
            leaves = _ranges(tree, 0, 0, {})
            for node, (first, middle, _) in leaves.items():
                if tree.feature[node] < 0:
                    values[number, first] = round(tree.value[node] / SMALLEST)
                else:
                    lost = (1 << middle) - (1 << first)
                    gone.setdefault(tree.feature[node], []).append((tree.threshold[node], number, lost))
        return _Sets(tuple(_kept(feature, gone[feature], len(self.trees)) for feature in sorted(gone)), values)


class _Sets(Struct, frozen=True):
    """For each feature that counts the cuts of its numbers, and which leaves of each tree stay on each side of them
    [cuts + 1, trees]; ``values`` of leaves [trees, leaves]."""

    features: tuple[tuple[int, Table, NDArray[np.uint16]], ...]
    values: NDArray[np.int64]


def _kept(feature: int, nodes: list[tuple[float, int, int]], trees: int) -> tuple[int, Table, NDArray[np.uint16]]:
    cuts = np.array(sorted({threshold for threshold, _, _ in nodes}))
    kept = np.full((len(cuts) + 1, trees), (1 << _LEAVES) - 1, dtype=np.uint16)
    for threshold, tree, lost in nodes:
        kept[np.searchsorted(cuts, threshold) + 1 :, tree] &= np.uint16((1 << _LEAVES) - 1 - lost)
    return feature, cuts, kept


def _ranges(
    tree: Tree, node: int, first: int, found: dict[int, tuple[int, int, int]]
) -> dict[int, tuple[int, int, int]]:
    """For each node its first leaf, that of its right side, and the one behind its last, counted from the left."""
    if tree.feature[node] < 0:
        found[node] = first, first, first + 1
        return found
    _ranges(tree, tree.left[node], first, found)
    middle = found[tree.left[node]][2]
    _ranges(tree, tree.right[node], middle, found)
    found[node] = first, middle, found[tree.right[node]][2]
    return found


_FIRST = np.array([0, *((i & -i).bit_length() - 1 for i in range(1, 1 << _LEAVES))], dtype=np.int8)
"""The lowest bit that is set."""
