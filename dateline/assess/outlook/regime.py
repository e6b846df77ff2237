"""Whether an actor declines, holds or gains, week by week: a hidden Markov chain of three states.

What is seen in a week is what events say of the actor. One event's evidence is its indicator's weight on the
logarithmic scale (:mod:`dateline.assess.indicators.table`), mixed with "it is not so" by how far it can be believed
(Good 1950, "Probability and the Weighing of Evidence"). Events of one week and indicator are partly the same news, so
their
sum grows slower than their number. Staying in a state is likelier than leaving it; so old evidence fades.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import exp, log, log1p

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.assess.indicators.table import TABLE, Key

Floats = NDArray[np.float64]
FALL, HOLD, RISE = range(3)


class Settings(Struct, frozen=True):
    """What is set on simulated histories. ``prior``: of the three states; ``stay``: the chance to be in the same state
    a week later; ``scale`` multiplies the table's weights; ``bunch``: n events of one week and indicator count as n to
    this power; ``trend``: the weight of the courses of its attacks and of its area; ``slope`` and ``shift`` bring the
    log-odds of decline to the shares that were right."""

    prior: tuple[float, float, float]
    stay: float
    scale: float
    bunch: float
    trend: float
    slope: float
    shift: float


class Piece(Struct, frozen=True):
    """An event's part of a week: its indicator, how much of it falls in the week, and how far it is believed."""

    week: date
    indicator: Key
    share: float
    belief: float


def weight(indicator: Key, belief: float, scale: float) -> Floats:
    """What one event says, as log-likelihoods of the three states."""
    row = TABLE[indicator]
    return np.array([_mixed(row.fall * scale, belief), 0.0, _mixed(row.rise * scale, belief)])


def _mixed(ratio: float, belief: float) -> float:
    return log1p(belief * (exp(ratio) - 1))


def observed(weeks: Sequence[date], pieces: Sequence[Piece], settings: Settings) -> Floats:
    """Log-likelihoods of the three states by week."""
    place = {week: n for n, week in enumerate(weeks)}
    sums: dict[tuple[int, Key], Floats] = {}
    numbers: dict[tuple[int, Key], float] = {}
    for piece in pieces:
        if piece.week in place:
            at = place[piece.week], piece.indicator
            one = weight(piece.indicator, piece.belief, settings.scale) * piece.share
            sums[at] = sums[at] + one if at in sums else one
            numbers[at] = numbers.get(at, 0.0) + piece.share
    found = np.zeros((len(weeks), 3))
    for at in sorted(sums):
        found[at[0]] += sums[at] * max(numbers[at], 1.0) ** (settings.bunch - 1)
    return found


def states(seen: Floats, settings: Settings) -> Floats:
    """The probabilities of the three states by week, each given all weeks up to it."""
    prior = np.array(settings.prior)
    move = settings.stay * np.eye(3) + (1 - settings.stay) * prior[None, :]
    now, found = prior, np.zeros_like(seen)
    for n, row in enumerate(seen):
        now = (now @ move if n else now) * np.exp(row - row.max())
        now = now / now.sum()
        found[n] = now
    return found


def declining(now: Floats, settings: Settings) -> float:
    """The probability of decline, brought to the shares that were right in simulated histories."""
    return calibrated(float(now[FALL]), settings)


def calibrated(share: float, settings: Settings) -> float:
    """``share`` on the scale that proved right."""
    bounded = min(max(share, 1e-6), 1 - 1e-6)
    odds = settings.slope * log(bounded / (1 - bounded)) + settings.shift
    return 1 / (1 + exp(-odds))
