"""The hidden Markov chain of many places at once: filter forward, smoother backward, over days (NumPy alone).

States of a place: held by each of ``K`` actors, contested, held by another, and *unknown*: the place may have changed
hands since anything true was heard of it, and nobody has said how it stands. Unknown is where every chain begins, what
every state fades into, and what a report that is believed leads out of:

- A day passes: a holder keeps the place or, with chance ``1/hold_days``, may have lost it without a word: the place is
  contested or unknown then. A contested place falls to unknown.
- A report tells the truth with chance ``w`` (its weight) or says something that does not depend on the state. With
  ``f(s)`` the pattern's likelihood, ``p`` the shares of states where nothing is known and ``n = noise * sum p f``,
  what is known is multiplied by ``w f(s) + (1-w) n``; of what is unknown, ``w p(s) f(s)`` goes to state ``s`` and
  ``(1-w) n`` stays.
- A report of a change, where it is true, takes the place from whatever state it was in, with the likelihood ``b(s)`` of
  that state, into the states that go with it now, in the shares ``p f``.

These are exact Bayesian updates of a chain whose states carry the mark "heard of since the last change".

Forward and backward passes are those of Rabiner (1989), "A tutorial on hidden Markov models", scaled day by day.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.assess.control.dynamics import Dynamics

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Seen:
    """Observations of all places. ``place`` and ``day``: indices; ``now``: rows of ``f(s)`` for actors, contested,
    another; ``weight``: ``w``; ``noise``: how often such noise is told, against chance; ``change``: whether a change is
    told, and ``before``: then, the rows of ``b(s)``."""

    place: Ints
    day: Ints
    now: Floats
    weight: Floats
    noise: Floats
    change: NDArray[np.bool_]
    before: Floats


@dataclass(frozen=True)
class _Step:
    """What is heard on one day of places that are each heard of once. ``true`` and ``false``: what true reports and
    false ones add; ``into``, where a change is told: the shares in which it leaves the states."""

    place: Ints
    true: Floats
    false: Floats
    out: Floats
    into: Floats | None


def prior(actors: Ints, most: int, dynamics: Dynamics) -> Floats:
    """Shares of the states of each place where nothing is known; ``actors``: how many are named there; a row has
    ``most`` actors, contested, another."""
    shares = np.zeros((len(actors), most + 2))
    each = (1 - dynamics.contested - dynamics.another) / np.maximum(actors, 1)
    shares[:, :most] = np.where(np.arange(most) < actors[:, None], each[:, None], 0.0)
    shares[:, most] = dynamics.contested
    shares[:, most + 1] = 1 - shares.sum(axis=1)
    return shares


def smooth(shares: Floats, days: int, seen: Seen, dynamics: Dynamics, backward: bool = True) -> Singles:
    """The chance of each state on each day: (days, places, actors + contested, another, unknown). ``shares`` as of
    :func:`prior`. Without ``backward`` a day knows only what came up to it (the filter)."""
    places, states = shares.shape[0], shares.shape[1] + 1
    steps = _steps(shares, days, seen)
    out = np.empty((days, places, states), dtype=np.float32)
    now = np.zeros((places, states))
    now[:, -1] = 1.0
    for day in range(days):
        _pass(now, dynamics)
        for step in steps[day]:
            at = now[step.place]
            told = at[:, :-1] * step.true + at[:, -1:] * step.out
            if step.into is not None:
                told = told.sum(axis=1, keepdims=True) * step.into
            at *= step.false
            at[:, :-1] += told
            now[step.place] = at / at.sum(axis=1, keepdims=True)
        out[day] = now
    if backward:
        _backward(out, shares, steps, dynamics)
    return out


def fade(state: Floats, days: NDArray[np.int64], dynamics: Dynamics) -> Floats:
    """A place's state after so many days without a word, a row for each number of days."""
    keep, fight = 1 - 1 / dynamics.hold_days, 1 - 1 / dynamics.contest_days
    kept, fought = keep**days, fight**days
    out = state[None, :] * kept[:, None]
    held = state[:-3].sum() + state[-2]
    # What is lost on each day and begins a fight, less the fights that ended since: a geometric sum.
    between = (kept - fought) / (keep - fight) if keep != fight else days * keep ** np.maximum(days - 1, 0)
    out[:, -3] = fought * state[-3] + dynamics.through_contest * held / dynamics.hold_days * between
    out[:, -1] = 1 - out[:, :-1].sum(axis=1)
    return out


