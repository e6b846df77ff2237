"""What the places beside a place show of it: once, late, and weakly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dateline.assess.control.chain import Floats, Singles
from dateline.assess.control.dynamics import Dynamics
from dateline.assess.control.values import Site
from dateline.locate.geo import EARTH_KM

Near = Mapping[str, Sequence[tuple[str, float]]]
"""For each place the places near it with their distance in km."""
Beside = list[tuple[int, int, Floats, float]]
"""Index of a place, of a day, likelihoods (the place's actors, contested, another), weight."""
_LEAST = 0.005


def near(sites: Sequence[Site], within_km: float) -> dict[str, tuple[tuple[str, float], ...]]:
    """For each place the others within so many km, nearest first. Sorted by latitude, so that only a band is looked
    at."""
    if not sites:
        return {}
    order = sorted(sites, key=lambda s: (s.place.latitude or 0.0, s.key))
    lat = np.radians([s.place.latitude or 0.0 for s in order])
    lon = np.radians([s.place.longitude or 0.0 for s in order])
    reach = within_km / EARTH_KM
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for i, one in enumerate(order):
        low, high = np.searchsorted(lat, lat[i] - reach - 1e-9), np.searchsorted(lat, lat[i] + reach + 1e-9)
        km = _distances(lat[i], lon[i], lat[low:high], lon[low:high])
        close = [(float(km[j - low]), order[j].key) for j in range(low, high) if j != i and km[j - low] <= within_km]
        found[one.key] = tuple((key, way) for way, key in sorted(close))
    return found


def _distances(lat: float, lon: float, lats: Floats, lons: Floats) -> Floats:
    h = np.sin((lats - lat) / 2) ** 2 + np.cos(lat) * np.cos(lats) * np.sin((lons - lon) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, h))))


def seen_beside(
    keys: Sequence[str],
    named: Sequence[Sequence[str]],
    first: int,
    shares: Singles,
    near: Near,
    dynamics: Dynamics,
) -> Beside:
    """What the chains of the places beside each place, as their own observations alone made them, show of it.

    It enters once in so many days of the calendar, some days late, as one observation whatever the number of
    neighbours, and goes no further: a place never hears of itself."""
    days = shares.shape[0]
    entering = np.array([d for d in range(days) if (first + d) % dynamics.neighbour_days == 0], dtype=np.int64)
    entering = entering[entering >= dynamics.neighbour_lag]
    index = {key: i for i, key in enumerate(keys)}
    found: Beside = []
    if not len(entering):
        return found
    for i, key in enumerate(keys):
        close = [(index[other], 1 - km / dynamics.neighbour_km) for other, km in near.get(key, ()) if other in index]
        close = [(j, part) for j, part in close if part > 0]
        if not close:
            continue
        total = sum(part for _, part in close)
        shown = np.zeros((len(entering), len(named[i]) + 2))
        for j, part in close:
            told = shares[entering - dynamics.neighbour_lag, j, :-1].astype(np.float64)
            shown += part / total * (told @ _translated(named[j], named[i], shares.shape[2] - 1))
        known = shown.sum(axis=1)
        nearest = max(part for _, part in close)
        for day, row, share in zip(entering.tolist(), shown, known.tolist(), strict=True):
            weight = dynamics.neighbour_weight * nearest * share
            if weight >= _LEAST:
                found.append((i, day, row / share, weight))
    return found


def _translated(theirs: Sequence[str], ours: Sequence[str], states: int) -> Floats:
    """A matrix from a neighbour's states to a place's own: whom the place does not name is another."""
    where = {key: k for k, key in enumerate(ours)}
    matrix = np.zeros((states, len(ours) + 2))
    for k, key in enumerate(theirs):
        matrix[k, where.get(key, len(ours) + 1)] = 1.0
    matrix[states - 2, len(ours)] = 1.0
    matrix[states - 1, len(ours) + 1] = 1.0
    return matrix
