"""Contests in which nobody is attacked: votes ("beat his rival in the primary"), sport ("pounded him in the ninth")."""

from __future__ import annotations

from dateline.read.kinds import ARMED, Kinds
from dateline.read.lists import words as word_list
from dateline.read.tree import Tree

_PLAYED = frozenset({"ASSAULT", "STRENGTH", "RETREAT", "MOBILIZE", "CONTROL"})
_LEAST = 3
_OFTEN = 6  # sentences for each word of sport


def by_vote(tree: Tree, kinds: Kinds, i: int, type_: str) -> bool:
    """Whether the word at ``i`` tells who won or lost a vote, in a sentence that speaks of one: no armed actor is on
    either side."""
    if type_ not in ("ASSAULT", "STRENGTH") or tree.lemma[i] not in word_list("winning"):
        return False
    low, high = tree.bounds(i)
    voting = word_list("voting")
    if not any(lemma in voting for lemma in tree.lemma[low:high]):
        return False
    own = [k for k in tree.kids[i] if tree.base[k] in ("nsubj", "obj", "obl", "nmod")]
    subject = tree.subject(i) if tree.pos[i] == "VERB" else None
    return not any(kinds.of(k) & ARMED and tree.lemma[k] not in voting for k in (*own, *([subject] if subject else [])))


def of_sport(tree: Tree, armed: int) -> bool:
    """Whether a report is of sport. ``armed``: how many of its words speak of armed actors and weapons."""
    sport = word_list("sport")
    words = [lemma for lemma in tree.lemma if lemma in sport]
    enough = len(words) >= max(_LEAST, armed + 1) and len(set(words)) > 1
    return enough and len(words) * _OFTEN >= len(tree.document.sentences)


def is_play(tree: Tree, sentence: int, type_: str) -> bool:
    """Whether what a sentence of such a report tells is part of the play."""
    if type_ not in _PLAYED:
        return False
    one = tree.document.sentences[sentence]
    return word_list("beyond_play").isdisjoint(tree.lemma[one.first : one.last])
