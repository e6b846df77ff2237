from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.locate.names import distance, fold, key, likeness, likenesses, rough_likenesses

_LATIN = st.text("abcdefgjklmnqrstwyzhš '-", max_size=18)
_ANY = st.one_of(_LATIN, st.text("ابتجحدرسشعفقكلمنهويةى ", max_size=14), st.text(max_size=20))


def _like(one: str, other: str) -> float:
    return likeness(fold(one), fold(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sulug", "Sulūk"),
        ("Jarablus", "Jarābulus"),
        ("Ain Issa", "‘Ayn ‘Īsá"),
        ("Hamourie", "Ḩammūrīyah"),
        ("Tel Abiad", "Tall Abyaḑ"),
        ("Sanjar", "Sinjār"),
    ],
)
def test_romanisations_of_one_name_are_alike(one: str, other: str) -> None:
    assert _like(one, other) >= 0.8


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kafr Nabl", "Kafr Nabudah"), ("Al Bab", "Al Qab"), ("Tall Rifat", "Tall Abyad"), ("Manbij", "Maskanah")],
)
def test_names_of_different_places_are_not(one: str, other: str) -> None:
    assert _like(one, other) < 0.85


def test_a_vowel_weighs_less_than_a_consonant_and_a_generic_word_less_than_another() -> None:
    assert _like("Manbij", "Manbaj") > _like("Manbij", "Manbir")
    assert _like("Qaryat Hamra", "Hamra") > _like("Sultan Hamra", "Hamra") + 0.1


@pytest.mark.parametrize(
    ("script", "latin", "stranger"),
    [
        ("الرقة", "Raqqa", "Rimah"),
        ("عين العرب", "Ain al-Arab", "Ain al-Baida"),
        ("جرابلس", "Jarablus", "Jarmana"),
        ("منبج", "Manbij", "Maskanah"),
        ("تل أبيض", "Tell Abiad", "Tell Rifaat"),
        ("Кобани", "Kobane", "Kafranbel"),
        ("Эр-Ракка", "Raqqa", "Rimah"),
        ("Джераблус", "Jarabulus", "Jarmana"),
    ],
)
def test_a_name_in_another_script_is_like_its_romanisation(script: str, latin: str, stranger: str) -> None:
    assert _like(script, latin) >= 0.8
    assert _like(script, stranger) < _like(script, latin) - 0.15


@given(_ANY, _ANY)
def test_likeness_is_symmetric_and_bounded(one: str, other: str) -> None:
    a, b = fold(one), fold(other)
    assert likeness(a, b) == likeness(b, a)
    assert 0.0 <= likeness(a, b) <= 1.0


@given(_ANY, _ANY)
def test_equal_keys_are_wholly_alike(one: str, other: str) -> None:
    a, b = fold(one), fold(other)
    assert likeness(a, a) == 1.0
    if key(a) == key(b) != "":
        assert likeness(a, b) == 1.0


@given(_ANY, st.lists(_ANY, max_size=6))
def test_many_at_once_are_as_one_by_one(name: str, others: list[str]) -> None:
    name, others = fold(name), [fold(o) for o in others]
    assert likenesses(name, others) == [likeness(name, o) for o in others]
    rough = rough_likenesses(name, [key(o) for o in others])
    assert rough.shape == (len(others),)
    assert all(0.0 <= value <= 1.0 for value in rough)


@given(_LATIN, _LATIN, _LATIN)
def test_distance_is_one(a: str, b: str, c: str) -> None:
    assert distance(a, a) == 0.0
    assert distance(a, b) == distance(b, a) >= 0.0
    assert distance(a, "") == pytest.approx(sum(distance(letter, "") for letter in a))
    assert distance(a, c) <= distance(a, "") + distance("", c)
