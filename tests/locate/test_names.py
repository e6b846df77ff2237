from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.locate.names import (
    bare_skeleton,
    fold,
    has_article,
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


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Кобани", "kobani"),
        ("Эр-Ракка", "er rakka"),
        ("Джераблус", "dzherablus"),
        ("Київ", "kiyiv"),
        ("الرَّقَّة", "الرقه"),
        ("تل أبيض", "تل ابيض"),
        ("Girê Spî", "gire spi"),
    ],
)
def test_cyrillic_is_spelt_in_latin_letters_and_arabic_in_one_way(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(("one", "other"), [("الرقة", "رقه"), ("تل أبيض", "تل ابيض"), ("Кобани", "Kobani")])
def test_spelling_habits_of_other_scripts_share_a_key(one: str, other: str) -> None:
    assert key(fold(one)) == key(fold(other))


@pytest.mark.parametrize(
    ("name", "bare"),
    [("Tall ash Shawr", "Shawr"), ("Qaryat Dawud Hasan", "Dawud Hasan"), ("قرية داود حسن", "داود حسن")],
)
def test_a_name_has_a_skeleton_without_its_generic_words(name: str, bare: str) -> None:
    assert bare_skeleton(fold(name)) == skeleton(fold(bare))


def test_a_name_without_generic_words_or_of_nothing_else_has_none() -> None:
    assert bare_skeleton("manbij") is None
    assert bare_skeleton("tall") is None


def test_the_skeleton_of_an_arabic_name_is_that_of_its_romanisation() -> None:
    for arabic, latin in (("منبج", "Manbij"), ("جرابلس", "Jarabulus"), ("سلوك", "Suluk"), ("حلب", "Halab")):
        assert skeleton(fold(arabic)) == skeleton(fold(latin))


@given(st.text(max_size=40))
def test_folding_is_final_and_nothing_breaks_on_any_text(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert fold(folded) == folded
    assert key_and_skeleton(folded) == (key(folded), skeleton(folded))
    assert bool(skeleton(folded)) == bool(sounds(folded))
    assert skeleton_neighbours(skeleton(folded))[0] == skeleton(folded)
    assert split_feature(text)[0] or not text.strip()
    has_article(folded)


@pytest.mark.parametrize("part", ["a", "al ", "tell ", "ش", "Ж", "e\u0301", "\0", "kh", "the ", "'", "-", "😀"])
def test_long_text_takes_time_in_proportion(part: str) -> None:
    text = part * (600_000 // len(part))
    folded = fold(text)
    assert likeness(folded, folded[1:] + "b") <= 1.0
    assert len(skeleton_neighbours(skeleton(folded))) >= 1
    split_feature(text)
