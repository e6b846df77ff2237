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
_PARTS = 20
_CONTESTED, _ANOTHER = -2, -1
_FORGOTTEN = 1200
"""Days after the last observation when nothing that is heard is left of a place."""


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
    """What chains show on the days on which it is heard, worked out once for all who hear it: the columns of all chains
    side by side. It is heard in twentieths: what is less makes no difference to anyone, and those beside a place need
    not be worked out again where it did not change by more."""

    def __init__(self, chains: Mapping[str, Chain], dynamics: Dynamics) -> None:
        self.dynamics = dynamics
        every = dynamics.neighbour_days
        first = min((one.first for one in chains.values()), default=0)
        self.last = {key: one.last for key, one in chains.items()}
        last = max(self.last.values(), default=0) + dynamics.neighbour_lag + _AFTER
        self.days = np.arange(first + (-first) % every, last + 1, every)
        self.number = {actor: n for n, actor in enumerate(sorted({a for one in chains.values() for a in one.actors}))}
        told, actors, self._columns = [], [], {}
        start = 0
        for key, one in chains.items():
            told.append(heard_of(one, self.days, dynamics))
            actors += [*(self.number[actor] for actor in one.actors), _CONTESTED, _ANOTHER]
            self._columns[key] = np.arange(start, len(actors))
            start = len(actors)
        self._told = np.concatenate(told, axis=1) if told else np.zeros((len(self.days), 0))
        self._actors = np.array(actors, dtype=np.int64)

    def shown(self, parts: Sequence[tuple[str, float]], ours: Sequence[str], days: slice) -> Floats:
        """What chains come to, each with its part, for a place: its actors, contested, another. Whom the place does not
        name is another."""
        at = np.concatenate([self._columns[key] for key, _ in parts])
        part = np.repeat([part for _, part in parts], [len(self._columns[key]) for key, _ in parts])
        into = np.full(len(self.number) + 2, len(ours) + 1)
        into[_CONTESTED] = len(ours)
        for k, actor in enumerate(ours):
            if actor in self.number:
                into[self.number[actor]] = k
        matrix = np.zeros((len(at), len(ours) + 2))
        matrix[np.arange(len(at)), into[self._actors[at]]] = part
        # What sums differ by in their last digits, by the order of adding, is nothing.
        return np.asarray(np.round(self._told[days, at] @ matrix, 9))


def heard_of(one: Chain, days: NDArray[np.int64], dynamics: Dynamics) -> Floats:
    """What is heard of a chain on some days: actors, contested, another, in twentieths."""
    states = one.states(days - dynamics.neighbour_lag, dynamics)[:, :-1]
    return np.asarray(np.rint(states * _PARTS) / _PARTS)


def is_heard_alike(one: Chain, other: Chain, dynamics: Dynamics) -> bool:
    """Whether all who hear them hear the same."""
    if one.actors != other.actors or _silent(one, dynamics) != _silent(other, dynamics):
        return False
    every = dynamics.neighbour_days
    first, last = min(one.first, other.first), max(one.last, other.last) + _FORGOTTEN
    days = np.arange(first + (-first) % every, last + 1, every)
    return bool(np.array_equal(heard_of(one, days, dynamics), heard_of(other, days, dynamics)))


def _silent(one: Chain, dynamics: Dynamics) -> int:
    """The number of the last day of hearing on which something is heard of it by those who hear of nothing else."""
    return (one.last + dynamics.neighbour_lag + _AFTER) // dynamics.neighbour_days


def seen_beside(own: Chain, near: Sequence[tuple[str, float]], until: int | None, hearing: Hearing) -> Beside:
    """What the places beside a place, with their distances, show of it: each as its own observations alone made it.

    It enters once in so many days of the calendar, some days late, as one observation whatever the number of
    neighbours, and goes no further: a place never hears of itself."""
    dynamics = hearing.dynamics
    close = [(key, km) for key, km in near if key in hearing.last]
    parts = [(key, 1 - km / dynamics.neighbour_km) for key, km in close if km < dynamics.neighbour_km]
    if not parts or not dynamics.neighbour_weight:
        return ()
    last = max([own.last, *(hearing.last[key] + dynamics.neighbour_lag for key, _ in close)]) + _AFTER
    last = min(last, until) if until is not None else last
    start, end = np.searchsorted(hearing.days, own.first), np.searchsorted(hearing.days, last, side="right")
    if start >= end:
        return ()
    total = sum(part for _, part in parts)
    shown = hearing.shown([(key, part / total) for key, part in parts], own.actors, slice(start, end))
    known = shown.sum(axis=1)
    weights = dynamics.neighbour_weight * max(part for _, part in parts) * known
    days = hearing.days[start:end]
    return tuple(
        (day, row / share, weight)
        for day, row, share, weight in zip(days.tolist(), shown, known.tolist(), weights.tolist(), strict=True)
        if weight >= _LEAST
    )
