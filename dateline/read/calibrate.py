"""From signs of a claim's worth to a confidence that means something: of claims with .8, four in five are right.

A claim's signs are named numbers: log-odds of the model's heads, and 1 for what holds ("type=ASSAULT"). A logistic
regression adds them up to log-odds (Platt 1999, "Probabilistic Outputs for Support Vector Machines", for several
signs), and where there are many claims a rising line of few straight pieces turns these into a share of right claims
(isotonic regression by pooling adjacent violators: Zadrozny and Elkan 2002, "Transforming Classifier Scores into
Accurate Multiclass Probability Estimates"). What is fitted is kept as JSON beside the weights.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from math import exp
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct

from dateline.errors import ModelError

Signs = Mapping[str, float]
FILE = "calibration.json"
FOLDS = 5
LEAST = 60
"""Claims that a point of the rising line rests on at least: fewer would follow chance."""
MOST_POINTS = 25
ENOUGH = 4000
"""Claims from which a line is fitted: fitted on some of 2,000 claims of training reports and judged on the others, the
regression alone was the better calibrated, with 38 reports by a point of calibration error."""
_DECIMALS = 6
_RIDGE = 3.0
"""Weights of signs brought to one scale: of 1, 3, 5, 10 and 20 the best on reports and corpora left out in turn."""
_STEPS = 50


class Calibrator(Struct, frozen=True):
    """``weights`` by sign (a sign without one says nothing), ``bias``, and the points of the rising line: log-odds and
    probability, both rising. Without points the log-odds themselves give the probability."""

    weights: dict[str, float]
    bias: float
    points: tuple[tuple[float, float], ...] = ()

    def log_odds(self, signs: Signs) -> float:
        """The signs added up, in a fixed order, so that equal claims get equal numbers."""
        return self.bias + sum(self.weights[name] * signs[name] for name in sorted(signs) if name in self.weights)

    def apply(self, signs: Signs) -> float:
        """The probability that a claim with these signs is right, 0 to 1."""
        score = self.log_odds(signs)
        if not self.points:
            return 1 / (1 + exp(-score)) if score > -700 else 0.0
        return float(np.interp(score, [x for x, _ in self.points], [y for _, y in self.points]))


def fit(signs: Sequence[Signs], right: Sequence[bool], groups: Sequence[Hashable]) -> Calibrator:
    """A calibrator from judged claims. ``groups``: the report of each claim. The rising line is fitted on log-odds that
    a regression without the claim's own report and its fold gave (so nothing is judged by what it was fitted on).

    The signs themselves must come from a model that has not seen the claim's report either. Raises ``ValueError`` where
    there are no claims, or all or none of them are right."""
    if not any(right) or all(right):
        raise ValueError("judged claims must hold right ones and wrong ones")
    weights, bias = _regression(signs, right)
    if len(signs) < ENOUGH:
        return Calibrator(weights, bias)
    scores = [one.log_odds(s) for one, s in zip(_left_out(signs, right, groups), signs, strict=True)]
    return Calibrator(weights, bias, rising(scores, right))


def cross_fitted(signs: Sequence[Signs], right: Sequence[bool], groups: Sequence[Hashable]) -> list[float]:
    """Each claim's probability by a calibrator fitted without its fold of reports: what to expect on new reports."""
    fold = folds(groups)
    result = [0.0] * len(signs)
    for number in sorted(set(fold)):
        kept = [i for i, f in enumerate(fold) if f != number]
        one = fit([signs[i] for i in kept], [right[i] for i in kept], [groups[i] for i in kept])
        for i, f in enumerate(fold):
            if f == number:
                result[i] = one.apply(signs[i])
    return result


def folds(groups: Sequence[Hashable], number: int = FOLDS) -> list[int]:
    """The fold of each claim: reports in turn, in the order of their first claims."""
    order = {group: i for i, group in enumerate(dict.fromkeys(groups))}
    return [order[group] % number for group in groups]


