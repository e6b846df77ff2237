"""The events of many reports, in memory, kept up to date: what is added or judged changes only what it reaches.

The groups are a function of the tellings that stand and the judgements that are live, and of nothing else: not of the
order in which they came, nor of what once stood and was taken away. So taking a judgement back, or a report out, gives
exactly what was there before. A library keeps the same in its tables (``dateline.work.grouped``); both share which
pairs are scored (:mod:`dateline.corroborate.candidates`), which scores are kept (:data:`FLOOR`) and how groups follow
(:mod:`dateline.corroborate.settle`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np

from dateline.corroborate.candidates import gate, marks
from dateline.corroborate.columns import Ints
from dateline.corroborate.growth import Near
from dateline.corroborate.judged import Constraints, Sameness, constraints
from dateline.corroborate.lexicon import Lexicon
from dateline.corroborate.settle import Group, settled
from dateline.corroborate.sights import Sights
from dateline.corroborate.telling import Anchor, Telling

Scores = Callable[[Sequence[Telling], Ints, Ints], Ints]
"""How surely pairs of tellings, given by their places among some, are of one event, in millionths: the same in either
order and in any company."""
FLOOR = 20_000
"""Scores below this are taken for 0 and not kept."""


class Grouping:
    """Tellings in groups of one event each. ``threshold`` as in :func:`cluster.groups`."""

    def __init__(self, scores: Scores, threshold: int, lexicon: Lexicon) -> None:
        self._scores, self._threshold, self._lexicon = scores, threshold, lexicon
        self._tellings: dict[Anchor, Telling] = {}
        self._reports: dict[str, set[Anchor]] = {}
        self._sights = Sights()
        self._row: dict[Anchor, int] = {}
        self._anchors: list[Anchor] = []
        self._near: dict[Anchor, dict[Anchor, int]] = {}
        self._judgements: set[Sameness] = set()
        self._constraints = Constraints()
        self._group: dict[Anchor, Group] = {}

    def groups(self) -> tuple[Group, ...]:
        """All events as the anchors that tell of them, both in rising order."""
        return tuple(sorted(set(self._group.values())))

    def group(self, anchor: Anchor) -> Group:
        """The event of one telling. KeyError: no telling stands there."""
        return self._group[anchor]

    def add(self, tellings: Iterable[Telling]) -> None:
        """Adds tellings; those that stand already are left as they are."""
        new = {one.anchor: one for one in tellings if one.anchor not in self._tellings}
        for anchor in sorted(new):
            self._tellings[anchor] = new[anchor]
            self._reports.setdefault(anchor[0], set()).add(anchor)
            self._near[anchor] = {}
        for (a, b), score in self._scored(new):
            self._near[a][b] = self._near[b][a] = score
        self._settle(set(new))

    def _scored(self, new: Mapping[Anchor, Telling]) -> Iterator[tuple[tuple[Anchor, Anchor], int]]:
        """The scores of new tellings that are kept."""
        # Day by day, for what they are compared with is mostly of the same days.
        order = sorted(new, key=lambda anchor: (new[anchor].latest or new[anchor].article.published or "", anchor))
        rows = self._sights.add([(marks(new[a], self._lexicon), gate(new[a])) for a in order])
        self._row.update(zip(order, rows.tolist(), strict=True))
        self._anchors += order
        for left, right in self._sights.pairs(rows):
            there, at = np.unique(np.concatenate([left, right]), return_inverse=True)
            one, other = at[: len(left)], at[len(left) :]
            anchors = [self._anchors[row] for row in there.tolist()]
            scores = self._scores([self._tellings[anchor] for anchor in anchors], one, other)
            for i in np.flatnonzero(scores >= FLOOR).tolist():
                yield (anchors[one[i]], anchors[other[i]]), int(scores[i])

    def drop(self, report: str) -> None:
        """Takes all tellings of a report out."""
        gone = self._reports.pop(report, set())
        touched = {a for anchor in gone for a in self._group[anchor]}
        for anchor in sorted(gone):
            self._displace(anchor)
        self._settle(touched - gone)

    def judge(self, *judgements: Sameness) -> None:
        """Adds judgements."""
        self._judgements.update(judgements)
        self._settle({a for one in judgements for a in self._meant(one)})

    def take_back(self, *judgements: Sameness) -> None:
        """Takes judgements back, as if they had never been."""
        touched = {a for one in judgements for a in self._meant(one)}
        self._judgements.difference_update(judgements)
        self._settle(touched)

    def near(self, anchors: Collection[Anchor]) -> Mapping[Anchor, Near]:
        """As :class:`dateline.corroborate.settle.Standing` says."""
        return {anchor: self._near[anchor] for anchor in anchors}

    def grouped(self, anchors: Collection[Anchor]) -> Mapping[Anchor, Group]:
        """As :class:`dateline.corroborate.settle.Standing` says."""
        found = {anchor: self._group[anchor] for anchor in anchors if anchor in self._group}
        return {anchor: tuple(a for a in group if a in self._tellings) for anchor, group in found.items()}

    def inside(self, groups: Collection[Group]) -> Mapping[Anchor, Near]:
        """As :class:`dateline.corroborate.settle.Standing` says."""
        return {anchor: self._near[anchor] for group in groups for anchor in group}

    def _displace(self, anchor: Anchor) -> None:
        for other in self._near.pop(anchor):
            del self._near[other][anchor]
        self._sights.drop(self._row.pop(anchor))
        del self._tellings[anchor], self._group[anchor]

    def _settle(self, touched: set[Anchor]) -> None:
        """Groups again what a change of ``touched`` reaches."""
        before = self._constraints
        standing = {report: sorted(anchors) for report, anchors in self._reports.items()}
        self._constraints = constraints(self._judgements, standing)
        moved = set(_pairs(before)) ^ set(_pairs(self._constraints))
        ends = {anchor for one, other, _ in moved for anchor in (one, other)}
        changed = {anchor for anchor in (*touched, *ends) if anchor in self._tellings}
        for group in settled(changed, self, self._threshold, self._constraints):
            self._group.update(dict.fromkeys(group, group))

    def _meant(self, judgement: Sameness) -> set[Anchor]:
        """The tellings that a judgement may speak of: all of both reports, to be on the safe side."""
        both = {judgement.one[0], judgement.other[0]}
        return {anchor for report in both for anchor in self._reports.get(report, ())}


def _pairs(judged: Constraints) -> Iterable[tuple[Anchor, Anchor, bool]]:
    yield from ((a, b, True) for a, b in judged.same)
    yield from ((a, b, False) for a, b in judged.different)
