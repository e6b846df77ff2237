"""Whether someone denies what a word tells: "denied reports about accounts of the raids", "denied any role in it".

A denial reaches through all that speaks of an event, however long the chain (a report of claims of …), and through any
part in it (responsibility for, involvement in); it does not reach what only stands in the same clause: "deny them a
haven to plot attacks", "denied visas to victims of the bombing".
"""

from __future__ import annotations

from msgspec import Struct

from dateline.read.operators import operators, support
from dateline.read.tree import Tree

_REFUSING = frozenset({"reject", "dismiss", "rebut", "repudiate", "deride"})
"""Verbs that deny what is said but turn down all else: "rejected claims", "rejected the offer"."""
_TOLD = frozenset(
    "claim report account allegation rumor rumour suggestion accusation assertion statement story tale testimony "
    "charge insinuation talk speculation news contention version suspicion word notion idea hint".split()
)
_PART = frozenset(
    "responsibility involvement role part complicity hand link connection participation knowledge".split()
)
_OPENLY = frozenset({"possibility", "prospect", "chance"})
_BINDING = frozenset({"of", "about", "on", "over", "in", "for", "regarding", "concerning", "with", "to"})
_TAKING_PART = frozenset(
    "involve involved participate participated implicate implicated complicit responsible engage engaged".split()
)
"""Lemmas and forms: of rarer verbs the parser's lemma may be wrong."""
_TRUE = frozenset({"true", "false", "accurate", "correct"})
_INTENDED = frozenset({"plan", "prepare", "intend", "seek", "try", "attempt", "want"})
_REACH = 16


class Denial(Struct, frozen=True):
    """A word that denies ("denied", "denial"); ``stands``: whether it does, unlike in "did not deny"; ``part``: whether
    it is a part in the event that is denied ("denied any role in it")."""

    word: int
    stands: bool
    part: bool


def denial(tree: Tree, i: int) -> Denial | None:
    """The denial that covers the event at word ``i``; None where there is none."""
    below = i
    for step, up in enumerate(tree.above(i)):
        if step == _REACH:
            return None
        if _denies(tree, below, up, direct=below == i):
            return Denial(up, not _upheld(tree, up), _is_part(tree, below))
        if not _speaks_of(tree, below, up):
            return None
        below = up
    return None


def disowned(tree: Tree, i: int) -> bool:
    """Whether someone denies what word ``i`` tells."""
    found = denial(tree, i)
    return found is not None and found.stands


def undone(tree: Tree, i: int) -> bool:
    """Whether the sentence of word ``i`` has any word by which something could be told as not having happened."""
    lists = operators()
    words = lists["negators"] | lists["undoing"]
    lemmas = lists["denied"] | lists["failed"] | lists["undoing"]
    low, high = tree.bounds(i)
    return any(tree.form[k] in words or tree.lemma[k] in lemmas for k in range(low, high))


def is_told(tree: Tree, i: int) -> bool:
    """Whether a word is itself something said: an accusation that is denied was made all the same."""
    return tree.lemma[i] in _TOLD


def _denies(tree: Tree, below: int, up: int, *, direct: bool) -> bool:
    """Whether ``up`` denies what hangs below it. ``direct``: it is the event itself."""
    lemma, base = tree.lemma[up], tree.base[below]
    if lemma == "denial":
        return (base == "nmod" and tree.case(below) in ("of", "about")) or base == "acl"
    refusing = lemma in _REFUSING
    if not refusing and lemma not in operators()["denied"]:
        return False
    if tree.pos[up] != "VERB":
        return False
    if base in ("ccomp", "csubj", "xcomp"):
        return not refusing
    case = tree.case(below)
    told = tree.lemma[below] in _TOLD | _PART | (_OPENLY if refusing else frozenset())
    if base in ("obl", "nmod") or (base == "obj" and case):
        return case in _BINDING and _behind_told(tree, below, up)
    if base == "obj" or tree.rel[below] == "nsubj:pass" or (base == "nsubj" and tree.passive(up)):
        if told:
            return not (refusing and tree.lemma[below] in _PART)
        return direct and not refusing and not any(tree.base[k] == "iobj" for k in tree.kids[up])
    return False


def _behind_told(tree: Tree, below: int, up: int) -> bool:
    """Whether what the parser hangs on the verb belongs to the noun before it: "denied responsibility for the
    killing"."""
    first = next((k for k in tree.kids[below] if tree.base[k] == "case" and k < below), None)
    if first is None or first == 0:
        return False
    noun = first - 1
    return tree.head[noun] == up and tree.lemma[noun] in _TOLD | _PART and tree.base[noun] in ("obj", "nsubj")


def _is_part(tree: Tree, below: int) -> bool:
    """Whether a noun, or the noun before what the parser hangs on the verb in its place, is a part in something, of
    nobody that is named ("his brother's role")."""
    first = next((k for k in tree.kids[below] if tree.base[k] == "case" and k < below), below)
    noun = below if tree.lemma[below] in _PART else max(first - 1, 0)
    return tree.lemma[noun] in _PART and not any(tree.rel[k] == "nmod:poss" for k in tree.kids[noun])


def _upheld(tree: Tree, verb: int) -> bool:
    """Whether nothing is denied after all: "did not deny", "neither confirmed nor denied", "could deny", "refused to
    deny"."""
    lists = operators()
    for k in tree.kids[verb]:
        form = tree.form[k]
        if k < verb and (form in lists["negators"] or (tree.base[k] == "aux" and _open(form))):
            return True
    up = tree.head[verb]
    return up != verb and tree.base[verb] in ("xcomp", "advcl") and tree.lemma[up] in lists["failed"]


def _open(form: str) -> bool:
    lists = operators()
    return any(form in lists[name] for name in ("modals_possible", "modals_future", "modals_would"))


def _speaks_of(tree: Tree, below: int, up: int) -> bool:
    """Whether ``up`` tells of ``below``, or takes part in it, so that who denies the one denies the other."""
    base, lemma = tree.base[below], tree.lemma[up]
    if lemma in _TOLD | _PART | _OPENLY:
        if base in ("nmod", "obl"):
            return tree.rel[below] != "nmod:poss" and (not tree.case(below) or tree.case(below) in _BINDING)
        if base in ("acl", "ccomp", "advcl"):
            return tree.rel[below] != "acl:relcl" and tree.mark(below).split(" ")[0] in ("that", "of", "")
        return base == "compound"
    if base == "conj":
        return tree.pos[below] == tree.pos[up]
    if tree.pos[up] == "NOUN":
        return base == "nmod" and tree.case(below) == "of" and lemma in ("series", "wave", "number", "spate", "string")
    if base == "obj" or tree.rel[below] == "nsubj:pass":
        return lemma in support()["carry"] or not _definite(tree, below)
    if base == "nsubj":
        return lemma in support()["occur"] or lemma in _TRUE or not _definite(tree, below)
    if base in ("obl", "advcl"):
        taking_part = lemma in _TAKING_PART or tree.form[up] in _TAKING_PART
        return taking_part and (tree.case(below) or tree.mark(below)) in ("in", "for", "with")
    return base in ("xcomp", "ccomp") and lemma in _INTENDED | {"begin", "start", "continue", "order"}


def _definite(tree: Tree, i: int) -> bool:
    """Whether a noun speaks of something known, that is taken for granted."""
    return any(
        tree.rel[k] == "nmod:poss" or (tree.base[k] == "det" and tree.form[k] in ("the", "this", "that", "these"))
        for k in tree.kids[i]
    )
