from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.locate.index import Index
from dateline.locate.resolve import PlaceMention, resolve
from dateline.locate.told_near import told_near


def _gap(words: str) -> tuple[float, float] | None:
    text = f"Alba{words}Borga"
    span = told_near(text, 4, len(text) - 5)
    return None if span is None else (span.low, span.high)


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (", on the outskirts of ", 40),
        (", near ", 60),
        (", a village near the port city of ", 60),
        (" (outside ", 60),
        (",\nnot far from ", 60),
    ],
)
def test_beside_is_within_an_hours_drive(words: str, near: float) -> None:
    assert _gap(words) == (0, near)


def test_a_distance_is_told_by_roads_and_in_round_figures() -> None:
    span = _gap(" farm, about 40 km south of ")
    assert span is not None
    assert span[0] < 20
    assert 40 < span[1] < 100


@pytest.mark.parametrize(
    "words",
    [
        " and ",
        " to ",
        ". Near ",
        " hospital was hit by men from ",
        ", ",
        " near",
        "",
        ", 21 May (Wire) -- A bomb near ",
    ],
)
def test_other_words_say_nothing_of_it(words: str) -> None:
    assert _gap(words) is None


@given(st.integers(1, 900))
def test_the_distance_itself_is_always_allowed(km: int) -> None:
    span = _gap(f", some {km} kilometres north of ")
    assert span is not None
    assert span[0] <= km <= span[1]


def _ids(text: str, index: Index, *names: str) -> list[str | None]:
    mentions = [PlaceMention(text.index(n), text.index(n) + len(n), n) for n in names]
    return [p.id for p in resolve(mentions, text, None, index)]


def test_what_is_told_to_be_near_a_town_is_no_namesake_elsewhere(small: Index) -> None:
    assert _ids("A bridge in Paris, some 160 km east of Dallas.", small, "Paris", "Dallas") == ["31", "32"]
    assert _ids("A bridge in Paris, on the outskirts of Manbij.", small, "Paris", "Manbij") == [None, "25"]
