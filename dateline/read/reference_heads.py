"""The head that says what a pronoun or a description refers back to, as NumPy computes it;
``training/reference_network.py`` says what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dateline.read.claim_heads import gelu, rows, sums
from dateline.read.model import Floats
from dateline.read.reference_pairs import Numbers, PairTables

_ROOM = 1024
"""Rows that the table of facts grows by."""
_FEW = 4
"""A fact of fewer than one pair in so many is added to those alone."""


class ReferenceHeads:
    """``small``: the weights stored beside the graph, those of this head named "reference." and the network's name;
    ``facts``: those that have a row. :attr:`code` gives the number of a fact, 0 for one without a row; :attr:`tables`
    those of facts of pairs."""

    def __init__(self, small: Mapping[str, Floats], facts: Sequence[str]) -> None:
        prefix = "reference."
        self.weights = {k[len(prefix) :]: v.astype(np.float32) for k, v in small.items() if k.startswith(prefix)}
        self.code = rows(facts)
        self._joined: dict[tuple[int, ...], int] = {}
        self._filled = len(facts) + 1
        self.tables: PairTables | None = None
        if self.weights:
            self._table = np.hstack([self.weights.pop("facts.rows"), self.weights.pop("plain.rows")])
            self.tables = PairTables(facts, self.code, self.join)

    @property
    def known(self) -> bool:
        """Whether the model has this head."""
        return bool(self.weights)

    def join(self, facts: tuple[int, ...]) -> int:
        """The number of facts that come together, as of one: only for kinds of facts of which there are few."""
        facts = tuple([fact for fact in facts if fact])
        if len(facts) < 2:
            return sum(facts)
        known = self._joined.get(facts)
        if known is None:
            if self._filled == len(self._table):
                self._table = np.concatenate([self._table, np.zeros_like(self._table[:_ROOM])])
            self._table[self._filled] = self._table[list(facts)].sum(0)
            known = self._joined[facts] = self._filled
            self._filled += 1
        return known

    def chances(
        self,
        anaphors: Floats,
        own: Sequence[Sequence[int]],
        words: Floats,
        alone: Sequence[Sequence[int]],
        candidates: Sequence[Sequence[int]],
        pairs: Numbers,
    ) -> list[tuple[Floats, float]]:
        """For each of some anaphors the probabilities of its candidates, and of none of them. ``anaphors`` [a, CLAIM]
        and ``words`` [w, CLAIM] are vectors; ``candidates``: by anaphor, rows of ``words``; ``own``, ``alone`` and
        ``pairs`` [pairs, columns]: the numbers of facts of each anaphor, of each word, and of each anaphor with each of
        its candidates."""
        sizes = np.array([len(one) for one in candidates])
        of = np.repeat(np.arange(len(sizes)), sizes)
        at = np.array([n for one in candidates for n in one], dtype=np.int64)
        known = sums(self._table, own)
        mine = self._linear("anaphor", anaphors) + known[:, :-1]
        none = self._linear("none", gelu(mine))[:, 0] + known[:, -1]
        first, *others = pairs.T
        known = self._table.take(first, axis=0)
        for column in others:
            some = np.flatnonzero(column)
            if len(some) * _FEW > len(column):
                known += self._table.take(column, axis=0)
            elif len(some):  # a fact that few pairs have
                known[some] += self._table.take(column[some], axis=0)
        theirs = sums(self._table, alone)
        theirs[:, :-1] += self._linear("candidate", words)
        known += theirs[at]
        hidden = gelu(mine[of] + known[:, :-1])
        low = (self._linear("low_candidate", words)[at] * self._linear("low_anaphor", anaphors)[of]).sum(1)
        low *= np.float32(len(self.weights["low_anaphor.bias"]) ** -0.5)
        found = self._linear("score", hidden)[:, 0] + known[:, -1] + low
        any_ = sizes > 0  # an anaphor may be left without candidates
        ends = np.cumsum(sizes)
        starts = (ends - sizes)[any_]
        tops = none.copy()
        tops[any_] = np.maximum(none[any_], np.maximum.reduceat(found, starts))
        chances, nothing = np.exp(found - tops[of]), np.exp(none - tops)
        every = nothing.copy()
        every[any_] += np.add.reduceat(chances, starts)
        chances /= every[of]
        nothing /= every
        parts = zip(sizes.tolist(), ends.tolist(), nothing.tolist(), strict=True)
        return [(chances[end - size : end], none_) for size, end, none_ in parts]

    def _linear(self, name: str, x: Floats) -> Floats:
        found: Floats = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return found
