"""The heads that find claims, as NumPy computes them; ``training/claim_network.py`` says what they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from math import log
from typing import NamedTuple

import numpy as np

from dateline.read.calibrate import Calibrator
from dateline.read.model import Floats
from dateline.read.ontology import ALL_MODES, FLAGS, MODES, ROLES, STATUSES, TYPES
from dateline.read.second_weights import SecondWeights
from dateline.read.thresholds import Thresholds

_DEFAULT = Thresholds()
_NONE = (0,) * 10_000
_REMEMBERED = 5_000
"""Facts without a row that are remembered as such: the first ones, which are those that come most often."""
_FORBIDDEN = np.float32(-1e4)
_MODES = np.full((len(TYPES), len(ALL_MODES)), _FORBIDDEN, dtype=np.float32)
for _number, _type in enumerate(TYPES):
    _MODES[_number, 0] = 0
    for _mode in MODES.get(_type, ()):
        _MODES[_number, ALL_MODES.index(_mode)] = 0


class Doer(NamedTuple):
    """What a trigger brings to its claims, whatever their type and their candidates."""

    own: Floats  # [HIDDEN]
    state: Floats  # [STATE]
    turned: Floats  # [CLAIM, roles]
    shift: Floats  # [roles]


class ClaimHeads:
    """``small``: the weights stored beside the graph, those of the claim heads named "claims." and the network's name;
    the facts that have a row, by kind; from which scores on something counts; what makes a claim's signs a confidence,
    None to take the trigger's probability as it is; weights of the second look at places and sources, None for none."""

    def __init__(
        self,
        small: dict[str, Floats],
        words: Sequence[str],
        triggers: Sequence[str],
        pairs: Sequence[str],
        thresholds: Thresholds = _DEFAULT,
        calibrator: Calibrator | None = None,
        second: SecondWeights | None = None,
    ) -> None:
        """``codes``: the numbers that facts of words, of triggers and of pairs have here."""
        self.thresholds = thresholds
        self.calibrator = calibrator
        self.second = second
        prefix = "claims."
        w = {k[len(prefix) :]: v.astype(np.float32) for k, v in small.items() if k.startswith(prefix)}
        self.weights = w
        self.codes = (rows(words), rows(triggers), rows(pairs))
        if w:
            self._words = np.concatenate([w["word_facts.rows"], w["word_plain.rows"]], axis=1)
            self._low = np.ascontiguousarray(
                w["low_part.weight"].reshape(len(ROLES), -1, w["low_part.weight"].shape[1])
            )
            self._low_bias = w["low_part.bias"].reshape(len(ROLES), -1, 1)
            self._pairs = np.concatenate([w["pair_facts.rows"], w["pair_plain.rows"]], axis=1)

    def type_scores(self, vectors: Floats, facts: Sequence[Sequence[int]]) -> Floats:
        """Log-odds that words bear a claim of each type: [n, CLAIM] → [n, types]. ``facts``: as :attr:`codes` gives
        them for words."""
        known = sums(self._words, facts)
        hidden: Floats = known[:, : -len(TYPES)] + self._linear("word", vectors)
        scores: Floats = self._linear("types", gelu(hidden)) + known[:, -len(TYPES) :]
        return scores

    def doers(self, vectors: Floats) -> list[Doer]:
        """What words [n, CLAIM] bring to the claims that they bear."""
        own, state = self._linear("doer", vectors), self._linear("state", vectors)
        # The product of the two small vectors of every role, worked out from the trigger's side: one product for all
        # candidates of a claim.
        low = self._linear("low_doer", vectors).reshape(len(vectors), len(ROLES), -1).transpose(1, 0, 2)
        scale = np.float32(low.shape[2] ** -0.5)
        turned = np.matmul(low, self._low).transpose(1, 2, 0) * scale
        shift = np.matmul(low, self._low_bias)[:, :, 0].T * scale
        return [Doer(*parts) for parts in zip(own, state, turned, shift, strict=True)]

    def states(
        self, doers: Sequence[Doer], types: Sequence[int], facts: Sequence[Sequence[int]]
    ) -> tuple[Floats, Floats, Floats]:
        """For some claims: probabilities of each status and mode, and of negated, aggregate, background. ``facts``:
        those of each claim's trigger."""
        hidden = sums(self.weights["state_facts.rows"], facts)
        hidden += [doer.state for doer in doers]
        hidden += self.weights["state_type.weight"][types]
        scores = self._linear("states", gelu(hidden))
        a, b = len(STATUSES), len(STATUSES) + len(ALL_MODES)
        modes = scores[:, a:b] + _MODES[types]
        return _softmax(scores[:, :a]), _softmax(modes), sigmoid(scores[:, b : b + len(FLAGS)])

    def alone(self, parts: Floats, facts: Sequence[Sequence[int]]) -> Floats:
        """What candidates bring to any claim of a sentence, [p, HIDDEN + roles]; ``facts``: those that hold for all its
        triggers."""
        found = sums(self._pairs, facts)
        found[:, : -len(ROLES)] += self._linear("part", parts)
        return found

    def around(self, facts: Sequence[Sequence[int]]) -> Floats:
        """What candidates bring to the claims of one trigger, of the same form; ``facts``: those of the trigger with
        each."""
        return sums(self._pairs, facts)

    def one_fact(self, facts: int | Sequence[int]) -> Floats:
        """The same of candidates that have one fact each, or of all of which one fact holds."""
        found: Floats = self._pairs[facts]
        return found

    def roles(self, doer: Doer, type_: int, parts: Floats, known: Floats) -> tuple[Floats, Floats]:
        """For one claim: scores of its candidates' roles [p, roles], and of taking over nothing, by slot. ``parts``
        [p, CLAIM] are the candidates' vectors, ``known`` the sum of what :meth:`alone` and :meth:`around` give."""
        own = doer.own + self.weights["pair_type.weight"][type_]
        both = np.empty((len(known) + 1, own.size), dtype=np.float32)
        np.add(own, known[:, : -len(ROLES)], out=both[:-1])
        both[-1] = own
        both = gelu(both)
        scores: Floats = self._linear("roles", both[:-1]) + known[:, -len(ROLES) :] + parts @ doer.turned
        scores += doer.shift
        return scores, self._linear("none", both[-1])

    def _linear(self, name: str, x: Floats) -> Floats:
        found: Floats = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return found


