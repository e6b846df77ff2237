"""Whether a claim is history that a report recalls rather than its news."""

from __future__ import annotations

from dateline.read.draft import Phrase
from dateline.read.operators import operators
from dateline.read.tree import Tree

_AGO = frozenset({"year", "decade", "century"})
_LAST = frozenset({"last", "past", "previous", "recent"})


def is_background(tree: Tree, head: int, times: tuple[Phrase, ...], published: str | None) -> bool:
    """Whether the words put the event years back, before the report's year, or into the pluperfect of the narrator."""
    year = int(published[:4]) if published else None
    for time in times[:2]:
        if _long_ago(tree, time, year):
            return True
    return _pluperfect(tree, head)


def _long_ago(tree: Tree, time: Phrase, year: int | None) -> bool:
    words = [tree.lemma[time.head], *(tree.lemma[k] for k in tree.kids[time.head])]
    case = tree.case(time.head)
    for k in (time.head, *tree.kids[time.head]):
        form = tree.form[k]
        if len(form) == 4 and form.isdecimal() and form[:2] in ("19", "20") and (year is not None and int(form) < year):
            return True
    if tree.lemma[time.head] in _AGO and (set(words) & (_LAST | {"ago"}) or case in ("since", "for", "over", "in")):
        return True
    after = range(time.head, min(time.head + 3, len(tree)))
    return tree.lemma[time.head] in _AGO and any(tree.form[k] == "ago" for k in after)


def _pluperfect(tree: Tree, head: int) -> bool:
    if tree.pos[head] not in ("VERB", "ADJ", "NOUN"):
        return False
    if not any(
        tree.form[k] in ("had", "'d") and tree.base[k] == "aux" and tree.lemma[k] == "have" for k in tree.kids[head]
    ):
        return False
    return all(tree.lemma[up] not in operators()["saying"] for up in tree.above(head))
