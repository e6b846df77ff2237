"""The observations of a place as arrays: what its chain is worked out from, a few bytes each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dateline.assess.control.chain import Floats, Ints
from dateline.assess.control.patterns import PATTERNS, Likelihood
from dateline.assess.control.values import Observation
from dateline.assess.control.when import ordinal

MOST = 10
"""Actors told apart at one place; the least often named of more are held to be "another"."""
WEIGHTS = 10_000
"""Weights are whole ten-thousandths."""
_TOO_MANY = 1 << 15
_NAMES = tuple(PATTERNS)


def _table(of: Sequence[Likelihood]) -> Floats:
    return np.array([(x.named, x.contested, x.another, x.others, x.excluded) for x in of])


_NOW = _table([PATTERNS[name].now for name in _NAMES])
_BEFORE = _table([PATTERNS[name].before or PATTERNS[name].now for name in _NAMES])
_IS_CHANGE = np.array([PATTERNS[name].before is not None for name in _NAMES])


@dataclass(frozen=True)
class Compiled:
    """Observations in their order. ``day``: ordinals; ``pattern``: its number; ``named`` and ``excluded``: a bit for
    each of the place's actors in their order, the highest for those that are too many; ``weight``: ten-thousandths."""

    day: Ints
    pattern: Ints
    named: Ints
    excluded: Ints
    weight: Ints

    @property
    def change(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which of them tell of a change."""
        return _IS_CHANGE[self.pattern]

    def now(self) -> Floats:
        """A row each: how it goes with the place being held by each of ``MOST`` actors, contested, another's."""
        return self._rows(_NOW)

    def before(self) -> Floats:
        """The same of the time before a change; of what tells of none, as now."""
        return self._rows(_BEFORE)

    def _rows(self, table: Floats) -> Floats:
        of = table[self.pattern]
        named, contested, another, others, excluded = of.T
        bare = (self.named == 0) & (self.excluded == 0)
        rows = np.repeat(np.where(bare, named, others)[:, None], MOST + 2, axis=1)
        bits = np.arange(MOST)
        rows[:, :MOST] = np.where(self.excluded[:, None] >> bits & 1, excluded[:, None], rows[:, :MOST])
        rows[:, :MOST] = np.where(self.named[:, None] >> bits & 1, named[:, None], rows[:, :MOST])
        rows[:, MOST] = contested
        # Who is one of too many actors to be told apart is another.
        another = np.where(self.excluded & _TOO_MANY, np.maximum(another, excluded), another)
        rows[:, MOST + 1] = np.where(self.named & _TOO_MANY, np.maximum(another, named), another)
        return rows


def compiled(observed: Sequence[Observation], actors: Sequence[str]) -> Compiled:
    """The observations of a place at which ``actors`` are told apart."""
    bit = {key: 1 << k for k, key in enumerate(actors)}

    def bits(keys: Sequence[str]) -> int:
        found = 0
        for key in keys:
            found |= bit.get(key, _TOO_MANY)
        return found

    rows = np.array(
        [
            (
                ordinal(one.day) or 0, _NAMES.index(one.pattern), bits(one.named), bits(one.excluded),
                round(one.weight * WEIGHTS),
            )
            for one in observed
        ],
        dtype=np.int64,
    ).reshape(-1, 5)  # fmt: skip
    return Compiled(*np.ascontiguousarray(rows.T))
