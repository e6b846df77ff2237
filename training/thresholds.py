"""From which score on two groups are joined: chosen on folds of the training topics, scored by weights that never saw
them. One threshold for a library, by the marked events (which must be found among all claims of their reports), and one
for mentions of any event in checked sentences, by ECB+ in halves of topics, which clusters of reports stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace

from benchmarks import events
from benchmarks.coreference import clusters, metrics
from benchmarks.told import ToldReport
from dateline.corroborate.cluster import ONE, groups
from dateline.corroborate.lexicon import Lexicon
from dateline.corroborate.scorer import LEAST, Scorer, Weights
from training.coreference import Table, is_marked, trained

FOLDS = 4
TRIED = tuple(n * 50_000 for n in range(LEAST // 50_000, 11))
"""A scorer goes no lower than the first."""
_SEEDS = (1,)


def best_thresholds(table: Table, reports: Sequence[ToldReport], lexicon: Lexicon) -> tuple[int, int]:
    """For a library and for checked sentences, in millionths; prints what each gives."""
    found: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for fold in folds(table):
        weights = trained(table, fold, _SEEDS, _SEEDS)
        own = [report for report in reports if any(one.topic in fold and is_marked(one) for one in report.gold)]
        scores = _scored(table, fold, weights)
        for threshold in TRIED:
            scorer = Scorer(replace(weights, threshold=threshold), lexicon)
            found[threshold].append((events.figures(own, scorer)["b3_f1"], _halves(table, fold, scores, threshold)))
    mean = {threshold: np.mean(figures, axis=0) for threshold, figures in found.items()}
    for threshold, (marked, checked) in mean.items():
        print(f"threshold {threshold / ONE:.2f}: marked b3_f1 {marked:.2f}, ECB+ in halves conll_f1 {checked:.2f}")
    return max(mean, key=lambda t: float(mean[t][0])), max(mean, key=lambda t: float(mean[t][1]))


def folds(table: Table) -> list[frozenset[str]]:
    """The topics of each fold."""
    topics = sorted({one.topic for one in table.told})
    order = np.random.default_rng(0).permutation(len(topics))
    return [frozenset(topics[topic] for topic in order[number::FOLDS]) for number in range(FOLDS)]


def _scored(table: Table, fold: frozenset[str], weights: Weights) -> dict[tuple[int, int], int]:
    """Scores of the pairs of one half of one topic of the fold."""
    part = [one.part if one.topic in fold and not is_marked(one) else None for one in table.told]
    inside = np.array([part[i] is not None and part[i] == part[j] for i, j in table.pairs])
    chances = np.rint(ONE / (1 + np.exp(-weights.log_odds(table.rows[inside]))))
    return {(i, j): int(score) for (i, j), score in zip(table.pairs[inside].tolist(), chances, strict=True)}


def _halves(table: Table, fold: frozenset[str], scores: dict[tuple[int, int], int], threshold: int) -> float:
    members = [i for i, one in enumerate(table.told) if one.topic in fold and not is_marked(one)]
    gold = clusters((i, table.told[i].event) for i in members)
    return metrics(gold, [set(group) for group in groups(members, scores, threshold)])["conll_f1"]
