"""Words, sentences and parts of speech of UD English EWT, and names of GUM, both from raw text.

``…_ewt_words``, ``…_ewt_sentences``, ``…_ewt_upos``: F1 (:mod:`benchmarks.conll`). Trees are not compared: spaCy's
follow other rules (ClearNLP's, where a preposition is the head of its noun), so that a score of one against the other
would measure the rules.

``…_gum_exact``, ``…_gum_overlap``: F1 of GUM's named people, organisations and places, nested ones too: type and extent
are the same, or the type is and a character is shared. GUM's extents hold all that belongs to the noun, OntoNotes', on
which spaCy was trained, the name alone: the overlap is the fairer figure. dateline was trained on the other parts of
EWT and GUM, spaCy's model on neither."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import conll, kinds, treebank
from benchmarks.comparison.peering import Peers
from benchmarks.corpora.treebank import TreebankDocument, ewt, gum
from benchmarks.reads import Reads
from benchmarks.spans import Counts, Labelled, exact, overlapping
from dateline.read.document import Document

TYPES = ("person", "organization", "place")
SPACY = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place"}
"""Labels of OntoNotes → GUM. NORP (nationalities, parties, faiths) is left out: GUM has no such type."""
_FIGURES = ("words", "sentences", "upos")


def figures(data: Path, reader: Reads, peers: Peers) -> dict[str, float]:
    """The figures of dateline and of spaCy, where it is there."""
    web, mixed = list(ewt(data / "ewt", "dev")), list(gum(data / "gum", "dev"))
    gold = [wanted(one) for one in mixed]
    ours = [conll.found_parse(treebank.from_raw(reader, one)) for one in web]
    names = [named(treebank.from_raw(reader, one)) for one in mixed]
    found = {**parsing("dateline", web, ours), **naming("dateline", gold, names)}
    answers = peers.answers("spacy", [one.text for one in (*web, *mixed)])
    if answers is not None:
        theirs = [parse(one.text, had) for one, had in zip(web, answers, strict=False)]
        found |= parsing("spacy", web, theirs)
        found |= naming("spacy", gold, [entities(had) for had in answers[len(web) :]])
    return found


def parsing(system: str, gold: Iterable[TreebankDocument], found: Iterable[conll.Parse]) -> dict[str, float]:
    """F1 of words, sentences and parts of speech."""
    totals = dict.fromkeys(_FIGURES, Counts())
    for one, other in zip(gold, found, strict=True):
        counts = conll.score(conll.gold_parse(one), other)
        totals = {name: total + counts[name] for name, total in totals.items()}
    return {f"{system}_ewt_{name}": round(total.f1, 2) for name, total in totals.items()}


def naming(system: str, gold: Sequence[list[Labelled]], found: Sequence[list[Labelled]]) -> dict[str, float]:
    """F1 of names, exact and by overlap."""
    same = met = Counts()
    for one, other in zip(gold, found, strict=True):
        same += exact(one, other)
        met += overlapping(one, other)
    return {f"{system}_gum_exact": round(same.f1, 2), f"{system}_gum_overlap": round(met.f1, 2)}


def parse(text: str, answer: dict[str, list[Any]]) -> conll.Parse:
    """spaCy's answer without a tree: every word is its own head."""
    words = [(start, end) for start, end, _ in answer["words"]]
    pos = [kind for _, _, kind in answer["words"]]
    return conll.parse(text, words, pos, list(range(len(words))), ["dep"] * len(words), answer["sentences"])


def entities(answer: dict[str, list[Any]]) -> list[Labelled]:
    """spaCy's names as GUM's types."""
    return [(start, end, SPACY[label]) for start, end, label in answer["entities"] if label in SPACY]


def wanted(document: TreebankDocument) -> list[Labelled]:
    """Gold names."""
    words, kept = document.words, [one for one in document.entities if one.named and one.type in TYPES]
    return [(words[one.first][0], words[one.last - 1][1], one.type) for one in kept]


def named(document: Document) -> list[Labelled]:
    """dateline's names."""
    kept = [(one, kinds.GUM.get(one.kind)) for one in document.mentions if one.named]
    return [(one.start, one.end, kind) for one, kind in kept if kind in TYPES]
