from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.lemmas import Lemmas
from dateline.read.vocabulary import vocabulary

LEMMAS = Lemmas(vocabulary())


@pytest.mark.parametrize(
    ("form", "pos", "parsed", "lemma"),
    [
        ("killed", "VERB", "killed", "kill"),
        ("involvement", "PRON", "involveme", "involvement"),
        ("arrested", "VERB", "arreste", "arrest"),
        ("fled", "VERB", "fled", "flee"),
        ("overran", "VERB", "overran", "overrun"),
        ("wounded", "VERB", "wounde", "wound"),
        ("clashes", "NOUN", "clashe", "clash"),
        ("gunmen", "NOUN", "gunme", "gunman"),
        ("forces", "NOUN", "forces", "force"),
        ("were", "AUX", "wbe", "be"),
        ("headquarters", "NOUN", "headquarter", "headquarters"),
        ("fighting", "NOUN", "fighting", "fighting"),
        ("aides", "NOUN", "aide", "aide"),
        ("zorbling", "VERB", "zorble", "zorble"),
    ],
)
def test_lemmas_are_mended(form: str, pos: str, parsed: str, lemma: str) -> None:
    assert LEMMAS.of(form, pos, parsed) == lemma


@given(st.text(max_size=12), st.sampled_from(["NOUN", "VERB", "ADJ", "PROPN", "X"]), st.text(max_size=12))
def test_any_form_has_a_lemma_and_always_the_same(form: str, pos: str, parsed: str) -> None:
    assert LEMMAS.of(form, pos, parsed) == Lemmas(vocabulary()).of(form, pos, parsed)


def test_many_lemmas_at_once_are_those_of_one_after_the_other() -> None:
    rows = (("Killed", "fled", "fled"), ("NOUN", "VERB", "VERB"), ("killed", "fled", "fled"))
    assert LEMMAS.of_all(*rows) == [LEMMAS.of(*read) for read in zip(*rows, strict=True)]
