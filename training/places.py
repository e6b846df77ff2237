"""``python -m training places``: the place ranker's weights, learned from LGL and TR-News, and the five folds' weights
that the benchmark scores those two corpora with. GeoVirus is never read here.

A candidate is the right one if it lies nearest to gold, within 161 km; within 25 km the best known of the near ones is.
Names whose places the gazetteer lacks teach "none of these".
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np

from benchmarks.corpora.toponyms import Article, Toponym
from benchmarks.geoparsing import articles
from benchmarks.place_folds import FOLDS, fold_of
from dateline.locate.candidates import Candidate
from dateline.locate.context import spoken_of
from dateline.locate.evidence import Report
from dateline.locate.geo import distance_km
from dateline.locate.index import Index, open_index
from dateline.locate.rank import Group, apart_km, choose
from dateline.locate.ranker import FIRST, LATER, Layers, Ranker, Weights
from dateline.locate.resolve import PlaceMention, grouped
from training.place_fit import Names, Rows, fit, joined

CORPORA = ("lgl", "trnews")
_NEAR_KM = 161.0
_SAME_KM = 25.0
_MOST_MENTIONS = 4.0
_LACKING = 0.3
LACKING_WEIGHT = 0.15
HIDDEN, DECAY, STEPS = 8, 3e-3, 200  # chosen by cross-validation on the two corpora


class Example(msgspec.Struct, frozen=True):
    """One article: its names with their candidates, and what is meant, row by row; ``fold`` 0 to 4."""

    report: Report
    groups: list[Group]
    target: Rows
    none: Rows
    weight: Rows
    fold: int


def examples(data: Path, corpus: str, index: Index) -> list[Example]:
    """The articles of a corpus with at least one toponym."""
    return [example(a, index) for a in articles(data, corpus) if a.toponyms]


def lacking(data: Path, corpus: str, index: Index, seed: int) -> list[Example]:
    """The same articles as a gazetteer sees them that lacks some of their places: their candidates near gold are taken
    away, so that the ranker learns what chance namesakes look like."""
    draw = np.random.default_rng(seed)
    return [example(a, index, draw) for a in articles(data, corpus) if a.toponyms]


def example(article: Article, index: Index, draw: np.random.Generator | None = None) -> Example:
    """An article's names as the resolver sees them, and the gold; with ``draw`` some names lack their places."""
    mentions = [PlaceMention(t.start, t.end, t.text) for t in article.toponyms]
    groups, of = grouped(mentions, article.text, index)
    gone = [draw is not None and draw.random() < _LACKING for _ in groups]
    for toponym, number in zip(article.toponyms, of, strict=True):
        if gone[number]:
            lat, lon = _point(toponym)
            groups[number].found = [c for c in groups[number].found if _km_to(c, lat, lon) > _NEAR_KM]
    report = Report(groups, spoken_of(article.text, {g.name for g in groups}))
    target = np.zeros(len(report.of))
    none = np.zeros(len(groups))
    for toponym, number in zip(article.toponyms, of, strict=True):
        right = _right(groups[number].found, *_point(toponym))
        share = 1 / len(groups[number].mentions)
        if right is None:
            none[number] += share
        else:
            target[report.first[number] + right] += share
    weight = np.array([min(float(len(g.mentions)), _MOST_MENTIONS) for g in groups])
    if draw is not None:
        weight *= np.where(gone, LACKING_WEIGHT, 0.0)
    return Example(report, groups, target, none, weight, fold_of(article.text))


def _point(toponym: Toponym) -> tuple[float, float]:
    if toponym.latitude is None or toponym.longitude is None:
        raise ValueError(f"{toponym.text}: a name without coordinates teaches nothing")
    return toponym.latitude, toponym.longitude


def _km_to(candidate: Candidate, lat: float, lon: float) -> float:
    return distance_km(candidate.place.latitude, candidate.place.longitude, lat, lon)