def rising(scores: Sequence[float], right: Sequence[bool]) -> tuple[tuple[float, float], ...]:
    """Points of the rising line nearest to the outcomes; none where there are too few claims for two points. A point is
    the mean score and the share of right claims of at least :data:`LEAST` neighbours, one right and one wrong claim
    added, so that no share is 0 or 1."""
    pooled: list[_Pool] = []
    for one in _pools(sorted(zip(scores, right, strict=True)), max(LEAST, len(scores) // MOST_POINTS)):
        pooled.append(one)
        while len(pooled) > 1 and pooled[-2].share >= pooled[-1].share:
            pooled[-2:] = [pooled[-2] + pooled[-1]]
    points = tuple((round(p.scores / p.claims, _DECIMALS), round(p.share, _DECIMALS)) for p in pooled)
    return points if len(points) > 1 else ()


class _Pool(Struct, frozen=True):
    scores: float
    right: int
    claims: int

    def __add__(self, other: _Pool) -> _Pool:
        return _Pool(self.scores + other.scores, self.right + other.right, self.claims + other.claims)

    @property
    def share(self) -> float:
        return (self.right + 1) / (self.claims + 2)


def _pools(ordered: Sequence[tuple[float, bool]], least: int) -> list[_Pool]:
    """Neighbours in pools of at least ``least``; equal scores are never parted."""
    made: list[_Pool] = []
    held = _Pool(0.0, 0, 0)
    for i, (score, right) in enumerate(ordered):
        held += _Pool(score, int(right), 1)
        if held.claims >= least and (i + 1 == len(ordered) or ordered[i + 1][0] > score):
            made.append(held)
            held = _Pool(0.0, 0, 0)
    if held.claims and made:
        made[-1] += held
    return made


def _left_out(signs: Sequence[Signs], right: Sequence[bool], groups: Sequence[Hashable]) -> list[Calibrator]:
    """For each claim the regression on all claims outside its fold."""
    fold = folds(groups)
    by_fold: dict[int, Calibrator] = {}
    for number in sorted(set(fold)):
        kept = [i for i, f in enumerate(fold) if f != number]
        by_fold[number] = Calibrator(*_regression([signs[i] for i in kept], [right[i] for i in kept]))
    return [by_fold[f] for f in fold]


def _regression(signs: Sequence[Signs], right: Sequence[bool]) -> tuple[dict[str, float], float]:
    """Weights and bias of a logistic regression, with a small penalty on weights of signs brought to one scale, by
    Newton's method. A sign that never varies gets no weight."""
    names = sorted({name for one in signs for name in one})
    table = np.array([[one.get(name, 0.0) for name in names] for one in signs], dtype=np.float64)
    table = table.reshape(len(signs), len(names))
    middle, spread = table.mean(axis=0), table.std(axis=0)
    varied = spread > 0
    scaled = np.ones((len(signs), 1 + int(varied.sum())))
    scaled[:, 1:] = (table[:, varied] - middle[varied]) / spread[varied]
    outcomes = np.array(right, dtype=np.float64)
    penalty = np.full(scaled.shape[1], _RIDGE)
    penalty[0] = 0.01  # so that outcomes of one kind alone have a solution too
    found = np.zeros(scaled.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(scaled @ found, -30, 30)))
        slope = scaled.T @ (outcomes - chance) - penalty * found
        bend = (scaled * (chance * (1 - chance))[:, None]).T @ scaled + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        found += step
        if np.abs(step).max() < 1e-9:
            break
    plain = found[1:] / spread[varied]
    kept = [name for name, has in zip(names, varied, strict=True) if has]
    weights = {name: round(float(w), _DECIMALS) for name, w in zip(kept, plain, strict=True)}
    return weights, round(float(found[0] - (plain * middle[varied]).sum()), _DECIMALS)


def load(folder: Path) -> Calibrator:
    """The calibrator beside the weights in ``folder``. Raises ``ModelError``."""
    path = folder / FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=Calibrator)
    except (OSError, msgspec.MsgspecError) as error:
        raise ModelError(f"{path}: {error}; install dateline again") from error


def find(folder: Path) -> Calibrator | None:
    """The calibrator beside the weights in ``folder``; None where there is no such file. Raises ``ModelError``."""
    return load(folder) if (folder / FILE).exists() else None


def save(one: Calibrator, folder: Path) -> None:
    """Writes :data:`FILE`, the same bytes for the same calibrator."""
    written = msgspec.json.format(msgspec.json.encode(one, order="sorted"), indent=1)
    (folder / FILE).write_bytes(written + b"\n")
