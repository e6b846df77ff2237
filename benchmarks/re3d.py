"""re3d: entities in documents on Syria and Iraq, by exact and by overlapping spans; types as in
:mod:`benchmarks.kinds`, nested entities count each.

Gold leaves out what the corpus marks with confidence 0, unless it lies within another entity (a trap of the corpus).
Overlap: spans that share a character and the type, paired one to one, as many as can be.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks import differences, kinds
from benchmarks.corpora.re3d import Re3dDocument, re3d
from benchmarks.predictions import mongo
from benchmarks.reads import Reads, as_report
from benchmarks.spans import Counts, Labelled, exact, overlapping
from dateline.read.document import Document

SPLITS = ("dev", "train")


def files(data: Path, split: str) -> list[Path]:
    """The corpus's files; both splits are in the same ones."""
    return sorted([*data.glob("*/documents.json"), *data.glob("*/entities.json")])


def run(
    data: Path, split: str, reader: Reads, predict: Path | None = None, errors: Path | None = None
) -> dict[str, float]:
    """Reads the documents of the split; ``predict`` gets one ``entities.json``."""
    gold = list(re3d(data, split))
    found = [reader.document(as_report(one.id, one.text)) for one in gold]
    metrics = score([wanted(one) for one in gold], [had(one) for one in found])
    if predict:
        rows = [
            mongo.entity(one.report.id, one.text, start, end, label)
            for one in found
            for start, end, label in sorted(set(had(one)))
        ]
        mongo.write(predict, rows)
    if errors:
        sections = [
            differences.Section(f"{one.source} {one.id}", differences.span_rows(one.text, wanted(one), had(other)))
            for one, other in zip(gold, found, strict=True)
        ]
        differences.write(errors, f"re3d {split}: entities", metrics, sections)
    return metrics


def wanted(document: Re3dDocument) -> list[Labelled]:
    """Gold entities of the types that are scored."""
    scored = [(e, kinds.re3d(e.type)) for e in document.entities]
    return [(e.start, e.end, label) for e, label in scored if label is not None]


def had(document: Document) -> list[Labelled]:
    """Found mentions as re3d's types."""
    return [(m.start, m.end, kinds.RE3D[m.kind]) for m in document.mentions if m.kind in kinds.RE3D]


def score(gold: list[list[Labelled]], found: list[list[Labelled]]) -> dict[str, float]:
    """Figures over documents: ``exact`` and ``overlap``, types together, and F1 by type."""
    exactly, loosely = Counts(), Counts()
    types = {label: (Counts(), Counts()) for label in sorted(set(kinds.RE3D.values()))}
    for one, other in zip(gold, found, strict=True):
        exactly += exact(one, other)
        loosely += overlapping(one, other)
        for label, (strict, loose) in types.items():
            own, theirs = [s for s in one if s[2] == label], [s for s in other if s[2] == label]
            types[label] = (strict + exact(own, theirs), loose + overlapping(own, theirs))
    by_type: dict[str, float] = {}
    for label, (strict, loose) in types.items():
        by_type[f"exact_{label.lower()}_f1"] = round(strict.f1, 2)
        by_type[f"overlap_{label.lower()}_f1"] = round(loose.f1, 2)
    return {**exactly.metrics("exact"), **loosely.metrics("overlap"), **by_type}
