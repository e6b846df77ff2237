"""``python -m training coreference``: the lexicon and the scorer of ``dateline/corroborate``.

Trained on ECB+'s training topics (gold mentions) and on the marked events that are not held out. How often two words
told one event is counted without the pair's own topics, so that the trees learn what such counts are worth on new ones.
Threshold and figures come from folds of topics: trees of one fold never saw its topics. ECB+'s dev topics and the held
events are not touched.
"""

from __future__ import annotations

import pickle
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from benchmarks.coreference import b_cubed, clusters, metrics, several
from benchmarks.marked import file, load
from benchmarks.told import Told, ToldReport, ecb, marked
from dateline.corroborate import lexicon as words
from dateline.corroborate.cluster import ONE, groups
from dateline.corroborate.features import features, likely, names
from dateline.corroborate.lexicon import Lexicon
from dateline.corroborate.scorer import FILE, Scorer, Weights
from dateline.corroborate.trees import Trees
from dateline.read.reader import Reader
from training.boosting import Settings, fit
from training.word_table import make

FOLDS = 4
SHARE = 0.35
"""Of the pairs that are not of one event so many are trained on, each for 1 / SHARE."""
THRESHOLDS = tuple(n * 50_000 for n in range(3, 11))
ALIKE = 0.15
"""Likeness of reports from which their pairs count for :attr:`Weights.known`."""
LEAST_SEEN = 8
SEEDS = (1, 2, 3)
MARKED_WEIGHT = 10.0
"""Of pairs of marked events; of 1, 3 and 10 the best on folds, for ECB+ too."""
Known = dict[tuple[str, str], tuple[float, float]]
Scores = dict[tuple[int, int], int]


class Table(Struct, frozen=True):
    """Pairs of tellings: ``pairs`` numbers of both, ``rows`` their features, whether they are of one event, and how
    much each pair counts."""

    told: tuple[Told, ...]
    pairs: NDArray[np.int64]
    rows: NDArray[np.float64]
    right: NDArray[np.bool_]
    weight: NDArray[np.float64]


def run(data: Path, work: Path, vocabulary: Path) -> None:
    """Makes and writes lexicon and scorer; ``work`` keeps the readings for the next run with the same model."""
    work.mkdir(parents=True, exist_ok=True)
    lexicon = make(data, vocabulary)
    words.save(lexicon)
    table = tabled([one for report in reports(data, work) for one in report.gold], lexicon)
    print(f"{len(table.told)} tellings, {len(table.pairs)} pairs, {int(table.right.sum())} of one event")
    threshold = best_threshold(table)
    known = counted(table)
    trees = boosted(table.rows, table.right, table.weight)
    rare = {pair: n for pair, n in known.items() if n[0] or n[1] >= LEAST_SEEN}
    kept = tuple(sorted((a, b, together, seen) for (a, b), (together, seen) in rare.items()))
    FILE.write_bytes(msgspec.json.encode(Weights(names(), trees, threshold, kept)) + b"\n")
    Scorer.load()


def reports(data: Path, work: Path) -> list[ToldReport]:
    """The training reports, read; from ``work`` where the same model has read them before."""
    reader = Reader.load()
    path = work / f"read-{reader.model.sha256[:16]}.pickle"
    if path.is_file():
        found: list[ToldReport] = pickle.loads(path.read_bytes())  # our own file, written just below
        return found
    found = [*ecb(data / "ecbplus", "train", reader), *marked(load(file()), data, reader, held=False)]
    path.write_bytes(pickle.dumps(found))
    return found


def tabled(told: Sequence[Told], lexicon: Lexicon) -> Table:
    """All pairs that are worth scoring, with features; ``known`` is counted without the topics of the pair."""
    scorer = Scorer(Weights(names(), Trees(0.0, ()), ONE, ()), lexicon)
    weighed = [scorer.weigh(one.telling) for one in told]
    pairs = [(i, j) for i in range(len(told)) for j in range(i) if likely(weighed[i], weighed[j])]
    right = np.array([told[i].event == told[j].event for i, j in pairs])
    rows = np.array([list(features(weighed[i], weighed[j], {}).values()) for i, j in pairs])
    size = np.array([MARKED_WEIGHT if _marked(told[i]) and _marked(told[j]) else 1.0 for i, j in pairs])
    table = Table(tuple(told), np.array(pairs), rows, right, size)
    return _with_known(table)


def counted(table: Table, but: Iterable[str] = ()) -> Known:
    """Of each pair of words how often they told one event and how often they met, in reports that are alike; pairs of
    the topics ``but`` are left out."""
    left = set(but)
    found: dict[tuple[str, str], list[float]] = {}
    for (i, j), right, near in zip(table.pairs, table.right, table.rows[:, _ARTICLE], strict=True):
        a, b = table.told[i], table.told[j]
        if near >= ALIKE and a.topic not in left and b.topic not in left:
            count = found.setdefault(_heads(a, b), [0.0, 0.0])
            count[0] += float(right)
            count[1] += 1
    return {pair: (count[0], count[1]) for pair, count in found.items()}


