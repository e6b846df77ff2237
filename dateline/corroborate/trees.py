"""Boosted regression trees, as trained by ``training/boosting.py`` and applied here: sums of leaves, in a fixed order,
so that a pair has the same score alone or among others."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Table = NDArray[np.float64]
_FEW = 500
"""Rows up to this number are sooner looked up in all trees at once than in one after the other."""


class Tree(Struct, frozen=True):
    """Node 0 is the root. ``feature`` is -1 at a leaf, whose ``value`` counts; elsewhere a row goes ``left`` where its
    number is at most ``threshold``, else ``right``."""

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
        """Of rows [n, features]: [n]. Added one after the other, so that a row's sum never depends on the others."""
        total = np.full(len(rows), self.start)
        if len(rows) <= _FEW:
            every: Table = np.cumsum(np.column_stack([total, self._leaves(rows)]), axis=1)[:, -1]
            return every
        for tree in self.trees:
            total += _values(tree, rows)
        return total

    def _leaves(self, rows: Table) -> Table:
        """What each tree gives each row: [n, trees]."""
        nodes = self._nodes
        at = np.broadcast_to(nodes.roots, (len(rows), len(nodes.roots))).copy()
        row = np.arange(len(rows))[:, None]
        for _ in range(nodes.depth):
            goes_left = rows[row, nodes.feature[at]] <= nodes.threshold[at]
            at = np.where(goes_left, nodes.left[at], nodes.right[at])
        values: Table = nodes.value[at]
        return values

    @cached_property
    def _nodes(self) -> _Nodes:
        sizes = [len(tree.feature) for tree in self.trees]
        roots = np.cumsum([0, *sizes[:-1]])
        # A leaf leads to itself.
        own = [np.arange(size) for size in sizes]
        feature = np.concatenate([np.array(tree.feature) for tree in self.trees])
        left, right = (
            np.concatenate(
                [np.where(np.array(tree.feature) >= 0, np.array(getattr(tree, side)), i) + root
                 for tree, i, root in zip(self.trees, own, roots, strict=True)]
            )
            for side in ("left", "right")
        )  # fmt: skip
        return _Nodes(
            roots,
            np.maximum(feature, 0),
            np.concatenate([np.array(tree.threshold, dtype=np.float64) for tree in self.trees]),
            left,
            right,
            np.concatenate([np.array(tree.value, dtype=np.float64) for tree in self.trees]),
            max(map(_depth, self.trees)),
        )


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


class _Nodes(Struct, frozen=True):
    """The nodes of all trees, one after the other."""

    roots: NDArray[np.int64]
    feature: NDArray[np.int64]
    threshold: Table
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: Table
    depth: int


def _depth(tree: Tree, node: int = 0) -> int:
    """The most steps from a node to a leaf."""
    if tree.feature[node] < 0:
        return 0
    return 1 + max(_depth(tree, tree.left[node]), _depth(tree, tree.right[node]))
