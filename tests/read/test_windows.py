"""Paragraphs and windows."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.read.windows import ended, paragraphs, surely_ended, windows
from dateline.read.words import split


def openers(text: str) -> list[str]:
    words = split(text)
    return [text[slice(*words[i])] for i in paragraphs(text, words)]


def test_blank_lines_and_line_breaks_part_paragraphs() -> None:
    assert openers("Title\n\nOne two.\nThree four.") == ["Title", "One", "Three"]


def test_lines_wrapped_at_a_column_are_one_paragraph() -> None:
    wrapped = (
        "The column left the town in the early hours and moved along\n"
        "the river towards the bridge, where guards had been posted\n"
        "since the end of last week by order of the commander.\n\n"
        "Nobody was hurt."
    )
    assert openers(wrapped) == ["The", "Nobody"]


@given(st.text(alphabet='ab .!?\n"”A', max_size=300), st.integers(4, 40))
@example("? ?AA", 4)
def test_windows_cover_all_words_once_and_keep_their_size(text: str, limit: int) -> None:
    words = split(text)
    sizes = [1 + (b - a) % 4 for a, b in words]
    found = windows(text, words, sizes, paragraphs(text, words), limit)
    assert [i for a, b in found for i in range(a, b)] == list(range(len(words)))
    assert all(sum(sizes[a:b]) <= limit for a, b in found)


def test_a_window_ends_with_a_sentence_where_it_can() -> None:
    text = "One two three. Four five six. Seven eight."
    words = split(text)
    found = windows(text, words, [1] * len(words), [0], 6)
    cuts = [text[words[a][0] : words[b - 1][1]] for a, b in found]
    assert cuts == ["One two three.", "Four five six.", "Seven eight."]


def test_ended_looks_past_closing_marks() -> None:
    text = 'He said "no." Then left, Mary too'
    words = split(text)
    forms = [text[a:b] for a, b in words]
    assert ended(text, words, forms.index("Then"))
    assert not ended(text, words, forms.index("Mary"))


def test_a_stop_behind_a_plain_word_surely_ends_a_sentence() -> None:
    text = 'By Suluk, he said. Turkey denied it (twice.) But approx. Five a.m. No. Seven? "Yes," he asked. why'
    words = split(text)
    sure = [text[a:b] for i, (a, b) in enumerate(words) if surely_ended(text, words, i)]
    assert sure == ["Turkey", "But"]


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("THE MAYOR DIED IN MEDELLIN.  THE ATTACK TOOK PLACE AT NOON.", ["THE"]),
        ("She was shot in Albany. Prosecutor Rossi spoke.", ["Prosecutor"]),
        ("They met Gen. Padilla and Sgt. Ruiz in Palo Alto, Calif. Smith came too.", []),
        ("ON FRIDAY MSGR. ROMERO AND COL. PONCE CAME.", []),
        ("Mrs. Day left.", []),
        ("In Mar. The rain stopped; in march. The snow came.", ["The"]),
    ],
)
def test_a_stop_behind_a_name_surely_ends_a_sentence_too(text: str, opening: list[str]) -> None:
    words = split(text)
    assert [text[a:b] for i, (a, b) in enumerate(words) if surely_ended(text, words, i)] == opening
