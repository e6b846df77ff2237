"""Fitting one network of the place ranker (``dateline/locate/ranker.py``) in plain NumPy: softmax over a name's
candidates and "none of these", Adam over the whole set with weight decay, one fixed seed."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.locate.ranker import Layers, Network

Rows = NDArray[np.float64]


class Names(Struct, frozen=True):
    """Names to learn from: ``rows`` [candidates, columns], ``first`` where each name's rows begin (and the end),
    ``target`` [candidates] the share of a name's mentions that mean the candidate, ``none`` [names] the share that
    mean none of them, ``weight`` [names]."""

    rows: Rows
    first: NDArray[np.int64]
    target: Rows
    none: Rows
    weight: Rows


def joined(parts: list[Names]) -> Names:
    """All names of several sets, in order; names without candidates are left out."""
    sizes = np.concatenate([np.diff(p.first) for p in parts])
    some = sizes > 0
    return Names(
        np.vstack([p.rows for p in parts if len(p.rows)]),
        np.concatenate([[0], np.cumsum(sizes[some])]).astype(np.int64),
        np.concatenate([p.target for p in parts]),
        np.concatenate([p.none for p in parts])[some],
        np.concatenate([p.weight for p in parts])[some],
    )


def fit(names: Names, hidden: int, decay: float, steps: int, seed: int, rate: float = 0.03) -> Layers:
    """Weights that make the targets likely."""
    columns = names.rows.shape[1]
    draw = np.random.default_rng(seed)
    values = {
        "line": np.zeros(columns),
        "hidden": draw.normal(0, 0.3, (columns, hidden)),
        "bias": np.zeros(hidden),
        "out": draw.normal(0, 0.3, hidden),
        "none": np.zeros(1 + columns),
    }
    mean = {k: np.zeros_like(v) for k, v in values.items()}
    square = {k: np.zeros_like(v) for k, v in values.items()}
    for step in range(1, steps + 1):
        now = rate * 0.5 * (1 + np.cos(np.pi * step / steps))
        for key, slope in _slopes(names, values).items():
            slope = slope + decay * values[key]
            mean[key] = 0.9 * mean[key] + 0.1 * slope
            square[key] = 0.99 * square[key] + 0.01 * slope**2
            values[key] = values[key] - now * (mean[key] / (1 - 0.9**step)) / (
                np.sqrt(square[key] / (1 - 0.99**step)) + 1e-8
            )
    return as_layers(values)


def as_layers(values: dict[str, Rows]) -> Layers:
    """The weights rounded to five digits, as they are written."""
    return Layers(
        line=_rounded(values["line"]),
        hidden=tuple(_rounded(row) for row in values["hidden"]),
        bias=_rounded(values["bias"]),
        out=_rounded(values["out"]),
        none=_rounded(values["none"]),
    )


def chances(layers: Layers, names: Names) -> tuple[Rows, Rows]:
    """Each candidate's probability and each name's of none."""
    return Network(layers).chances(names.rows, names.first)


def _rounded(values: Rows) -> tuple[float, ...]:
    return tuple(round(float(v), 5) for v in values)


def _slopes(names: Names, v: dict[str, Rows]) -> dict[str, Rows]:
    """The gradient of the mean cross-entropy."""
    starts = names.first[:-1]
    of = np.repeat(np.arange(len(starts)), np.diff(names.first))
    inner = np.tanh(names.rows @ v["hidden"] + v["bias"])
    scores = names.rows @ v["line"] + inner @ v["out"]
    best = np.hstack([np.ones((len(starts), 1)), np.maximum.reduceat(names.rows, starts, axis=0)])
    refusal = best @ v["none"]
    top = np.maximum(np.maximum.reduceat(scores, starts), refusal)
    grown, declined = np.exp(scores - top[of]), np.exp(refusal - top)
    total = np.add.reduceat(grown, starts) + declined
    weight = names.weight / names.weight.sum()
    d_scores = (grown / total[of] - names.target) * weight[of]
    d_refusal = (declined / total - names.none) * weight
    d_inner = d_scores[:, None] * v["out"][None, :] * (1 - inner**2)
    return {
        "line": names.rows.T @ d_scores,
        "hidden": names.rows.T @ d_inner,
        "bias": d_inner.sum(axis=0),
        "out": inner.T @ d_scores,
        "none": best.T @ d_refusal,
    }
