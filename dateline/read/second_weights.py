"""Weights of the second look at places and sources (``dateline/read/second_look.py``): part of the model, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import msgspec
from msgspec import Struct

from dateline.errors import ModelError

FILE = "second-look.json"


class Opinion(Struct, frozen=True, dict=True):
    """How likely a candidate plays a part, told by facts alone, and what that adds to the network's score.

    ``bias`` and ``weights`` (by fact; one without a weight says nothing) add up to the facts' log-odds. What counts is
    ``network`` times the network's score, plus ``facts`` times these log-odds, plus ``shift``: log-odds too, fitted on
    reports that neither has seen. ``at``: log-odds from which the candidate is taken.
    """

    bias: float
    weights: dict[str, float]
    network: float
    facts: float
    shift: float
    at: float

    @cached_property
    def _weight(self) -> dict[str, float]:
        return _Weights(self.weights)

    def log_odds(self, facts: Sequence[str]) -> float:
        """What the facts alone say, added up in their order."""
        return self.bias + sum(map(self._weight.__getitem__, facts))

    def joined(self, score: float, facts: Sequence[str]) -> float:
        """The network's score and the facts together."""
        return self.network * score + self.facts * self.log_odds(facts) + self.shift


class SecondWeights(Struct, frozen=True):
    """``place``: of a place told before the claim's sentence; ``source``: of a speaker in the claim's sentence;
    ``spoken``: of one in another sentence."""

    place: Opinion
    spoken: Opinion


class _Weights(dict[str, float]):
    def __missing__(self, fact: str) -> float:
        return 0.0


def find(folder: Path) -> SecondWeights | None:
    """The weights beside a model, or None where it has none. Raises ``ModelError`` where they cannot be read."""
    path = folder / FILE
    if not path.exists():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=SecondWeights)
    except (OSError, msgspec.MsgspecError) as error:
        raise ModelError(f"{path}: {error}; run `python -m training second` again") from error


def save(weights: SecondWeights, folder: Path) -> None:
    """Writes the weights beside a model."""
    (folder / FILE).write_bytes(msgspec.json.format(msgspec.json.encode(weights, order="sorted"), indent=1) + b"\n")
