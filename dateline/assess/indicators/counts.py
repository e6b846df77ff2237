"""How often something happens a week: its trend, and whether and when it changed, with credible intervals.

The counts of weeks are Poisson, ``count ~ Poisson(rate x exposure)``, where a week's exposure says how much of what
happened then can be in the reports at all (:mod:`.exposure`). Both models are conjugate and summed up exactly on a
grid, nothing is drawn at random:

- *trend*: ``rate = r exp(slope x week)``, r with a Gamma prior that integrates out, the slope on a grid with a normal
  prior.
- *change*: no change, or one between any two weeks, half and half; a Gamma prior on the rate on either side. This is
  Raftery and Akman 1986, "Bayesian analysis of a Poisson process with a change-point", in weeks.

Events come in bunches. Counts and exposures are therefore divided by the variance of neighbouring weeks over their
mean, where that is above one (quasi-Poisson), which widens the intervals.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import lgamma, log

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEAST = 3
"""Weeks that can be seen, at least, for a trend or a change."""
_SLOPES = np.linspace(-1.0, 1.0, 801)
_SLOPE_SD = 0.15
"""Prior: two in three slopes lie within a factor of 1.16 a week (a doubling in five weeks)."""
_RATIOS = np.linspace(-7.0, 7.0, 701)
_SLIGHT = 1e-4
"""Divisions this much less likely than the likeliest are left out of the ratio."""
_TAIL = 0.05
"""Intervals are of 90 %."""
_CALM = 4.0
"""Pairs of weeks with a dispersion of one that stand beside those seen, so that few weeks say little of it."""


class Interval(Struct, frozen=True):
    """Median and the 90 % credible interval."""

    median: float
    low: float
    high: float


class Trend(Struct, frozen=True):
    """``factor``: by how much the rate is multiplied each week; ``falling``: the probability that it falls."""

    factor: Interval
    falling: float


class Change(Struct, frozen=True):
    """``probability`` that the rate changed once; if it did, ``week`` is the likeliest first week of the new rate (an
    index), ``first`` and ``last`` bound it (90 %), and ``ratio`` is new rate over old."""

    probability: float
    week: int
    first: int
    last: int
    ratio: Interval


def trend(counts: Sequence[float], exposures: Sequence[float]) -> Trend | None:
    """The trend of weekly counts (any number >= 0) under their exposures (>= 0; 0: nothing could be seen). ``None``
    with fewer than three weeks seen, or nothing counted."""
    seen = _seen(counts, exposures)
    if seen is None:
        return None
    weeks, y, e = seen
    shape, rate = _prior(y, e)
    growth = np.exp(np.outer(_SLOPES, weeks - weeks.mean()))
    logs = (
        _SLOPES * float((y * (weeks - weeks.mean())).sum())
        - (shape + y.sum()) * np.log(rate + growth @ e)
        - 0.5 * (_SLOPES / _SLOPE_SD) ** 2
    )
    mass = _normal(logs)
    middle = mass[_SLOPES == 0.0].sum()
    return Trend(_interval(_SLOPES, mass), float(mass[_SLOPES < 0].sum() + middle / 2))


def change(counts: Sequence[float], exposures: Sequence[float]) -> Change | None:
    """Whether, when and by how much the rate of weekly counts changed. ``None`` as for :func:`trend`."""
    seen = _seen(counts, exposures)
    if seen is None:
        return None
    weeks, y, e = seen
    shape, rate = _prior(y, e)
    before_y, before_e = np.cumsum(y)[:-1], np.cumsum(e)[:-1]
    after_y, after_e = y.sum() - before_y, e.sum() - before_e
    same = _evidence(float(y.sum()), float(e.sum()), shape, rate)
    split = np.array(
        [
            _evidence(float(a), float(b), shape, rate) + _evidence(float(c), float(d), shape, rate)
            for a, b, c, d in zip(before_y, before_e, after_y, after_e, strict=True)
        ]
    )
    top = max(same, float(split.max()))
    weight = np.exp(split - top)
    changed = float(weight.mean() / (weight.mean() + np.exp(same - top)))
    where = weight / weight.sum()
    kept = np.flatnonzero(where > where.max() * _SLIGHT)
    old, new = (shape + before_y[kept])[:, None], (shape + after_y[kept])[:, None]
    w = _RATIOS[None, :] - np.log((rate + before_e[kept]) / (rate + after_e[kept]))[:, None]
    logs = new * w - (old + new) * np.logaddexp(0.0, w)
    each = np.exp(logs - logs.max(axis=1, keepdims=True))
    density = where[kept] @ (each / each.sum(axis=1, keepdims=True))
    reached = np.cumsum(where)
    last = len(where) - 1
    first, end = (min(int(np.searchsorted(reached, x)), last) for x in (_TAIL, 1 - _TAIL))
    index = weeks.astype(int)
    return Change(
        changed,
        int(index[int(where.argmax()) + 1]),
        int(index[first + 1]),
        int(index[end + 1]),
        _interval(_RATIOS, density),
    )


def dispersion(counts: Sequence[float], exposures: Sequence[float]) -> float:
    """Variance over mean of what neighbouring weeks differ by, one at least."""
    y, e = np.asarray(counts, float), np.asarray(exposures, float)
    both = (e[:-1] > 0) & (e[1:] > 0) & (y[:-1] + y[1:] > 0)
    if not both.any():
        return 1.0
    y0, y1, e0, e1 = y[:-1][both], y[1:][both], e[:-1][both], e[1:][both]
    level = (y0 + y1) / (e0 + e1)
    excess = (y0 / e0 - y1 / e1) ** 2 / (level * (1 / e0 + 1 / e1))
    return max(1.0, float((excess.sum() + _CALM) / (len(excess) + _CALM)))


def _seen(counts: Sequence[float], exposures: Sequence[float]) -> tuple[Floats, Floats, Floats] | None:
    """Indices, counts and exposures of the weeks in which something could be seen, thinned by their dispersion."""
    if len(counts) != len(exposures):
        raise ValueError("as many exposures as counts, please")
    y, e = np.asarray(counts, float), np.asarray(exposures, float)
    if y.size and (not np.isfinite(y).all() or not np.isfinite(e).all() or y.min() < 0 or e.min() < 0):
        raise ValueError("counts and exposures are numbers from zero up")
    weeks = np.flatnonzero(e > 0)
    if len(weeks) < LEAST or y[weeks].sum() <= 0:
        return None
    thin = dispersion(counts, exposures)
    return weeks.astype(float), y[weeks] / thin, e[weeks] / thin


def _prior(y: Floats, e: Floats) -> tuple[float, float]:
    """Shape and rate of the Gamma prior: worth one event, at the overall rate."""
    return 1.0, float(e.sum() / y.sum())


def _evidence(count: float, exposure: float, shape: float, rate: float) -> float:
    """Log of the probability of a stretch of weeks with one rate, up to what is the same for every division."""
    return shape * log(rate) - lgamma(shape) + lgamma(shape + count) - (shape + count) * log(rate + exposure)


def _normal(logs: Floats) -> Floats:
    mass: Floats = np.exp(logs - logs.max())
    mass /= mass.sum()
    return mass


def _interval(grid: Floats, mass: Floats) -> Interval:
    """Of what a grid of logarithms and its probabilities say, in plain numbers."""
    reached = np.cumsum(mass) / mass.sum()
    low, middle, high = (
        float(np.exp(grid[min(int(np.searchsorted(reached, x)), len(grid) - 1)])) for x in (_TAIL, 0.5, 1 - _TAIL)
    )
    return Interval(middle, low, high)
