"""PolNeAR: who says what in news articles, scored by exact spans, by tokens, and by whole attributions.

Exact: a found piece is right when start and end are those of a gold piece of the same role in the article (a content
split in several spans counts by pieces; a piece shared by attributions counts once). ``micro``: all three roles
together. Token: words (:func:`benchmarks.spans.tokens`) inside gold and found pieces of a role. Linked: see
:mod:`benchmarks.attributions`. Where an article has several annotators the first by file name is gold.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks import attributions, differences
from benchmarks.attributions import ROLES
from benchmarks.corpora.polnear import Article, polnear
from benchmarks.predictions import brat
from benchmarks.reads import Reads, as_report
from benchmarks.spans import Counts, Labelled, tokens
from dateline.values import Attribution

SPLITS = ("dev", "train")


def files(data: Path, split: str) -> list[Path]:
    """The files of the split."""
    return sorted(p for p in (data / split).rglob("*") if p.suffix in (".txt", ".ann"))


def run(
    data: Path, split: str, reader: Reads, predict: Path | None = None, errors: Path | None = None
) -> dict[str, float]:
    """Reads the articles of the split and scores what was found; ``data`` is PolNeAR's folder."""
    gold = list(polnear(data, split))
    found = [reader.document(as_report(article.id, article.text)).attributions for article in gold]
    figures = score(gold, found)
    if predict:
        lines = {one.id: brat.stand_off(one.text, had) for one, had in zip(gold, found, strict=True)}
        brat.write(predict, lines)
    if errors:
        sections = [
            differences.Section(one.id, differences.span_rows(one.text, _labelled(one.attributions), _labelled(had)))
            for one, had in zip(gold, found, strict=True)
        ]
        differences.write(errors, f"PolNeAR {split}: attributions", figures, sections)
    return figures


def score(gold: list[Article], found: list[tuple[Attribution, ...]]) -> dict[str, float]:
    """The figures of articles and, in the same order, the attributions found in them."""
    totals: dict[str, Counts] = {}

    def add(name: str, counts: Counts) -> None:
        totals[name] = totals.get(name, Counts()) + counts

    for article, had in zip(gold, found, strict=True):
        words = tokens(article.text)
        for role in ROLES:
            counts = attributions.exact(article.attributions, had, role)
            add(role, counts)
            add("micro", counts)
            add(f"{role}_token", attributions.by_token(article.attributions, had, role, words))
        add("linked", attributions.linked(article.attributions, had))
        add("linked_loose", attributions.linked_loosely(article.attributions, had))
        add("pair", attributions.source_content_pairs(article.attributions, had))
    return {name: value for key, counts in totals.items() for name, value in counts.metrics(key).items()}


def _labelled(found: list[Attribution] | tuple[Attribution, ...]) -> list[Labelled]:
    return [(start, end, role) for role in ROLES for start, end in sorted(attributions.pieces(found, role))]
