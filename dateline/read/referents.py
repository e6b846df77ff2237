"""Whom and what phrases stand for, to tell whether two claims are of the same."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.read.actors import lookup
from dateline.read.draft import Phrase
from dateline.read.tree import Tree

_STEPS = 8


def referents(tree: Tree, phrases: Sequence[Phrase]) -> frozenset[str]:
    """For each phrase the name of what its head word refers to in the end; where that has none, its noun's lemma."""
    document = tree.document
    found: set[str] = set()
    for phrase in phrases:
        head = phrase.head
        number = document.mention_by_head.get(head)
        for _ in range(_STEPS):
            of = None if number is None else document.mentions[number].of
            if of is None:
                break
            number, head = of, document.mention_heads[of]
        if number is None:
            found.add(tree.lemma[head])
            continue
        mention = document.mentions[number]
        actor = lookup(document.text[mention.start : mention.end])
        name = mention.name if mention.named else None
        found.add(actor.name if actor else name or tree.lemma[head])
    return frozenset(found)


def agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one of two says no more than the other."""
    return one <= other or other <= one
