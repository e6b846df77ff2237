"""ECB+: which mentions of events, in different reports, are of the same event (Cybulska and Vossen 2014).

Gold mentions of the checked sentences (dev: 1,245 mentions of 409 events, topics 2 5 12 18 21 23 34 35), singletons
among them, all reports scored as one. What is known of the reports is told by the names of the figures:

- ``clustered_``: reports are clustered first by their words (:mod:`benchmarks.report_clusters`), and only mentions in
  one cluster are compared. This is the setting of the published figures.
- ``given_``: the halves of the topics are given (each topic has two, of two events that are easily confused).
- without either: nothing is known, any two mentions are compared. So it is in a library.

``…lemma_`` is the lemma heuristic in the same setting (Upadhyay et al. 2016, as Ahmed et al. 2023 have it): connected
are mentions whose main words are the same, or told one event in training, or stand in the other mention, and whose
sentences share more than :data:`JACCARD` of their words.

``own_``: dateline's own claims in the checked sentences instead of gold mentions, nothing known of the reports. A claim
stands for the gold mention that it overlaps; others are made up, gold mentions without one are missed. It claims what
the ontology of conflict has a type for, so it misses most of ECB+'s events by design.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from pathlib import Path

from benchmarks import report_clusters
from benchmarks.coreference import Clusters, clusters, metrics
from benchmarks.corpora.ecbplus_events import events
from benchmarks.reads import Reads
from benchmarks.told import Told, ToldReport, ecb, overlapping
from dateline.corroborate.cluster import components, groups
from dateline.corroborate.scorer import Scorer
from dateline.corroborate.telling import Anchor, Telling

SPLITS = ("dev", "train")
JACCARD = 0.05
_SHOWN = ("conll_f1", "lea_f1", "muc_f1", "b3_f1", "ceafe_f1")
Part = Callable[[Told], object]


def files(data: Path, split: str) -> list[Path]:
    """The documents of the split and the list of checked sentences."""
    names = {f"{one.document.topic}/{one.document.id}.xml" for one in events(data, split)}
    return sorted([data / "curated_sentences.csv", *(data / name for name in names)])


def run(data: Path, split: str, reader: Reads) -> dict[str, float]:
    """Reads the documents of the split and scores them in each setting."""
    return figures(list(ecb(data, split, reader)), {d.document.id: d.document.text for d in events(data, split)})


def figures(reports: Sequence[ToldReport], texts: dict[str, str]) -> dict[str, float]:
    """All figures of reports that were read; ``texts`` by report."""
    told = [one for report in reports for one in report.gold]
    scorer, cluster = Scorer.load(), report_clusters.clusters(texts)
    settings: dict[str, Part] = {
        "clustered_": lambda one: cluster[one.telling.article.report],
        "given_": lambda one: one.part,
        "": lambda one: None,
    }
    gold = clusters((one.telling.anchor, one.event) for one in told)
    pairs = [(a, b) for a, b in combinations(told, 2)]
    scores = scorer.scores([(a.telling, b.telling) for a, b in pairs])
    found: dict[str, float] = {}
    for name, part in settings.items():
        kept = {
            (a.telling.anchor, b.telling.anchor): score
            for (a, b), score in zip(pairs, scores, strict=True)
            if score and part(a) == part(b)
        }
        made = groups((one.telling.anchor for one in told), kept, scorer.weights.checked_threshold)
        found |= _shown(name, gold, [set(group) for group in made])
    for name, part in settings.items():
        linked = [
            (a.telling.anchor, b.telling.anchor)
            for a, b in pairs
            if part(a) == part(b) and same_lemma(a.telling, b.telling, scorer)
        ]
        made_ = components((one.telling.anchor for one in told), linked)
        found |= _shown(f"{name}lemma_", gold, [set(group) for group in made_])
    return found | _own(reports, gold, scorer)


def same_lemma(one: Telling, other: Telling, scorer: Scorer) -> bool:
    """The lemma heuristic; lemmas are stems."""
    heads = (one.head, other.head) if one.head < other.head else (other.head, one.head)
    alike = one.head in other.words or other.head in one.words or scorer.known.get(heads, (0.0, 0.0))[0] > 0
    first, second = {*one.sentence, *one.words}, {*other.sentence, *other.words}
    return alike and len(first & second) > JACCARD * len(first | second)


def grouped(tellings: Iterable[Telling], scorer: Scorer) -> list[set[Anchor]]:
    """Events of tellings, nothing known of the reports and every pair compared."""
    every = sorted(tellings, key=lambda t: t.anchor)
    pairs = list(combinations(every, 2))
    scores = zip(pairs, scorer.scores(pairs), strict=True)
    kept = {(a.anchor, b.anchor): score for (a, b), score in scores if score}
    return [set(group) for group in groups((t.anchor for t in every), kept, scorer.threshold)]


def _own(reports: Sequence[ToldReport], gold: Clusters, scorer: Scorer) -> dict[str, float]:
    own = [telling for report in reports for telling in report.found]
    stands = {
        b: a for report in reports for a, b in overlapping([g.telling for g in report.gold], report.found).items()
    }
    made: Clusters = [{stands.get(anchor, anchor) for anchor in group} for group in grouped(own, scorer)]
    mentions = sum(map(len, gold))
    return {
        **_shown("own_", gold, made),
        "own_mention_recall": round(100 * len(stands) / mentions, 2) if mentions else 0.0,
        "own_mention_precision": round(100 * len(stands) / len(own), 2) if own else 0.0,
    }


def _shown(prefix: str, gold: Clusters, made: Clusters) -> dict[str, float]:
    figures_ = metrics(gold, made)
    return {f"{prefix}{name}": figures_[name] for name in _SHOWN}
