"""Time expressions of a claim: those of its trigger first, then those of the clauses around it."""

from __future__ import annotations

from dateline.read.draft import Phrase
from dateline.read.kinds import TIME, Kinds, lists
from dateline.read.operators import operators
from dateline.read.phrases import extent
from dateline.read.tree import Tree

_BASES = frozenset({"obl", "nmod", "advmod", "compound", "amod"})
_SHIFTS = frozenset({"ago", "earlier", "later", "before"})
_ADVERBS = frozenset("yesterday today tonight tomorrow recently overnight earlier currently now".split())


def find(tree: Tree, kinds: Kinds, head: int) -> tuple[Phrase, ...]:
    """Time expressions, nearest in the tree first. The clause of a relative clause's noun is not looked at."""
    found: list[Phrase] = []
    seen: set[int] = set()
    _below(tree, kinds, head, seen, found)
    below = head
    for up in tree.above(head):
        if tree.rel[below] in ("acl:relcl", "parataxis") or _apart(tree, below, up):
            break
        _below(tree, kinds, up, seen, found)
        below = up
    if not found:
        _nearby(tree, kinds, head, found)
    return tuple(found)


def _apart(tree: Tree, below: int, up: int) -> bool:
    """Whether the time of what governs a clause is not its own: the day on which something is said, or what came
    after."""
    base = tree.base[below]
    if base == "ccomp" and tree.lemma[up] in operators()["saying"] | _TOLD:
        return True
    if base == "advcl" and tree.mark(below).split(" ")[0] in (
        "after",
        "since",
        "before",
        "until",
        "of",
        "although",
        "because",
    ):
        return True
    return base in ("obl", "nmod") and tree.case(below).split(" ")[0] in (
        "after",
        "since",
        "before",
        "until",
        "following",
    )


_TOLD = frozenset("deny warn accuse announce vow threaten believe think call urge demand promise".split())


def _nearby(tree: Tree, kinds: Kinds, head: int, found: list[Phrase]) -> None:
    """A time word with no other verb between it and the event, where the tree leads to none."""
    low, high = tree.bounds(head)
    for step in (1, -1):
        i = head + step
        while low <= i < high and not (tree.pos[i] == "VERB" and tree.base[i] != "amod"):
            if tree.form[i] in _ADVERBS or (
                kinds.of(i) & TIME and tree.base[i] in _BASES and tree.base[i] != "compound"
            ):
                found.append(_phrase(tree, i))
                return
            i += step


def _phrase(tree: Tree, head: int) -> Phrase:
    """A time expression with all its parts ("12 May 2018", "the morning of 3 May")."""
    first, last = extent(tree, head)
    for k in tree.kids[head]:
        if k == last and (
            tree.rel[k] in ("nmod:unmarked", "nmod", "nummod", "compound", "flat", "obl:unmarked") and not tree.case(k)
        ):
            last = max(last, extent(tree, k)[1])
    while last < tree.bounds(head)[1] and (tree.lemma[last] in lists().time or _is_year(tree.form[last])):
        last += 1
    if last < tree.bounds(head)[1] and tree.form[last] in _SHIFTS:
        last += 1
    words = tree.document.words
    return Phrase(words[first].start, words[last - 1].end, head)


def _is_year(form: str) -> bool:
    return len(form) == 4 and form.isdecimal() and form[:2] in ("18", "19", "20")


def _below(tree: Tree, kinds: Kinds, head: int, seen: set[int], found: list[Phrase]) -> None:
    for k in tree.kids[head]:
        if k in seen or tree.base[k] not in _BASES:
            continue
        bits = kinds.of(k)
        if (
            tree.form[k] in _ADVERBS
            or (bits & TIME and tree.pos[k] in ("NOUN", "PROPN", "NUM", "ADV"))
            or _year(tree, k)
        ):
            seen.add(k)
            found.append(_phrase(tree, k))


def _year(tree: Tree, k: int) -> bool:
    return _is_year(tree.form[k]) and tree.base[k] in ("obl", "nmod")
