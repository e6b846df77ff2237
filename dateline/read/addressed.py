"""Those a speaker turns to: in "Citizens, today we downed an aircraft" the citizens did nothing, and are not "we"."""

from __future__ import annotations

from dateline.read.phrases import extent
from dateline.read.tree import Tree

_OPENING = frozenset({'"', "“", "”", "'", "‘", "[", "]", "(", ")", "—", "-", "dear", "fellow", "o", "oh"})
_SPEAKERS = frozenset({"we", "i", "you", "let"})
_FAR = 6
_CALLING = frozenset({"nsubj", "vocative", "root", "dislocated", "obl", "advcl", "parataxis", "discourse"})


def is_addressed(tree: Tree, head: int) -> bool:
    """Whether a noun opens its sentence, with a comma or a call mark behind its phrase, before a clause in which the
    speaker is the subject."""
    if tree.pos[head] not in ("NOUN", "PROPN") or tree.base[head] not in _CALLING:
        return False
    low, high = tree.bounds(head)
    if head - low > _FAR:
        return False
    first, last = extent(tree, head)
    if any(tree.form[i] not in _OPENING for i in range(low, first)) or last >= high - 1:
        return False
    if tree.form[last] not in (",", "!") or any(tree.base[k] in ("det", "case", "nummod") for k in tree.kids[head]):
        return False
    return any(
        tree.form[i] in _SPEAKERS and (tree.base[i] == "nsubj" or tree.form[i] == "let")
        for i in range(last + 1, min(last + 1 + _FAR, high))
    )
