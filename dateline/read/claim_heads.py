"""The heads that find claims, as NumPy computes them; ``training/claim_network.py`` says what they are."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np

from dateline.read.calibrate import Calibrator
from dateline.read.model import Floats, Ints
from dateline.read.ontology import ALL_MODES, FLAGS, MODES, ROLES, STATUSES, TYPES
from dateline.read.thresholds import Thresholds

_DEFAULT = Thresholds()
_FORBIDDEN = np.float32(-1e4)
_MODES = np.full((len(TYPES), len(ALL_MODES)), _FORBIDDEN, dtype=np.float32)
for _number, _type in enumerate(TYPES):
    _MODES[_number, 0] = 0
    for _mode in MODES.get(_type, ()):
        _MODES[_number, ALL_MODES.index(_mode)] = 0


class ClaimHeads:
    """``small``: the weights stored beside the graph, those of the claim heads named "claims." and the network's name;
    the facts that have a row, by kind; from which scores on something counts; what makes a claim's signs a confidence,
    None to take the trigger's probability as it is."""

    def __init__(
        self,
        small: dict[str, Floats],
        words: Sequence[str],
        triggers: Sequence[str],
        pairs: Sequence[str],
        thresholds: Thresholds = _DEFAULT,
        calibrator: Calibrator | None = None,
    ) -> None:
        self.thresholds = thresholds
        self.calibrator = calibrator
        prefix = "claims."
        self.weights = {k[len(prefix) :]: v.astype(np.float32) for k, v in small.items() if k.startswith(prefix)}
        self._rows = [{fact: n + 1 for n, fact in enumerate(facts)} for facts in (words, triggers, pairs)]

    def type_scores(self, vectors: Floats, facts: Sequence[Sequence[str]]) -> Floats:
        """Log-odds that words bear a claim of each type: [n, CLAIM] → [n, types]."""
        w = self.weights
        hidden, plain = self._sums(0, facts, "word_facts.rows", "word_plain.rows")
        hidden += self._linear("word", vectors)
        scores: Floats = self._linear("types", gelu(hidden)) + plain
        assert scores.shape[1] == w["types.bias"].size
        return scores

    def states(self, vector: Floats, type_: int, facts: Sequence[str]) -> tuple[Floats, Floats, Floats]:
        """For one claim: probabilities of each status and mode, and of negated, aggregate, background."""
        (known,) = self._sums(1, [facts], "state_facts.rows")
        hidden: Floats = known[0] + self._linear("state", vector) + self.weights["state_type.weight"][type_]
        scores = self._linear("states", gelu(hidden))
        a, b = len(STATUSES), len(STATUSES) + len(ALL_MODES)
        return _softmax(scores[:a]), _softmax(scores[a:b] + _MODES[type_]), sigmoid(scores[b : b + len(FLAGS)])

    def roles(self, doer: Floats, type_: int, parts: Floats, facts: Ints) -> tuple[Floats, Floats]:
        """For one claim: scores of its candidates' roles [p, roles], and of taking over nothing, by slot. ``facts``
        as :meth:`pairs` gives them."""
        w = self.weights
        own = self._linear("doer", doer) + w["pair_type.weight"][type_]
        hidden = gelu(own + self._linear("part", parts) + w["pair_facts.rows"][facts].sum(1))
        low = self._linear("low_doer", doer).reshape(len(ROLES), -1)
        other = self._linear("low_part", parts).reshape(len(parts), len(ROLES), -1)
        alike: Floats = (low * other).sum(-1) * np.float32(low.shape[1] ** -0.5)
        scores: Floats = self._linear("roles", hidden) + w["pair_plain.rows"][facts].sum(1) + alike
        return scores, self._linear("none", gelu(own))

    def pairs(self, facts: Sequence[Sequence[str]]) -> Ints:
        """Facts of pairs as numbers of rows [p, k]."""
        return self._numbers(2, facts)

    def _sums(self, kind: int, facts: Sequence[Sequence[str]], *tables: str) -> list[Floats]:
        numbers = self._numbers(kind, facts)
        return [self.weights[table][numbers].sum(1) for table in tables]

    def _numbers(self, kind: int, facts: Sequence[Sequence[str]]) -> Ints:
        rows = self._rows[kind]
        found = [[rows[f] for f in one if f in rows] for one in facts]
        width = max((len(one) for one in found), default=0) or 1
        made = np.zeros((len(found), width), dtype=np.int64)
        for n, one in enumerate(found):
            made[n, : len(one)] = one
        return made

    def _linear(self, name: str, x: Floats) -> Floats:
        found: Floats = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return found


def sigmoid(x: Floats) -> Floats:
    """1 / (1 + e^-x)."""
    found: Floats = (1 / (1 + np.exp(-np.clip(x, -30, 30)))).astype(np.float32)
    return found


def logit(chance: float) -> float:
    """Log-odds of a probability between 0 and 1, both left out."""
    return log(chance / (1 - chance))


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max())
    found: Floats = e / e.sum()
    return found


def gelu(x: Floats) -> Floats:
    """The exact form, with the error function as Abramowitz and Stegun's 7.1.26 gives it (error below 1.5e-7)."""
    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - poly * np.exp(-z * z))
    found: Floats = (0.5 * x * (1 + erf)).astype(np.float32)
    return found
