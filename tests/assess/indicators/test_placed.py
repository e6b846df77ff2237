from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.assess.indicators import placed
from dateline.values import ClaimPlace


def named(text: str, name: str | None = "Full Name", relation: str = "at", **more: object) -> ClaimPlace:
    known = {"latitude": 1.0, "longitude": 1.0, "feature": "settlement"} if name else {}
    return ClaimPlace(text, 0, len(text), name, name, relation=relation, **(known | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the town of Ain Issa", "Ain Issa"),
        ("the rebel-held Syrian city of Raqqa", "Raqqa"),
        ("south-eastern Kobane (Ain al-Arab)", "Kobane"),
        ("Gulf of Aden", "Gulf of Aden"),
        ("Deir al-Zor", "Deir al-Zor"),
        ("the city", "Full Name"),
        ("SAN SALVADOR", "Full Name"),
    ],
)
def test_what_a_place_is_called(text: str, expected: str) -> None:
    assert placed.proper(named(text)) == expected


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        ("at", "Ford"),
        ("near", "near Ford"),
        ("countryside-of", "the countryside of Ford"),
        ("north-of", "north of Ford"),
    ],
)
def test_a_relation_is_told(relation: str, expected: str) -> None:
    assert placed.label(named("Ford", relation=relation)) == expected


def test_the_scope_is_no_wider_than_what_is_named() -> None:
    town, land = named("Ford", "Ford"), named("Landia", "Landia", feature="country")
    assert placed.scope([land, town, town]) == (town,)
    assert placed.scope([land]) == (land,)
    assert placed.scope([named("our positions", None), named("THE HEIGHTS", None), town]) == (town,)
    assert [p.text for p in placed.scope([named("Little Ford", None)])] == ["Little Ford"]


def test_the_countryside_of_a_place_is_not_the_place() -> None:
    one = named("Ford", "Ford")
    assert len(placed.scope([one, replace(one, relation="countryside-of")])) == 2


@given(st.text(max_size=60))
def test_any_text_has_a_label(text: str) -> None:
    assert isinstance(placed.label(named(text, None)), str)
    assert placed.label(named(text, "X"))
