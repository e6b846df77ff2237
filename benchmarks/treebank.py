"""What the treebank benchmarks share: reading a document with given words or from raw text, counting, showing."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from benchmarks import conll
from benchmarks.corpora.treebank import TreebankDocument
from benchmarks.differences import Row
from benchmarks.reads import Reads, as_report
from benchmarks.spans import Counts
from dateline.read.document import Document

GIVEN = ("upos", "uas", "las", "las_subtypes")
"""Metrics with given words and sentences (accuracy, percent)."""
RAW = ("words", "sentences", *GIVEN)
"""Metrics from raw text (F1, percent), with ``raw_`` before the name."""


def with_words(reader: Reads, document: TreebankDocument) -> Document:
    """The parse of a document whose words and sentences are given."""
    return reader.document(as_report(document.id, document.text), document.words, document.sentences)


def from_raw(reader: Reads, document: TreebankDocument) -> Document:
    """The parse of a document's bare text: paragraphs parted by a blank line, lines not wrapped."""
    return reader.document(as_report(document.id, document.text))


def total(gold: Iterable[TreebankDocument], found: Iterable[Document]) -> dict[str, Counts]:
    """Counts over documents, see :func:`benchmarks.conll.score`."""
    totals: dict[str, Counts] = {}
    for one, other in zip(gold, found, strict=True):
        for name, counts in conll.score(conll.gold_parse(one), conll.found_parse(other)).items():
            totals[name] = totals.get(name, Counts()) + counts
    return totals


def figures(totals: dict[str, Counts], names: Iterable[str], prefix: str = "") -> dict[str, float]:
    """F1 by name, rounded to two digits."""
    return {prefix + name: round(totals[name].f1, 2) for name in names}


def rows(gold: TreebankDocument, found: Document) -> list[Row]:
    """A row for each wrong word of a document read with its given words."""
    result = []
    for i, word in enumerate(found.words):
        wanted = (gold.pos[i], gold.heads[i], gold.relations[i])
        had = (word.pos, word.head, word.relation)
        if wanted != had:
            result.append(Row(gold.text[slice(*gold.words[i])], _analysis(gold, i, *wanted), _analysis(gold, i, *had)))
    return result


def _analysis(document: TreebankDocument, word: int, pos: str, head: int, relation: str) -> str:
    to = "root" if head == word else document.text[slice(*document.words[head])]
    return escape(f"{pos}, {relation} → {to}")
