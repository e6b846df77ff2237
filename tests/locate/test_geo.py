from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.locate.geo import centre, distance_km, ground_middle, middle, offset, reach_km


def test_known_distances() -> None:
    assert distance_km(48.8566, 2.3522, 51.5074, -0.1278) == pytest.approx(344, abs=2)  # Paris to London
    assert distance_km(0, 0, 0, 180) == pytest.approx(20015, abs=2)


@given(st.floats(-80, 80), st.floats(-180, 180), st.floats(0, 360), st.floats(0.1, 2000))
def test_an_offset_lies_at_its_distance(lat: float, lon: float, bearing: float, km: float) -> None:
    there = offset(lat, lon, bearing, km)
    assert distance_km(lat, lon, *there) == pytest.approx(km, rel=1e-4)
    assert -180 <= there[1] < 180.0001


def test_the_middle_across_the_date_line() -> None:
    assert abs(centre([(0.0, 179.0), (0.0, -179.0)])[1]) == pytest.approx(180)


def test_a_crowded_corner_does_not_draw_the_middle() -> None:
    crowd = [(36.0 + i / 1000, 37.0) for i in range(100)]
    assert middle([*crowd, (34.0, 37.0)])[0] == pytest.approx(35.0, abs=0.01)


def test_reach() -> None:
    assert reach_km(0, 0, []) == 0.0
    assert reach_km(0, 0, [(0, 1), (0, 2)]) == pytest.approx(222.4, abs=0.1)


def test_the_middle_of_the_ground_heeds_its_shape_and_no_stray_point() -> None:
    square = [(10.0, 20.0), (10.0, 24.0), (14.0, 20.0), (14.0, 24.0)]
    crowd = [(10.1 + i / 100, 20.1) for i in range(40)]
    assert ground_middle([*square, *crowd]) == pytest.approx((12, 22), abs=0.01)
    assert ground_middle([*square, *crowd, (10.0, 90.0)]) == pytest.approx((12, 22), abs=0.01)
    lat, lon = ground_middle([(0.0, 178.0), (4.0, 178.0), (0.0, -178.0), (4.0, -178.0)])
    assert (lat, abs(lon)) == pytest.approx((2, 180), abs=0.01)
    assert ground_middle([(1.0, 1.0)]) == pytest.approx((1, 1))


@given(st.lists(st.tuples(st.floats(-60, 60), st.floats(-180, 179)), min_size=1, max_size=20))
def test_the_middle_of_the_ground_is_on_the_globe(points: list[tuple[float, float]]) -> None:
    lat, lon = ground_middle(points)
    assert -90 <= lat <= 90
    assert -180 <= lon <= 180
