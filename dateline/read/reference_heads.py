"""The head that says what a pronoun or a description refers back to, as NumPy computes it;
``training/reference_network.py`` says what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dateline.read.claim_heads import gelu
from dateline.read.model import Floats


class ReferenceHeads:
    """``small``: the weights stored beside the graph, those of this head named "reference." and the network's name;
    ``facts``: those that have a row."""

    def __init__(self, small: Mapping[str, Floats], facts: Sequence[str]) -> None:
        prefix = "reference."
        self.weights = {k[len(prefix) :]: v.astype(np.float32) for k, v in small.items() if k.startswith(prefix)}
        if self.weights:
            self._table = np.hstack([self.weights.pop("facts.rows"), self.weights.pop("plain.rows")])
        self._rows = {fact: n + 1 for n, fact in enumerate(facts)}

    @property
    def known(self) -> bool:
        """Whether the model has this head."""
        return bool(self.weights)

    def chances(
        self, anaphor: Floats, own: Sequence[str], candidates: Floats, pairs: Sequence[Sequence[str]]
    ) -> tuple[Floats, float]:
        """Probabilities of the candidates [p], and of none of them. ``anaphor`` [CLAIM] and ``candidates`` [p, CLAIM]
        are vectors of words, ``own`` and ``pairs`` their facts."""
        w = self.weights
        hidden, plain = self._summed([own])
        mine = self._linear("anaphor", anaphor) + hidden[0]
        none = self._linear("none", gelu(mine))[0] + plain[0]
        hidden, plain = self._summed(pairs)
        hidden = gelu(mine + self._linear("candidate", candidates) + hidden)
        low = self._linear("low_candidate", candidates) @ self._linear("low_anaphor", anaphor)
        found = self._linear("score", hidden)[:, 0] + plain + low * np.float32(len(w["low_anaphor.bias"]) ** -0.5)
        scores = np.append(found, none)
        e = np.exp(scores - scores.max())
        e /= e.sum()
        return e[:-1], float(e[-1])

    def _summed(self, facts: Sequence[Sequence[str]]) -> tuple[Floats, Floats]:
        """The rows of each list of facts, summed: what goes into the hidden layer, and what is added to the score."""
        rows = [[self._rows[f] for f in one if f in self._rows] for one in facts]
        width = max((len(one) for one in rows), default=0) or 1
        numbers = np.zeros((len(rows), width), dtype=np.int64)
        for n, one in enumerate(rows):
            numbers[n, : len(one)] = one
        summed: Floats = self._table[numbers].sum(1)
        return summed[:, :-1], summed[:, -1]

    def _linear(self, name: str, x: Floats) -> Floats:
        found: Floats = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return found
