"""What is read out of other tools' answers, and the plain baselines, as pure functions."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.comparison.peers import (
    keyword_coder,
    population,
    quotation_marks,
    with_dateparser,
    with_flashgeotext,
    with_geotext,
    with_spacy,
    with_textacy,
    with_timexy,
)

TEXT = st.text("ab AB.!?“”\"'’\n,1Paris said the mayor", max_size=80)
KNOWN = {"Homs": (34.7, 36.7), "New York": (40.7, -74.0), "York": (53.9, -1.1), "United States": (39.8, -98.6)}


def test_spacy_without_blanks() -> None:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    answer = with_spacy.answer(nlp("They left.  \n\nWe stayed."))
    assert [tuple(word[:2]) for word in answer["words"]] == [(0, 4), (5, 9), (9, 10), (14, 16), (17, 23), (23, 24)]
    assert (answer["sentences"], answer["entities"]) == ([0, 3], [])


def _token(i: int, idx: int, length: int) -> Any:
    class Token(SimpleNamespace):
        def __len__(self) -> int:
            return length

    return Token(i=i, idx=idx)


def test_textacy_joins_words_side_by_side() -> None:
    one = SimpleNamespace(
        speaker=[_token(7, 30, 5), _token(6, 25, 4), _token(9, 40, 3)],
        cue=[_token(8, 36, 4)],
        content=SimpleNamespace(start_char=0, end_char=20),
    )
    assert with_textacy.answer([one]) == [[[[25, 35], [40, 43]], [[36, 40]], [[0, 20]]]]
    assert with_textacy.runs([]) == []


def test_geotext_takes_the_longest_and_whole_words() -> None:
    text = "New York, York and Yorkshire"
    assert [text[a:b] for a, b in with_geotext.spans(text, ["York", "New York", "York"])] == ["New York", "York"]
    assert with_geotext.spans(text, []) == []


@given(TEXT, st.lists(st.text("aAB Paris", max_size=5), max_size=4))
def test_geotext_gives_only_what_it_was_given(text: str, names: list[str]) -> None:
    assert all(text[a:b] in names for a, b in with_geotext.spans(text, names))


def test_flashgeotext_in_order_of_the_text() -> None:
    found = {
        "cities": {"Homs": {"count": 2, "span_info": [(20, 24), (0, 4)]}},
        "countries": {"Syria": {"count": 1, "span_info": [(6, 11)]}},
    }
    assert with_flashgeotext.spans(found) == [[0, 4, "Homs"], [6, 11, "Syria"], [20, 24, "Homs"]]


def test_dateparser_finds_its_words_again() -> None:
    text = "On 2 March nothing. On 2 March again."
    moment = datetime(2015, 3, 2, 8, 30)  # noqa: DTZ001 (dateparser gives such)
    found = with_dateparser.spans(text, [("On 2 March", moment), ("On 2 March", moment), ("never", moment)])
    assert found == [[3, 10, "2015-03-02", "2015-03-02"], [23, 30, "2015-03-02", "2015-03-02"]]


def test_timexy_leaves_durations_out() -> None:
    day = SimpleNamespace(start_char=0, end_char=9, kb_id_='TIMEX3 type="DATE" value="2015-03-02T00:00:00"')
    vague = SimpleNamespace(start_char=10, end_char=15, kb_id_='TIMEX3 type="DATE" value="PAST"')
    long = SimpleNamespace(start_char=20, end_char=25, kb_id_='TIMEX3 type="DURATION" value="P3D"')
    assert with_timexy.spans([day, vague, long]) == [[0, 9, "2015-03-02", "2015-03-02"], [10, 15, None, None]]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("“We left,” the mayor said on Monday.", "the mayor", "said"),
        ("“We left,” said Mr. Ali Hassan, the mayor.", "Mr. Ali Hassan", "said"),
        ('Nothing moved. The minister said: "It is over."', "The minister", "said"),
        ("They call it “the ring road” there.", None, None),
    ],
)
def test_quotation_marks(text: str, source: str | None, cue: str | None) -> None:
    ((who, how, what),) = quotation_marks.quotations(text)
    assert [text[a:b] for a, b in who] == ([source] if source else [])
    assert [text[a:b] for a, b in how] == ([cue] if cue else [])
    assert text[slice(*what[0])][0] in '“"'


@given(TEXT)
def test_quotations_lie_in_the_text_and_apart(text: str) -> None:
    for who, how, ((start, end),) in quotation_marks.quotations(text):
        assert 0 <= start < end <= len(text)
        assert all(b <= start or a >= end for a, b in (*who, *how))


def test_population_takes_the_longest_known_name() -> None:
    text = "New York’s mayor flew from the United States to Homs and Old York."
    assert [text[a:b] for a, b in population.names(text, KNOWN)] == ["New York", "United States", "Homs", "York"]
    assert population.place("the United States", KNOWN) == KNOWN["United States"]
    assert population.place("HOMS", KNOWN) == KNOWN["Homs"]
    assert population.place("Nowhere", KNOWN) is None


def test_a_country_comes_before_a_town_of_its_name() -> None:
    known = population.gazetteer()
    assert known["Lebanon"] == pytest.approx((33.9, 35.8), abs=0.5)  # not the towns in the USA
    assert known["U.S."] == known["United States"]
    assert known["Paris"] == pytest.approx((48.85, 2.35), abs=0.1)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("flee", ["flee", "flees", "fled", "fleeing"]),
        ("occupy", ["occupy", "occupies", "occupied", "occupying"]),
        ("ban", ["ban", "bans", "banned", "banning"]),
        ("agree", ["agree", "agrees", "agreed", "agreeing"]),
        ("clash", ["clash", "clashes", "clashed", "clashing"]),
    ],
)
def test_forms_of_verbs(verb: str, forms: list[str]) -> None:
    assert keyword_coder.verb_forms(verb) == forms


def test_the_coder_takes_the_nearest_names_of_the_sentence() -> None:
    text = "The Free Army left. Turkey condemned Russia after the raid."
    found = keyword_coder.events(text)
    assert [(text[a:b], kind) for a, b, kind, _, _ in found] == [("condemned", "ACCUSE"), ("raid", "ASSAULT")]
    assert (text[slice(*found[0][3])], text[slice(*found[0][4])]) == ("Turkey", "Russia")
    assert keyword_coder.events("REBELS ATTACKED HOMS.") == [[7, 15, "ASSAULT", None, None]]


@given(TEXT)
def test_sentences_part_the_text(text: str) -> None:
    assert "".join(text[a:b] for a, b in keyword_coder.sentences(text)) == text
