"""From which score on two groups are joined: chosen on folds of what is trained on, scored by weights that never saw
them. One threshold for a library, that with the best mean of two figures: B³ F1 of the marked events, which must be
found among all claims of their reports, and F1 of the pairs judged in a stream, each as often as it stands for others
there. One for mentions of any event in checked sentences, by ECB+ in halves of topics, which clusters of reports stand
for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from benchmarks import events
from benchmarks.coreference import clusters, metrics
from benchmarks.told import ToldReport
from dateline.corroborate.cluster import ONE, groups
from dateline.corroborate.lexicon import Lexicon
from dateline.corroborate.scorer import Scorer, Weights, squared
from training.coreference import Table, is_marked, trained
from training.stream_pairs import JudgedPair

FOLDS = 4
PARTITIONS = 2
"""How often topics are put into folds: thresholds that are near each other give much the same on one partition."""
TRIED = tuple(n * n * ONE // 400 for n in range(2, 11))
"""The squares of chances from 0.1 to 0.5."""


def best_thresholds(
    table: Table, reports: Sequence[ToldReport], stream: Sequence[JudgedPair], lexicon: Lexicon
) -> tuple[int, int]:
    """For a library and for checked sentences, in millionths; prints what each gives. ``stream``: the pairs that stand
    at the end of the table."""
    found: dict[int, list[tuple[float, float]]] = defaultdict(list)
    streamed = np.zeros((PARTITIONS, len(stream)))
    for partition in range(PARTITIONS):
        for fold in folds(table, partition):
            weights = trained(table, fold)
            own = [report for report in reports if any(one.topic in fold and is_marked(one) for one in report.gold)]
            scores = _scored(table, fold, weights)
            inside = np.array([pair.one.topic in fold for pair in stream], dtype=np.bool_)
            odds = weights.log_odds(table.rows[len(table.rows) - len(stream) :][inside])
            streamed[partition, inside] = squared(odds)
            for threshold in TRIED:
                scorer = Scorer(replace(weights, threshold=threshold), lexicon)
                checked = _halves(table, fold, scores, threshold)
                found[threshold].append((events.figures(own, scorer)["b3_f1"], checked))
    mean = {threshold: np.mean(figures, axis=0) for threshold, figures in found.items()}
    library = {}
    for threshold, (marked, checked) in mean.items():
        right, recalled, f1 = np.mean([stream_scores(stream, one >= threshold) for one in streamed], axis=0)
        library[threshold] = (marked + f1) / 2
        print(
            f"threshold {threshold / ONE:.4f}: marked b3_f1 {marked:.2f}, stream precision {right:.2f} recall "
            f"{recalled:.2f} f1 {f1:.2f}, ECB+ in halves conll_f1 {checked:.2f}"
        )
    return max(library, key=lambda t: float(library[t])), max(mean, key=lambda t: float(mean[t][1]))


def stream_scores(stream: Sequence[JudgedPair], joined: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Precision, recall and F1 of pairs that are joined, each as often as it stands for others, in percent."""
    of = np.array([pair.of for pair in stream], dtype=np.float64)
    same = np.array([pair.same for pair in stream], dtype=np.bool_)
    right = float(of[same & joined].sum())
    found, wanted = float(of[joined].sum()), float(of[same].sum())
    f1 = 200 * right / (found + wanted) if found + wanted else 0.0
    return 100 * right / found if found else 0.0, 100 * right / wanted if wanted else 0.0, f1


def folds(table: Table, seed: int = 0) -> list[frozenset[str]]:
    """The topics of each fold; another seed puts them together otherwise."""
    topics = sorted({one.topic for one in table.told})
    order = np.random.default_rng(seed).permutation(len(topics))
    return [frozenset(topics[topic] for topic in order[number::FOLDS]) for number in range(FOLDS)]


def _scored(table: Table, fold: frozenset[str], weights: Weights) -> dict[tuple[int, int], int]:
    """Scores of the pairs of one half of one topic of the fold."""
    part = [one.part if one.topic in fold and not is_marked(one) else None for one in table.told]
    inside = np.array([part[i] is not None and part[i] == part[j] for i, j in table.pairs])
    made = squared(weights.log_odds(table.rows[inside]))
    return {(i, j): int(score) for (i, j), score in zip(table.pairs[inside].tolist(), made, strict=True)}


def _halves(table: Table, fold: frozenset[str], scores: dict[tuple[int, int], int], threshold: int) -> float:
    members = [i for i, one in enumerate(table.told) if one.topic in fold and not is_marked(one)]
    gold = clusters((i, table.told[i].event) for i in members)
    return metrics(gold, [set(group) for group in groups(members, scores, threshold)])["conll_f1"]
