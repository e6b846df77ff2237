"""The places of the report that dateline began with: each where it is, the posts on the road with that road's reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.collect.options import Options
from dateline.locate.geo import distance_km
from dateline.values import Place, Reading
from dateline.work.reading import read_paths

# Degrees from GeoNames' own pages of the towns, to two decimals.
TOWNS = {
    "Raqqa": (35.95, 39.01), "Manbij": (36.53, 37.96), "Jarablus": (36.82, 38.01), "Ain Issa": (36.39, 38.86),
    "Kobane": (36.89, 38.35), "Tel Abyad": (36.70, 38.96), "Sulug": (36.60, 39.13), "Suruc": (36.98, 38.43),
    "Aleppo": (36.20, 37.16),
}  # fmt: skip


@pytest.fixture(scope="module")
def reading(shared: Path) -> Reading:
    [found] = read_paths([str(shared / "reports" / "ara-news-raqqa-leaflets.txt")], Options(), jobs=1)
    assert isinstance(found, Reading)
    return found


def _km(place: Place, point: tuple[float, float]) -> float:
    assert place.latitude is not None
    assert place.longitude is not None
    return distance_km(place.latitude, place.longitude, *point)


@pytest.mark.parametrize("name", TOWNS)
def test_each_town_is_where_it_is(reading: Reading, name: str) -> None:
    named = [p for p in reading.places if p.text == name]
    assert named
    assert all(_km(p, TOWNS[name]) <= 15 for p in named)


@pytest.mark.parametrize("name", ["Amarna", "Jazira"])
def test_the_posts_lie_on_the_road_to_jarablus(reading: Reading, name: str) -> None:
    told = [p for p in reading.places if p.text == name]
    told += [p for claim in reading.claims for p in claim.places if name in p.text]
    assert told
    for post in told:
        assert post.relation == "road-to"
        if post.latitude is not None:
            assert post.radius_km is not None
            assert _km(post, TOWNS["Jarablus"]) <= 15
            manbij = distance_km(*TOWNS["Jarablus"], *TOWNS["Manbij"])
            assert post.radius_km >= manbij  # patrols go out from Manbij; the road is no shorter


def test_a_countryside_is_as_wide_as_what_lies_in_it(reading: Reading) -> None:
    """Tel Abyad is told to be in the Raqqa countryside: the circle of that covers it."""
    [around] = [p for p in reading.places if p.text == "Raqqa" and p.relation == "countryside-of"]
    assert around.radius_km is not None
    assert _km(around, TOWNS["Tel Abyad"]) <= around.radius_km
