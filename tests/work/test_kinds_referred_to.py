"""What a noun may refer back to, by the kinds of both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.values import Report
from dateline.work.generic_places import agrees
from dateline.work.pipeline import load_tools, read


@pytest.mark.parametrize(
    ("noun", "feature", "fits"),
    [
        ("country", "settlement", False),
        ("country", "country", True),
        ("nation", "area", True),
        ("city", "country", False),
        ("town", "region", False),
        ("village", "settlement", True),
        ("town", "camp", True),
        ("region", "country", False),
        ("province", "continent", False),
        ("region", "admin1", True),
        ("state", "country", True),
    ],
)
def test_no_town_is_the_country_and_no_country_the_town(noun: str, feature: str, fits: bool) -> None:
    assert agrees(noun, feature) is fits


@given(st.sampled_from(["area", "base", "there", "site", "state"]), st.text(max_size=8) | st.none())
def test_other_nouns_agree_with_all(noun: str, feature: str | None) -> None:
    assert agrees(noun, feature)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Rebels attacked the army in West Kordofan. The city was shelled on Tuesday.", None),
        ("Militiamen attacked Aleppo on Monday. The city was shelled on Tuesday.", "Aleppo"),
    ],
)
def test_no_province_is_the_city_unless_a_town_has_its_name(text: str, named: str | None) -> None:
    claims = read(Report("id", "0" * 64, "0" * 64, text, published="2016-05-12"), load_tools()).claims
    [shelled] = [c for c in claims if "shelled" in c.trigger.text]
    assert [p.name for p in shelled.places] == [named]


def test_the_region_is_no_country() -> None:
    text = "Fighting in El Salvador has killed thousands in Central America. The war in the region went on."
    claims = read(Report("id", "0" * 64, "0" * 64, text, published="1989-05-12"), load_tools()).claims
    [war] = [c for c in claims if "war" in c.trigger.text]
    assert [(p.text, p.name) for p in war.places] == [("the region", None)]
