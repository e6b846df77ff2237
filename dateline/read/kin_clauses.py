"""Whose clause it is behind "kin of someone": "the wife of a man shot by police", "the mother of a boy who was killed"
tell of the man and the boy, whatever the parser makes of it.

Where grammar leaves it open the clause stays with the kin: behind a comma, behind a bare number ("a mother of three
killed in …"), where its auxiliary does not fit the nearer noun, and where only the kin is not yet told apart ("a
brother of the minister who …").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.read.lists import words as word_list

if TYPE_CHECKING:
    from dateline.read.tree import Tree

_INDEFINITE = frozenset({"a", "an", "one", "another"})
_SINGULAR = frozenset({"was", "is", "has"})
_PLURAL = frozenset({"were", "are", "have"})
_SEVERAL = frozenset({"those", "people", "police", "men", "women", "children"})
_IN_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})
_FROM = frozenset({"in", "from", "at"})
_LONGEST = 10


def mended_kin(tree: Tree) -> bool:
    """Hangs a clause that hangs on the kin on the person in between; whether a head has changed."""
    changed = False
    for i, base in enumerate(tree.base):
        if base != "acl" or tree.lemma[tree.head[i]] not in word_list("kin"):
            continue
        found = whose_clause(tree, i)
        if found is None or tree.head[i] != found[0] or tree.head[found[1]] not in (found[0], i):
            continue
        kin, person = found
        if tree.head[person] == i:  # "the family of a teenager shot …", with the teenager hung below the shooting
            tree.head[person], tree.rel[person], tree.base[person] = kin, "nmod", "nmod"
        tree.head[i], changed = person, True
    return changed


def whose_clause(tree: Tree, verb: int) -> tuple[int, int] | None:
    """The kin noun and the person whose clause a participle, or a verb behind "who", begins; None for any other."""
    low = max(tree.bounds(verb)[0], verb - _LONGEST)
    at, auxiliaries = verb - 1, set()
    while at > low and tree.pos[at] in ("ADV", "AUX"):
        auxiliaries |= {tree.form[at]} if tree.pos[at] == "AUX" else set()
        at -= 1
    if tree.form[at] in ("who", "that") and at > low:
        at -= 1
    elif auxiliaries:
        return None
    person = last = at
    while at > low and (tree.pos[at] in _IN_PHRASE or tree.form[at] in _FROM or tree.form[at] == "those"):
        if tree.form[at] in _FROM:
            person = at - 1
        at -= 1
    kin = at - 1
    if tree.form[at] != "of" or at <= low or tree.lemma[kin] not in word_list("kin") or last == at:
        return None
    words = range(at + 1, person + 1)
    while tree.base[person] == "flat" and tree.head[person] in words:
        person = tree.head[person]
    is_someone = tree.pos[person] in ("NOUN", "PROPN") or tree.form[person] == "those"
    return (kin, person) if is_someone and _may_tell_of(tree, kin, words, person, auxiliaries) else None


def _may_tell_of(tree: Tree, kin: int, words: range, person: int, auxiliaries: set[str]) -> bool:
    """Whether grammar lets a clause tell of the person, whose phrase up to its noun ``words`` is, not of the kin."""
    is_open = any(tree.form[k] in _INDEFINITE and tree.base[k] in ("det", "nummod") for k in tree.kids[kin])
    counted = any(tree.pos[k] == "NUM" for k in words)
    if is_open and (counted or any(tree.pos[k] == "PROPN" for k in words) or tree.form[words[0]] == "the"):
        return False
    is_several = tree.form[person] in _SEVERAL or (
        tree.form[person] != tree.lemma[person] and tree.form[person].endswith("s")
    )
    return not auxiliaries & (_SINGULAR if is_several else _PLURAL)
