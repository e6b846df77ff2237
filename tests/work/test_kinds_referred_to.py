"""What a noun may refer back to, by the kinds of both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.work.generic_places import agrees


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
    ],
)
def test_no_town_is_the_country_and_no_country_the_town(noun: str, feature: str, fits: bool) -> None:
    assert agrees(noun, feature) is fits


@given(st.sampled_from(["area", "base", "there", "site", "province"]), st.text(max_size=8) | st.none())
def test_other_nouns_agree_with_all(noun: str, feature: str | None) -> None:
    assert agrees(noun, feature)
