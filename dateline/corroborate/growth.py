"""Whether two groups would have grown into each other, had only these two been there.

They stay apart just where at no time a part of one was liker to a part of the other than both were to what they were
joined with next. That is told by walking through both growths side by side, with the sums of the scores across: work
that goes with the links across, however large the groups are."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

from dateline.corroborate.cluster import Growth
from dateline.corroborate.telling import Anchor

Near = Mapping[Anchor, int]
"""Scores of one telling with others."""
Key = tuple[float, Anchor, Anchor]
"""How like two parts are: minus the mean of their scores, then their smallest members: the smaller, the sooner."""
_AFTER: Anchor = ("\U0010ffff", 0, 0)


def mix(one: Growth[Anchor], other: Growth[Anchor], near: Mapping[Anchor, Near], threshold: int) -> bool:
    """Whether a part of each would have been joined. ``near``: for members of the other the scores with members of the
    one; those without any may be missing. It may be said of two that would not, never not of two that would."""
    last: Key = (-threshold, _AFTER, _AFTER)
    ours, theirs = _Parts(one, last), _Parts(other, last)
    across = _Across(ours, theirs)
    for b in other.members:
        for a, score in near.get(b, {}).items():
            if a in ours.part:
                across.add(ours.part[a], theirs.part[b], score)
    if any(across.is_liker(i, j) for i, row in across.sums.items() for j in row):
        return True
    steps = heapq.merge(((key, True) for key in one.joinings), ((key, False) for key in other.joinings))
    return any(across.join(key, is_ours) for key, is_ours in steps)


def novel(one: Growth[Anchor], known: Iterable[Growth[Anchor]]) -> list[frozenset[Anchor]]:
    """The parts that a group went through which none of the known groups went through in the same way: joined next at
    the same likeness with the same other part."""
    there = {part for growth in known for part in _ways(growth)}
    return [members for members, way in _ways(one) if (members, way) not in there]


def _ways(growth: Growth[Anchor]) -> list[tuple[frozenset[Anchor], Key | None]]:
    """Each part with its joining; None: it is the whole group."""
    parts = {part[0]: frozenset(part) for part in growth.parts}
    found: list[tuple[frozenset[Anchor], Key | None]] = []
    for key in growth.joinings:
        _, kept, taken = key
        found += [(parts[kept], key), (parts[taken], key)]
        parts[kept] |= parts.pop(taken)
    return [*found, *((part, None) for part in parts.values())]


class _Parts:
    """The parts of a group at a time, by their smallest members: their sizes, and how like they are to what they are
    joined with next."""

    def __init__(self, growth: Growth[Anchor], last: Key) -> None:
        self.part = {anchor: part[0] for part in growth.parts for anchor in part}
        self.size = {part[0]: len(part) for part in growth.parts}
        self._next: dict[Anchor, list[Key]] = {part[0]: [last] for part in growth.parts}
        for key in reversed(growth.joinings):
            self._next[key[1]].append(key)
            self._next[key[2]].append(key)

    def next(self, part: Anchor) -> Key:
        return self._next[part][-1]

    def join(self, key: Key) -> None:
        self._next[key[1]].pop()
        self.size[key[1]] += self.size.pop(key[2])


class _Across:
    """The sums of scores between the parts of two groups."""

    def __init__(self, ours: _Parts, theirs: _Parts) -> None:
        self.ours, self.theirs = ours, theirs
        self.sums: dict[Anchor, dict[Anchor, int]] = {}
        self.back: dict[Anchor, dict[Anchor, int]] = {}

    def add(self, i: Anchor, j: Anchor, score: int) -> None:
        row = self.sums.setdefault(i, {})
        row[j] = self.back.setdefault(j, {})[i] = row.get(j, 0) + score

    def is_liker(self, i: Anchor, j: Anchor) -> bool:
        mean = self.sums[i][j] / (self.ours.size[i] * self.theirs.size[j])
        key = (-mean, *((i, j) if i < j else (j, i)))
        return key < self.ours.next(i) and key < self.theirs.next(j)

    def join(self, key: Key, is_ours: bool) -> bool:
        """Joins two parts of one group; whether what comes out is liker to some part of the other."""
        (self.ours if is_ours else self.theirs).join(key)
        sums, back = (self.sums, self.back) if is_ours else (self.back, self.sums)
        _, kept, taken = key
        for j, score in sums.pop(taken, {}).items():
            row = sums.setdefault(kept, {})
            row[j] = row.get(j, 0) + score
            del back[j][taken]
            back[j][kept] = row[j]
        found = sums.get(kept, {})
        return any(self.is_liker(kept, j) if is_ours else self.is_liker(j, kept) for j in found)
