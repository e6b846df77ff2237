"""Slips of the parser that can be told from the tree itself, put right before any rule looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.read.kin_clauses import mended_kin
from dateline.read.lists import words as word_list
from dateline.read.name_mends import (
    is_above,
    is_as_name,
    names_across_dashes,
    names_as_verbs,
    names_backwards,
    names_of_several,
    names_side_by_side,
    opens,
    operations,
)

if TYPE_CHECKING:
    from dateline.read.tree import Tree


def mended(tree: Tree) -> bool:
    """Mends the lists of a tree in place; whether a head has changed."""
    is_as_name(tree)
    _subjects_with_preposition(tree)
    _agents_without_preposition(tree)
    _possessed_verbs(tree)
    _second_subjects(tree)
    _objects_before(tree)
    _nouns_as_clauses(tree)
    _days_as_clauses(tree)
    moved = names_as_verbs(tree) | names_side_by_side(tree) | _compounds_apart(tree)
    moved |= _what_is_said(tree) | _relatives_as_complements(tree) | _subjects_of_subjects(tree)
    moved |= operations(tree) | names_of_several(tree) | _owners_as_parties(tree)
    moved |= _subjects_as_conjuncts(tree) | _joined_apart(tree) | _joined_to_people(tree) | _nouns_side_by_side(tree)
    moved |= mended_kin(tree) | names_across_dashes(tree)
    return names_backwards(tree) or moved


def _joined_apart(tree: Tree) -> bool:
    """Two nouns with nothing but "and" between their phrases, both hung on one word: the second is joined to the first
    ("shelled by the army and the Hashd", an agent and an object), or the second as if it were another verb ("moved its
    court and headquarters")."""
    changed = False
    for c, base in enumerate(tree.base):
        k, first = tree.head[c], c - 1
        if base != "cc" or tree.form[c] != "and" or k <= c or c == 0 or not _is_argument(tree, k):
            continue
        if tree.pos[k] not in ("NOUN", "PROPN") or tree.pos[first] not in ("NOUN", "PROPN") or k - c > _SHORT:
            continue
        while tree.base[first] in ("flat", "compound", "nmod") and tree.head[first] < first:
            first = tree.head[first]
        if tree.head[first] != tree.head[k] or tree.head[first] in (first, k) or tree.base[first] not in _ARGUMENTS:
            continue
        if any(tree.pos[i] not in ("DET", "ADJ", "NOUN", "PROPN", "NUM") for i in range(c + 1, k)):
            continue
        tree.head[k], tree.rel[k], tree.base[k], changed = first, "conj", "conj", True
    return changed


def _owners_as_parties(tree: Tree) -> bool:
    """ "Our", "their" and the like right before a noun own it, and do nothing themselves."""
    changed = False
    for i, form in enumerate(tree.form):
        if form not in _OWNERS or tree.base[i] not in _ARGUMENTS or tree.rel[i] == "nmod:poss":
            continue
        high, noun = tree.bounds(i)[1], i + 1
        while noun < high and tree.pos[noun] in ("ADJ", "NUM"):
            noun += 1
        while noun + 1 < high and tree.base[noun] == "compound" and tree.head[noun] > noun:
            noun += 1
        if noun >= high or tree.pos[noun] not in ("NOUN", "PROPN") or is_above(tree, i, noun):
            continue
        tree.head[i], tree.rel[i], tree.base[i], changed = noun, "nmod:poss", "nmod", True
    return changed


def _subjects_as_conjuncts(tree: Tree) -> bool:
    """ "Two men were killed, and three women were abducted": a noun behind the verb of the one that it is joined to, or
    behind a passive, with a verb of its own right behind it, is the subject of this."""
    changed = False
    for k, base in enumerate(tree.base):
        if base not in ("conj", "obj") or tree.pos[k] not in ("NOUN", "PROPN") or k + 1 >= tree.bounds(k)[1]:
            continue
        first, verb = tree.head[k], tree.head[k + 1]
        if tree.pos[k + 1] != "AUX" or verb <= k or tree.pos[verb] != "VERB":
            continue
        if base == "conj":
            apart = tree.base[first] == "nsubj" and first < tree.head[first] < k
        else:
            apart = tree.head[verb] == first and any(tree.rel[i] == "nsubj:pass" for i in tree.kids[first])
        if not apart or is_above(tree, k, verb) or any(tree.base[i] == "nsubj" for i in tree.kids[verb]):
            continue
        is_passive = any(tree.rel[i] == "aux:pass" for i in tree.kids[verb])
        tree.head[k], tree.rel[k], tree.base[k] = verb, "nsubj:pass" if is_passive else "nsubj", "nsubj"
        changed = True
    return changed


_OWNERS = frozenset({"our", "my", "your", "their", "its"})


def _joined_to_people(tree: Tree) -> bool:
    """A bare name joined by "and" to people who are from a place, right behind that place's name, is a place too ("40
    men from Vichos and Condoray died")."""
    changed = False
    for i, base in enumerate(tree.base):
        people, place = tree.head[i], i - 2
        if base != "conj" or tree.pos[i] != "PROPN" or place <= people or tree.form[i - 1] != "and":
            continue
        if tree.pos[people] != "NOUN" or tree.pos[place] != "PROPN" or [k for k in tree.kids[i] if k != i - 1]:
            continue
        while tree.base[place] == "flat" and people < tree.head[place] < place:
            place = tree.head[place]
        froms = [k for k in tree.kids[place] if tree.base[k] == "case" and tree.form[k] == "from"]
        if tree.head[place] == people and tree.base[place] == "nmod" and froms:
            tree.head[i], changed = place, True
    return changed


_ARGUMENTS = frozenset({"nsubj", "obj", "obl", "nmod"})
_SHORT = 6
_OF_CLAUSES = frozenset({"nsubj", "csubj", "cop", "aux", "expl", "obj"})


def _is_argument(tree: Tree, k: int) -> bool:
    """Whether a noun is an argument, or joined to its verb without being a clause."""
    if tree.base[k] == "conj" and tree.pos[tree.head[k]] == "VERB" and tree.head[k] < k:
        return not any(tree.base[i] in _OF_CLAUSES for i in tree.kids[k])
    return tree.base[k] in _ARGUMENTS


def _compounds_apart(tree: Tree) -> bool:
    """Two nouns side by side, the first with a preposition, both hung on one verb: a compound ("came through paper
    scraps")."""
    changed = False
    for i in range(1, len(tree)):
        before = i - 1
        if tree.pos[i] != "NOUN" or tree.pos[before] != "NOUN" or tree.base[before] != "obl":
            continue
        if tree.head[i] != tree.head[before] or tree.rel[i] not in ("obj", "obl") or tree.head[i] > before:
            continue
        cases = [k for k in tree.kids[before] if tree.base[k] == "case" and k < before]
        if not cases or any(k < before for k in tree.kids[i]):
            continue
        for k in tree.kids[before]:
            tree.head[k] = i
        tree.head[before], tree.rel[before], tree.base[before] = i, "compound", "compound"
        tree.rel[i], tree.base[i], changed = "obl", "obl", True
    return changed


def _nouns_as_clauses(tree: Tree) -> None:
    """A noun with "as" before it and neither subject nor copula is no clause ("as in the recent cases in Amarna")."""
    for i, base in enumerate(tree.base):
        if base != "advcl" or tree.pos[i] not in ("NOUN", "PROPN"):
            continue
        marks = [k for k in tree.kids[i] if tree.base[k] == "mark"]
        if [tree.form[k] for k in marks] != ["as"] or any(
            tree.base[k] in ("nsubj", "csubj", "cop", "aux", "expl") for k in tree.kids[i]
        ):
            continue
        tree.rel[i] = tree.base[i] = "obl"
        tree.rel[marks[0]] = tree.base[marks[0]] = "case"


def _days_as_clauses(tree: Tree) -> None:
    """A bare day behind a verb is when, not what ("people said the same day")."""
    for i, base in enumerate(tree.base):
        if base != "ccomp" or i < tree.head[i] or tree.lemma[i] not in _DAYS or tree.pos[i] not in ("NOUN", "PROPN"):
            continue
        if all(tree.base[k] in ("det", "amod", "punct", "case") for k in tree.kids[i]):
            tree.rel[i], tree.base[i] = "obl:unmarked", "obl"


def _what_is_said(tree: Tree) -> bool:
    """What a verb is followed by with "that" is the content of this verb ("who asked not to be named, said that …")."""
    changed = False
    for k, form in enumerate(tree.form):
        i = tree.head[k]
        if form != "that" or tree.base[k] != "mark" or opens(tree, k) or i <= k or tree.pos[k - 1] != "VERB":
            continue
        if tree.base[i] == "ccomp" and tree.head[i] != k - 1 and not is_above(tree, i, k - 1):
            tree.head[i], changed = k - 1, True
    return changed


def _relatives_as_complements(tree: Tree) -> bool:
    """A clause whose subject is the relative pronoun right behind a noun tells of that noun ("a string of desertions
    that has thinned the group"), whatever verb the parser makes it the content of."""
    changed = False
    for k, form in enumerate(tree.form):
        i = tree.head[k]
        if form not in ("that", "who", "which") or tree.pos[k] != "PRON" or tree.base[k] != "nsubj" or opens(tree, k):
            continue
        noun = k - 1
        if i <= k or tree.base[i] != "ccomp" or tree.pos[noun] not in ("NOUN", "PROPN") or is_above(tree, i, noun):
            continue
        tree.head[i], tree.rel[i], tree.base[i], changed = noun, "acl:relcl", "acl", True
    return changed


def _subjects_of_subjects(tree: Tree) -> bool:
    """Of two nouns before a verb the second, bound by "of", belongs to the first ("a wave of defections hit …",
    "a total of 12 men have died")."""
    changed = False
    for i, base in enumerate(tree.base):
        up = tree.head[i]
        if base not in ("nsubj", "obj") or i > up or tree.pos[i] not in ("NOUN", "PROPN"):
            continue
        of = next((k for k in tree.kids[i] if tree.base[k] == "case" and tree.form[k] == "of" and k < i), None)
        if of is None or of == 0 or tree.pos[of - 1] not in ("NOUN", "PROPN", "NUM") or tree.head[of - 1] != up:
            continue
        if tree.base[of - 1] == "nsubj":
            tree.head[i], tree.rel[i], tree.base[i], changed = of - 1, "nmod", "nmod", True
    return changed


_DAYS = frozenset(
    "day week month year night evening morning afternoon weekend today yesterday monday tuesday wednesday thursday "
    "friday saturday sunday".split()
)


def _nouns_side_by_side(tree: Tree) -> bool:
    """Two nouns in a row with nothing between them that are both the subject of one verb are one phrase: "prosecutor
    Jane Roe said", "a court source said". So is a title with the name right behind it, whatever the parser makes of
    the name ("as reported by Justice Maria Diaz")."""
    changed = False
    nominal = ("NOUN", "PROPN")
    for i, base in enumerate(tree.base):
        if base not in _ARGUMENTS or tree.pos[i] not in nominal or opens(tree, i):
            continue
        before = _left_edge(tree, i) - 1
        if before < tree.bounds(i)[0] or tree.pos[before] not in nominal or tree.lemma[before] in _DAYS:
            continue
        first = before
        while tree.base[first] in _INNER and tree.head[first] < first and tree.pos[tree.head[first]] in nominal:
            first = tree.head[first]
        up = tree.head[first]
        if up in (i, first) or tree.base[first] not in _ARGUMENTS or is_above(tree, i, up):
            continue
        is_name = tree.pos[i] == "PROPN"
        subjects = base == "nsubj" == tree.base[first] and up == tree.head[i]
        titled = is_name and tree.pos[before] == "NOUN" and tree.form[before] in word_list("person_nouns")
        if not (subjects or titled):
            continue
        for k in range(tree.bounds(i)[0], first):
            if tree.head[k] == first and tree.base[k] == "case":
                tree.head[k] = i
        tree.head[i], tree.rel[i], tree.base[i] = up, tree.rel[first], tree.base[first]
        relation = "nmod:desc" if is_name else "compound"
        tree.head[first], tree.rel[first], tree.base[first] = i, relation, relation.partition(":")[0]
        changed = True
    return changed


_INNER = frozenset({"flat", "compound", "nmod"})


def _left_edge(tree: Tree, i: int) -> int:
    """The first word of what stands before a noun, unbroken, and hangs on it."""
    edge = i
    while edge > 0 and edge <= tree.head[edge - 1] <= i and tree.base[edge - 1] in _BEFORE:
        edge -= 1
    return edge


_BEFORE = frozenset({"compound", "amod", "nummod", "nmod", "flat"})


def _subjects_with_preposition(tree: Tree) -> None:
    """A "subject" behind its verb with a preposition of its own is none: "came through leaflets"; nor is one, wherever
    it stands, that something is according to."""
    for i, base in enumerate(tree.base):
        if base == "nsubj" and any(tree.form[k] == "according" and tree.base[k] == "case" for k in tree.kids[i]):
            tree.rel[i] = tree.base[i] = "obl"
        if base == "nsubj" and tree.head[i] < i and tree.pos[i] in ("NOUN", "PROPN"):
            if any(tree.base[k] == "case" and k < i and tree.pos[k] == "ADP" for k in tree.kids[i]):
                tree.rel[i] = tree.base[i] = "obl"


def _second_subjects(tree: Tree) -> None:
    """Of two subjects, one on each side of an active verb, the one behind it is the object."""
    for i, base in enumerate(tree.base):
        up = tree.head[i]
        if base == "nsubj" and i > up and tree.pos[up] == "VERB" and tree.pos[i] in ("NOUN", "PROPN", "NUM"):
            if any(tree.base[k] == "nsubj" and k < up for k in tree.kids[up]):
                tree.rel[i] = tree.base[i] = "obj"


def _objects_before(tree: Tree) -> None:
    """Of two objects of an active verb without a subject, the one before it is the subject."""
    for i, base in enumerate(tree.base):
        up = tree.head[i]
        if base != "obj" or i > up or tree.pos[up] != "VERB" or tree.pos[i] not in ("NOUN", "PROPN"):
            continue
        others = [tree.base[k] for k in tree.kids[up] if k > up] + [
            "nsubj" for k in tree.kids[up] if tree.base[k] in ("nsubj", "csubj") or tree.rel[k] == "aux:pass"
        ]
        if "obj" in others and "nsubj" not in others and not any(tree.base[k] == "case" for k in tree.kids[i]):
            tree.rel[i] = tree.base[i] = "nsubj"


def _possessed_verbs(tree: Tree) -> None:
    """ "The mayor's killing": what has a possessor is a noun."""
    for i, base in enumerate(tree.base):
        up = tree.head[i]
        if base == "nsubj" and i < up and tree.form[up].endswith("ing") and tree.pos[up] == "VERB":
            if any(tree.form[k] in ("'s", "’s") and tree.base[k] == "case" for k in tree.kids[i]):
                tree.rel[i], tree.base[i], tree.pos[up], tree.lemma[up] = "nmod:poss", "nmod", "NOUN", tree.form[up]


def _agents_without_preposition(tree: Tree) -> None:
    """An "agent" without a preposition is a subject before its verb, an object behind it."""
    for i, relation in enumerate(tree.rel):
        if relation == "obl:agent" and not any(tree.base[k] == "case" and tree.form[k] == "by" for k in tree.kids[i]):
            if tree.pos[i] in ("NOUN", "PROPN", "PRON", "NUM"):
                tree.rel[i] = tree.base[i] = "nsubj" if i < tree.head[i] else "obj"
