"""Compounds that say who holds a place: "IS-held Raqqa", "rebel-controlled areas", "the besieged town".

The compound is found on the surface, name, hyphen, participle, since a parser is least sure of just such words; the
tree only helps to find the noun.
"""

from __future__ import annotations

from msgspec import Struct

from dateline.read.kinds import FACILITY, PLACE, Kinds
from dateline.read.tree import Tree

HOLDING = frozenset("held controlled occupied ruled run administered dominated".split())
_HYPHENS = frozenset({"-", "–", "‑"})
_PASSED = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV"})


class Held(Struct, frozen=True):
    """Holder (its words ``first:last``, head word), participle and head of the place phrase."""

    first: int
    holder: int
    participle: int
    place: int


def find(tree: Tree, kinds: Kinds) -> list[Held]:
    """All such compounds, in order of the text."""
    found = []
    for i, form in enumerate(tree.form):
        if form not in HOLDING:
            continue
        low, high = tree.bounds(i)
        if not is_held(tree, i):
            continue
        place = _place(tree, kinds, i, high)
        if place is None:
            continue
        first = i - 2
        while (
            first - 1 >= low
            and tree.pos[first] == "PROPN"
            and tree.pos[first - 1] == "PROPN"
            and (
                tree.head[first - 1] == first
                or tree.head[first] == first - 1
                or tree.head[first - 1] == tree.head[first]
            )
        ):
            first -= 1
        if form == "run" and tree.lemma[i - 2] not in kinds.lists.armed_names | {"rebel", "militia", "opposition"}:
            continue
        found.append(Held(first, i - 2, i, place))
    return found


def is_held(tree: Tree, i: int) -> bool:
    """Whether a word is the participle of such a compound."""
    return tree.form[i] in HOLDING and i - 2 >= tree.bounds(i)[0] and tree.form[i - 1] in _HYPHENS


def _place(tree: Tree, kinds: Kinds, i: int, high: int) -> int | None:
    up = tree.head[i]
    if i < up < min(high, i + 8) and kinds.of(up) & (PLACE | FACILITY):
        return up
    last = None
    for k in range(i + 1, min(high, i + 7)):
        if tree.pos[k] not in _PASSED:
            break
        if tree.pos[k] in ("NOUN", "PROPN") and kinds.of(k) & (PLACE | FACILITY):
            last = k
    return last
