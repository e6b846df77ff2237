"""Sets the outlook's numbers on histories that are not scored: ``python -m benchmarks.fortunes tune``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

import dateline.assess.outlook as package
from benchmarks.fortunes.press import SUBJECT, end, press
from benchmarks.fortunes.score import Case
from benchmarks.fortunes.world import KINDS, make
from benchmarks.simulation.errors import load
from dateline.assess.outlook.answer import base, too_thin
from dateline.assess.outlook.outlook import gather
from dateline.assess.outlook.regime import Settings
from dateline.assess.outlook.settings import settings
from dateline.assess.outlook.weighing import evidence

EACH = 240
_GRID: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("stay", (0.8, 0.85, 0.9)),
    ("scale", (1.0, 1.6, 2.2)),
    ("tilt", (0.0, 0.3, 0.5, 0.7)),
)
"""What is tried; the rest of the settings are judgements (``prior``, ``crowd``) or fitted (the regression)."""
_RIDGE = 1.0
_STEPS = 30


def cases() -> list[Case]:
    """Histories of the kinds that may be tuned on, with seeds that are not scored."""
    read = load()
    found = []
    for kind in KINDS:
        for seed in range(EACH):
            world = make(kind, seed)
            found.append(
                Case(kind.name, False, gather(SUBJECT, press(world, seed, read), until=end(world)), world.declines)
            )
    return found


def tune(those: Sequence[Case], first: Settings) -> Settings:
    """The settings with the least logarithmic loss on the cases that can be judged, one number tried after another."""
    judged = [
        c for c in those if c.gathered.until is not None and not too_thin(base(c.gathered.weighed, c.gathered.until))
    ]
    best, loss = fitted(judged, first)
    for name, values in _GRID:
        for value in values:
            tried, other = fitted(judged, replace(best, **{name: value}))
            if other < loss - 1e-9:
                best, loss = tried, other
    return best


def fitted(those: Sequence[Case], given: Settings) -> tuple[Settings, float]:
    """``given`` with the regression fitted to ``those``, and its mean logarithmic loss."""
    x = np.array([evidence(c.gathered.weighed, c.gathered.weeks, c.gathered.courses, given) for c in those])
    y = np.array([c.declines for c in those], float)
    weights = regression(np.c_[x, np.ones(len(x))], y)
    share = 1 / (1 + np.exp(-np.c_[x, np.ones(len(x))] @ weights))
    loss = float(-np.mean(y * np.log(share) + (1 - y) * np.log(1 - share)))
    falling, rising, course, bias = (round(float(w), 4) for w in weights)
    return replace(given, falling=falling, rising=rising, course=course, bias=bias), loss


def regression(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a logistic regression, held a little towards zero (Newton's method)."""
    weights = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        share = 1 / (1 + np.exp(-x @ weights))
        curve = x.T @ (x * (share * (1 - share))[:, None]) + _RIDGE * np.eye(x.shape[1])
        weights = weights + np.linalg.solve(curve, x.T @ (y - share) - _RIDGE * weights)
    return weights


def main() -> None:
    """Writes the settings."""
    found = tune(cases(), settings())
    path = Path(package.__file__).with_name("settings.json")
    path.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
