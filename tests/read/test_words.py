"""Cutting text into words."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read import words
from dateline.read.words import split


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IS-held Raqqa", "IS - held Raqqa"),
        ("They didn't; we can't, you won’t", "They did n't ; we ca n't , you wo n’t"),
        ("Tel Abyad's gate", "Tel Abyad 's gate"),
        ("Da'esh and Sana'a", "Da'esh and Sana'a"),
        ("on Jan. 26.", "on Jan. 26 ."),
        ("U.S.-led at 5:30 p.m. today", "U.S. - led at 5:30 p.m. today"),
        ("3,000-4,000 men, 1.5 km", "3,000 - 4,000 men , 1.5 km"),
        ("$5 (€3)", "$ 5 ( € 3 )"),
        ("the 21st, 1990s", "the 21st , 1990s"),
        ("he cannot go", "he can not go"),
        ("write to a.b@example.org now", "write to a.b@example.org now"),
        ("Gen. J. Smith", "Gen. J. Smith"),
        ("wait... “no”—yes", "wait ... “ no ” — yes"),
        ("", ""),
        (" \n\t ", ""),
        ("The\ufeff town of\u200b Rif \u00ad", "The town of Rif"),
        ("Man\u00adbij fell", "Man\u00adbij fell"),
    ],
)
def test_cuts_as_the_treebanks_do(text: str, expected: str) -> None:
    assert " ".join(text[a:b] for a, b in split(text)) == expected


@given(st.text(alphabet=st.characters(), max_size=200))
def test_words_are_in_order_and_leave_out_only_what_is_not_seen(text: str) -> None:
    words = split(text)
    last = 0
    for start, end in words:
        assert last <= start < end
        assert not _seen(text[last:start])
        last = end
    assert not _seen(text[last:])


def _seen(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


def test_combining_marks_stay_with_their_letter() -> None:
    text = "cafe\u0301 open"
    assert [text[a:b] for a, b in split(text)] == ["cafe\u0301", "open"]


def test_part_of_a_text() -> None:
    assert split("one two three", 4, 7) == [(4, 7)]


@given(st.text(alphabet="aInoS.,;:)'’-@/0$ \n\u0301é", max_size=30))
def test_the_quick_way_to_most_words_changes_none(text: str) -> None:
    slow = re.compile(words._WORD.pattern.replace(words._PLAIN, "(?!)", 1), re.VERBOSE)
    assert slow.pattern != words._WORD.pattern
    assert [m.span() for m in slow.finditer(text)] == [m.span() for m in words._WORD.finditer(text)]
