"""How far first-level areas reach."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.locate.geo import distance_km, offset
from dateline.locate.reach import area_reach_km

NONE = np.empty((0, 2))


def _ring(km: float, *bearings: int) -> np.ndarray:
    return np.array([offset(15.0, 30.0, bearing, km) for bearing in bearings])


def test_a_lone_town_is_not_all_of_its_area() -> None:
    town = np.array([[15.0, 30.0]])
    assert area_reach_km(15.0, 30.0, town, NONE, 100.0) == pytest.approx(150.0)
    assert area_reach_km(15.0, 30.0, town, _ring(400, 10, 190), 100.0) == pytest.approx(150.0)


def test_towns_of_other_areas_all_around_end_it() -> None:
    town = np.array([[15.0, 30.0]])
    around = _ring(40, 5, 50, 95, 140, 185, 230, 275, 320)
    assert area_reach_km(15.0, 30.0, town, around, 100.0) == pytest.approx(40, abs=0.5)


def test_its_own_towns_are_within() -> None:
    own = _ring(300, 20, 200)
    assert area_reach_km(15.0, 30.0, own, _ring(5, *range(0, 360, 30)), 10.0) == pytest.approx(340, abs=1)


_POINTS = st.lists(st.tuples(st.floats(-80, 80), st.floats(-180, 180)), min_size=1, max_size=20)


@given(st.floats(-80, 80), st.floats(-180, 180), _POINTS, _POINTS, st.floats(1, 1000))
def test_it_is_never_less_than_its_farthest_town(
    lat: float, lon: float, own: list[tuple[float, float]], others: list[tuple[float, float]], share: float
) -> None:
    farthest = max(distance_km(lat, lon, a, o) for a, o in own)
    assert area_reach_km(lat, lon, np.array(own), np.array(others), share) >= farthest
