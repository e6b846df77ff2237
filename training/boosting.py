"""Gradient boosting of regression trees for yes and no (Friedman 2001), on histograms (Ke et al. 2017, LightGBM): trees
grow leaf by leaf, the best split first. Small enough to be written out, so that training needs no further library."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.corroborate.trees import Tree, Trees

Floats = NDArray[np.float64]
Bins = NDArray[np.int64]


class Settings(Struct, frozen=True):
    """How trees are grown: ``ridge`` is added to each leaf's weight; each tree sees ``columns`` of the features."""

    trees: int = 160
    rate: float = 0.05
    leaves: int = 15
    least: int = 100
    ridge: float = 20.0
    columns: float = 0.5
    bins: int = 64
    seed: int = 1


class _Leaf(Struct):
    node: int
    rows: NDArray[np.int64]
    histogram: Floats
    gain: float = 0.0
    feature: int = -1
    bin: int = -1


def fit(rows: Floats, right: NDArray[np.bool_], weight: Floats, settings: Settings) -> Trees:
    """Trees for rows [n, features], outcomes and weights [n]."""
    cuts = [_cuts(rows[:, i], settings.bins) for i in range(rows.shape[1])]
    binned = [np.searchsorted(cut, rows[:, i]) for i, cut in enumerate(cuts)]
    chance = np.random.default_rng(settings.seed)
    mean = float((weight * right).sum() / weight.sum())
    start = float(np.log(mean / (1 - mean)))
    odds = np.full(len(rows), start)
    trees = []
    for _ in range(settings.trees):
        probability = 1 / (1 + np.exp(-odds))
        slope, curve = weight * (probability - right), weight * probability * (1 - probability)
        columns = np.sort(chance.permutation(rows.shape[1])[: max(1, int(settings.columns * rows.shape[1]))])
        tree, values = _grow(binned, columns, slope, curve, cuts, settings)
        odds += values
        trees.append(tree)
    return Trees(start, tuple(trees))


def _cuts(column: Floats, bins: int) -> Floats:
    """Up to ``bins - 1`` values between which a column falls into parts of like size."""
    values: Floats = np.unique(column)
    if len(values) > bins:
        return np.unique(np.quantile(column, np.linspace(0, 1, bins + 1)[1:-1], method="lower"))
    return values[:-1]


def _grow(
    binned: Sequence[Bins],
    columns: NDArray[np.int64],
    slope: Floats,
    curve: Floats,
    cuts: Sequence[Floats],
    settings: Settings,
) -> tuple[Tree, Floats]:
    """A tree and what it gives each row."""
    narrow = [binned[column] for column in columns]
    everything = np.arange(len(slope))
    leaves = [_scored(_Leaf(0, everything, _histogram(narrow, everything, slope, curve, settings)), columns, settings)]
    feature, threshold, left, right = [-1], [0.0], [0], [0]
    while len(leaves) < settings.leaves:
        best = max(leaves, key=lambda leaf: leaf.gain)
        if best.gain <= 0:
            break
        leaves.remove(best)
        column = int(columns[best.feature])
        low = narrow[best.feature][best.rows] <= best.bin
        sides = [best.rows[low], best.rows[~low]]
        feature[best.node], threshold[best.node] = column, float(cuts[column][best.bin])
        smaller = int(len(sides[1]) < len(sides[0]))
        own = _histogram(narrow, sides[smaller], slope, curve, settings)
        made = [own, best.histogram - own] if smaller == 0 else [best.histogram - own, own]
        for side in (0, 1):
            node = len(feature)
            (left, right)[side][best.node] = node
            feature.append(-1)
            threshold.append(0.0)
            left.append(0)
            right.append(0)
            leaves.append(_scored(_Leaf(node, sides[side], made[side]), columns, settings))
    value, given = [0.0] * len(feature), np.zeros(len(slope))
    for leaf in leaves:
        step = -settings.rate * slope[leaf.rows].sum() / (curve[leaf.rows].sum() + settings.ridge)
        value[leaf.node] = round(float(step), 9)
        given[leaf.rows] = value[leaf.node]
    return Tree(tuple(feature), tuple(threshold), tuple(left), tuple(right), tuple(value)), given


def _histogram(
    narrow: Sequence[Bins], rows: NDArray[np.int64], slope: Floats, curve: Floats, settings: Settings
) -> Floats:
    """Of each column and bin the sums of slopes and curves, and the number of rows: [3, columns, bins]."""
    made = np.empty((3, len(narrow), settings.bins))
    own_slope, own_curve = slope[rows], curve[rows]
    for i, column in enumerate(narrow):
        places = column[rows]
        made[0, i] = np.bincount(places, own_slope, settings.bins)
        made[1, i] = np.bincount(places, own_curve, settings.bins)
        made[2, i] = np.bincount(places, minlength=settings.bins)
    return made


def _scored(leaf: _Leaf, columns: NDArray[np.int64], settings: Settings) -> _Leaf:
    """The leaf with its best split."""
    below = leaf.histogram.cumsum(axis=2)
    total = below[:, :, -1:]
    above = total - below
    ridge = settings.ridge
    gain = below[0] ** 2 / (below[1] + ridge) + above[0] ** 2 / (above[1] + ridge) - total[0] ** 2 / (total[1] + ridge)
    gain[(below[2] < settings.least) | (above[2] < settings.least)] = -np.inf
    best = int(gain.argmax())
    leaf.feature, leaf.bin = divmod(best, settings.bins)
    leaf.gain = float(gain.ravel()[best])
    return leaf
