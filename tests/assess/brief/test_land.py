"""The ground of the map: land where there is land, within the area that was asked for."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.assess.brief.land import FILE, Ring, within


def is_land(lon: float, lat: float, rings: Iterable[Ring]) -> bool:
    """By the even-odd rule."""
    crossed = 0
    for ring in rings:
        for (a, b), (c, d) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (b > lat) != (d > lat) and lon < a + (lat - b) / (d - b) * (c - a):
                crossed += 1
    return crossed % 2 == 1


@pytest.mark.parametrize(
    ("lon", "lat", "there"),
    [
        (37.16, 36.2, True),  # Aleppo
        (35.2, 35.5, False),  # off Latakia
        (33.4, 35.1, True),  # Cyprus
        (51.0, 41.0, False),  # in the Caspian Sea
        (179.2, -16.6, True),  # Vanua Levu, beside the 180th meridian
        (-179.0, -17.0, False),
        (30.0, -80.0, True),  # Antarctica
    ],
)
def test_land_and_sea(lon: float, lat: float, there: bool) -> None:
    assert is_land(lon, lat, within(lon - 3, lat - 3, lon + 3, lat + 3)) is there


def test_across_the_line_of_dates_it_goes_on() -> None:
    beyond = list(within(178.0, -18.0, 182.0, -15.0))
    assert is_land(179.2, -16.6, beyond)
    assert any(lon > 180 for ring in beyond for lon, _ in ring)


@given(st.floats(-200, 200), st.floats(-88, 80), st.floats(0.1, 8), st.floats(0.1, 8))
def test_nothing_lies_outside(west: float, south: float, wide: float, tall: float) -> None:
    for ring in within(west, south, west + wide, south + tall):
        assert len(ring) > 2
        for lon, lat in ring:
            assert west - 1e-6 <= lon <= west + wide + 1e-6
            assert south - 1e-6 <= lat <= south + tall + 1e-6


def test_it_is_small() -> None:
    assert FILE.stat().st_size < 300_000
