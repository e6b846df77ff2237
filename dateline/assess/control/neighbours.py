"""What the places beside a place show of it: once, late, and weakly."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.assess.control.chain import Floats, Singles, fade
from dateline.assess.control.dynamics import Dynamics
from dateline.assess.control.values import Site
from dateline.locate.geo import EARTH_KM

Near = Mapping[str, Sequence[tuple[str, float]]]
"""For each place the places near it with their distance in km."""
Beside = Sequence[tuple[int, Floats, float]]
"""Day (ordinal), likelihoods (the place's actors, contested, another), weight."""
_LEAST = 0.005
_AFTER = 120
"""Days after the last observation for which what is known of neighbours still enters."""


@dataclass(frozen=True)
class Chain:
    """A place's states over days from ``first``, an ordinal: a row a day of the chances of its actors, contested,
    another, unknown."""

    actors: tuple[str, ...]
    first: int
    shares: Singles

    @property
    def last(self) -> int:
        """Its last day."""
        return self.first + len(self.shares) - 1

    def states(self, days: NDArray[np.int64], dynamics: Dynamics) -> Floats:
        """The states on some days: before the first nothing is known, after the last they fade."""
        found = self.shares[np.clip(days - self.first, 0, len(self.shares) - 1)].astype(np.float64)
        found[days < self.first] = 0.0
        found[days < self.first, -1] = 1.0
        later = days > self.last
        if later.any():
            found[later] = fade(self.shares[-1].astype(np.float64), days[later] - self.last, dynamics)
        return found


def near(sites: Sequence[Site], within_km: float) -> dict[str, tuple[tuple[str, float], ...]]:
    """For each place the others within so many km, nearest first."""
    there = {one.key: (one.place.latitude or 0.0, one.place.longitude or 0.0) for one in sites}
    return near_of(there, there, within_km)


def near_of(
    wanted: Collection[str], there: Mapping[str, tuple[float, float]], within_km: float
) -> dict[str, tuple[tuple[str, float], ...]]:
    """For each wanted place that is there the others within so many km, nearest first. Sorted by latitude, so that
    only a band is looked at."""
    order = sorted(there, key=lambda key: (there[key][0], key))
    lat = np.radians([there[key][0] for key in order])
    lon = np.radians([there[key][1] for key in order])
    reach = within_km / EARTH_KM
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for key in sorted(wanted):
        if key not in there:
            continue
        here = np.radians(there[key])
        low, high = np.searchsorted(lat, here[0] - reach - 1e-9), np.searchsorted(lat, here[0] + reach + 1e-9)
        km = _distances(here[0], here[1], lat[low:high], lon[low:high])
        close = [(float(km[j - low]), order[j]) for j in range(low, high) if km[j - low] <= within_km]
        found[key] = tuple((other, way) for way, other in sorted(close) if other != key)
    return found


def _distances(lat: float, lon: float, lats: Floats, lons: Floats) -> Floats:
    h = np.sin((lats - lat) / 2) ** 2 + np.cos(lat) * np.cos(lats) * np.sin((lons - lon) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, h))))


class Hearing:
    """The states of chains on the days on which what they show is heard, each worked out once for all who hear it.
    ``first`` and ``last``: the days between which anyone hears."""

    def __init__(self, first: int, last: int, dynamics: Dynamics) -> None:
        self.dynamics = dynamics
        every = dynamics.neighbour_days
        self.days = np.arange(first + (-first) % every, last + 1, every)
        self._told: dict[int, tuple[Chain, Floats]] = {}

    def told(self, one: Chain, heard: NDArray[np.bool_]) -> Floats:
        """What a chain shows on the days that are marked: actors, contested, another."""
        found = self._told.get(id(one))
        if found is None:
            states = one.states(self.days - self.dynamics.neighbour_lag, self.dynamics)[:, :-1]
            found = self._told[id(one)] = (one, states)
        return found[1][heard]


def last_heard(own: Chain, close: Sequence[Chain], until: int | None, dynamics: Dynamics) -> int:
    """The last day on which something of those beside it is heard in a place."""
    last = max([own.last, *(other.last + dynamics.neighbour_lag for other in close)]) + _AFTER
    return min(last, until) if until is not None else last


def seen_beside(own: Chain, close: Sequence[tuple[Chain, float]], until: int | None, hearing: Hearing) -> Beside:
    """What the chains of the places beside a place, with their distances, show of it: each as its own observations
    alone made it.

    It enters once in so many days of the calendar, some days late, as one observation whatever the number of
    neighbours, and goes no further: a place never hears of itself."""
    dynamics = hearing.dynamics
    parts = [(other, 1 - km / dynamics.neighbour_km) for other, km in close if km < dynamics.neighbour_km]
    if not parts or not dynamics.neighbour_weight:
        return ()
    heard = (hearing.days >= own.first) & (hearing.days <= last_heard(own, [c for c, _ in close], until, dynamics))
    days = hearing.days[heard]
    if not len(days):
        return ()
    total = sum(part for _, part in parts)
    shown = np.zeros((len(days), len(own.actors) + 2))
    for other, part in parts:
        shown += part / total * (hearing.told(other, heard) @ _translated(other.actors, own.actors))
    known = shown.sum(axis=1)
    weights = dynamics.neighbour_weight * max(part for _, part in parts) * known
    return tuple(
        (day, row / share, weight)
        for day, row, share, weight in zip(days.tolist(), shown, known.tolist(), weights.tolist(), strict=True)
        if weight >= _LEAST
    )


def _translated(theirs: Sequence[str], ours: Sequence[str]) -> Floats:
    """A matrix from a neighbour's states to a place's own: whom the place does not name is another."""
    where = {key: k for k, key in enumerate(ours)}
    matrix = np.zeros((len(theirs) + 2, len(ours) + 2))
    for k, key in enumerate(theirs):
        matrix[k, where.get(key, len(ours) + 1)] = 1.0
    matrix[-2, -2] = 1.0
    matrix[-1, -1] = 1.0
    return matrix
