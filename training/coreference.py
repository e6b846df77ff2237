"""``python -m training coreference``: the lexicon and the scorer of ``dateline/corroborate``.

Trained on ECB+'s training topics (gold mentions), on the marked events that are not held out, and on pairs judged in a
stream of messages (``training/stream_pairs.py``). How often two words
told one event is counted without the pair's own topics, so that the trees learn what such counts are worth on new ones.
Thresholds come from folds of topics (``training/thresholds.py``). ECB+'s dev topics and the held
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

from benchmarks.marked import file, load
from benchmarks.told import Told, ToldReport, ecb, marked, overlapping
from dateline.corroborate import lexicon as words
from dateline.corroborate.cluster import ONE
from dateline.corroborate.compared import Compared
from dateline.corroborate.features import features, names
from dateline.corroborate.lexicon import Lexicon
from dateline.corroborate.scorer import FILE, Scorer, Weights
from dateline.corroborate.sheets import Sheets
from dateline.corroborate.trees import Trees
from dateline.read.reader import Reader
from training import neural
from training.boosting import Settings, fit
from training.stream_pairs import TOPIC, JudgedPair, judged
from training.stream_pairs import load as stream_pairs
from training.word_table import make

SHARE = 0.35
"""Of the pairs that are not of one event so many are trained on, each for 1 / SHARE."""
ALIKE = 0.15
"""Likeness of reports from which their pairs count for :attr:`Weights.known`."""
LEAST_SEEN = 8
SEEDS = (1, 2)
NETWORKS = (1, 2, 3, 4)
MARKED_WEIGHT = 10.0
"""Of pairs of marked events; of 1, 3 and 10 the best on folds, for ECB+ too."""
BESIDE_WEIGHT = 2.0
STREAM_WEIGHT = 40.0
"""Of pairs judged in a stream: few, and just those on which a scorer without them goes wrong. Of 20, 40 and 80 the best
on folds."""
UNKNOWN = ""
Known = dict[tuple[str, str], tuple[float, float]]


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
    found = reports(data, work)
    stream = pairs(data, work)
    table = tabled([one for report in found for one in (*report.gold, *beside(report))], lexicon, stream)
    print(f"{len(table.told)} tellings, {len(table.pairs)} pairs, {int(table.right.sum())} of one event")
    from training.thresholds import best_thresholds

    threshold, checked = best_thresholds(table, found, stream, lexicon)
    weights = replace(trained(table), threshold=threshold, checked_threshold=checked)
    FILE.write_bytes(msgspec.json.encode(weights) + b"\n")
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


def pairs(data: Path, work: Path) -> list[JudgedPair]:
    """The judged pairs of the stream, read; from ``work`` as the reports."""
    reader = Reader.load()
    path = work / f"pairs-{reader.model.sha256[:16]}.pickle"
    if path.is_file():
        kept: list[JudgedPair] = pickle.loads(path.read_bytes())  # our own file, written just below
        return kept
    found = list(judged(stream_pairs(), data, reader))
    path.write_bytes(pickle.dumps(found))
    return found


def beside(report: ToldReport) -> list[Told]:
    """Of a report of marked events the claims at which no event is marked: they tell of none of these. What they do
    tell of is not known (:data:`UNKNOWN`)."""
    if not any(is_marked(one) for one in report.gold):
        return []
    taken = set(overlapping([one.telling for one in report.gold], report.found).values())
    spans = [(one.telling.start, one.telling.end) for one in report.gold]
    left = [t for t in report.found if t.anchor not in taken and not any(a < t.end and t.start < b for a, b in spans)]
    return [Told(telling, UNKNOWN, report.gold[0].topic, UNKNOWN) for telling in left]


def tabled(told: Sequence[Told], lexicon: Lexicon, of_stream: Sequence[JudgedPair] = ()) -> Table:
    """All pairs that are worth scoring, and those ``of_stream`` behind them, with features; ``known`` is counted
    without the topics of the pair."""
    sheets = Sheets(lexicon)
    number = sheets.rows([one.telling for one in told])
    known = np.array([one.event != UNKNOWN for one in told])
    topic = np.unique([one.topic for one in told], return_inverse=True)[1]
    pairs, rows = [], []
    for i in range(1, len(told)):
        # Of two claims that no event is marked at nothing is known; those of others' topics would add little.
        may = (known[:i] & known[i]) | ((known[:i] | known[i]) & (topic[:i] == topic[i]))
        others = np.flatnonzero(may)
        compared = Compared(sheets, np.full(len(others), number[i]), number[others])
        likely = compared.likely()
        if likely.any():
            rows.append(features(Compared(sheets, compared.left[likely], compared.right[likely]), {}))
            pairs.append(np.column_stack([np.full(int(likely.sum()), i), others[likely]]))
    every = [*told, *(end for pair in of_stream for end in (pair.one, pair.other))]
    if of_stream:
        ends = sheets.rows([one.telling for one in every[len(told) :]]).reshape(-1, 2)
        rows.append(features(Compared(sheets, ends[:, 0], ends[:, 1]), {}))
        pairs.append(np.arange(len(told), len(every)).reshape(-1, 2))
    both = np.concatenate(pairs)
    right = np.array([every[i].event == every[j].event for i, j in both])
    size = np.array([_size(every[i], every[j]) for i, j in both])
    return _with_known(Table(tuple(every), both, np.concatenate(rows), right, size))


def trained(
    table: Table, but: Iterable[str] = (), tree_seeds: Sequence[int] = SEEDS, seeds: Sequence[int] = NETWORKS
) -> Weights:
    """Weights of all pairs but those of the topics ``but``; thresholds are still to be chosen."""
    left = set(but)
    out = np.array([one.topic in left for one in table.told])
    pairs = ~(out[table.pairs[:, 0]] | out[table.pairs[:, 1]])
    rows, right, weight = table.rows[pairs], table.right[pairs], table.weight[pairs]
    rare = {pair: n for pair, n in counted(table, left).items() if n[0] or n[1] >= LEAST_SEEN}
    kept = tuple(sorted((a, b, together, seen) for (a, b), (together, seen) in rare.items()))
    some, counts = _sample(right, weight, seeds[0])
    networks = neural.fit(rows[some], right[some], counts, seeds)
    return Weights(names(), boosted(rows, right, weight, tree_seeds), ONE, kept, networks)


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
    total, own = counted(table), defaultdict[tuple[str, ...], Counter[tuple[str, str, int]]](Counter)
    for (i, j), right, near in zip(table.pairs, table.right, table.rows[:, _ARTICLE], strict=True):
        a, b = table.told[i], table.told[j]
        if near >= ALIKE:
            for topics in {(a.topic,), (b.topic,), (*sorted((a.topic, b.topic)),)}:
                own[topics].update({(*_heads(a, b), 0): int(right), (*_heads(a, b), 1): 1})
    rows = table.rows.copy()
    for row, (i, j) in zip(rows, table.pairs, strict=True):
        a, b = table.told[i], table.told[j]
        heads = _heads(a, b)
        together, seen = total.get(heads, (0.0, 0.0))
        for topic in {a.topic, b.topic}:
            together -= own[topic,][*heads, 0]
            seen -= own[topic,][*heads, 1]
        if a.topic != b.topic:
            # What lies across both was taken off twice.
            both = (*sorted((a.topic, b.topic)),)
            together += own[both][*heads, 0]
            seen += own[both][*heads, 1]
        row[_RATE], row[_SEEN] = (together + 0.6) / (seen + 4.0), seen
    return replace(table, rows=rows)


def boosted(
    rows: NDArray[np.float64], right: NDArray[np.bool_], weight: NDArray[np.float64], seeds: Sequence[int] = SEEDS
) -> Trees:
    """Trees of several seeds, as one: each gives its share."""
    made = []
    for seed in seeds:
        kept, counts = _sample(right, weight, seed)
        made.append(fit(rows[kept], right[kept], counts, Settings(seed=seed)))
    share = 1 / len(made)
    trees = [replace(tree, value=tuple(round(share * v, 9) for v in tree.value)) for one in made for tree in one.trees]
    return Trees(share * sum(one.start for one in made), tuple(trees))


def _sample(
    right: NDArray[np.bool_], weight: NDArray[np.float64], seed: int
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Which pairs are trained on, and how much each of these counts: of ECB+'s pairs that are not of one event some for
    all."""
    sure = right | (weight != 1.0)
    kept = sure | (np.random.default_rng(seed).random(len(right)) < SHARE)
    return kept, weight[kept] * np.where(sure[kept], 1.0, 1 / SHARE)


def _size(one: Told, other: Told) -> float:
    """How much a pair counts."""
    if one.event.startswith(TOPIC):
        return STREAM_WEIGHT
    if UNKNOWN in (one.event, other.event):
        return BESIDE_WEIGHT
    return MARKED_WEIGHT if is_marked(one) and is_marked(other) else 1.0


def is_marked(one: Told) -> bool:
    """Whether a telling is of a marked event, not of ECB+, whose topics are numbers."""
    return not one.topic.isdigit()


def _heads(a: Told, b: Told) -> tuple[str, str]:
    one, other = a.telling.head, b.telling.head
    return (one, other) if one < other else (other, one)


_ARTICLE, _RATE, _SEEN = (names().index(name) for name in ("article", "known_rate", "known"))
