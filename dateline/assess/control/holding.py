"""The answer for one day: who holds a place, how sure that is, and which claims speak for and against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

import numpy as np
from msgspec import Struct

from dateline.assess.control.chain import Floats
from dateline.assess.control.dynamics import Dynamics
from dateline.assess.control.history import History
from dateline.assess.control.patterns import PATTERNS
from dateline.assess.control.values import Observation
from dateline.assess.control.when import ordinal
from dateline.values import Anchor, ClaimPlace, Party

_DIGITS = 4
_LEAST = 0.02  # an observation that weighs less on the day, by age and weight, is named neither for nor against


class Held(Struct, frozen=True):
    """An actor and the chance that it alone holds the place."""

    actor: str
    id: str | None
    probability: float


class Holding(Struct, frozen=True, rename={"claims_for": "for", "claims_against": "against"}):
    """Who holds a place on a day. ``holders`` (likeliest first), ``contested`` and ``unknown`` sum to one; ``another``
    is the part of ``unknown`` in which someone holds it whom no claim names. ``leading``: what is likeliest, a holder's
    name, ``contested``, ``another``, or ``unknown``. ``claims_for`` and ``claims_against`` (``for`` and ``against`` in
    JSON): anchors of the claims that speak for and against it (where that is ``unknown``, the likeliest of the others),
    weightiest first. ``reports``: in how many reports those for it stand; ``says``: on whose word; ``inferred``: all
    their days are only those of publication."""

    place: ClaimPlace
    on: str
    holders: tuple[Held, ...]
    contested: float
    unknown: float
    another: float
    leading: str
    claims_for: tuple[Anchor, ...]
    claims_against: tuple[Anchor, ...]
    reports: int
    says: tuple[str, ...]
    inferred: bool


def on(
    history: History,
    day: str,
    place: ClaimPlace,
    parties: Mapping[str, Party],
    dynamics: Dynamics | None = None,
) -> Holding:
    """The answer for a day. Before the first observation nothing is known; after the last the state fades. ``parties``
    gives names and ids to keys."""
    dynamics = dynamics or Dynamics()
    number = ordinal(day)
    if number is None:
        raise ValueError("a day is needed")
    state = state_on(history, number, dynamics)
    count = len(history.actors)
    shares = [round(float(x), _DIGITS) for x in state]
    known = sorted(zip(shares[:count], history.actors, strict=True), key=lambda p: (-p[0], p[1]))
    contested, another = shares[count], shares[count + 1]
    unknown = round(1 - sum(shares[:count]) - contested, _DIGITS)
    best = int(np.argmax(state[: count + 2]))
    for_, against = _evidence(history, number, best, dynamics)
    names = [*(_name(key, parties) for key in history.actors), "contested", "another"]
    return Holding(
        place=place,
        on=day,
        holders=tuple(Held(_name(key, parties), _id(key, parties), share) for share, key in known),
        contested=contested,
        unknown=max(0.0, unknown),
        another=min(another, max(0.0, unknown)),
        leading=names[best] if state[best] >= state[-1] else "unknown",
        claims_for=_anchors(for_),
        claims_against=_anchors(against),
        reports=len({claim.report for one in for_ for claim in one.claims}),
        says=tuple(sorted({word for one in for_ for word in one.says})),
        inferred=bool(for_) and all(one.inferred for one in for_),
    )


def state_on(history: History, day: int, dynamics: Dynamics) -> Floats:
    """The chances of all states on a day (its ordinal)."""
    states: Floats = history.chain.states(np.array([day]), dynamics)[0]
    return states


def _evidence(history: History, day: int, best: int, dynamics: Dynamics) -> tuple[list[Observation], list[Observation]]:
    """What speaks for and against a state, of the spell that the day lies in: the days around it on which that state
    was likeliest."""
    first, last = _spell(history, day, best)
    sides: tuple[list[tuple[float, Observation]], list[tuple[float, Observation]]] = ([], [])
    for one in history.observations:
        number = ordinal(one.day) or 0
        if not first <= number <= last:
            continue
        weight = one.weight * exp(-abs(day - number) / dynamics.hold_days)
        lean = _lean(one, history.actors, best)
        if weight >= _LEAST and lean:
            sides[0 if lean > 0 else 1].append((weight, one))
    ordered = [sorted(side, key=lambda p: (-p[0], p[1].day, p[1].claims)) for side in sides]
    return [one for _, one in ordered[0]], [one for _, one in ordered[1]]


def _spell(history: History, day: int, best: int) -> tuple[int, int]:
    leading = np.argmax(history.shares[:, :-1], axis=1)
    at = min(max(day - history.first, 0), len(leading) - 1)
    low = high = at
    while low > 0 and leading[low - 1] == best:
        low -= 1
    while high + 1 < len(leading) and leading[high + 1] == best:
        high += 1
    return history.first + low, history.first + high


def _lean(one: Observation, actors: Sequence[str], best: int) -> int:
    """Whether an observation makes that state likelier (1) or less likely (-1) than the mean of the others."""
    pattern = PATTERNS[one.pattern].now
    bare = not one.named and not one.excluded

    def of(k: int) -> float:
        if k >= len(actors):
            return (pattern.contested, pattern.another)[k - len(actors)]
        if actors[k] in one.named or bare:
            return pattern.named
        return pattern.excluded if actors[k] in one.excluded else pattern.others

    rest = [of(k) for k in range(len(actors) + 2) if k != best]
    gap = of(best) - sum(rest) / len(rest)
    return (gap > 0.05) - (gap < -0.05)


def _anchors(observed: Sequence[Observation]) -> tuple[Anchor, ...]:
    return tuple(dict.fromkeys(claim for one in observed for claim in one.claims))


def _name(key: str, parties: Mapping[str, Party]) -> str:
    return parties[key].name if key in parties else key.removeprefix("name:")


def _id(key: str, parties: Mapping[str, Party]) -> str | None:
    return parties[key].id if key in parties else None
