"""Words to word pieces and casing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read import pieces as pc

VOCABULARY = ["[PAD]"] * 100 + ["[UNK]", "[CLS]", "[SEP]", "front", "##line", "cafe", "u", ".", "s", "##s", "-"]


@pytest.fixture
def small() -> pc.Pieces:
    return pc.Pieces(VOCABULARY)


def names(found: tuple[int, ...]) -> list[str]:
    return [VOCABULARY[i] for i in found]


def test_longest_match_first(small: pc.Pieces) -> None:
    assert names(small.of("Frontlines")) == ["front", "##line", "##s"]


def test_accents_and_case_go(small: pc.Pieces) -> None:
    assert names(small.of("CAFÉ")) == ["cafe"]
    assert names(small.of("cafe\u0301")) == ["cafe"]


def test_punctuation_stands_alone(small: pc.Pieces) -> None:
    assert names(small.of("U.S.")) == ["u", ".", "s", "."]


def test_what_cannot_be_covered_is_unknown_as_a_whole(small: pc.Pieces) -> None:
    assert names(small.of("frontx")) == ["[UNK]"]
    assert names(small.of("\u200b")) == ["[UNK]"]


def test_long_words_are_bounded(small: pc.Pieces) -> None:
    assert len(small.of("-" * 500)) == pc.MOST_PIECES
    assert names(small.of("s" * 101)) == ["[UNK]"]


@given(st.text(min_size=1, max_size=50))
def test_every_word_has_a_piece(word: str) -> None:
    assert 1 <= len(pc.Pieces(VOCABULARY).of(word)) <= pc.MOST_PIECES


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("raids", pc.LOWER), ("Raqqa", pc.TITLE), ("IS", pc.UPPER), ("A", pc.TITLE), ("U.S.", pc.UPPER),
        ("iPhone", pc.MIXED),         ("42", pc.NONE), ("…", pc.NONE), ("ar-Raqqa", pc.MIXED), ("T-72", pc.TITLE),
    ],
)  # fmt: skip
def test_casing(word: str, expected: int) -> None:
    assert pc.casing(word) == expected
