"""Observations of places to their histories: who held each, day by day.

Every place has a chain of its own, whatever others are worked out at once: one by itself gives the same as all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.assess.control.chain import Floats, Seen, Singles, prior, smooth
from dateline.assess.control.dynamics import Dynamics
from dateline.assess.control.neighbours import Beside, Chain, Hearing, Near, last_heard, seen_beside
from dateline.assess.control.patterns import PATTERNS, Likelihood
from dateline.assess.control.values import Observation
from dateline.assess.control.when import ordinal

LEAD = 120
"""Days before the first observation: what is told of a day says something of those before it too."""
MOST = 10
"""Actors told apart at one place; the least often named of more are held to be "another"."""
_AT_ONCE = 500
"""Places in one array: bounds memory."""


@dataclass(frozen=True)
class History:
    """A place over days. ``actors``: keys of those who are named there, sorted; ``first``: ordinal of the first day;
    ``shares``: a row a day of the chances that each of them holds it, that it is contested, another's, unknown (they
    sum to one); ``observations``: what it was made from, by day."""

    site: str
    actors: tuple[str, ...]
    first: int
    shares: Singles
    observations: tuple[Observation, ...]

    @property
    def chain(self) -> Chain:
        """What neighbours hear of it."""
        return Chain(self.actors, self.first, self.shares)


def histories(
    observed: Iterable[Observation],
    until: str | None = None,
    near: Near | None = None,
    dynamics: Dynamics | None = None,
    backward: bool = True,
) -> dict[str, History]:
    """The history of every place that is observed, from some days before its first observation to its last; what is
    observed after ``until`` is left out. ``near`` says which places lie beside which: what is known of these enters a
    place once (:mod:`.neighbours`). Without ``backward`` a day knows nothing of later ones."""
    end = ordinal(until)
    by_site: dict[str, list[Observation]] = defaultdict(list)
    for one in observed:
        if end is None or (ordinal(one.day) or 0) <= end:
            by_site[one.site].append(one)
    own = alone(by_site, dynamics, backward)
    if near is None:
        return own
    return among(own, {key: one.chain for key, one in own.items()}, near, end, dynamics, backward)


def history(
    observed: Sequence[Observation], until: str | None = None, dynamics: Dynamics | None = None
) -> History | None:
    """The history of one place by itself; None where nothing is observed of it by ``until``."""
    return next(iter(histories(observed, until, None, dynamics).values()), None)


def alone(
    by_site: Mapping[str, Collection[Observation]], dynamics: Dynamics | None = None, backward: bool = True
) -> dict[str, History]:
    """The histories of places as their own observations make them."""
    places = [_Place(key, sorted(by_site[key], key=_order)) for key in sorted(by_site) if by_site[key]]
    return _worked_out(places, dynamics or Dynamics(), backward)


def among(
    own: Mapping[str, History],
    chains: Mapping[str, Chain],
    near: Near,
    until: int | None = None,
    dynamics: Dynamics | None = None,
    backward: bool = True,
) -> dict[str, History]:
    """The histories ``own`` of :func:`alone` worked out again with what is known of the places beside them: ``chains``
    holds those of all places of ``near``, as they are alone. ``until`` (an ordinal): nothing is heard after it."""
    dynamics = dynamics or Dynamics()
    close = {key: [(chains[other], km) for other, km in near.get(key, ()) if other in chains] for key in sorted(own)}
    if not own:
        return {}
    hearing = Hearing(
        min(one.first for one in own.values()),
        max(last_heard(own[key].chain, [c for c, _ in close[key]], until, dynamics) for key in own),
        dynamics,
    )
    places = [
        _Place(key, own[key].observations, seen_beside(own[key].chain, close[key], until, hearing)) for key in close
    ]
    return _worked_out(places, dynamics, backward)


class _Place:
    """What is worked out of one place."""

    def __init__(self, key: str, observed: Sequence[Observation], beside: Beside = ()) -> None:
        self.key, self.observations, self.beside = key, tuple(observed), beside
        self.actors = named(observed)
        days = [ordinal(one.day) or 0 for one in observed]
        self.first = min(days) - LEAD
        self.last = max([*days, *(day for day, _, _ in beside)])


def _worked_out(places: Sequence[_Place], dynamics: Dynamics, backward: bool) -> dict[str, History]:
    found: dict[str, History] = {}
    for start in range(0, len(places), _AT_ONCE):
        part = places[start : start + _AT_ONCE]
        first = min(one.first for one in part)
        days = max(one.last for one in part) - first + 1
        usual = prior(np.array([len(one.actors) for one in part], dtype=np.int64), MOST, dynamics)
        shares = smooth(usual, days, _seen(part, first, dynamics), dynamics, backward)
        for i, one in enumerate(part):
            columns = [*range(len(one.actors)), MOST, MOST + 1, MOST + 2]
            own = shares[one.first - first : one.last - first + 1, i][:, columns]
            found[one.key] = History(one.key, one.actors, one.first, np.ascontiguousarray(own), one.observations)
    return found


def _seen(places: Sequence[_Place], first: int, dynamics: Dynamics) -> Seen:
    """All observations of some places as arrays."""
    index, days, now, before, weights, noise, change = [], [], [], [], [], [], []
    for i, place in enumerate(places):
        where = {key: k for k, key in enumerate(place.actors)}
        for one in place.observations:
            pattern = PATTERNS[one.pattern]
            index.append(i)
            days.append((ordinal(one.day) or 0) - first)
            now.append(_row(one, pattern.now, where))
            before.append(_row(one, pattern.before, where) if pattern.before else now[-1])
            change.append(pattern.before is not None)
            weights.append(one.weight)
            noise.append(dynamics.noise_change if pattern.before else dynamics.noise)
        for day, row, weight in place.beside:
            index.append(i)
            days.append(day - first)
            now.append(np.concatenate([row[:-2], np.zeros(MOST + 2 - len(row)), row[-2:]]))
            before.append(now[-1])
            change.append(False)
            weights.append(weight)
            noise.append(dynamics.noise)
    return Seen(
        place=np.array(index, dtype=np.int64),
        day=np.array(days, dtype=np.int64),
        now=np.array(now, dtype=np.float64),
        weight=np.array(weights, dtype=np.float64),
        noise=np.array(noise, dtype=np.float64),
        change=np.array(change, dtype=bool),
        before=np.array(before, dtype=np.float64),
    )


def _row(one: Observation, likelihood: Likelihood, where: Mapping[str, int]) -> Floats:
    row = np.full(MOST + 2, likelihood.others if one.named or one.excluded else likelihood.named)
    row[MOST] = likelihood.contested
    row[MOST + 1] = likelihood.another
    for keys, value in ((one.excluded, likelihood.excluded), (one.named, likelihood.named)):
        for key in keys:
            if key in where:
                row[where[key]] = value
            else:  # one of too many actors to be told apart
                row[MOST + 1] = max(row[MOST + 1], value)
    return row


def named(observed: Iterable[Observation]) -> tuple[str, ...]:
    """Who is named at a place as one who holds it or lost it, at most so many; the order is that of the keys."""
    weight: Counter[str] = Counter()
    for one in observed:
        for key in (*one.named, *(one.excluded if PATTERNS[one.pattern].now.excluded == 0 else ())):
            weight[key] += round(one.weight * 10_000)
    return tuple(sorted(sorted(weight, key=lambda key: (-weight[key], key))[:MOST]))


def _order(one: Observation) -> tuple[object, ...]:
    return one.day, one.pattern, one.named, one.excluded, one.weight, one.claims
