"""Whose strength it is: of "the number of its fighters has decreased" the fighters', of "their loss" theirs, and of "is
it the beginning of the end for the brigade?" the brigade's, where "it" is what happens and nobody. What it is afraid to
do, it does not do."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.read.draft import Draft, Phrase
from dateline.read.kinds import ACTOR, NAME, Kinds
from dateline.read.phrases import phrase
from dateline.read.tree import Tree

_MEASURES = frozenset(
    "number size strength rank morale capacity capability will discipline cohesion support command supply".split()
)
_IT = frozenset({"it", "this", "that"})
_SHYING = frozenset({"afraid", "scared", "reluctant", "hesitant", "unwilling", "hesitate"})
_BEARERS = ACTOR | NAME
_OWNERS = frozenset({"their", "its", "his", "her", "our"})


def whose_strength(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """The claim with whose strength it tells of as its actor, where nobody is found or only an "it" that is the event
    itself."""
    if draft.type != "STRENGTH":
        return draft
    head = draft.trigger.head
    actors = tuple(p for p in draft.actors if not _is_event(tree, head, p))
    if actors:
        return draft
    found = _owner(tree, kinds, head, draft.trigger.start)
    if found is None or any(p.head == found for p in draft.recipients):
        return draft if len(actors) == len(draft.actors) else replace(draft, actors=actors)
    return replace(draft, actors=(phrase(tree, found),))


def without_dreaded(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """The claims without what an armed actor is too weak or too afraid to do ("is even afraid of sending its gunmen
    out")."""
    weak = {d.trigger.head for d in drafts if d.type == "STRENGTH" and tree.form[d.trigger.head] in _SHYING}
    return [d for d in drafts if d.type == "STRENGTH" or not weak or not _is_dreaded(tree, d.trigger.head, weak)]


def _is_dreaded(tree: Tree, i: int, weak: set[int]) -> bool:
    """Whether a word is part of what one of the words ``weak`` shies from, with no subject of its own on the way."""
    for up in tree.above(i):
        if tree.own_subject(i) is not None:
            return False
        if up in weak:
            return True
        i = up
    return False


def _is_event(tree: Tree, head: int, one: Phrase) -> bool:
    """Whether a pronoun is the subject of a noun that says what it is ("it is the beginning of the end")."""
    if tree.form[one.head] not in _IT or tree.pos[head] != "NOUN" or tree.head[one.head] != head:
        return False
    return tree.base[one.head] == "nsubj" and any(tree.base[k] == "cop" for k in tree.kids[head])


def _owner(tree: Tree, kinds: Kinds, head: int, start: int) -> int | None:
    """The head word of whose it is: an owner right before the trigger, which begins at character ``start``, of whom its
    subject is a measure, or for whom it is so."""
    low = tree.bounds(head)[0]
    before = head - 1
    while before > low and (tree.document.words[before].start >= start or tree.pos[before] == "ADJ"):
        before -= 1
    if before >= low and tree.form[before] in _OWNERS and tree.pos[head] in ("NOUN", "VERB"):
        return before
    subject = tree.own_subject(head)
    if subject is not None and tree.lemma[subject] in _MEASURES:
        for k in tree.kids[subject]:
            owns = tree.rel[k] == "nmod:poss" or (tree.base[k] == "nmod" and tree.case(k) == "of")
            if owns and kinds.of(kinds.measured(k)) & _BEARERS:
                return k
    if tree.pos[head] == "NOUN":
        for i in (head, *(k for k in tree.kids[head] if tree.base[k] == "nmod" and tree.case(k) == "of")):
            for k in tree.kids[i]:
                if tree.base[k] == "nmod" and tree.case(k) == "for" and kinds.of(k) & _BEARERS:
                    return k
    return None
