"""Groups brought up to date after a change, by looking only at what it reaches: exactly the groups that a calculation
from scratch gives.

Average linkage joins the likest groups first. Its result has a local test: a division into groups is the one that it
gives if (1) by itself each group grows together, and (2) of no two groups any parts would have been joined across, had
only these two been there. For the mean score of a joined group with a third is never above that of the liker of its
parts (with ties, decided by the smallest members, alike), so that a group's growth depends on what lies outside only
where a part of it is at least as like to something there as to what it is joined with next; and that shows between two
groups alone. So the groups that a change touches are made again, and those beside them are drawn in only where (2)
fails. ``tests/corroborate/test_grouping.py`` holds this to a calculation from scratch.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from dateline.corroborate.cluster import Growth, components, growths
from dateline.corroborate.growth import Near, mix, novel
from dateline.corroborate.judged import Constraints
from dateline.corroborate.telling import Anchor

Group = tuple[Anchor, ...]
"""The anchors that tell of one event, in rising order."""


class Standing(Protocol):
    """What stands, wherever it is kept."""

    def near(self, anchors: Collection[Anchor]) -> Mapping[Anchor, Near]:
        """For each telling the scores with all others that were kept. Those without any may be left out."""

    def grouped(self, anchors: Collection[Anchor]) -> Mapping[Anchor, Group]:
        """For each telling the group it was in before the change, without tellings that do not stand any more; those
        that were in none are left out."""

    def inside(self, groups: Collection[Group]) -> Mapping[Anchor, Near]:
        """For each telling of some groups at least the scores with others of its own group. Those without any may be
        left out. Far fewer than ``near`` gives."""


def settled(changed: Iterable[Anchor], standing: Standing, threshold: int, judged: Constraints) -> tuple[Group, ...]:
    """The groups of all tellings that a change reaches, both in rising order; every other group is as it was.

    ``changed``: tellings that are new, whose scores or judgements changed, or whose group lost a member. ``judged``:
    all judgements, or at least all that reach a telling which is connected with these."""
    return _Settling(frozenset(changed), standing, threshold, judged).run()


class _Settling:
    def __init__(self, changed: frozenset[Anchor], standing: Standing, threshold: int, judged: Constraints) -> None:
        self.changed, self.standing, self.threshold, self.judged = changed, standing, threshold, judged
        self.links: dict[Anchor, Near] = {}
        self.within: dict[Anchor, Near] = {}
        self.old: dict[Anchor, Group] = {}
        self.placed: set[Anchor] = set()
        self.apart: dict[Anchor, set[Anchor]] = {}
        for a, b in judged.different:
            self.apart.setdefault(a, set()).add(b)
            self.apart.setdefault(b, set()).add(a)
        ends = {a for pair in judged.same for a in pair}
        self.tied = {a: part for part in components(ends, judged.same) for a in part}
        self.grown: dict[Group, Growth[Anchor] | None] = {}
        self.compared: dict[tuple[Group, Group], bool] = {}

    def run(self) -> tuple[Group, ...]:
        region = self._closed(self.changed)
        made = self._grow(region)
        while drawn := self._drawn(made, region):
            region = self._closed(region | drawn)
            made = self._grow(region)
        return tuple(one.members for one in made)

    def _closed(self, anchors: frozenset[Anchor]) -> frozenset[Anchor]:
        """With the rest of their groups, and all that people tied them to."""
        found, new = set(anchors), set(anchors)
        while new:
            self._load(new)
            more = {b for a in new for b in (*self.old.get(a, ()), *self.tied.get(a, ()))}
            new = more - found
            found |= new
        return frozenset(found)

    def _drawn(self, made: Iterable[Growth[Anchor]], region: frozenset[Anchor]) -> frozenset[Anchor]:
        """The groups outside that parts of what was made would be joined with."""
        beside = [(one, close) for one in made if (close := self._close(one, region))]
        self._place({b for _, close in beside for b in close})
        others = [(one, sorted({self.old.get(b, (b,)) for b in close})) for one, close in beside]
        self._learn({other for one, those in others for other in those if (one.members, other) not in self.compared})
        drawn: set[Anchor] = set()
        for one, those in others:
            facing = self._facing(one, {b for other in those for b in other})
            for other in those:
                if drawn.isdisjoint(other) and self._mix(one, other, facing):
                    drawn.update(other)
        return frozenset(drawn)

    def _close(self, one: Growth[Anchor], region: frozenset[Anchor]) -> set[Anchor]:
        """The tellings outside that could have been joined with a part of a group, by their mean score with it; parts
        that are as they were aside, for these were not joined with any before."""
        fresh = self.changed.intersection(one.members)
        if not fresh and self.old.get(one.members[0]) == one.members:
            return set()
        # No mean is above the highest score in it.
        near = {
            b for a in one.members for b, score in self.links[a].items() if score >= self.threshold and b not in region
        }
        if not near:
            return near
        rows = {a: [(b, score) for b, score in self.links[a].items() if b in near] for a in one.members}
        before = {self.old[a] for a in one.members if a in self.old}
        grown = (self._growth(group) for group in sorted(before) if self.changed.isdisjoint(group))
        known = [growth for growth in grown if growth is not None]
        found: set[Anchor] = set()
        for part in novel(one, known):
            sums: dict[Anchor, int] = {}
            for a in part:
                for b, score in rows[a]:
                    sums[b] = sums.get(b, 0) + score
            found.update(b for b, score in sums.items() if score / len(part) >= self.threshold)
        return found

    def _facing(self, one: Growth[Anchor], others: set[Anchor]) -> dict[Anchor, dict[Anchor, int]]:
        """For tellings of ``others`` the scores with those of a group."""
        found: dict[Anchor, dict[Anchor, int]] = {}
        for a in one.members:
            for b, score in self.links[a].items():
                if b in others:
                    found.setdefault(b, {})[a] = score
        return found

    def _mix(self, one: Growth[Anchor], other: Group, facing: Mapping[Anchor, Near]) -> bool:
        key = (one.members, other)
        if key not in self.compared:
            beside = self._growth(other)
            self.compared[key] = beside is None or mix(one, beside, facing, self.threshold)
        return self.compared[key]

    def _growth(self, group: Group) -> Growth[Anchor] | None:
        """How a group that was there before grew; None for one that would not grow so any more."""
        if group not in self.grown:
            different = [(a, b) for a in group for b in self.apart.get(a, ())] if self.apart else []
            near = {a: self.links[a] if a in self.links else self.within[a] for a in group}
            made = growths(near, self.threshold, self.judged.same if self.tied else (), different)
            self.grown[group] = made[0] if len(made) == 1 else None
        return self.grown[group]

    def _grow(self, members: Collection[Anchor]) -> tuple[Growth[Anchor], ...]:
        inside = set(members)
        same = [pair for pair in self.judged.same if pair[0] in inside and pair[1] in inside] if self.tied else []
        links = [(a, b) for a in inside for b, s in self.links[a].items() if s >= self.threshold and b in inside]
        made: list[Growth[Anchor]] = []
        for part in components(inside, [*links, *same]):
            if len(part) == 1:
                made.append(Growth((part[0],), ((part[0],),), ()))
                continue
            different = [(a, b) for a in part for b in self.apart.get(a, ())] if self.apart else []
            made += growths({a: self.links[a] for a in part}, self.threshold, same, different)
        return tuple(sorted(made, key=lambda one: one.members))

    def _load(self, anchors: Collection[Anchor]) -> None:
        new = {a for a in anchors if a not in self.links}
        if new:
            found = self.standing.near(new)
            self.links.update({a: found.get(a, {}) for a in new})
            self._place(new)

    def _place(self, anchors: Collection[Anchor]) -> None:
        new = {a for a in anchors if a not in self.placed}
        if new:
            self.placed |= new
            self.old.update(self.standing.grouped(new))

    def _learn(self, groups: Collection[Group]) -> None:
        """The scores inside of groups, where a growth is not known yet."""
        new = {group for group in groups if group not in self.grown and any(a not in self.links for a in group)}
        if new:
            found = self.standing.inside(new)
            self.within.update({a: found.get(a, {}) for group in new for a in group})
