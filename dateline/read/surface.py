"""Subjects and objects by their place in the sentence, for verbs to which a misread tree gives none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.read.tree import Tree

_NOMINAL = frozenset({"DET", "ADJ", "NUM", "PROPN", "NOUN"})
_AROUND_NUMBERS = frozenset(
    "at least more than about some nearly up to over around almost as many an estimated".split()
)
_TIMES = frozenset(
    "day week month year monday tuesday wednesday thursday friday saturday sunday morning evening night".split()
)
_LEFTWARDS = frozenset({"nsubj", "compound", "amod", "nmod", "det", "nummod", "obl"})


def before(tree: Tree, i: int) -> int | None:
    """The nearest noun phrase before the finite verb ``i``: in front of it in its clause, not after a preposition or
    another verb."""
    if tree.form[i].endswith("ing") or tree.mark(i).startswith("to") or tree.form[i] == tree.lemma[i]:
        return None
    low = max(tree.bounds(i)[0], i - 12)
    k = i - 1
    while k >= low and tree.pos[k] in ("AUX", "ADV", "PART"):
        k -= 1
    if k < low or tree.pos[k] not in ("NOUN", "PROPN", "PRON"):
        return None
    start = k
    while start - 1 >= low and tree.pos[start - 1] in ("NOUN", "PROPN", "ADJ", "DET", "NUM"):
        start -= 1
    if start - 1 >= low and tree.pos[start - 1] in ("ADP", "VERB"):
        return None
    return tree.antecedent(k)


def after(tree: Tree, i: int) -> int | None:
    """The head of the noun phrase right after the active verb ``i``, where the tree hangs it elsewhere; None where it
    belongs to a word further right, to a preposition, or tells a time."""
    high = min(tree.bounds(i)[1], i + 8)
    begin = i + 1
    while begin < high - 1 and tree.form[begin] in _AROUND_NUMBERS:
        begin += 1
    if begin >= high or tree.pos[begin] not in _NOMINAL:
        return None
    last = begin
    while last + 1 < high and (
        tree.pos[last + 1] in _NOMINAL or (tree.pos[last + 1] == "VERB" and tree.base[last + 1] == "amod")
    ):
        last += 1
    top = last
    while begin <= tree.head[top] <= last and tree.head[top] != top:
        top = tree.head[top]
        if top == last:
            break
    if tree.pos[top] not in ("NOUN", "PROPN") or tree.rel[top].endswith(":unmarked") or tree.rel[top] == "nmod:poss":
        return None
    if (tree.head[top] > last and tree.base[top] in _LEFTWARDS) or tree.lemma[top] in _TIMES:
        return None
    if begin == i + 1 and tree.case(top):
        return None
    return top


def preposition(tree: Tree, i: int) -> str:
    """The preposition right before the noun phrase of ``i``, for an oblique to which the tree gives none."""
    if tree.rel[i] not in ("obl", "nmod", "advcl") or tree.pos[i] not in ("NOUN", "PROPN"):
        return ""
    low = tree.bounds(i)[0]
    before = _left_edge(tree, i) - 1
    return tree.form[before] if before >= low and tree.pos[before] == "ADP" else ""


def _left_edge(tree: Tree, i: int) -> int:
    """The first word of what hangs on ``i`` to its left, prepositions and punctuation aside."""
    first, stack = i, [i]
    for _ in range(40):
        if not stack:
            break
        for k in tree.kids[stack.pop()]:
            if k < i and tree.base[k] not in ("case", "punct", "mark", "cc"):
                first = min(first, k)
                stack.append(k)
    return first
