"""GUM: parts of speech, trees and entity mentions with given words; words and sentences from raw text.

Entities: a mention is right when its start, end and type are those of a gold entity; types as in
:mod:`benchmarks.kinds`, nested mentions count each. ``entity_span``: the same without the type.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks import differences, kinds, treebank
from benchmarks.corpora.treebank import TreebankDocument, gum
from benchmarks.predictions import conllu
from benchmarks.reads import Reads
from benchmarks.spans import Counts, Labelled, exact
from dateline.read.document import Document

SPLITS = ("dev", "train")


def files(data: Path, split: str) -> list[Path]:
    """The files of the split."""
    return sorted((data / split).glob("*.conllu"))


def run(
    data: Path, split: str, reader: Reads, predict: Path | None = None, errors: Path | None = None
) -> dict[str, float]:
    """Reads the documents of the split; ``predict`` gets one CoNLL-U file with ``Entity=`` marks; ``errors`` shows the
    entities."""
    gold = list(gum(data, split))
    given = [treebank.with_words(reader, document) for document in gold]
    raw = [treebank.from_raw(reader, document) for document in gold]
    metrics = treebank.figures(treebank.total(gold, given), treebank.GIVEN)
    metrics |= treebank.figures(treebank.total(gold, raw), ("words", "sentences"), "raw_")
    metrics |= score_entities([wanted(one) for one in gold], [had(one) for one in given])
    if predict:
        conllu.write(predict, [conllu.lines(document, _by_word(document)) for document in given])
    if errors:
        sections = [
            differences.Section(one.id, differences.span_rows(one.text, wanted(one), had(other)))
            for one, other in zip(gold, given, strict=True)
        ]
        differences.write(errors, f"GUM {split}: entities", metrics, sections)
    return metrics


def wanted(document: TreebankDocument) -> list[Labelled]:
    """Gold entities of the types that are scored, as characters."""
    words, scored = document.words, [(e, kinds.gum(e.type)) for e in document.entities]
    return [(words[e.first][0], words[e.last - 1][1], kind) for e, kind in scored if kind is not None]


def had(document: Document) -> list[Labelled]:
    """Found mentions of the kinds that GUM annotates, as GUM's types."""
    return [(m.start, m.end, kinds.GUM[m.kind]) for m in document.mentions if m.kind in kinds.GUM]


def score_entities(gold: list[list[Labelled]], found: list[list[Labelled]]) -> dict[str, float]:
    """Figures over documents, types together (``entity``), without types (``entity_span``), and by type (F1)."""
    together, untyped = Counts(), Counts()
    types = {kind: Counts() for kind in sorted(set(kinds.GUM.values()))}
    for one, other in zip(gold, found, strict=True):
        together += exact(one, other)
        untyped += exact({s[:2] for s in one}, {s[:2] for s in other})
        for kind in types:
            types[kind] += exact([s for s in one if s[2] == kind], [s for s in other if s[2] == kind])
    by_type = {f"entity_{kind}_f1": round(counts.f1, 2) for kind, counts in types.items()}
    return {**together.metrics("entity"), **untyped.metrics("entity_span"), **by_type}


def _by_word(document: Document) -> list[conllu.Entity]:
    starts = {word.start: i for i, word in enumerate(document.words)}
    ends = {word.end: i + 1 for i, word in enumerate(document.words)}
    spans = had(document)
    return [(starts[a], ends[b], kind) for a, b, kind in spans if a in starts and b in ends and starts[a] < ends[b]]
