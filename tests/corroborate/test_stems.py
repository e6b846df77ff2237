"""Porter's stemmer on the examples of his paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.corroborate.stems import stem

PAPER = """caresses caress ponies poni ties ti cats cat feed feed agreed agre plastered plaster bled bled motoring motor
sing sing conflated conflat troubled troubl sized size hopping hop tanned tan falling fall hissing hiss fizzed fizz
failing fail filing file happy happi sky sky relational relat conditional condit rational ration digitizer digit
operator oper feudalism feudal decisiveness decis hopefulness hope callousness callous triplicate triplic formative form
formalize formal electrical electr hopeful hope goodness good revival reviv allowance allow inference infer airliner
airlin adjustable adjust defensible defens irritant irrit replacement replac adjustment adjust dependent depend
adoption adopt communism commun activate activ homologous homolog effective effect bowdlerize bowdler probate probat
rate rate cease ceas controll control roll roll""".split()


@pytest.mark.parametrize(("word", "wanted"), list(zip(PAPER[::2], PAPER[1::2], strict=True)))
def test_the_examples_of_the_paper(word: str, wanted: str) -> None:
    assert stem(word) == wanted


def test_forms_of_one_event_compare_equal() -> None:
    assert len({stem(w) for w in ("kidnapped", "kidnapping", "Kidnappings", "KIDNAPS")}) == 1
    assert len({stem(w) for w in ("assassinated", "assassination", "assassinations")}) == 1


@given(st.text(max_size=60))
def test_any_text_has_a_stem(word: str) -> None:
    assert stem(word) == stem(word.lower()) == stem(word)
    assert len(stem(word)) <= len(word.lower()) + 1
