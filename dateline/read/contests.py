"""Contests in which nobody is attacked: votes ("beat his rival in the primary"), sport ("pounded him in the ninth")."""

from __future__ import annotations

from dateline.read.kinds import ARMED, Kinds
from dateline.read.tree import Tree

_WINNING = frozenset("beat defeat trounce thrash rout crush oust lose upset fight battle contest win".split())
_VOTING = frozenset(
    "election vote voter ballot primary runoff run-off referendum caucus poll constituency candidate electorate "
    "by-election landslide".split()
)
_SPORT = frozenset(
    "match game goal champion championship league cup coach striker midfielder goalkeeper wicket innings knockout "
    "heavyweight boxer boxing bout referee tournament semi-final semifinal quarterfinal playoff quarterback touchdown "
    "inning pitcher batsman jab teammate stadium halftime rebound nfl nba fifa uefa football basketball baseball "
    "cricket tennis rugby hockey golf soccer olympic".split()
)
_PLAYED = frozenset({"ASSAULT", "STRENGTH", "RETREAT", "MOBILIZE", "CONTROL"})
_BEYOND_PLAY = frozenset(
    "kill murder stab shooting gunfire bomb bombing massacre rape kidnap knife gun gunman police arrest riot".split()
)
_LEAST = 3
_OFTEN = 6  # sentences for each word of sport


def by_vote(tree: Tree, kinds: Kinds, i: int, type_: str) -> bool:
    """Whether the word at ``i`` tells who won or lost a vote, in a sentence that speaks of one: no armed actor is on
    either side."""
    if type_ not in ("ASSAULT", "STRENGTH") or tree.lemma[i] not in _WINNING:
        return False
    low, high = tree.bounds(i)
    if not any(lemma in _VOTING for lemma in tree.lemma[low:high]):
        return False
    own = [k for k in tree.kids[i] if tree.base[k] in ("nsubj", "obj", "obl", "nmod")]
    subject = tree.subject(i) if tree.pos[i] == "VERB" else None
    return not any(
        kinds.of(k) & ARMED and tree.lemma[k] not in _VOTING for k in (*own, *([subject] if subject else []))
    )


def of_sport(tree: Tree, armed: int) -> bool:
    """Whether a report is of sport. ``armed``: how many of its words speak of armed actors and weapons."""
    words = [lemma for lemma in tree.lemma if lemma in _SPORT]
    enough = len(words) >= max(_LEAST, armed + 1) and len(set(words)) > 1
    return enough and len(words) * _OFTEN >= len(tree.document.sentences)


def is_play(tree: Tree, sentence: int, type_: str) -> bool:
    """Whether what a sentence of such a report tells is part of the play."""
    if type_ not in _PLAYED:
        return False
    one = tree.document.sentences[sentence]
    return not any(lemma in _BEYOND_PLAY for lemma in tree.lemma[one.first : one.last])
