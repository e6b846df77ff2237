"""How surely two tellings are of one event, from :mod:`dateline.corroborate.features`: a weighted mean of the log-odds
that boosted trees and small networks give. A score is the square of the chance that these stand for, in millionths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.corroborate import lexicon as words
from dateline.corroborate.cluster import ONE
from dateline.corroborate.columns import Ints
from dateline.corroborate.compared import Compared
from dateline.corroborate.features import features, names
from dateline.corroborate.lexicon import Lexicon
from dateline.corroborate.networks import Networks
from dateline.corroborate.sheets import Sheets
from dateline.corroborate.telling import Telling
from dateline.corroborate.trees import Trees
from dateline.errors import ModelError

FILE = Path(__file__).with_name("weights") / "scorer.json"
HOPELESS = -7.0
"""Pairs to which the trees give lower log-odds are not asked of the networks, which cannot save them: of 5,000 pairs of
MUC-4 that come to 0.1 the trees give none less than -6."""
NETWORKS = 0.8
"""How much the networks' log-odds count beside those of the trees: on folds, of a half, 0.65, 0.8 and 1, the best for
marked events and for pairs judged in a stream, and no worse for ECB+."""
_KEPT = 2_000
"""Tellings whose columns are remembered; a telling stays in memory with them, some ten kilobytes."""
_AT_ONCE = 8192
_ROWS = 256


class Weights(Struct, frozen=True):
    """What training makes: the names of the features in their order, the trees, from which mean score on two groups are
    joined (millionths), of pairs of words how often they told one event, of how many times met, and the networks.
    ``checked_threshold`` is the one for mentions of any event in sentences that people chose, as in ECB+."""

    features: tuple[str, ...]
    trees: Trees
    threshold: int
    known: tuple[tuple[str, str, float, float], ...]
    networks: Networks = Networks()
    checked_threshold: int = ONE

    def log_odds(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Of rows [n, features]: [n]."""
        odds = self.trees.log_odds(rows)
        hopeful = odds >= HOPELESS
        if self.networks.networks and hopeful.any():
            odds[hopeful] = (1 - NETWORKS) * odds[hopeful] + NETWORKS * self.networks.log_odds(rows[hopeful])
        return odds


class Scorer:
    """Scores of pairs, in millionths. Not to be shared between threads: it remembers what it weighed."""

    def __init__(self, weights: Weights, lexicon: Lexicon) -> None:
        if weights.features != names():
            raise ModelError("the weights of corroboration are of another version: python -m training coreference")
        self.weights, self.lexicon = weights, lexicon
        self.sheets = Sheets(lexicon)

    @classmethod
    def load(cls, path: Path = FILE) -> Scorer:
        """The scorer in ``path``, by default the bundled one. Raises ``ModelError``."""
        try:
            weights = msgspec.json.decode(path.read_bytes(), type=Weights)
        except (OSError, msgspec.MsgspecError) as error:
            raise ModelError(f"{path}: cannot be read ({error}); install dateline again") from error
        return cls(weights, words.load())

    @property
    def threshold(self) -> int:
        """The mean score from which two groups are of one event."""
        return self.weights.threshold

    @cached_property
    def known(self) -> dict[tuple[str, str], tuple[float, float]]:
        """Pairs of words as the features take them."""
        return {(a, b): (together, seen) for a, b, together, seen in self.weights.known}

    def score(self, one: Telling, other: Telling) -> int:
        """The score of a pair, the same in either order."""
        return self.scores([(one, other)])[0]

    def scores(self, pairs: Sequence[tuple[Telling, Telling]]) -> list[int]:
        """The score of each pair; it does not depend on the other pairs."""
        every = [one for pair in pairs for one in pair]
        both = np.arange(len(every)).reshape(-1, 2)
        found: list[int] = self.scores_among(every, both[:, 0], both[:, 1]).tolist()
        return found

    def scores_among(self, tellings: Sequence[Telling], one: Ints, other: Ints) -> Ints:
        """The same of pairs of ``tellings``, given by their places among these."""
        if len(self.sheets) > _KEPT:
            self.sheets = Sheets(self.lexicon)
        used, at = np.unique(np.concatenate([one, other]), return_inverse=True)
        rows = self.sheets.rows([tellings[i] for i in used.tolist()])[at]
        return self._scores(rows[: len(one)], rows[len(one) :])

    def _scores(self, one: Ints, other: Ints) -> Ints:
        found = np.zeros(len(one), dtype=np.int64)
        for compared, at in batches(self.sheets, one, other):
            likely = compared.likely()
            some = Compared(self.sheets, compared.left[likely], compared.right[likely])
            if likely.any():
                odds = self.weights.log_odds(features(some, self.known))
                found[at[likely]] = squared(odds).astype(np.int64)
        return found


def squared(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """The scores that log-odds come to. Groups are joined by the mean of scores between them: of squares the sure pairs
    of two groups count for more than how many there are that say little. On folds, against chances as they are and with
    precision held: B³ F1 of marked events 79.6 instead of 75.9, CoNLL F1 of ECB+ 78.8 instead of 78.5; powers of 1.5,
    2.5 and 3 are no better."""
    found: NDArray[np.float64] = np.rint(ONE / (1 + np.exp(-odds)) ** 2)
    return found


def batches(sheets: Sheets, one: Ints, other: Ints) -> Iterator[tuple[Compared, Ints]]:
    """Pairs of rows in parts that are fast to compare, each with the places of its pairs."""
    often = np.bincount(np.concatenate([one, other]), minlength=1)
    turned = often[other] > often[one]
    left, right = np.where(turned, other, one), np.where(turned, one, other)
    order = np.argsort(left, kind="stable")
    changes = np.cumsum(np.diff(left[order], prepend=-1) != 0)
    start = 0
    while start < len(order):
        end = min(start + _AT_ONCE, int(np.searchsorted(changes, changes[start] + _ROWS)))
        at = order[start:end]
        yield Compared(sheets, left[at], right[at]), at
        start = end
