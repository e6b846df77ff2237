"""Lines of page furniture are looked for by a word of theirs first."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.collect.furniture import ANYWHERE, HOLDS, furniture


@pytest.mark.parametrize(("why", "pattern"), [(why, pattern) for why, pattern, _ in ANYWHERE if why in HOLDS])
@given(data=st.data())
def test_each_line_holds_a_word_that_is_looked_for_first(
    why: str, pattern: re.Pattern[str], data: st.DataObject
) -> None:
    line = data.draw(st.from_regex(pattern, fullmatch=True, alphabet=st.characters(codec="latin-1")))
    assert any(word in line.casefold() for word in HOLDS[why])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("A street in the town. (Photo: A. Nobody)", "caption"),
        ("This website uses cookies to count its readers.", "cookies"),
        ("The Daily Owl, ALL RIGHTS RESERVED.", "copyright"),
        ("Rebels took the town on Monday.", None),
    ],
)
def test_a_line_is_told_by_its_words(line: str, why: str | None) -> None:
    assert furniture(line) == why
