"""Pairing of gold things with found things, each used once, as many pairs as can be made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")
Fits = Callable[[Thing, Thing], bool]


def pairs(gold: Sequence[Thing], found: Sequence[Thing], fits: Fits[Thing]) -> list[tuple[int, int]]:
    """The largest one-to-one pairing (numbers of gold and found) where each pair fits. Augmenting paths (Kuhn); both
    lists are those of one document, so a few hundred at most."""
    choices = [[j for j, other in enumerate(found) if fits(one, other)] for one in gold]
    owner: dict[int, int] = {}
    for i in range(len(gold)):
        _augment(i, choices, owner)
    return sorted((i, j) for j, i in owner.items())


def _augment(i: int, choices: list[list[int]], owner: dict[int, int]) -> bool:
    """Looks for a path that frees a partner for ``i``, breadth first, so that depth is no limit."""
    came: dict[int, int] = {}
    level = [i]
    while level:
        following: list[int] = []
        for node in level:
            for j in choices[node]:
                if j in came:
                    continue
                came[j] = node
                if j not in owner:
                    _turn(j, i, came, owner)
                    return True
                following.append(owner[j])
        level = following
    return False


def _turn(j: int, root: int, came: dict[int, int], owner: dict[int, int]) -> None:
    partner = {node: other for other, node in owner.items()}
    while True:
        node = came[j]
        owner[j] = node
        if node == root:
            return
        j = partner[node]
