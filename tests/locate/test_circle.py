"""The circle covers whatever the words allow."""

from __future__ import annotations

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.locate.circle import WAY_KM, between, covering, reaching, road_from
from dateline.locate.geo import HALF_ROUND_KM, distance_km, offset
from dateline.locate.relation import AREAS, Relation

_FEATURES = st.sampled_from(sorted(AREAS | {"settlement", "dam", "camp"}))
_NAMES = st.sampled_from(["at", "near", "road-to", "countryside-of", "outskirts-of", "between", "border-of", "along"])
_LAT, _LON = st.floats(-90, 90), st.floats(-180, 180)
_BEARING = st.floats(0, 359.9)
_TURN = st.sampled_from([11.25, 22.5, 45.0])


def test_the_centre_moves_only_with_distance_and_direction() -> None:
    lat, lon, radius = covering(Relation("north-of", 0.0, 30.0, slack_km=5), 36.0, 39.0, 5.0, "settlement")
    assert distance_km(36.0, 39.0, lat, lon) == pytest.approx(30, abs=0.1)
    assert radius > 25
    for relation in (Relation("north-of", 0.0), Relation("near", None, 12.0), Relation("near"), Relation("between")):
        found = covering(relation, 36.0, 39.0, 5.0, "settlement")
        assert found[:2] == (36.0, 39.0)
        assert found[2] > 5.0


def test_a_part_of_an_area_has_its_circle() -> None:
    assert covering(Relation("north-of", 0.0, part=True), 35.0, 38.0, 450.0, "country") == (35.0, 38.0, 450.0)
    assert covering(Relation("north-of", 0.0, part=True), 35.0, 38.0, 2.0, "settlement")[2] > 40
    assert 15 < covering(Relation("north-of", 0.0, part=True), 35.0, 38.0, 10.0, "settlement")[2] < 30


@given(_NAMES, st.one_of(st.none(), _BEARING), st.one_of(st.none(), st.floats(0, 20_000)), st.booleans(), _TURN,
       st.floats(0, 1), _LAT, _LON, st.floats(0.01, 10_000), _FEATURES)  # fmt: skip
def test_no_relation_makes_a_place_more_precise_or_leaves_the_globe(
    name: str, bearing: float | None, km: float | None, part: bool, turn: float, slack: float, lat: float, lon: float,
    radius: float, feature: str,
) -> None:  # fmt: skip
    relation = Relation(name, bearing, km, part, turn, slack * (km or 0.0))
    found = covering(relation, lat, lon, radius, feature)
    assert all(isfinite(value) for value in found)
    assert -90 <= found[0] <= 90
    assert -180 <= found[1] <= 180
    assert radius <= found[2] + 1e-6 <= HALF_ROUND_KM + 1


@given(st.floats(-70, 70), _LON, st.floats(0, 30), _BEARING, _TURN, st.floats(0.1, 300), st.floats(0, 1),
       st.floats(0, 1), _BEARING, st.floats(-1, 1), st.floats(-1, 1))  # fmt: skip
def test_every_point_that_the_words_allow_is_covered(
    lat: float, lon: float, radius: float, bearing: float, turn: float, km: float, slack: float, inside: float,
    whither: float, aside: float, farther: float,
) -> None:  # fmt: skip
    """From anywhere in the place, any direction and any distance within what the words allow."""
    relation = Relation("north-of", bearing, km, turn=turn, slack_km=slack * km)
    there_lat, there_lon, reach = covering(relation, lat, lon, radius, "settlement")
    start = offset(lat, lon, whither, inside * radius)
    # The direction is meant at the place's middle; elsewhere in it meridians run somewhat askew.
    true = offset(lat, lon, bearing + aside * turn, km + farther * slack * km)
    shifted = distance_km(*start, lat, lon)
    assert distance_km(there_lat, there_lon, *true) + shifted <= reach + 0.1


@given(st.floats(-80, 80), _LON, _BEARING, st.floats(0.1, WAY_KM - 1), st.floats(0, 50), st.floats(0, 50),
       st.floats(0, 1), st.booleans())  # fmt: skip
def test_the_way_between_two_places_is_covered(
    lat: float, lon: float, bearing: float, km: float, first: float, second: float, share: float, road: bool
) -> None:
    end = offset(lat, lon, bearing, km)
    found = between((lat, lon, first), (*end, second), road)
    assert found is not None
    on_the_way = offset(lat, lon, bearing, share * km)
    for place, radius in (((lat, lon), first), (end, second), (on_the_way, 0.0)):
        assert distance_km(*found[:2], *place) + radius <= found[2] + 0.1
    assert found[2] >= km / 2


def test_the_middle_across_the_date_line_and_at_the_pole() -> None:
    found = between((0.0, 179.5, 1.0), (0.0, -179.5, 1.0))
    assert found is not None
    assert abs(found[1]) == pytest.approx(180)
    assert between((89.9, 0.0, 1.0), (89.9, 180.0, 1.0)) is not None
    assert covering(Relation("north-of", 0.0, 50.0), 89.9, 10.0, 1.0, "settlement")[0] <= 90


def test_a_long_way_is_a_journey() -> None:
    london, york = (51.5, -0.1, 20.0), (40.7, -74.0, 20.0)
    assert between(london, york) is None
    assert reaching(london, york)[:2] == (51.5, -0.1)
    assert reaching(london, york)[2] > 5500


def test_a_road_reaches_back_to_where_it_comes_from() -> None:
    jarablus, manbij = (36.82, 38.01, 2.0), (36.53, 37.95, 3.0)
    assert road_from(jarablus, manbij)[2] > distance_km(*jarablus[:2], *manbij[:2]) + 3
    assert road_from(jarablus, jarablus)[2] >= 30
