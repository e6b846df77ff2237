"""Observations of places to their histories: who held each, day by day.

Every place has a chain of its own, whatever others are worked out at once: one by itself gives the same as all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.assess.control.chain import Seen, Singles, prior, smooth
from dateline.assess.control.compiled import MOST, WEIGHTS, Compiled, compiled
from dateline.assess.control.dynamics import Dynamics
from dateline.assess.control.neighbours import Beside, Chain, Hearing, Near, seen_beside
from dateline.assess.control.patterns import PATTERNS
from dateline.assess.control.values import Observation
from dateline.assess.control.when import ordinal

LEAD = 120
"""Days before the first observation: what is told of a day says something of those before it too."""
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


@dataclass(frozen=True)
class Alone:
    """A place as its own observations make it."""

    chain: Chain
    seen: Compiled


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
    sorted_ = {key: ordered(seen) for key, seen in by_site.items()}
    own = alone(sorted_, dynamics, backward)
    chains = {key: one.chain for key, one in own.items()}
    if near is not None:
        chains = among(own, chains, near, end, dynamics, backward)
    return {key: History(key, chain.actors, chain.first, chain.shares, sorted_[key]) for key, chain in chains.items()}


def history(
    observed: Sequence[Observation], until: str | None = None, dynamics: Dynamics | None = None
) -> History | None:
    """The history of one place by itself; None where nothing is observed of it by ``until``."""
    return next(iter(histories(observed, until, None, dynamics).values()), None)


def alone(
    by_site: Mapping[str, Sequence[Observation]], dynamics: Dynamics | None = None, backward: bool = True
) -> dict[str, Alone]:
    """Places as their own observations make them, which are ``ordered``; those of which there are none are left
    out."""
    made: dict[str, _Place] = {}
    for key in sorted(by_site):
        if by_site[key]:
            actors = named(by_site[key])
            made[key] = _Place(key, actors, compiled(by_site[key], actors))
    chains = _worked_out(list(made.values()), dynamics or Dynamics(), backward)
    return {key: Alone(chains[key], one.seen) for key, one in made.items()}


def among(
    own: Mapping[str, Alone],
    chains: Mapping[str, Chain],
    near: Near,
    until: int | None = None,
    dynamics: Dynamics | None = None,
    backward: bool = True,
) -> dict[str, Chain]:
    """The chains of places worked out again with what is known of the places beside them: ``own`` as :func:`alone`
    gives them, ``chains`` those of all places of ``near``, as they are alone. ``until`` (an ordinal): nothing is heard
    after it."""
    if not own:
        return {}
    dynamics = dynamics or Dynamics()
    hearing = Hearing(chains, dynamics)
    places = [
        _Place(
            key, own[key].chain.actors, own[key].seen, seen_beside(own[key].chain, near.get(key, ()), until, hearing)
        )
        for key in sorted(own)
    ]
    return _worked_out(places, dynamics, backward)


class _Place:
    """What is worked out of one place."""

    def __init__(self, key: str, actors: tuple[str, ...], seen: Compiled, beside: Beside = ()) -> None:
        self.key, self.actors, self.seen, self.beside = key, actors, seen, beside
        self.first = int(seen.day.min()) - LEAD
        self.last = max([int(seen.day.max()), *(day for day, _, _ in beside)])


def _worked_out(places: Sequence[_Place], dynamics: Dynamics, backward: bool) -> dict[str, Chain]:
    found: dict[str, Chain] = {}
    for start in range(0, len(places), _AT_ONCE):
        part = places[start : start + _AT_ONCE]
        first = min(one.first for one in part)
        days = max(one.last for one in part) - first + 1
        usual = prior(np.array([len(one.actors) for one in part], dtype=np.int64), MOST, dynamics)
        shares = smooth(usual, days, _seen(part, first, dynamics), dynamics, backward)
        for i, one in enumerate(part):
            columns = [*range(len(one.actors)), MOST, MOST + 1, MOST + 2]
            own = shares[one.first - first : one.last - first + 1, i][:, columns]
            found[one.key] = Chain(one.actors, one.first, np.ascontiguousarray(own))
    return found


def _seen(places: Sequence[_Place], first: int, dynamics: Dynamics) -> Seen:
    """All observations of some places as arrays, each place's own before what is known of those beside it."""
    parts = []
    for i, place in enumerate(places):
        own, change = place.seen, place.seen.change
        noise = np.where(change, dynamics.noise_change, dynamics.noise)
        parts.append((np.full(len(own.day), i), own.day, own.now(), own.weight / WEIGHTS, noise, change, own.before()))
        if place.beside:
            rows = np.zeros((len(place.beside), MOST + 2))
            for row, (_, given, _) in zip(rows, place.beside, strict=True):
                row[: len(given) - 2] = given[:-2]
                row[-2:] = given[-2:]
            parts.append(
                (
                    np.full(len(rows), i), np.array([day for day, _, _ in place.beside]), rows,
                    np.array([weight for _, _, weight in place.beside]), np.full(len(rows), dynamics.noise),
                    np.zeros(len(rows), dtype=bool), rows,
                )
            )  # fmt: skip
    place_, day, now, weight, noise, change, before = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Seen(place_.astype(np.int64), day.astype(np.int64) - first, now, weight, noise, change, before)


def named(observed: Iterable[Observation]) -> tuple[str, ...]:
    """Who is named at a place as one who holds it or lost it, at most so many; the order is that of the keys."""
    weight: Counter[str] = Counter()
    for one in observed:
        for key in (*one.named, *(one.excluded if PATTERNS[one.pattern].now.excluded == 0 else ())):
            weight[key] += round(one.weight * 10_000)
    return tuple(sorted(sorted(weight, key=lambda key: (-weight[key], key))[:MOST]))


def ordered(observed: Collection[Observation]) -> tuple[Observation, ...]:
    """The observations of a place in the order in which they are heard."""
    return tuple(sorted(observed, key=_order))


def _order(one: Observation) -> tuple[object, ...]:
    # Of what is told of one day a change comes first: that he holds the place now is told of him who took it that day.
    is_state = PATTERNS[one.pattern].before is None
    return one.day, is_state, one.pattern, one.named, one.excluded, one.weight, one.claims
