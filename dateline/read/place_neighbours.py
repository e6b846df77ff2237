"""Places that belong to a claim by where they stand: beside a place that it has, or in a clause that goes with it."""

from __future__ import annotations

from dateline.read.kinds import Kinds
from dateline.read.phrases import extent
from dateline.read.place_nouns import is_place
from dateline.read.tree import SUBJECTS, Tree

_IN = frozenset({"in", "at", "inside", "within"})
_LOCATING = frozenset({"in", "at", "near", "outside", "inside", "on", "between", "around", "along"})
_MEANWHILE = frozenset({"", "as", "while", "whilst", "when", "after", "by"})
_PARTS = frozenset({"DET", "ADJ", "PROPN", "NOUN", "NUM"})
_CLOSING = frozenset({",", ".", ";", ")", "(", ":"})
_LONGEST = 4  # steps of an address
_FAR = 80  # words looked at on either side of a trigger
_WIDEST = 6  # words of one step


def behind(tree: Tree, kinds: Kinds, head: int) -> list[int]:
    """What a place is said to lie in, right behind it: "Korofola in Tawila locality, North Darfur", "Kubum (South
    Darfur)", whatever the tree hangs them on. Head words."""
    found: list[int] = []
    at, high = extent(tree, head)[1], tree.bounds(head)[1]
    for _ in range(_LONGEST):
        mark = tree.form[at] if at < high else ""
        begin = at + 1 if mark in (",", "(") else at
        bound = begin < high and tree.form[begin] in _IN
        begin += bound
        if begin == at:
            break
        last = _run(tree, begin, high)
        noun = _head(tree, begin, last)
        if noun is None or not is_place(tree, kinds, noun):
            break
        named = any(tree.pos[i] == "PROPN" for i in range(begin, last))
        closed = last >= high or tree.form[last] in _CLOSING or tree.form[last] in _IN
        if not named or (not bound and not closed):
            break
        found.append(noun)
        at = last + (last < high and tree.form[last] == ")")
    return found


def before(tree: Tree, kinds: Kinds, head: int) -> list[int]:
    """The place right before one that holds it: "near Korofola in Tawila locality". Head words."""
    low, first = tree.bounds(head)[0], extent(tree, head)[0]
    if first - 2 < low or tree.form[first - 1] not in (*_IN, ","):
        return []
    last = first - 2
    if tree.pos[last] != "PROPN" or not tree.form[last][0].isalpha():
        return []
    start = last
    while start > low and tree.pos[start - 1] == "PROPN":
        start -= 1
    if start == low:
        return []
    noun = _head(tree, start, last + 1)
    if noun is None or not is_place(tree, kinds, noun):
        return []
    if tree.form[start - 1] in _LOCATING and tree.pos[start - 1] == "ADP":
        return [noun]
    first_of_two = tree.head[noun]
    if tree.form[start - 1] == "and" and tree.base[noun] == "conj" and tree.case(first_of_two) in _LOCATING:
        return [first_of_two, noun] if is_place(tree, kinds, first_of_two) else []
    return []


def _run(tree: Tree, begin: int, high: int) -> int:
    last = begin
    while last < min(high, begin + _WIDEST) and (
        tree.pos[last] in _PARTS
        or (tree.form[last] == "of" and last > begin and tree.pos[last - 1] == "NOUN")
        or (tree.form[last] in ("-", "–", "’s", "'s") and last > begin)
    ):
        last += 1
    return last


def _head(tree: Tree, begin: int, last: int) -> int | None:
    """The head of a run of words: the one that hangs outside it."""
    run = range(begin, last)
    outside = [i for i in run if tree.head[i] not in run and tree.pos[i] in ("NOUN", "PROPN")]
    return outside[-1] if outside else None


def shared(tree: Tree, kinds: Kinds, head: int) -> list[int]:
    """Places of the clauses that go with the trigger's: joined verbs without a subject of their own, what was going on
    meanwhile; else the only address of the sentence. Head words."""
    found = _with(tree, kinds, head, 0)
    return found or _only(tree, kinds, head)


def _at_the_end(tree: Tree, kinds: Kinds, head: int, first: int) -> bool:
    """Whether an address closes a sentence behind a comma, and so tells where its main clause was: "…, in Kyotera
    (Central)."."""
    start = extent(tree, first)[0] - 2
    if tree.form[start] != "," or tree.head[head] != head:
        return False
    address = [first, *behind(tree, kinds, first)]
    rest = range(extent(tree, address[-1])[1], tree.bounds(head)[1])
    return (
        len(rest) < _WIDEST
        and (not rest or tree.form[rest[0]] in (".", "("))
        and "VERB" not in tree.pos[rest.start : rest.stop]
    )


def _modifies(tree: Tree, i: int) -> bool:
    """Whether a name stands before the noun that it belongs to ("in a U.S. drone strike")."""
    return i + 1 < tree.bounds(i)[1] and tree.pos[i + 1] == "NOUN"


def _named(tree: Tree, i: int) -> bool:
    return tree.pos[i] == "PROPN" or (
        tree.pos[i] == "NOUN" and any(tree.pos[k] == "PROPN" and tree.base[k] == "compound" for k in tree.kids[i])
    )


def _with(tree: Tree, kinds: Kinds, head: int, depth: int) -> list[int]:
    for k in tree.kids[head]:
        if k < head or depth > 2:
            continue
        joined = tree.base[k] == "conj" and tree.pos[k] == "VERB" and not tree.under(k, *SUBJECTS)
        meanwhile = tree.base[k] == "advcl" and tree.mark(k) in _MEANWHILE and _same_party(tree, k)
        if not joined and not meanwhile:
            continue
        found = [
            j
            for i in tree.kids[k]
            if tree.base[i] == "obl" and tree.case(i) in _LOCATING and is_place(tree, kinds, i)
            for j in tree.joined(i)
        ]
        found = found or _with(tree, kinds, k, depth + 1)
        if found:
            return found
    return []


def _same_party(tree: Tree, verb: int) -> bool:
    """Whether an adverbial clause is about who was spoken of: no subject of its own, or a pronoun."""
    own = tree.own_subject(verb)
    return own is None or tree.pos[own] == "PRON"


def _only(tree: Tree, kinds: Kinds, head: int) -> list[int]:
    """The names of the sentence's places where all stand together behind the trigger and no other verb between ("the
    killing of a man, his wife and their cattle in Korofola in Tawila locality")."""
    low, high = tree.bounds(head)
    low, high = max(low, head - _FAR), min(high, head + _FAR)
    names = [
        i
        for i in range(low, high)
        if _named(tree, i) and tree.rel[i] not in ("compound", "flat", "nmod:poss") and is_place(tree, kinds, i)
    ]
    located = [i for i in names if i > head and tree.case(i) in _LOCATING - {"on"} and not _modifies(tree, i)]
    if not located:
        return []
    first = located[0]
    between = [i for i in range(head + 1, first) if tree.pos[i] == "VERB" and not tree.form[i].endswith("ing")]
    if any(not tree.mark(i).startswith("to") for i in between) and not _at_the_end(tree, kinds, head, first):
        return []
    if any(i < first and tree.base[i] in ("obl", "nmod") for i in names):
        return []
    address = {first, *behind(tree, kinds, first)}
    return [first] if all(i < first or i in address or tree.head[i] in address for i in names) else []
