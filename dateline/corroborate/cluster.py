"""Tellings that tell of one event, from scores of pairs: average linkage that does not depend on any order.

Two groups are joined, the likest first, while the mean score of all pairs between them is at least a threshold; a pair
that was not scored counts as 0. Scores are whole millionths, so that their sums are exact and the same in any order;
of equals the groups with the smallest members come first. What people judged stands above all scores: tellings judged
the same start in one group, groups that hold tellings judged different are never joined.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

ONE = 1_000_000
"""The score of a certain pair."""


class _Ordered(Protocol):
    def __lt__(self, other: Any, /) -> bool: ...
    def __hash__(self) -> int: ...


M = TypeVar("M", bound=_Ordered)


def groups(
    members: Iterable[M],
    scores: Mapping[tuple[M, M], int],
    threshold: int,
    same: Sequence[tuple[M, M]] = (),
    different: Sequence[tuple[M, M]] = (),
) -> tuple[tuple[M, ...], ...]:
    """All members in groups; members and groups in rising order. ``scores`` has a pair in either order, once.

    ``different`` stands above ``same``: the pairs of ``same`` are taken in their order, and one that would join what is
    kept apart, itself or through others, is passed over."""
    near: dict[M, dict[M, int]] = {member: {} for member in members}
    for (a, b), score in scores.items():
        if a in near and b in near and a != b:
            near[a][b] = near[b][a] = score
    return tuple(one.members for one in growths(near, threshold, same, different))


@dataclass(frozen=True)
class Growth(Generic[M]):
    """A group, and how it came about: ``parts``, what it began with (single members, or those judged the same), then
    each joining in order: minus the mean score, and the smallest members of the two that were joined, the smaller one
    first, which the joined group goes by from then on."""

    members: tuple[M, ...]
    parts: tuple[tuple[M, ...], ...]
    joinings: tuple[tuple[float, M, M], ...]


def growths(
    near: Mapping[M, Mapping[M, int]],
    threshold: int,
    same: Sequence[tuple[M, M]] = (),
    different: Sequence[tuple[M, M]] = (),
) -> tuple[Growth[M], ...]:
    """``groups`` of the keys of ``near``, with how each grew. Each pair that is scored stands in ``near`` in both
    orders; scores with others are passed over."""
    ordered = sorted(near)
    number = {member: i for i, member in enumerate(ordered)}
    apart = {_pair(number[a], number[b]) for a, b in different if a in number and b in number}
    links = {i: {number[b]: s for b, s in near[a].items() if b in number} for a, i in number.items()}
    state = _State(links, apart)
    for a, b in same:
        if a in number and b in number:
            state.join_of(number[a], number[b])
    parts = {i: tuple(ordered[k] for k in sorted(group)) for i, group in state.of.items()}
    state.run(threshold)
    of = {i: name for name, group in state.of.items() for i in group}
    joined: dict[int, list[tuple[float, M, M]]] = {name: [] for name in state.of}
    for key, i, j in state.joinings:
        joined[of[i]].append((key, ordered[i], ordered[j]))
    began: dict[int, list[tuple[M, ...]]] = {name: [] for name in state.of}
    for i in sorted(parts):
        began[of[i]].append(parts[i])
    made = [
        Growth(tuple(ordered[i] for i in sorted(group)), tuple(began[name]), tuple(joined[name]))
        for name, group in state.of.items()
    ]
    return tuple(sorted(made, key=lambda one: one.members))


def components(members: Iterable[M], pairs: Iterable[tuple[M, M]]) -> list[list[M]]:
    """Members that pairs connect, directly or by others; each in rising order, and they too."""
    parent: dict[M, M] = {member: member for member in members}

    def root(one: M) -> M:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for a, b in pairs:
        if a in parent and b in parent:
            first, second = sorted((root(a), root(b)))
            parent[second] = first
    found: dict[M, list[M]] = {}
    for member in sorted(parent):
        found.setdefault(root(member), []).append(member)
    return list(found.values())


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


class _State:
    """Groups by the number of their smallest member, the sums of scores between them, and which are kept apart."""

    def __init__(self, links: dict[int, dict[int, int]], apart: set[tuple[int, int]]) -> None:
        self.of: dict[int, list[int]] = {i: [i] for i in links}
        self.sums = links
        self.version = dict.fromkeys(links, 0)
        self.joinings: list[tuple[float, int, int]] = []
        self.apart: dict[int, set[int]] = {}
        for a, b in apart:
            self.apart.setdefault(a, set()).add(b)
            self.apart.setdefault(b, set()).add(a)

    def run(self, threshold: int) -> None:
        """Joins groups while any two are like enough."""
        heap = [self._entry(i, j) for i, row in self.sums.items() for j in row if i < j]
        heap = [entry for entry in heap if -entry[0] >= threshold]
        heapq.heapify(heap)
        while heap:
            key, i, j, old = heapq.heappop(heap)
            if i in self.of and j in self.of and old == (self.version[i], self.version[j]):
                if j not in self.apart.get(i, ()):
                    self.joinings.append((key, i, j))
                    self._join(i, j)
                    for k in self.sums[i]:
                        entry = self._entry(*_pair(i, k))
                        if -entry[0] >= threshold:
                            heapq.heappush(heap, entry)

    def join_of(self, a: int, b: int) -> None:
        """Joins the groups of two members, unless they are kept apart."""
        i, j = _pair(self._group(a), self._group(b))
        if i != j and j not in self.apart.get(i, ()):
            self._join(i, j)

    def _group(self, member: int) -> int:
        return next(name for name, group in self.of.items() if member in group)

    def _entry(self, i: int, j: int) -> tuple[float, int, int, tuple[int, int]]:
        mean = self.sums[i][j] / (len(self.of[i]) * len(self.of[j]))
        return -mean, i, j, (self.version[i], self.version[j])

    def _join(self, i: int, j: int) -> None:
        """Group ``j`` goes into group ``i``, the one with the smaller member."""
        self.of[i] += self.of.pop(j)
        self.version[i] += 1
        row = self.sums.pop(j)
        self.sums[i].pop(j, None)
        for k, score in row.items():
            if k != i:
                self.sums[k].pop(j)
                self.sums[i][k] = self.sums[k][i] = self.sums[i].get(k, 0) + score
        for k in self.apart.pop(j, set()):
            self.apart[k].discard(j)
            self.apart[k].add(i)
            self.apart.setdefault(i, set()).add(k)
