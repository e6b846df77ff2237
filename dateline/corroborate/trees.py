"""Boosted regression trees, as trained by ``training/boosting.py`` and applied here: sums of leaves, in a fixed order,
so that a pair has the same score alone or among others."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Table = NDArray[np.float64]


class Tree(Struct, frozen=True):
    """Node 0 is the root. ``feature`` is -1 at a leaf, whose ``value`` counts; elsewhere a row goes ``left`` where its
    number is at most ``threshold``, else ``right``."""

    feature: tuple[int, ...]
    threshold: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    value: tuple[float, ...]


class Trees(Struct, frozen=True):
    """``start`` and the leaves of all trees add up to log-odds."""

    start: float
    trees: tuple[Tree, ...]

    def log_odds(self, rows: Table) -> Table:
        """Of rows [n, features]: [n]."""
        total = np.full(len(rows), self.start)
        for tree in self.trees:
            total += _values(tree, rows)
        return total


def _values(tree: Tree, rows: Table) -> Table:
    feature, threshold = np.array(tree.feature), np.array(tree.threshold)
    left, right = np.array(tree.left), np.array(tree.right)
    at = np.zeros(len(rows), dtype=np.int64)
    going = np.flatnonzero(feature[at] >= 0)
    while len(going):
        node = at[going]
        at[going] = np.where(rows[going, feature[node]] <= threshold[node], left[node], right[node])
        going = going[feature[at[going]] >= 0]
    values: Table = np.array(tree.value)[at]
    return values
