"""Measures of coreference: MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998), CEAFe (Luo 2005), their mean, the
CoNLL F1 (Pradhan et al. 2012), and LEA (Moosavi and Strube 2016), as the reference scorers count them.

A clustering is a list of sets of mentions, singletons among them; a mention is anything hashable, and stands in one
cluster at most. Mentions of one side that the other lacks count as missed or made up. Many documents are scored as one:
mentions of different documents must be told apart by their values.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from benchmarks.assignment import best

Clusters = Sequence[AbstractSet[Hashable]]


class Share(Struct, frozen=True):
    """A numerator and a denominator of recall, and of precision."""

    recalled: float = 0.0
    wanted: float = 0.0
    right: float = 0.0
    found: float = 0.0

    @property
    def recall(self) -> float:
        """0 to 1; 0 where nothing was wanted."""
        return self.recalled / self.wanted if self.wanted else 0.0

    @property
    def precision(self) -> float:
        """0 to 1; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0


def muc(gold: Clusters, found: Clusters) -> Share:
    """Links that join a cluster: of its size less one, those that remain when the other side cuts it."""
    return Share(*_links(gold, found), *_links(found, gold))


def b_cubed(gold: Clusters, found: Clusters) -> Share:
    """Mean over mentions of the share of the mention's cluster that the other side's cluster holds too."""
    return Share(*_cubed(gold, found), *_cubed(found, gold))


def ceaf_e(gold: Clusters, found: Clusters) -> Share:
    """The best pairing of clusters one to one, each pair worth twice its shared mentions over all its mentions."""
    at = _where(found)
    worth: dict[tuple[int, int], float] = {}
    for i, cluster in enumerate(gold):
        for j in {at[m] for m in cluster if m in at}:
            worth[i, j] = 2 * len(cluster & found[j]) / (len(cluster) + len(found[j]))
    total = best(worth)
    return Share(total, len(gold), total, len(found))


def lea(gold: Clusters, found: Clusters) -> Share:
    """Share of each cluster's links that the other side has, weighted by the cluster's size; a singleton has one link,
    to itself, which only a singleton resolves."""
    return Share(*_resolved(gold, found), *_resolved(found, gold))


def metrics(gold: Clusters, found: Clusters) -> dict[str, float]:
    """``conll_f1``, and of each measure F1, recall and precision, in percent."""
    shares = {
        "muc": muc(gold, found),
        "b3": b_cubed(gold, found),
        "ceafe": ceaf_e(gold, found),
        "lea": lea(gold, found),
    }
    conll = sum(shares[name].f1 for name in ("muc", "b3", "ceafe")) / 3
    figures = {"conll_f1": round(100 * conll, 2)}
    for name, share in shares.items():
        figures[f"{name}_f1"] = round(100 * share.f1, 2)
        figures[f"{name}_recall"] = round(100 * share.recall, 2)
        figures[f"{name}_precision"] = round(100 * share.precision, 2)
    return figures


def clusters(labels: Iterable[tuple[Hashable, Hashable]]) -> list[set[Hashable]]:
    """Clusters of (mention, label of its cluster), in the order in which their labels come."""
    found: dict[Hashable, set[Hashable]] = {}
    for mention, label in labels:
        found.setdefault(label, set()).add(mention)
    return list(found.values())


def several(of: Clusters) -> list[AbstractSet[Hashable]]:
    """The clusters without singletons."""
    return [cluster for cluster in of if len(cluster) > 1]


def _where(of: Clusters) -> dict[Hashable, int]:
    """The number of each mention's cluster. ValueError: a mention stands in two."""
    at = {mention: i for i, cluster in enumerate(of) for mention in cluster}
    if len(at) != sum(map(len, of)):
        raise ValueError("a mention stands in two clusters")
    return at


def _links(of: Clusters, other: Clusters) -> tuple[float, float]:
    at = _where(other)
    kept = 0
    for cluster in of:
        parts = {at[m] for m in cluster if m in at}
        alone = sum(m not in at for m in cluster)
        kept += len(cluster) - len(parts) - alone
    return kept, sum(len(cluster) - 1 for cluster in of)


def _cubed(of: Clusters, other: Clusters) -> tuple[float, float]:
    at = _where(other)
    total = 0.0
    for cluster in of:
        total += sum(n * n for n in _overlaps(cluster, at).values()) / len(cluster)
    return total, sum(map(len, of))


def _resolved(of: Clusters, other: Clusters) -> tuple[float, float]:
    at = _where(other)
    total = 0.0
    for cluster in of:
        overlaps = _overlaps(cluster, at)
        if len(cluster) == 1:
            total += any(len(other[i]) == 1 for i in overlaps)
        else:
            links = len(cluster) * (len(cluster) - 1)
            total += len(cluster) * sum(n * (n - 1) for n in overlaps.values()) / links
    return total, sum(map(len, of))


def _overlaps(cluster: AbstractSet[Hashable], at: dict[Hashable, int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for mention in cluster:
        if mention in at:
            counts[at[mention]] = counts.get(at[mention], 0) + 1
    return counts
