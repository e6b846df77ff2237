"""Things that carry words are no deeds: "residents picked up these scraps", "sheets that jets scattered over roofs".

What a claim of an appeal or a threat was carried by is told of again as a thing: held, read, strewn about.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.read.draft import Draft
from dateline.read.kinds import EVENT, Kinds
from dateline.read.tree import Tree

_WORDS = frozenset({"REQUEST", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
_DEEDS = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_REACH = 3  # sentences


def without_carriers(tree: Tree, kinds: Kinds, drafts: Sequence[Draft]) -> list[Draft]:
    """The claims, in order of the text, without deeds whose word is a thing that carried an appeal told at most three
    sentences before, or that were done to nothing but such a thing."""
    carried = [
        (draft.sentence, tree.lemma[p.head])
        for draft in drafts
        if draft.type in _WORDS
        for p in draft.means
        if not kinds.of(p.head) & EVENT
    ]
    if not carried:
        return list(drafts)
    kept = []
    for draft in drafts:
        near = {lemma for at, lemma in carried if 0 <= draft.sentence - at <= _REACH}
        if draft.type not in _DEEDS or not near or not _is_of_thing(tree, draft, near):
            kept.append(draft)
    return kept


def _is_of_thing(tree: Tree, draft: Draft, things: set[str]) -> bool:
    head = draft.trigger.head
    if tree.pos[head] == "NOUN":
        return tree.lemma[head] in things
    if draft.recipients or tree.pos[head] != "VERB":
        return False
    objects = [tree.antecedent(k) for k in tree.kids[head] if tree.rel[k] in ("obj", "nsubj:pass")]
    if tree.rel[head] == "acl:relcl":
        objects.append(tree.head[head])
    return bool(objects) and all(tree.lemma[k] in things for k in objects)