def _right(found: list[Candidate], lat: float, lon: float) -> int | None:
    far = [_km_to(c, lat, lon) for c in found]
    if not far or min(far) > _NEAR_KM:
        return None
    if min(far) <= _SAME_KM:
        return next(i for i, km in enumerate(far) if km <= _SAME_KM)  # they come best first
    return far.index(min(far))


def learn(chosen: list[Example], seed: int = 1) -> tuple[Layers, Layers]:
    """The first network, and the later one, which hears the first's answers and then its own."""
    first = fit(joined([_names(e, e.report.fixed) for e in chosen]), HIDDEN, DECAY, STEPS, seed)
    later: Layers | None = None
    for _ in range(2):
        parts = []
        for e in chosen:
            chances = _ranker(first, later).chances(e.report)[0]
            rows = np.hstack([e.report.fixed, e.report.heard(chances)]) if len(chances) else np.zeros((0, len(LATER)))
            parts.append(_names(e, rows))
        later = fit(joined(parts), HIDDEN, DECAY, STEPS, seed)
    assert later is not None
    return first, later


def _names(e: Example, rows: Rows) -> Names:
    return Names(rows, e.report.first, e.target, e.none, e.weight)


def _ranker(first: Layers, later: Layers | None) -> Ranker:
    ranker = Ranker(Weights(FIRST, LATER, first, later or first))
    if later is None:
        ranker.rounds = 0
    return ranker


def run(data: Path, shipped: Path, folds: Path) -> dict[str, float]:
    """Learns all weights and writes them: ``shipped`` from every article, ``folds`` one set a fold from the others'
    articles, each calibrated on what the other folds' models say of articles that they have not seen. Says how the
    folds' models do on their own articles."""
    index = open_index()
    seen = [e for corpus in CORPORA for e in examples(data, corpus, index)]
    less = [e for corpus in CORPORA for e in lacking(data, corpus, index, seed=1)]
    layers = [learn([e for e in [*seen, *less] if e.fold != fold]) for fold in range(FOLDS)]
    judged = [_judged([e for e in seen if e.fold == fold], _ranker(*layers[fold])) for fold in range(FOLDS)]
    sets = []
    for fold, (first, later) in enumerate(layers):
        others = np.vstack([rows for other, rows in enumerate(judged) if other != fold])
        sets.append(Weights(FIRST, LATER, first, later, calibration(others)))
    everyone = np.vstack(judged)
    folds.write_bytes(msgspec.json.encode(sets) + b"\n")
    shipped.write_bytes(
        msgspec.json.encode(Weights(FIRST, LATER, *learn([*seen, *less]), calibration(everyone))) + b"\n"
    )
    return {"names": float(len(everyone)), "right": float(everyone[:, 1].mean()), "said": float(everyone[:, 0].mean())}


def _judged(chosen: list[Example], ranker: Ranker) -> Rows:
    """(probability said, share of the mentions for which it is right, mentions) of each name that gets an answer."""
    rows = []
    for e in chosen:
        for group, choice, name in zip(e.groups, choose(e.groups, e.report, ranker), range(len(e.groups)), strict=True):
            if choice is None:
                continue
            at = int(e.report.first[name])
            right = sum(
                e.target[at + i] for i, c in enumerate(group.found) if apart_km(c, choice.candidate) <= _NEAR_KM
            )
            rows.append((choice.chance, right, len(group.mentions)))
    return np.array(rows).reshape(-1, 3)


def calibration(judged: Rows) -> tuple[float, float]:
    """Slope and offset of the logit of the probabilities said that fit what was right best (Platt 1999), by Newton's
    method; each name counts as often as it is mentioned."""
    said = np.clip(judged[:, 0], 1e-6, 1 - 1e-6)
    rows = np.column_stack([np.log(said / (1 - said)), np.ones(len(said))])
    weight, right = judged[:, 2], judged[:, 1]
    found = np.array([1.0, 0.0])
    for _ in range(30):
        p = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (weight * (p - right))
        bend = (rows * (weight * p * (1 - p))[:, None]).T @ rows + 1e-6 * np.eye(2)
        found = found - np.linalg.solve(bend, slope)
    return round(float(found[0]), 4), round(float(found[1]), 4)
