"""What the encoder reads in place of misleading words."""

from __future__ import annotations

import pytest

from dateline.read.stand_ins import stood_in
from dateline.read.words import split


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IS fighters left", "ISIS fighters left"),
        ("it is so", "it is so"),
        ("told Sample Wire A that", "told Sample Wire News that"),
        ("told Sample Wire A.", "told Sample Wire News ."),
        ("in Area C, a man", "in Area C , a man"),
        ("He left Tell Abyad. A man", "He left Tell Abyad . A man"),
        ("King Talal I Dam", "King Talal I Dam"),
    ],
)
def test_only_misleading_words_change(text: str, expected: str) -> None:
    words = split(text)
    assert " ".join(stood_in(text, words, [text[a:b] for a, b in words])) == expected
