"""Corpus documents to training windows (no PyTorch needed)."""

from __future__ import annotations

import random

import pytest

from benchmarks.corpora.polnear import Article
from benchmarks.corpora.re3d import Re3dDocument, Re3dEntity
from benchmarks.corpora.treebank import Entity, TreebankDocument
from dateline.read.pieces import Pieces
from dateline.values import Attribution
from training.examples import IGNORE, batches, cut, from_polnear, from_re3d, from_treebank
from training.labels import Labels, gather, script

VOCABULARY = Pieces(["[PAD]"] * 100 + ["[UNK]", "[CLS]", "[SEP]", "a", "b"])


@pytest.mark.parametrize(
    ("form", "lemma", "expected"),
    [("Militants", "militant", "1|"), ("was", "be", "3|be"), ("cities", "city", "3|y"), ("Raqqa", "Raqqa", "0|")],
)
def test_scripts(form: str, lemma: str, expected: str) -> None:
    assert script(form, lemma) == expected


def bank() -> TreebankDocument:
    text = "Men left Raqqa. They ran."
    words = [(0, 3), (4, 8), (9, 14), (14, 15), (16, 20), (21, 24), (24, 25)]
    lemmas = ["man", "leave", "Raqqa", ".", "they", "run", "."]
    pos = ["NOUN", "VERB", "PROPN", "PUNCT", "PRON", "VERB", "PUNCT"]
    heads = [1, 1, 1, 1, 5, 5, 5]
    relations = ["nsubj", "root", "obj", "punct", "nsubj", "root", "punct"]
    entities = [Entity(0, 1, 0, "person", False, "1"), Entity(2, 3, 2, "place", True, "2")]
    return TreebankDocument("d", text, words, lemmas, pos, heads, relations, [0, 4], [0], entities)


def test_a_treebank_document() -> None:
    labels = gather([bank()] * 3)
    made = from_treebank("gum", bank(), labels, VOCABULARY)
    assert made.starts == [1, 0, 0, 0, 1, 0, 0]
    assert made.sentence == [0, 0, 0, 0, 1, 1, 1]
    assert made.pos is not None
    assert [labels.pos[i] for i in made.pos] == bank().pos
    place, person = labels.kinds.index("place"), labels.kinds.index("person")
    assert made.names == [0, 0, 1 + 2 * place, 0, 0, 0, 0]
    assert made.head_kinds == [person + 1, 0, place + 1, 0, 0, 0, 0]
    assert from_treebank("ewt", bank(), labels, VOCABULARY).names is None


def test_labels_never_seen_are_no_labels() -> None:
    labels = Labels(["NOUN"], ["root"], ["0|"], gather([]).kinds)
    made = from_treebank("ewt", bank(), labels, VOCABULARY)
    assert made.pos is not None
    assert made.pos[1] == IGNORE


def test_a_name_within_a_name_breaks_the_outer_one_off() -> None:
    document = bank()
    outer = [Entity(0, 3, 1, "event", True, "1"), Entity(1, 2, 1, "place", True, "2")]
    document = TreebankDocument(*[getattr(document, f) for f in document.__struct_fields__[:-1]], outer)
    labels = gather([document] * 3)
    event, place = labels.kinds.index("event"), labels.kinds.index("place")
    made = from_treebank("gum", document, labels, VOCABULARY)
    assert made.names == [1 + 2 * event, 1 + 2 * place, 1 + 2 * event, 0, 0, 0, 0]


def test_attributions() -> None:
    text = "“Stay here,” he said, “and wait.”"
    article = Article("x", text, [Attribution(((13, 15),), ((16, 20),), ((0, 12), (22, 33)))])
    made = from_polnear(article, VOCABULARY)
    assert made.roles is not None
    forms = [text[a:b] for a, b in made.words]
    tagged = {role: [(f, t[role]) for f, t in zip(forms, made.roles, strict=True) if t[role]] for role in range(3)}
    assert tagged[0] == [("he", 1)]
    assert tagged[1] == [("said", 1)]
    assert [t for _, t in tagged[2]] == [1, 2, 2, 2, 2, 1, 2, 2, 2, 2]
    assert made.cues == [forms.index("said")]
    assert sorted(link.role for link in made.links) == [0, 1, 1]
    assert all(link.cues == (forms.index("said"),) for link in made.links)


def test_only_the_widest_entities_of_re3d() -> None:
    text = "the city of Raqqa fell"
    entities = [Re3dEntity(0, 17, "Location", 1), Re3dEntity(12, 17, "Location", 1)]
    made = from_re3d(Re3dDocument("x", "s", "t", "u", text, entities), gather([]), VOCABULARY)
    place = made.entities
    assert place is not None
    assert [bool(t) for t in place] == [True, True, True, True, False]
    assert place[0] % 2 == 1
    assert all(t % 2 == 0 for t in place[1:4])


def test_batches_hold_every_window_once_within_their_size() -> None:
    article = Article("x", "a b a b. " * 200, [])
    found = cut(from_polnear(article, VOCABULARY), 50)
    made = batches(found, 300, random.Random(1))
    assert sorted(w.first for b in made for w in b) == [w.first for w in found]
    assert all((max(w.size for w in b) + 2) * len(b) <= 320 for b in made)
