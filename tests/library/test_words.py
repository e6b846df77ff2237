"""The words of a reading come back as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.library.words import packed, unpacked
from dateline.values import Token

TEXT = "Rebels took Étampes; İt fell\x00 again.\nאש"


@st.composite
def tokens(draw: st.DrawFn) -> tuple[Token, ...]:
    made = []
    for _ in range(draw(st.integers(0, 8))):
        start, end = sorted(draw(st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=2)))
        form = TEXT[start:end]
        lemma = draw(st.sampled_from([form, form.lower(), "", "0", "fall", "\ud7ff"]))
        pos, relation = draw(st.sampled_from(["NOUN", "VERB", "PUNCT"])), draw(st.sampled_from(["root", "nsubj:pass"]))
        made.append(Token(start, end, lemma, pos, draw(st.integers(0, 9)), relation, draw(st.integers(0, 5))))
    return tuple(made)


@given(tokens())
def test_what_comes_out_is_what_went_in(words: tuple[Token, ...]) -> None:
    assert unpacked(packed(words, TEXT), TEXT) == words


@pytest.mark.parametrize("data", [b"", b"[]", packed((Token(0, 6, "rebel", "NOUN", 0, "root", 0),), TEXT)[:-4] + b"]}"])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no words"):
        unpacked(data, TEXT)
