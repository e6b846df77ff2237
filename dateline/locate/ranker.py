"""The learned ranker: signals to the probability that a candidate is meant, beside that none of them is.

Two small networks of one kind, the first for when nothing is known of the other names, the second for when they have
their answers so far. Each scores every candidate by a linear part and one hidden layer; "none of these" is scored by a
linear part over the name's best signals; a softmax over a name's candidates and "none" gives the probabilities.
Trained by ``python -m training places`` on LGL and TR-News (Gritta et al. 2020); its weights are in ``ranker.json``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files

import numpy as np
from msgspec import Struct, json
from numpy.typing import NDArray

from dateline.locate.evidence import HEARD, TOLD, Report
from dateline.locate.signals import OWN, Rows

FIRST = (*OWN, *TOLD)
LATER = (*OWN, *TOLD, *HEARD)
ROUNDS = 2  # times that the names hear each other's answers


class Layers(Struct, frozen=True):
    """One network's weights over ``columns`` signals: ``line`` [columns], ``hidden`` [columns][n], ``bias`` [n],
    ``out`` [n]; ``none`` [1 + columns] weighs a one and each column's largest value among the name's candidates."""

    line: tuple[float, ...]
    hidden: tuple[tuple[float, ...], ...]
    bias: tuple[float, ...]
    out: tuple[float, ...]
    none: tuple[float, ...]


class Weights(Struct, frozen=True):
    """All weights: the two networks with the signals that each reads, and (slope, offset) of the calibration of a
    pick's probability."""

    signals_first: tuple[str, ...]
    signals_later: tuple[str, ...]
    first: Layers
    later: Layers
    calibration: tuple[float, float] = (1.0, 0.0)


class Network:
    """A network ready to score."""

    def __init__(self, layers: Layers) -> None:
        self.line = np.array(layers.line)
        self.hidden = np.array(layers.hidden).reshape(len(layers.line), -1)
        self.bias = np.array(layers.bias)
        self.out = np.array(layers.out)
        self.none = np.array(layers.none)

    def chances(self, rows: Rows, first: NDArray[np.int64]) -> tuple[Rows, Rows]:
        """Each candidate's probability, and each name's probability of none, given where each name's rows begin. A
        name without candidates has none for certain."""
        none = np.ones(len(first) - 1)
        if not len(rows):
            return np.zeros(0), none
        scores = rows @ self.line + np.tanh(rows @ self.hidden + self.bias) @ self.out
        some = first[1:] > first[:-1]
        starts = first[:-1][some]
        best = np.maximum.reduceat(rows, starts, axis=0)
        refusal = self.none[0] + best @ self.none[1:]
        top = np.maximum(np.maximum.reduceat(scores, starts), refusal)
        of = np.repeat(np.arange(len(starts)), np.diff(first)[some])
        grown = np.exp(scores - top[of])
        declined = np.exp(refusal - top)
        total = np.add.reduceat(grown, starts) + declined
        none[some] = declined / total
        return grown / total[of], none


class Ranker:
    """The networks and their calibration."""

    def __init__(self, weights: Weights) -> None:
        self.first, self.later = Network(weights.first), Network(weights.later)
        self.slope, self.offset = weights.calibration
        self.rounds = ROUNDS

    def chances(self, report: Report) -> tuple[Rows, Rows]:
        """Each candidate's probability and each name's probability of none, once all names have heard each other."""
        chances, none = self.first.chances(report.fixed, report.first)
        for _ in range(self.rounds):
            if len(chances):
                rows = np.hstack([report.fixed, report.heard(chances)])
                chances, none = self.later.chances(rows, report.first)
        return chances, none

    def sure(self, chance: float) -> float:
        """A probability as the calibration has it: 0 to 1."""
        held = min(max(chance, 1e-6), 1 - 1e-6)
        logit = float(np.log(held / (1 - held)))
        return float(1 / (1 + np.exp(-(self.slope * logit + self.offset))))


def load(text: bytes) -> Weights:
    """Weights from their JSON. Raises msgspec.ValidationError where they are not of this form, ValueError where they
    were learned for other signals than this version's."""
    return _checked(json.decode(text, type=Weights))


def load_all(text: bytes) -> list[Weights]:
    """The same of a list of weights."""
    return [_checked(weights) for weights in json.decode(text, type=list[Weights])]


def _checked(weights: Weights) -> Weights:
    if (weights.signals_first, weights.signals_later) != (FIRST, LATER):
        raise ValueError("the place ranker's weights are for other signals; run python -m training places")
    return weights


_instead: list[Ranker] = []


@contextmanager
def using(ranker: Ranker) -> Iterator[None]:
    """Within it, ``current`` gives that ranker: for scoring texts that the shipped one was trained on."""
    _instead.append(ranker)
    try:
        yield
    finally:
        _instead.pop()


def current() -> Ranker:
    """The shipped ranker, or the one that ``using`` has put in its place."""
    return _instead[-1] if _instead else shipped()


@lru_cache(maxsize=1)
def shipped() -> Ranker:
    """The ranker that comes with the package."""
    return Ranker(load(files("dateline.locate").joinpath("ranker.json").read_bytes()))