class _Rows(dict[str, int]):
    """Facts to rows of a table; 0, which adds nothing, for one that has none."""

    def __init__(self, facts: dict[str, int]) -> None:
        super().__init__(facts)
        self.most = len(facts) + _REMEMBERED

    def __missing__(self, fact: str) -> int:
        if len(self) < self.most:
            self[fact] = 0  # the same ones come again and again
        return 0


def rows(facts: Sequence[str]) -> Callable[[str], int]:
    """What gives the number of a fact's row in a table; 0, which adds nothing, for one that has none."""
    return _Rows({fact: n + 1 for n, fact in enumerate(facts)}).__getitem__


def sums(table: Floats, facts: Sequence[Sequence[int]]) -> Floats:
    """For each list of facts the sum of their rows, [n, width]."""
    sizes = {len(one) for one in facts}
    width = max(sizes, default=0)
    if not width:
        return np.zeros((len(facts), table.shape[1]), dtype=np.float32)
    even = facts if len(sizes) == 1 else [(*one, *_NONE[len(one) : width]) for one in facts]
    filled = chain.from_iterable(even)
    numbers = np.fromiter(filled, dtype=np.intp, count=len(facts) * width).reshape(len(facts), width)
    # A column of facts at a time: what all of them have together would not stay in the processor's cache.
    found: Floats = table.take(numbers[:, 0], axis=0)
    for k in range(1, width):
        found += table.take(numbers[:, k], axis=0)
    return found


def sigmoid(x: Floats) -> Floats:
    """1 / (1 + e^-x)."""
    found: Floats = (1 / (1 + np.exp(-np.maximum(np.minimum(x, 30), -30)))).astype(np.float32)
    return found


def logit(chance: float) -> float:
    """Log-odds of a probability between 0 and 1, both left out."""
    return log(chance / (1 - chance))


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max(axis=1, keepdims=True))
    found: Floats = e / e.sum(axis=1, keepdims=True)
    return found


def gelu(x: Floats) -> Floats:
    """The exact form, with the error function as Abramowitz and Stegun's 7.1.26 gives it (error below 1.5e-7): x where
    it is positive, less what the normal distribution leaves beyond the size of x times that size."""
    size = np.abs(x)
    t = size * _GELU_SCALE
    t += _ONE
    np.divide(_ONE, t, out=t)
    beyond = t * _GELU_TERMS[0]
    for term in _GELU_TERMS[1:]:
        beyond += term
        beyond *= t
    np.multiply(size, size, out=t)
    t *= _MINUS_HALF
    np.exp(t, out=t)
    beyond *= t
    beyond *= size
    found: Floats = x + size  # twice what is positive, to the bit; "maximum" with a single number is slow
    found *= _HALF
    found -= beyond
    return found


_ONE, _HALF, _MINUS_HALF = np.float32(1), np.float32(0.5), np.float32(-0.5)
_GELU_SCALE = np.float32(0.3275911 / 2**0.5)
_GELU_TERMS = [np.float32(a / 2) for a in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)]
