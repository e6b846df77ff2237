"""Time expressions of a claim: those of its trigger first, then those of the clauses that it shares a time with."""

from __future__ import annotations

from dateline.read.draft import Phrase
from dateline.read.kinds import EVENT, TIME, Kinds, lists
from dateline.read.operators import operators
from dateline.read.phrases import extent
from dateline.read.tree import RELATIVE, SUBJECTS, Tree

_BASES = frozenset({"obl", "nmod", "advmod", "compound", "amod"})
_SHIFTS = frozenset({"ago", "earlier", "later", "before"})
_ADVERBS = frozenset("yesterday today tonight tomorrow recently overnight earlier currently now".split())
_PRESENT = frozenset({"now", "currently"})
_TOLD = frozenset("deny warn accuse announce vow threaten believe think call urge demand promise".split())
_WISHED = frozenset(
    "agree ask call urge order tell instruct plan intend vow pledge promise threaten decide demand want seek prepare "
    "refuse warn appeal expect offer allow aim hope propose".split()
)
_CHARGING = frozenset(
    "charge accuse investigate try arrest convict sentence condemn blame indict suspect denounce criticize criticise "
    "detain allege".split()
)
_FAR = 60  # words
_SIDES = frozenset({"after", "before", "since", "until", "following", "of", "although", "because"})
_GOING_ON = frozenset("continue erupt break begin start resume occur happen rage intensify take renew".split())
_AT_ONCE = frozenset({"", "as", "when", "while", "whilst", "after", "by", "and"})


def find(tree: Tree, kinds: Kinds, head: int) -> tuple[Phrase, ...]:
    """Time expressions, nearest in the tree first: the trigger's own, those of the clauses it hangs in, else those of
    what hangs on it ("killed ten, wounding six in a blast on Sunday"). A relative clause does not take the time of
    what its noun does, nor what is said, asked or planned the time of the saying."""
    found: list[Phrase] = []
    seen: set[int] = set()
    _below(tree, kinds, head, head, seen, found)
    below = head
    for up in tree.above(head):
        if tree.rel[below] in ("acl:relcl", "parataxis") or _apart(tree, below, up):
            break
        _below(tree, kinds, up, head, seen, found)
        below = up
    if tree.lemma[head] in _CHARGING:
        return tuple(t for t in found if not _of_charge(tree, kinds, head, t.head))
    if not found:
        _shared(tree, kinds, head, seen, found)
    if not found:
        _nearby(tree, kinds, head, found)
    return tuple(found)


def _of_charge(tree: Tree, kinds: Kinds, head: int, time: int) -> bool:
    """Whether a time stands behind the deed that someone is charged with: "charged with killing him on 24 June"."""
    return any(
        (tree.pos[i] == "VERB" and tree.form[i].endswith("ing")) or (tree.pos[i] == "NOUN" and kinds.of(i) & EVENT)
        for i in range(head + 1, min(time, head + _FAR))
    )


def _apart(tree: Tree, below: int, up: int) -> bool:
    """Whether the time of what governs a clause is not its own: the day on which something is said or asked for, or
    what came after."""
    base, lemma = tree.base[below], tree.lemma[up]
    if base == "ccomp" and lemma in operators()["saying"] | _TOLD:
        return True
    if base in ("xcomp", "ccomp", "advcl") and tree.mark(below).startswith("to") and lemma in _WISHED:
        return True
    if base == "acl" and tree.mark(below) == "to" and tree.pos[up] == "NOUN":
        return True  # "put pressure on the army to stop fighting"
    if base == "advcl" and tree.mark(below).split(" ")[0] in _SIDES:
        return True
    return base in ("obl", "nmod") and tree.case(below).split(" ")[0] in (
        "after",
        "since",
        "before",
        "until",
        "following",
    )


def _shared(tree: Tree, kinds: Kinds, head: int, seen: set[int], found: list[Phrase]) -> None:
    """Times further down that the whole sentence shares: of verbs joined to the trigger's, of what happened with it
    ("…, killing six on Sunday"), of an event that it was part of ("died in a blast on Sunday")."""
    for k in tree.kids[head]:
        if found:
            return
        if k < head or tree.rel[k] == "acl:relcl":
            continue
        joined = tree.base[k] == "conj" and tree.pos[k] == "VERB" and not tree.under(k, *SUBJECTS)
        with_it = tree.base[k] == "advcl" and tree.mark(k) in _AT_ONCE and tree.form[k].endswith("ing")
        part = tree.base[k] in ("obl", "nmod") and kinds.of(k) & EVENT and tree.case(k) in ("in", "during")
        going_on = tree.base[k] == "acl" and tree.pos[head] == "NOUN" and tree.lemma[k] in _GOING_ON
        if joined or with_it or part or going_on:
            _below(tree, kinds, k, head, seen, found)


def _nearby(tree: Tree, kinds: Kinds, head: int, found: list[Phrase]) -> None:
    """A time word with no other verb or clause between it and the event, where the tree leads to none."""
    low, high = tree.bounds(head)
    for step in (1, -1):
        i = head + step
        while low <= i < high and not (tree.pos[i] == "VERB" and tree.base[i] != "amod"):
            if tree.pos[i] == "SCONJ" or tree.form[i] in RELATIVE or (tree.form[i] == "to" and tree.base[i] == "mark"):
                break
            if (tree.form[i] in _ADVERBS and tree.form[i] not in _PRESENT) or (
                kinds.of(i) & TIME and tree.base[i] in _BASES and tree.base[i] != "compound"
            ):
                if not _measures(tree, whole(tree, i)):
                    found.append(whole(tree, i))
                return
            i += step


def whole(tree: Tree, head: int) -> Phrase:
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


def _below(tree: Tree, kinds: Kinds, up: int, head: int, seen: set[int], found: list[Phrase]) -> None:
    """Adds the times that hang on ``up``, a word at or above the trigger ``head``."""
    for k in tree.kids[up]:
        if k in seen or tree.base[k] not in _BASES:
            continue
        bits = kinds.of(k)
        if (
            tree.form[k] in _ADVERBS
            or (bits & TIME and tree.pos[k] in ("NOUN", "PROPN", "NUM", "ADV"))
            or _year(tree, k)
        ):
            seen.add(k)
            phrase = whole(tree, k)
            if not _measures(tree, phrase) and not _said_between(tree, head, k):
                found.append(phrase)


def _measures(tree: Tree, phrase: Phrase) -> bool:
    """Whether a time only tells how far two events lie apart: "two weeks after they lost it"."""
    i, high = phrase.head + 1, tree.bounds(phrase.head)[1]
    return (
        i < high
        and tree.form[i] in ("after", "before")
        and tree.lemma[phrase.head] in ("day", "week", "month", "year", "hour", "minute")
    )


def _said_between(tree: Tree, head: int, time: int) -> bool:
    """Whether a verb of saying that governs the trigger stands between it and a time behind: "the army took the town,
    residents said on Monday", whatever the parser hangs the day on."""
    if time < head:
        return False
    return any(head < up < time and tree.lemma[up] in operators()["saying"] for up in tree.above(head))


def _year(tree: Tree, k: int) -> bool:
    return _is_year(tree.form[k]) and tree.base[k] in ("obl", "nmod")
