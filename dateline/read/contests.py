"""Contests in which nobody is attacked: votes ("beat his rival in the primary", "took over the Senate"), campaigns
("promised to cut taxes"), sport ("pounded him in the ninth")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.read.kinds import ARMED, Kinds
from dateline.read.lists import words as word_list
from dateline.read.tree import Tree

_PLAYED = frozenset({"ASSAULT", "STRENGTH", "RETREAT", "MOBILIZE", "CONTROL"})
_LEAST = 3
_OFTEN = 6  # sentences for each word of sport
_OF_CAMPAIGN = 4  # sentences for each word of an election
_SCORE = re.compile(r" \d{1,3}[-–]\d{1,3}(?= (?:in|at|on|to|after|with)\b|[.,;])")
_VOWED = frozenset({"promise", "pledge", "vow"})
_RALLIES = frozenset({"rally"})
_PROTESTING = frozenset({"protest", "protester", "protestor", "demonstrate", "demonstrator", "demonstration", "march"})


def by_vote(tree: Tree, kinds: Kinds, i: int, type_: str) -> bool:
    """Whether the word at ``i`` tells who won or lost a vote or a match, in a sentence that speaks of one, or who won
    an office or a house of parliament by it: no armed actor is on either side."""
    low, high = tree.bounds(i)
    lemmas = tree.lemma[low:high]
    voting = word_list("voting")
    if type_ in ("CONTROL", "COERCE") or (type_ == "ASSAULT" and tree.lemma[i] not in word_list("winning")):
        told = _wins_office(tree, i, lemmas)
    else:
        told = (
            type_ in ("ASSAULT", "STRENGTH") and tree.lemma[i] in word_list("winning") and _is_contest(tree, lemmas, i)
        )
    if not told:
        return False
    own = [k for k in tree.kids[i] if tree.base[k] in ("nsubj", "obj", "obl", "nmod")]
    subject = tree.subject(i) if tree.pos[i] == "VERB" else None
    unarmed = voting | word_list("parties")
    sides = (*own, *([subject] if subject else []))
    return not any(kinds.of(k) & ARMED and tree.lemma[k] not in unarmed for k in sides)


def _is_contest(tree: Tree, lemmas: Sequence[str], i: int) -> bool:
    """Whether a sentence speaks of a vote, or of a match with its score: "beat them 2-1"."""
    voting = word_list("voting")
    return any(lemma in voting for lemma in lemmas) or bool(_SCORE.search(_words(tree, i)))


def _words(tree: Tree, i: int) -> str:
    """The text of a word's sentence."""
    low, high = tree.bounds(i)
    words = tree.document.words
    return tree.document.text[words[low].start : words[high - 1].end]


def _wins_office(tree: Tree, i: int, lemmas: Sequence[str]) -> bool:
    """Whether a word has an office as what is won ("won the nomination"), or a house of parliament that a party wins
    ("took over the House"); whoever else takes a parliament may have stormed it."""
    objects = [k for k in tree.kids[i] if tree.base[k] in ("obj", "obl") or tree.rel[k] == "nsubj:pass"]
    objects += [j for k in objects for j in tree.kids[k] if tree.base[j] == "nmod"]
    if any(tree.lemma[k] in word_list("offices") for k in objects):
        return True
    if not any(tree.lemma[k] in word_list("houses") for k in objects):
        return False
    return any(lemma in word_list("parties") or lemma in word_list("voting") for lemma in lemmas)


def of_campaign(tree: Tree, armed: int) -> bool:
    """Whether a report is of an election campaign. ``armed``: how many of its words speak of armed actors and
    weapons."""
    voting, parties = word_list("voting"), word_list("parties")
    words = [lemma for lemma in tree.lemma if lemma in voting or lemma in parties]
    enough = len(words) >= max(_LEAST, armed + 1) and len(set(words)) > 1
    return enough and len(words) * _OF_CAMPAIGN >= len(tree.document.sentences)


def is_campaigning(tree: Tree, i: int, type_: str) -> bool:
    """Whether a word of such a report is part of the campaign: a candidate's promise is no deal, a rally for him no
    protest where nobody protests (of annotated ones 4 in 25 and 3 in 15 are)."""
    if type_ == "AGREE":
        return tree.lemma[i] in _VOWED
    if type_ != "PROTEST" or tree.lemma[i] not in _RALLIES:
        return False
    return _PROTESTING.isdisjoint(tree.lemma)


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
