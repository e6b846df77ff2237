"""The bundled model on texts of our own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.errors import ModelError
from dateline.read.document import Document
from dateline.read.parse import lemmatise
from dateline.read.reader import Reader
from dateline.values import Dateline, Report

TEXT = (
    "Fighters hold the northern gate\n\n"
    "The army shelled the town of Darwan on Monday, killing two civilians. “We heard shells all night,” "
    "a resident told the radio. The rebels denied that they had left the city."
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def report(text: str, title: str | None = None) -> Report:
    return Report("id", "0" * 64, "0" * 64, text, title=title)


@pytest.fixture(scope="module")
def document(reader: Reader) -> Document:
    return reader.document(report(TEXT, "Fighters hold the northern gate"))


def test_sentences(document: Document) -> None:
    starts = [document.text[s.start : s.end].split()[0] for s in document.sentences]
    assert starts[:2] == ["Fighters", "The"]
    assert starts[-1] == "The"
    assert [s.title for s in document.sentences] == [True] + [False] * (len(starts) - 1)
    assert document.sentences[0].paragraph == 0
    assert document.sentences[1].paragraph == 1


def test_the_tree_of_a_plain_sentence(document: Document) -> None:
    forms = [document.form(i) for i in range(len(document.words))]
    shelled = forms.index("shelled")
    assert document.words[shelled].head == shelled
    assert document.words[shelled].lemma == "shell"
    army = document.words[forms.index("army")]
    assert (army.pos, army.relation, army.head) == ("NOUN", "nsubj", shelled)


def test_a_quotation_leads_to_its_speaker(document: Document) -> None:
    text = document.text
    said = [a for a in document.attributions if any("heard shells" in text[s:e] for s, e in a.content)]
    assert [[text[s:e] for s, e in a.source] for a in said] == [["a resident"]]


def test_every_tree_is_whole(document: Document) -> None:
    for sentence in document.sentences:
        heads = {i: document.words[i].head for i in range(sentence.first, sentence.last)}
        assert sum(i == head for i, head in heads.items()) == 1
        assert all(sentence.first <= head < sentence.last for head in heads.values())


def test_given_words_and_sentences_are_kept(reader: Reader) -> None:
    words = [(0, 3), (4, 7), (8, 11), (12, 15)]
    found = reader.document(report("One two Six ten"), words, [0, 2])
    assert [(w.start, w.end) for w in found.words] == words
    assert [(s.first, s.last) for s in found.sentences] == [(0, 2), (2, 4)]


def test_alone_or_after_another_the_same(reader: Reader, document: Document) -> None:
    reader.document(report("Something else altogether happened in another place. " * 30))
    again = reader.document(report(TEXT, "Fighters hold the northern gate"))
    tables = ("vectors", "incident_roles", "incident_types")  # compared apart: arrays have no truth value
    bare = dict.fromkeys(tables)
    assert replace(again, **bare) == replace(document, **bare)
    for name in tables:
        assert np.array_equal(getattr(again, name), getattr(document, name))


@settings(deadline=None, max_examples=40)
@given(st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(" \n.“”'éא👩")), max_size=400))
def test_any_text_is_read_and_offsets_stay_in_order(reader: Reader, text: str) -> None:
    found = reader.document(report(text))
    last = 0
    for word in found.words:
        assert last <= word.start < word.end <= len(text)
        last = word.end
    assert [w for s in found.sentences for w in range(s.first, s.last)] == list(range(len(found.words)))
    for mention in found.mentions:
        assert text[mention.start : mention.end].strip()


def test_a_missing_model_says_what_to_do(tmp_path: object) -> None:
    with pytest.raises(ModelError, match="install dateline again"):
        Reader.load(folder=tmp_path)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("form", "pos", "script", "lemma"),
    [
        ("Militants", "NOUN", "1|", "militant"),
        ("was", "AUX", "3|be", "be"),
        ("Syrians", "PROPN", "1|", "Syrian"),
        ("cities", "NOUN", "3|y", "city"),
        ("a", "DET", "3|be", "a"),
    ],
)
def test_lemmatise(form: str, pos: str, script: str, lemma: str) -> None:
    assert lemmatise(form, pos, script) == lemma


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("DARWAN, Syria — Rebels took the town on Monday.", "DARWAN, Syria"),
        ("Darwan – Rebels took the town on Monday.", "Darwan"),
        ("DARWAN, 15 JAN 90 (AGENCY) -- REBELS TOOK THE TOWN.", "DARWAN"),
    ],
)
def test_a_dateline_is_no_part_of_its_sentence(reader: Reader, text: str, place: str) -> None:
    found = reader.document(Report("id", "0" * 64, "0" * 64, text, dateline=Dateline(place)))
    rebels = [found.form(i).lower() for i in range(len(found.words))].index("rebels")
    sentence = found.sentences[found.words[rebels].sentence]
    assert found.text[sentence.start : sentence.end].lower().startswith("rebels took")
