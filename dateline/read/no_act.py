"""Words of an act that are none: who tries to retake a town tries nobody, who warns that others prepare an attack
threatens nobody with it, who declines to comment rejects nothing, a state of alert restricts nobody, and what someone
is begged not to do ("do not shoot") is no attack, not even one that is denied."""

from __future__ import annotations

from dateline.read.kinds import ACTOR, Kinds
from dateline.read.operators import operators
from dateline.read.tree import Tree
from dateline.values import ClaimType

_NOT = frozenset({"not", "n't", "n’t", "never"})
_READY = frozenset({"alert", "readiness"})
_NEAR = 6
_AHEAD = frozenset({"will", "would", "shall", "must", "'ll", "’ll"})


def no_act(tree: Tree, kinds: Kinds, i: int, type_: ClaimType) -> bool:
    """Whether a word tells no act of the type that the heads take it for."""
    if type_ in ("ASSAULT", "COERCE") and _is_forbidden(tree, i):
        return True
    if type_ == "ACCUSE":
        return tree.lemma[i] == "try" and tree.form[i + 1 : i + 2] == ["to"]
    if type_ == "COERCE":
        alert = (k for k in tree.kids[i] if tree.base[k] == "nmod" and tree.case(k) == "of" and tree.lemma[k] in _READY)
        return tree.lemma[i] == "state" and next(alert, None) is not None
    if type_ == "REJECT":
        return any(tree.rel[k] == "xcomp" and tree.lemma[k] == "comment" for k in tree.kids[i])
    if type_ == "THREATEN" and tree.lemma[i] == "warn":
        return any(tree.rel[k] == "ccomp" and _is_of_others(tree, kinds, k) for k in tree.kids[i])
    return False


def _is_of_others(tree: Tree, kinds: Kinds, verb: int) -> bool:
    """Whether what is warned of is a deed of others that is under way or done: no threat as annotated, while what
    "will" or "if" brings mostly is one."""
    subject = tree.own_subject(verb)
    if subject is None or tree.pos[subject] == "PRON" or not kinds.of(kinds.measured(subject)) & ACTOR:
        return False
    ahead = any(tree.form[k] in _AHEAD for k in tree.kids[verb])
    return not ahead and not any(tree.mark(k) in ("if", "unless") for k in tree.kids[verb])


def _is_forbidden(tree: Tree, i: int) -> bool:
    """Whether a verb says what shall not be done: "do not shoot him", "begged them not to fire"."""
    low = tree.bounds(i)[0]
    if tree.pos[i] not in ("VERB", "NOUN", "PROPN") or i < low + 2:
        return False
    before = tree.form[i - 2 : i]
    if before[1] in _NOT and before[0] in ("do", "please"):
        opens = i - 2 == low or tree.form[i - 3] == "please" or tree.pos[i - 3] in ("PUNCT", "INTJ")
        return opens and tree.lemma[i] == tree.form[i] and tree.own_subject(i) is None
    return before == ["not", "to"] and _is_begged(tree, low, i - 2)


def _is_begged(tree: Tree, low: int, i: int) -> bool:
    """Whether "not" is right behind whom a verb asks or orders."""
    for k in range(i - 1, max(low, i - _NEAR) - 1, -1):
        if tree.pos[k] in ("VERB", "PUNCT", "CCONJ"):
            return tree.lemma[k] in operators()["requested"]
    return False
