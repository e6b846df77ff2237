"""Whether an actor declines, holds or gains, week by week: a hidden Markov chain of three states.

What is seen in a week is what events say of the actor. One event's evidence is its indicator's weight on the
logarithmic scale (:mod:`dateline.assess.indicators.table`), mixed with "it is not so" by how far it can be believed
(Good 1950, "Probability and the Weighing of Evidence"). Three things keep it from counting for more than it is:

- *tilt*: outlets have sides, and some wars are told by their losses. Part of what the period's events say on average is
  taken from each of them, so that an actor is judged also by how it fared before.
- *crowd*: errors are shared between events, so that evidence of n events grows as the square root of n.
- staying in a state is likelier than leaving it, so old evidence fades.

A logistic regression brings the log-odds of falling and of rising, and the courses of the indicators, to the shares
that
came true in simulated histories.
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
RECENT_WEEKS = 12
_FEW = 10.0
"""Events that say nothing, beside those that are there: a few events have no tilt and are no crowd."""


class Settings(Struct, frozen=True):
    """What is set on simulated histories. ``prior``: of the three states; ``stay``: the chance to be in the same state
    a week later; ``scale`` multiplies the table's weights; ``tilt``: the share of the mean that is taken away;
    ``crowd``:
    the power of n by which n events weigh less. ``falling``, ``rising``, ``course`` and ``bias``: of the regression."""

    prior: tuple[float, float, float]
    stay: float
    scale: float
    tilt: float
    crowd: float
    falling: float
    rising: float
    course: float
    bias: float


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
    found, numbers = np.zeros((len(weeks), 3)), np.zeros(len(weeks))
    recent = 0.0
    for piece in sorted(pieces, key=lambda p: (p.week, p.indicator, p.belief, p.share)):
        at = place.get(piece.week)
        if at is not None:
            found[at] += weight(piece.indicator, piece.belief, settings.scale) * piece.share
            numbers[at] += piece.share
            if at >= len(weeks) - RECENT_WEEKS:
                recent += piece.share * piece.belief
    mean = settings.tilt * found.sum(axis=0) / (numbers.sum() + _FEW)
    crowd = float((1 + recent / _FEW) ** -settings.crowd)
    seen: Floats = (found - numbers[:, None] * mean[None, :]) * crowd
    return seen


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


def signals(now: Floats, course: float) -> Floats:
    """What the regression is of: log-odds of falling and of rising in the last week, and the courses."""
    return np.array([_odds(float(now[FALL])), _odds(float(now[RISE])), course])


def declining(signals: Floats, settings: Settings) -> float:
    """The probability of decline."""
    weights = np.array([settings.falling, settings.rising, settings.course])
    return 1 / (1 + exp(-float(signals @ weights) - settings.bias))


def _odds(share: float) -> float:
    bounded = min(max(share, 1e-6), 1 - 1e-6)
    return log(bounded / (1 - bounded))
