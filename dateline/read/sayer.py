"""Who does the saying: from a verb of saying to the head word of who says it.

The subject, or a passive's agent; where the tree goes wrong in ways that are known, the noun that it should have been.
"""

from __future__ import annotations

from dateline.read.lists import words as word_list
from dateline.read.tree import Tree

_EXPLETIVE = frozenset({"there", "that", "this", "what", "which"})
_NEAR = 30
_DASHES = frozenset({"–", "—", "--", "-"})


def source_of(tree: Tree, verb: int) -> int | None:
    """The head word of who says it: the subject, or the agent of a passive. ``None`` where nobody is named."""
    if tree.passive(verb):
        for kid in tree.kids[verb]:
            if tree.rel[kid] == "obl:agent" or (tree.base[kid] == "obl" and tree.case(kid) == "by"):
                return kid if tree.pos[kid] != "VERB" else None
        return None
    subject = tree.own_subject(verb)
    if subject is None:
        subject = _strayed_subject(tree, verb)
    if subject is None:
        subject = tree.subject(verb)
    if subject is not None and subject > verb and "that" in tree.form[verb + 1 : subject]:
        subject = _first_noun(tree, verb)
    if subject is not None and in_dateline(tree, subject, verb):
        subject = _behind_dateline(tree, subject, verb)
    if subject is not None and tree.lemma[subject] in word_list("time_nouns"):
        subject = _first_noun(tree, verb)
    if subject is None:
        return None
    subject = tree.antecedent(subject)
    if tree.form[subject] in _EXPLETIVE or tree.pos[subject] not in {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"}:
        return None
    return subject


def _strayed_subject(tree: Tree, verb: int) -> int | None:
    """A subject that the tree hangs on the participle before it: "Speaking by phone, a source from the town said …"."""
    first, _ = tree.bounds(verb)
    for i in range(verb - 1, max(first, verb - _NEAR) - 1, -1):
        if tree.pos[i] in {"VERB", "AUX"} and tree.base[i] not in {"amod", "acl"}:
            return None
        if tree.base[i] == "nsubj":
            governor = tree.head[i]
            strays = governor < i and tree.form[governor].endswith("ing") and tree.pos[governor] == "VERB"
            return i if strays else None
    return None


def in_dateline(tree: Tree, word: int, verb: int) -> bool:
    """Whether a word stands in the place line before a dash that opens a sentence: "ISTANBUL — Fighters accused …"."""
    first, _ = tree.bounds(verb)
    return any(tree.form[i] in _DASHES for i in range(word + 1, min(verb, first + 9))) and word - first < 8


def _behind_dateline(tree: Tree, word: int, verb: int) -> int | None:
    """The noun phrase between the dash and the verb."""
    dash = next(i for i in range(word + 1, verb) if tree.form[i] in _DASHES)
    nouns = [i for i in range(dash + 1, verb) if tree.pos[i] in {"NOUN", "PROPN", "PRON"}]
    return next((i for i in nouns if not dash < tree.head[i] < verb or tree.head[i] == i), None)


def _first_noun(tree: Tree, verb: int) -> int | None:
    """The first noun before a verb that no preposition binds: "The group has for the first time admitted …"."""
    first, _ = tree.bounds(verb)
    dash = next((i for i in range(first, min(verb, first + 9)) if tree.form[i] in _DASHES), first - 1)
    for i in range(dash + 1, verb):
        inner = tree.base[i] in {"compound", "amod", "flat", "appos", "nmod", "det"}
        if tree.pos[i] in {"NOUN", "PROPN", "PRON"} and not inner and not tree.case(i):
            return i if tree.lemma[i] not in word_list("time_nouns") else None
    return None
