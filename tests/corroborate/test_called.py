from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.corroborate.called import is_description, is_pronoun, known, plain, uncounted, wider


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The Kurdistan Workers’ Party", "kurdistan workers party"),
        ("Al-Hurra's", "al hurra"),
        ("  José\nÁlvarez ", "jose alvarez"),
        ("the", "the"),
        ("—", "—"),
    ],
)
def test_names_in_one_spelling(name: str, folded: str) -> None:
    assert plain(name) == folded


def test_known_names_lead_to_the_actor_and_to_whom_it_belongs() -> None:
    assert known("Agence France-Presse") == known("AFP") == "afp"
    assert known("Amal Sample") == "amal sample"
    assert wider("sana") == wider("syria-government")
    assert wider("amal sample") == "amal sample"


@pytest.mark.parametrize(
    "text", ["five armed men", "the army", "at least 12 civilians", "unidentified gunmen", "police", "the column"]
)
def test_descriptions(text: str) -> None:
    assert is_description(text)


@pytest.mark.parametrize("text", ["Turkish warplanes", "Amal Sample", "the Red Front", "YPG", "الجيش الحر"])
def test_names(text: str) -> None:
    assert not is_description(text)


def test_pronouns() -> None:
    assert all(is_pronoun(text) for text in ("they", "Those", "the others", "...", "him"))
    assert not is_pronoun("the group")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("at least five civilians", "civilians"),
        ("THE SIX PRIESTS", "PRIESTS"),
        ("12 soldiers", "soldiers"),
        ("the Red Front", "Red Front"),
        ("Three Rivers Brigade", "Three Rivers Brigade"),
        ("several hundred Amber soldiers", "Amber soldiers"),
        ("35 Amber villagers", "Amber villagers"),
        ("two", "two"),
        ("", ""),
    ],
)
def test_without_the_number_in_front(text: str, rest: str) -> None:
    assert uncounted(text) == rest


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert plain(plain(text)) == plain(text) or not any(c.isalnum() for c in text)
    assert uncounted(uncounted(text)) == uncounted(text)