def _with_known(table: Table) -> Table:
    total, own = counted(table), defaultdict[str, Counter[tuple[str, str, int]]](Counter)
    for (i, j), right, near in zip(table.pairs, table.right, table.rows[:, _ARTICLE], strict=True):
        a, b = table.told[i], table.told[j]
        if near >= ALIKE:
            for topic in {a.topic, b.topic}:
                own[topic].update({(*_heads(a, b), 0): int(right), (*_heads(a, b), 1): 1})
    rows = table.rows.copy()
    for row, (i, j) in zip(rows, table.pairs, strict=True):
        a, b = table.told[i], table.told[j]
        heads = _heads(a, b)
        together, seen = total.get(heads, (0.0, 0.0))
        for topic in {a.topic, b.topic}:
            together -= own[topic][*heads, 0]
            seen -= own[topic][*heads, 1]
        # A pair across two topics was taken off twice.
        together, seen = max(together, 0.0), max(seen, 0.0)
        row[_RATE], row[_SEEN] = (together + 0.6) / (seen + 4.0), seen
    return replace(table, rows=rows)


def boosted(
    rows: NDArray[np.float64], right: NDArray[np.bool_], weight: NDArray[np.float64], seeds: Sequence[int] = SEEDS
) -> Trees:
    """Trees of several seeds, as one: each gives its share."""
    made = []
    for seed in seeds:
        kept = right | (np.random.default_rng(seed).random(len(right)) < SHARE)
        counts = weight[kept] * np.where(right[kept], 1.0, 1 / SHARE)
        made.append(fit(rows[kept], right[kept], counts, Settings(seed=seed)))
    share = 1 / len(made)
    trees = [replace(tree, value=tuple(round(share * v, 9) for v in tree.value)) for one in made for tree in one.trees]
    return Trees(share * sum(one.start for one in made), tuple(trees))


def best_threshold(table: Table) -> int:
    """The threshold with the best CoNLL F1 over folds of ECB+'s topics; prints what each gives."""
    topics = sorted({one.topic for one in table.told})
    order = np.random.default_rng(0).permutation(len(topics))
    fold = {topics[topic]: number % FOLDS for number, topic in enumerate(order)}
    of = np.array([fold[one.topic] for one in table.told])
    found: dict[int, list[dict[str, float]]] = defaultdict(list)
    for number in range(FOLDS):
        inside = (of[table.pairs[:, 0]] == number) & (of[table.pairs[:, 1]] == number)
        outside = (of[table.pairs[:, 0]] != number) & (of[table.pairs[:, 1]] != number)
        trees = boosted(table.rows[outside], table.right[outside], table.weight[outside], SEEDS[:1])
        odds = trees.log_odds(table.rows[inside])
        scores = {(i, j): score for (i, j), score in zip(table.pairs[inside].tolist(), _millionths(odds), strict=True)}
        members = [i for i, f in enumerate(of) if f == number]
        for threshold in THRESHOLDS:
            found[threshold].append(
                {
                    **_figures(table, [i for i in members if not _marked(table.told[i])], scores, threshold),
                    **_marked_figures(table, [i for i in members if _marked(table.told[i])], scores, threshold),
                }
            )
    mean = {t: {name: float(np.mean([m[name] for m in ms])) for name in ms[0]} for t, ms in found.items()}
    for threshold, figures in mean.items():
        shown = " ".join(
            f"{name} {figures[name]:.2f}" for name in ("conll_f1", "b3_f1", "ceafe_f1", "lea_f1", "marked_b3_f1")
        )
        print(f"threshold {threshold / ONE:.2f}: {shown}")
    return max(mean, key=lambda t: mean[t]["conll_f1"])


def _figures(table: Table, members: Sequence[int], scores: Scores, threshold: int) -> dict[str, float]:
    gold = clusters((i, table.told[i].event) for i in members)
    return metrics(gold, [set(group) for group in groups(members, scores, threshold)])


def _marked_figures(table: Table, members: Sequence[int], scores: Scores, threshold: int) -> dict[str, float]:
    gold = several(clusters((i, table.told[i].event) for i in members))
    made = several([set(group) for group in groups(members, scores, threshold)])
    return {"marked_b3_f1": 100 * b_cubed(gold, made).f1}


def _marked(one: Told) -> bool:
    return not one.topic.isdigit()


def _millionths(odds: NDArray[np.float64]) -> list[int]:
    return [int(p) for p in np.rint(ONE / (1 + np.exp(-odds)))]


def _heads(a: Told, b: Told) -> tuple[str, str]:
    one, other = a.telling.head, b.telling.head
    return (one, other) if one < other else (other, one)


_ARTICLE, _RATE, _SEEN = (names().index(name) for name in ("article", "known_rate", "known"))
