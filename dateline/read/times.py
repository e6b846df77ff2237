"""Time expressions of a claim: those of its trigger first, then those of the clauses around it."""

from __future__ import annotations

from dateline.read.draft import Phrase
from dateline.read.kinds import TIME, Kinds
from dateline.read.phrases import phrase
from dateline.read.tree import Tree

_BASES = frozenset({"obl", "nmod", "advmod", "compound", "amod"})
_ADVERBS = frozenset("yesterday today tonight tomorrow recently overnight earlier currently now".split())


def find(tree: Tree, kinds: Kinds, head: int) -> tuple[Phrase, ...]:
    """Time expressions, nearest in the tree first. The clause of a relative clause's noun is not looked at."""
    found: list[Phrase] = []
    seen: set[int] = set()
    _below(tree, kinds, head, seen, found)
    below = head
    for up in tree.above(head):
        if tree.rel[below] in ("acl:relcl", "parataxis"):
            break
        _below(tree, kinds, up, seen, found)
        below = up
    return tuple(found)


def _below(tree: Tree, kinds: Kinds, head: int, seen: set[int], found: list[Phrase]) -> None:
    for k in tree.kids[head]:
        if k in seen or tree.base[k] not in _BASES:
            continue
        bits = kinds.of(k)
        if tree.form[k] in _ADVERBS or (bits & TIME and tree.pos[k] in ("NOUN", "PROPN", "NUM", "ADV")) or _year(tree, k):
            seen.add(k)
            found.append(phrase(tree, k))


def _year(tree: Tree, k: int) -> bool:
    form = tree.form[k]
    return len(form) == 4 and form.isdecimal() and form[:2] in ("18", "19", "20") and tree.base[k] in ("obl", "nmod")
