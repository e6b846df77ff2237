from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.locate.names import (
    distance,
    fold,
    key,
    key_and_skeleton,
    likeness,
    skeleton,
    skeleton_neighbours,
    sounds,
    split_feature,
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("‘Ayn al ‘Arab", "ayn al arab"),
        ("Ţall Abyaḑ", "tall abyad"),
        ("U.S.", "us"),
        ("Deir ez-Zor", "deir ez zor"),
        ("İstanbul", "istanbul"),
        ("Dar'a", "dara"),
        ("  ", ""),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Raqqa", "Ar Raqqah"),
        ("Tell Abyad", "Tal Abyad"),
        ("Ain Issa", "‘Ayn ‘Īsá"),
        ("al-Hasaka", "Al Ḩasakah"),
        ("The Hague", "Hague"),
        ("St. Louis", "Saint Louis"),
        ("Deir Hafer", "Dayr Hafer"),
    ],
)
def test_transcription_habits_share_a_key(one: str, other: str) -> None:
    assert key(fold(one)) == key(fold(other))


@pytest.mark.parametrize(("one", "other"), [("Homs", "Hama"), ("Raqqa", "Rimah"), ("Tikrit", "Takoba")])
def test_different_places_have_different_keys_and_little_likeness(one: str, other: str) -> None:
    assert key(fold(one)) != key(fold(other))
    assert likeness(fold(one), fold(other)) < 0.8


def test_a_misspelling_is_nearer_than_a_stranger() -> None:
    assert likeness("sulug", "suluk") > 0.9 > likeness("sulug", "salqin")
    assert likeness("djerablous", "jarabulus") > 0.88


def test_an_article_alone_stays() -> None:
    assert key("al") == "al"
    assert key("the") == key("The".lower()) != ""


def test_neighbours_hold_a_dropped_an_added_and_an_exchanged_letter() -> None:
    near = skeleton_neighbours("slk")
    assert near[0] == "slk"
    assert {"sl", "slkn", "smk"} <= set(near)
    assert len(near) == len(set(near))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Raqqa governorate", "Raqqa", "admin1"),
        ("the town of Ain Issa", "Ain Issa", "settlement"),
        ("the Syrian city of Raqqa", "Raqqa", "settlement"),
        ("Aleppo", "Aleppo", None),
        ("town", "town", None),
    ],
)
def test_words_beside_the_name(text: str, name: str, kind: str | None) -> None:
    assert split_feature(text) == (name, kind)


@given(st.text(max_size=40))
def test_folding_is_final_and_nothing_breaks_on_any_text(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert key_and_skeleton(folded) == (key(folded), skeleton(folded))
    assert bool(skeleton(folded)) == bool(sounds(folded))


@given(st.text("abcdefgjklmnqrstwyzhš ", max_size=15), st.text("abcdefgjklmnqrstwyzhš ", max_size=15))
def test_likeness_is_symmetric_and_bounded(a: str, b: str) -> None:
    a, b = fold(a), fold(b)
    assert likeness(a, b) == pytest.approx(likeness(b, a))
    assert 0.0 <= likeness(a, b) <= 1.0
    assert distance(a, a) == 0.0
