"""Observations of places to their histories: who held each, day by day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.assess.control.chain import Floats, Seen, Singles, prior, smooth
from dateline.assess.control.dynamics import Dynamics
from dateline.assess.control.neighbours import Beside, Near, seen_beside
from dateline.assess.control.patterns import PATTERNS, Likelihood
from dateline.assess.control.values import Observation
from dateline.assess.control.when import ordinal

LEAD = 120
"""Days before the first observation: what is told of a day says something of those before it too."""
MOST = 10
"""Actors told apart at one place; the least often named of more are held to be "another"."""


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


def histories(
    observed: Iterable[Observation],
    until: str | None = None,
    near: Near | None = None,
    dynamics: Dynamics | None = None,
    backward: bool = True,
) -> dict[str, History]:
    """The history of every place that is observed, from some days before the first observation to the last of all of
    them, or to ``until``; what is observed later is left out. ``near`` says which places lie beside which: what
    is known of these enters a place once (:mod:`.neighbours`). Without ``backward`` a day knows nothing of later
    ones."""
    dynamics = dynamics or Dynamics()
    end = ordinal(until)
    by_site: dict[str, list[Observation]] = defaultdict(list)
    for one in observed:
        if end is None or (ordinal(one.day) or 0) <= end:
            by_site[one.site].append(one)
    if not by_site:
        return {}
    batch = _Batch(by_site, end, dynamics)
    shares = smooth(batch.prior, batch.days, batch.seen(), dynamics, backward)
    if near is not None:
        beside = seen_beside(batch.keys, batch.named, batch.first, shares, near, dynamics)
        shares = smooth(batch.prior, batch.days, batch.seen(beside), dynamics, backward)
    return {key: batch.history(i, shares) for i, key in enumerate(batch.keys)}


def history(
    observed: Sequence[Observation], until: str | None = None, dynamics: Dynamics | None = None
) -> History | None:
    """The history of one place alone; None where nothing is observed of it by ``until``."""
    return next(iter(histories(observed, until, None, dynamics).values()), None)


class _Batch:
    """All places in arrays of one size."""

    def __init__(self, by_site: Mapping[str, list[Observation]], end: int | None, dynamics: Dynamics) -> None:
        self.keys = sorted(by_site)
        self.observations = [sorted(by_site[key], key=_order) for key in self.keys]
        self.named = [_named(one) for one in self.observations]
        every = [ordinal(o.day) or 0 for site in self.observations for o in site]
        self.first = min(every) - LEAD
        self.days = max(max(every), end or 0) - self.first + 1
        self.most = max(1, max(len(n) for n in self.named))
        self.prior = prior(np.array([len(n) for n in self.named], dtype=np.int64), self.most, dynamics)
        self._dynamics = dynamics

    def seen(self, beside: Beside | None = None) -> Seen:
        """All observations, and those made of neighbours."""
        places, days, rows, before, weights, noise, change = [], [], [], [], [], [], []
        for i, (site, named) in enumerate(zip(self.observations, self.named, strict=True)):
            where = {key: k for k, key in enumerate(named)}
            for one in site:
                pattern = PATTERNS[one.pattern]
                places.append(i)
                days.append((ordinal(one.day) or 0) - self.first)
                rows.append(self._row(one, pattern.now, where))
                change.append(pattern.before is not None)
                before.append(self._row(one, pattern.before, where) if pattern.before else rows[-1])
                weights.append(one.weight)
                noise.append(self._dynamics.noise_change if pattern.before else self._dynamics.noise)
        for i, day, row, weight in beside or ():
            places.append(i)
            days.append(day)
            rows.append(np.concatenate([row[:-2], np.zeros(self.most + 2 - len(row)), row[-2:]]))
            before.append(rows[-1])
            change.append(False)
            weights.append(weight)
            noise.append(self._dynamics.noise)
        return Seen(
            np.array(places, dtype=np.int64),
            np.array(days, dtype=np.int64),
            np.array(rows, dtype=np.float64),
            np.array(weights, dtype=np.float64),
            np.array(noise, dtype=np.float64),
            np.array(change, dtype=bool),
            np.array(before, dtype=np.float64),
        )

    def _row(self, one: Observation, likelihood: Likelihood, where: Mapping[str, int]) -> Floats:
        row = np.full(self.most + 2, likelihood.others if one.named or one.excluded else likelihood.named)
        row[self.most] = likelihood.contested
        row[self.most + 1] = likelihood.another
        for keys, value in ((one.excluded, likelihood.excluded), (one.named, likelihood.named)):
            for key in keys:
                if key in where:
                    row[where[key]] = value
                else:  # one of too many actors to be told apart
                    row[self.most + 1] = max(row[self.most + 1], value)
        return row

    def history(self, i: int, shares: Singles) -> History:
        """Of the place with index ``i``, from some days before it was first observed."""
        named = self.named[i]
        start = (ordinal(self.observations[i][0].day) or 0) - LEAD - self.first
        columns = [*range(len(named)), self.most, self.most + 1, self.most + 2]
        return History(
            self.keys[i],
            tuple(named),
            self.first + start,
            np.ascontiguousarray(shares[start:, i, columns]),
            tuple(self.observations[i]),
        )


def _named(observed: Sequence[Observation]) -> list[str]:
    """Who is named at a place as one who holds it or lost it, at most so many; the order is that of the keys."""
    weight: Counter[str] = Counter()
    for one in observed:
        for key in (*one.named, *(one.excluded if PATTERNS[one.pattern].now.excluded == 0 else ())):
            weight[key] += round(one.weight * 10_000)
    return sorted(sorted(weight, key=lambda key: (-weight[key], key))[:MOST])


def _order(one: Observation) -> tuple[object, ...]:
    return one.day, one.pattern, one.named, one.excluded, one.claims
