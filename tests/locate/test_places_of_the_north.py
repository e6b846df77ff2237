"""The real index on places of northern Syria, and some of elsewhere, in sentences of our own."""

from __future__ import annotations

import re

import pytest

from dateline.locate import PlaceMention, resolve
from dateline.locate.geo import distance_km
from dateline.locate.index import open_index

# Rounded from an atlas; good to about five kilometres.
_POINTS = {
    "Raqqa": (35.95, 39.01),
    "Manbij": (36.53, 37.95),
    "Jarablus": (36.82, 38.01),
    "Ain Issa": (36.39, 38.86),
    "Kobane": (36.89, 38.35),
    "Tel Abyad": (36.70, 38.95),
    "Sulug": (36.60, 39.13),
    "Suruc": (36.98, 38.43),
    "Aleppo": (36.20, 37.16),
    "Sarrin": (36.59, 38.30),
    "Hasakah": (36.50, 40.75),
}
_MEXICAN = "Mexico City|Mexico|Acapulco|Guerrero|Sinaloa|United States"
_TEXT = (
    "Suruc, Turkey - Fighters from Manbij drove towards Raqqa, through Ain Issa and Sulug, people in Kobane "
    "said on Sunday. Others stayed at Sarrin, Jarablus and Tel Abyad in northern Syria. In Hasakah nothing moved, "
    "and the northern countryside of Aleppo was calm. At the Jazira checkpoint nobody knew more."
)


@pytest.mark.parametrize("name", sorted(_POINTS))
def test_it_lies_where_the_atlas_has_it(name: str) -> None:
    mentions = [PlaceMention(_TEXT.index(n), _TEXT.index(n) + len(n), n) for n in _POINTS]
    found = dict(zip(_POINTS, resolve(mentions, _TEXT, "Suruc, Turkey"), strict=True))[name]
    assert found.latitude is not None
    assert found.longitude is not None
    assert distance_km(found.latitude, found.longitude, *_POINTS[name]) < 15
    assert found.id is not None


def test_a_name_known_only_far_away_stays_open() -> None:
    names = ["Manbij", "Syria", "Jazira"]
    mentions = [PlaceMention(_TEXT.index(n), _TEXT.index(n) + len(n), n) for n in names]
    assert resolve(mentions, _TEXT)[2].latitude is None


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [
        ("UK", "GB", "country"),
        ("U.S.", "US", "country"),
        ("Ivory Coast", "CI", "country"),
        ("Bavaria", "DE", "admin1"),
        ("Tishrin Dam", "SY", "dam"),
        ("Europe", None, "continent"),
        ("Mediterranean", None, "sea"),
        ("الرقة", "SY", "settlement"),
        ("Алеппо", "SY", "settlement"),
    ],
)
def test_names_of_many_kinds(name: str, country: str | None, feature: str | None) -> None:
    text = f"People in {name} heard of it."
    (place,) = resolve([PlaceMention(10, 10 + len(name), name)], text)
    assert (place.country, place.feature) == (country, feature)


def test_every_country_and_area_has_a_size() -> None:
    index = open_index()
    for code in ("SY", "TR", "US", "VA", "SG", "RU"):
        (country,) = index.country(code)
        assert country.radius_km > 1.5
    assert index.country("RU")[0].radius_km > 2000


def test_a_country_among_its_own_states_is_the_country() -> None:
    text = (
        "Soldiers fought gunmen in Acapulco, in the state of Guerrero. The gunmen came from Sinaloa and Guerrero, "
        "police in Mexico City said. In Mexico many have died, and the United States worries about Mexico."
    )
    found: dict[str, list[str | None]] = {}
    mentions = [PlaceMention(m.start(), m.end(), m[0]) for m in re.finditer(_MEXICAN, text)]
    for mention, place in zip(mentions, resolve(mentions, text), strict=True):
        found.setdefault(mention.text, []).append(place.feature)
    assert found["Mexico"] == ["country", "country"]
    assert found["Mexico City"] == ["settlement"]
