"""How surely two tellings are of one event, from :mod:`dateline.corroborate.features`: the mean of the log-odds that
boosted trees and small networks give."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.corroborate import lexicon as words
from dateline.corroborate.cluster import ONE
from dateline.corroborate.features import features, likely, names
from dateline.corroborate.lexicon import Lexicon
from dateline.corroborate.networks import Networks
from dateline.corroborate.telling import Anchor, Article, Telling
from dateline.corroborate.trees import Trees
from dateline.corroborate.weighed import Weighed, WeighedArticle, article, weighed
from dateline.errors import ModelError

FILE = Path(__file__).with_name("weights") / "scorer.json"
LEAST = 200_000
"""Marked events do as well from 0.1 to 0.2 (B³ F1 83.6 on those trained on), but in a stream of MUC-4 messages no pair
of two reports between 0.1 and 0.2, of some read, told of one event, and few up to 0.35: what is scored against is the
marked claims alone, and most claims of a stream share their event with no other report."""
_KEPT = 20_000
_AT_ONCE = 20_000


class Weights(Struct, frozen=True):
    """What training makes: the names of the features in their order, the trees, from which score on two groups are
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
        return (odds + self.networks.log_odds(rows)) / 2 if self.networks.networks else odds


class Scorer:
    """Scores of pairs, in millionths. Not to be shared between threads: it remembers what it weighed."""

    def __init__(self, weights: Weights, lexicon: Lexicon) -> None:
        if weights.features != names():
            raise ModelError("the weights of corroboration are of another version: python -m training coreference")
        self.weights, self.lexicon = weights, lexicon
        self._articles: dict[str, tuple[Article, WeighedArticle]] = {}
        self._weighed: dict[Anchor, Weighed] = {}

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
        """The mean score from which two groups are of one event: as trained, but never below :data:`LEAST`."""
        return max(self.weights.threshold, LEAST)

    @cached_property
    def known(self) -> dict[tuple[str, str], tuple[float, float]]:
        """Pairs of words as the features take them."""
        return {(a, b): (together, seen) for a, b, together, seen in self.weights.known}

    def score(self, one: Telling, other: Telling) -> int:
        """The score of a pair, the same in either order."""
        return self.scores([(one, other)])[0]

    def scores(self, pairs: Sequence[tuple[Telling, Telling]]) -> list[int]:
        """The score of each pair; it does not depend on the other pairs."""
        found = [0] * len(pairs)
        for start in range(0, len(pairs), _AT_ONCE):
            rows, at = [], []
            for i, (a, b) in enumerate(pairs[start : start + _AT_ONCE], start):
                one, other = self.weigh(a), self.weigh(b)
                if likely(one, other):
                    rows.append(list(features(one, other, self.known).values()))
                    at.append(i)
            if rows:
                odds = self.weights.log_odds(np.array(rows, dtype=np.float64))
                for i, score in zip(at, np.rint(ONE / (1 + np.exp(-odds))), strict=True):
                    found[i] = int(score)
        return found

    def weigh(self, telling: Telling) -> Weighed:
        """A telling's words, weighed (and remembered for a while)."""
        found = self._weighed.get(telling.anchor)
        if found is None or found.telling is not telling:
            if len(self._weighed) > _KEPT:
                self._weighed.clear()
                self._articles.clear()
            found = self._weighed[telling.anchor] = weighed(telling, self._article(telling.article), self.lexicon)
        return found

    def _article(self, of: Article) -> WeighedArticle:
        kept = self._articles.get(of.report)
        if kept is None or (kept[0] is not of and kept[0] != of):
            kept = self._articles[of.report] = (of, article(of, self.lexicon))
        return kept[1]