def _steps(shares: Floats, days: int, seen: Seen) -> list[list[_Step]]:
    """By day, the rounds of that day: a place that is heard of twice on a day is in two rounds, in the order given."""
    order, starts = _rounds(seen)
    place, weight, change = seen.place[order], seen.weight[order][:, None], seen.change[order]
    now, before, usual = seen.now[order], seen.before[order], shares[place]
    fitting = usual * now
    mean = fitting.sum(axis=1, keepdims=True)
    # Nothing is impossible: a thousandth of noise is left where a pattern goes with no state of the place.
    false = np.maximum(mean * seen.noise[order][:, None] * (1 - weight), 1e-3)
    true = weight * np.where(change[:, None], before, now)
    into = fitting / np.maximum(mean, 1e-12)
    steps: list[list[_Step]] = [[] for _ in range(days)]
    for a, b in pairwise([*starts, len(order)]):
        steps[int(seen.day[order[a]])].append(
            _Step(place[a:b], true[a:b], false[a:b], true[a:b] * usual[a:b], into[a:b] if change[a] else None)
        )
    return steps


def _rounds(seen: Seen) -> tuple[Ints, list[int]]:
    """The order by day, round and kind, and where each round begins in it."""
    order = np.lexsort((np.arange(len(seen.place)), seen.place, seen.day))
    place, day = seen.place[order], seen.day[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = (place[1:] != place[:-1]) | (day[1:] != day[:-1])
    begin = np.flatnonzero(new)
    number = np.arange(len(order)) - np.repeat(begin, np.diff(np.append(begin, len(order))))
    change = seen.change[order]
    last = np.lexsort((place, change, number, day))
    keys = np.stack((day[last], number[last], change[last]))
    starts = np.flatnonzero(np.any(keys[:, 1:] != keys[:, :-1], axis=0)) + 1
    return order[last], [0, *starts.tolist()] if len(order) else []


def _pass(now: Floats, dynamics: Dynamics) -> None:
    """A day passes: in place."""
    lost = now[:, :-3].sum(axis=1) + now[:, -2]
    lost /= dynamics.hold_days
    ended = now[:, -3] / dynamics.contest_days
    now[:, :-3] *= 1 - 1 / dynamics.hold_days
    now[:, -2] *= 1 - 1 / dynamics.hold_days
    now[:, -3] += dynamics.through_contest * lost - ended
    now[:, -1] += (1 - dynamics.through_contest) * lost + ended


def _backward(out: Singles, shares: Floats, steps: list[list[_Step]], dynamics: Dynamics) -> None:
    """Turns the filter's answers into the smoother's, in place. ``later`` is the chance of what is still to be heard
    from each known state, ``blind`` the same from each state while it is unknown. Of the unknown, what later reports
    resolve goes to its states: the part left is the largest that has the shares of where nothing is known."""
    later = np.ones((out.shape[1], out.shape[2] - 1))
    blind = np.ones_like(later)
    there = shares > 0
    for day in range(out.shape[0] - 1, -1, -1):
        mean = (shares * blind).sum(axis=1)
        least = np.min(np.where(there, blind, np.inf), axis=1)
        unknown = out[day, :, -1:]
        known = out[day, :, :-1] * later + unknown * shares * (blind - least[:, None])
        total = known.sum(axis=1, keepdims=True) + unknown * least[:, None]
        out[day, :, -1:] = unknown * least[:, None] / total
        out[day, :, :-1] = known / total
        for step in reversed(steps[day]):
            heard = later[step.place]
            told = heard if step.into is None else (heard * step.into).sum(axis=1, keepdims=True)
            unheard = blind[step.place] * step.false + step.true * told
            heard = heard * step.false + step.true * told
            scale = np.maximum(heard.max(axis=1), unheard.max(axis=1))[:, None]
            later[step.place], blind[step.place] = heard / scale, unheard / scale
        mean = (shares * blind).sum(axis=1)
        _pass_back(later, blind, mean, dynamics)


def _pass_back(later: Floats, blind: Floats, mean: Floats, dynamics: Dynamics) -> None:
    """A day passes, backward: in place. ``mean``: of the unknown before."""
    left, ended = 1 / dynamics.hold_days, 1 / dynamics.contest_days
    lost = dynamics.through_contest * later[:, -2] + (1 - dynamics.through_contest) * mean
    contested = (1 - ended) * later[:, -2] + ended * mean
    later *= 1 - left
    later += left * lost[:, None]
    later[:, -2] = contested
    blind *= 1 - left
    blind += left * mean[:, None]
