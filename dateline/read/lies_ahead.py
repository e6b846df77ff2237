"""What lies ahead keeps to itself: an event told as planned stays planned when a noun takes it up, and neither borrows
the day nor the place of what has happened ("plan to leave the valley, after their defeat in the town").
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.read.draft import Draft, PlacePhrase
from dateline.read.families import family, is_noun
from dateline.read.operators import operators, support
from dateline.read.referents import agree, referents
from dateline.read.tree import Tree

_FAR = 12  # sentences back
_AHEAD = frozenset({"planned", "requested", "feared", "hypothetical"})
_BEHIND = frozenset({"after", "since", "following", "during", "despite", "amid", "because", "due"})
"""What binds something that has happened."""
_UNTIL = frozenset({"before", "until", "ahead"})
_HEDGED = frozenset({"feared", "possible", "hypothetical"})
_PAST = frozenset("recent last earlier previous hasty sudden past latest first".split())
_DONE = frozenset("complete finish begin start carry conclude end".split())
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})
_MOVING = frozenset({"from", "to", "via"})


def kept_apart(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """The claims, in order of the text, with what lies ahead told so, and without what it does not share with what
    lies behind."""
    made: list[Draft] = []
    past = _of_the_past(drafts)
    for draft in drafts:
        if _taken_up(tree, draft, made):
            draft = replace(draft, status="planned")
        made.append(_undated(tree, draft, past))
    at = {d.trigger.head: d for d in reversed(made)}
    return [_placed(tree, draft, at) for draft in made]


def _taken_up(tree: Tree, draft: Draft, before: Sequence[Draft]) -> bool:
    """Whether a noun takes up what was told as planned before ("they plan to withdraw … their withdrawal"), and
    nothing says that it has come about since."""
    head = draft.trigger.head
    if not is_noun(tree, head) or not _is_definite(tree, head):
        return False
    if draft.status != "actual" and not (draft.status in _HEDGED and _bound(tree, head) in _UNTIL):
        return False  # what is feared "before their withdrawal" is not the withdrawal
    if any(not t.inherited for t in draft.times) or _has_happened(tree, head):
        return False
    for earlier in reversed(before):
        if draft.sentence - earlier.sentence > _FAR:
            return False
        if _is_same_doing(tree, draft, earlier) and earlier.trigger.head != head:
            doers = referents(tree, draft.actors), referents(tree, earlier.actors)
            places = (
                referents(tree, [p for p in one.places if not p.inherited and tree.pos[p.head] == "PROPN"])
                for one in (draft, earlier)
            )
            return earlier.status == "planned" and agree(*doers) and agree(*places)
    return False


def _is_same_doing(tree: Tree, draft: Draft, earlier: Draft) -> bool:
    """Whether a noun takes up what the verb of its family told. Of two nouns ("the riots … the riots") the one is not
    told to lie ahead because the other was."""
    heads = draft.trigger.head, earlier.trigger.head
    if earlier.type != draft.type or family(tree.lemma[heads[0]]) != family(tree.lemma[heads[1]]):
        return False
    return earlier.status != "planned" or not is_noun(tree, heads[1])


def _is_definite(tree: Tree, i: int) -> bool:
    """Whether a noun is of something known. A parser takes a possessor for a subject now and then."""
    return any(
        tree.rel[k] == "nmod:poss"
        or (tree.base[k] == "det" and tree.form[k] in _DEFINITE)
        or (tree.base[k] == "nsubj" and tree.pos[k] == "PRON" and k == i - 1)
        for k in tree.kids[i]
    )


def _has_happened(tree: Tree, i: int) -> bool:
    """Whether the words around a noun tell that it came about: "the withdrawal began", "after their withdrawal", "the
    recent withdrawal"."""
    if _bound(tree, i) in _BEHIND or any(tree.form[k] in _PAST for k in tree.kids[i] if tree.base[k] == "amod"):
        return True
    up = tree.head[i]
    if up == i or tree.pos[up] != "VERB" or tree.base[i] not in ("nsubj", "obj"):
        return False
    helpers = {tree.form[k] for k in tree.kids[up] if tree.base[k] == "aux"}
    lists = operators()
    if helpers & (lists["modals_future"] | lists["modals_possible"] | lists["modals_would"]):
        return False
    told = _DONE | (support()["occur"] if tree.base[i] == "nsubj" else frozenset())
    past = tree.form[up].endswith(("ed", "an", "ok")) or "has" in helpers or "have" in helpers or "was" in helpers
    return tree.lemma[up] in told and past


def _of_the_past(drafts: Sequence[Draft]) -> frozenset[tuple[int, int]]:
    """The time expressions that only tell when something was."""
    told: dict[bool, set[tuple[int, int]]] = {True: set(), False: set()}
    for draft in drafts:
        told[draft.status in _AHEAD] |= {(t.start, t.end) for t in draft.times if not t.inherited}
    return frozenset(told[False] - told[True])


def _bound(tree: Tree, i: int) -> str:
    """The preposition or conjunction that binds a word; empty where none does."""
    return (tree.case(i) or tree.mark(i)).split(" ")[0]


def _undated(tree: Tree, draft: Draft, past: frozenset[tuple[int, int]]) -> Draft:
    """A claim of what lies ahead without the day of something that has been. What "had been planned" then may well be
    of that day."""
    wrong = [t for t in draft.times if t.inherited and (t.start, t.end) in past]
    if draft.status not in _AHEAD or not wrong:
        return draft
    if draft.status == "planned" and not _from_now(tree, draft.trigger.head):
        return draft
    return replace(draft, times=tuple(t for t in draft.times if t not in wrong))


def _from_now(tree: Tree, i: int) -> bool:
    """Whether a plan is told of as it stands: "are planning to", "will", "plan to"."""
    for up in (i, *tree.above(i)):
        if tree.pos[up] not in ("VERB", "AUX", "ADJ"):
            continue
        helpers = {tree.form[k] for k in tree.kids[up] if tree.base[k] in ("aux", "cop")}
        if helpers & operators()["modals_future"] or helpers & {"is", "are", "am", "’s", "'s", "’re", "'re"}:
            return True
        if helpers:
            return False
        if tree.mark(up).startswith("to") or tree.form[up].endswith("ing"):
            continue
        return tree.pos[up] == "VERB" and (tree.form[up] == tree.lemma[up] or tree.form[up].endswith("s"))
    return False


def _placed(tree: Tree, draft: Draft, at: dict[int, Draft]) -> Draft:
    """A claim without places of its sentence that another event holds in a clause of its own."""
    kept = tuple(p for p in draft.places if p.inherited or not _of_another(tree, draft, p, at))
    return draft if len(kept) == len(draft.places) else replace(draft, places=kept)


def _of_another(tree: Tree, draft: Draft, place: PlacePhrase, at: dict[int, Draft]) -> bool:
    """Whether a place is bound to an event behind, of which a claim of what lies ahead is told ("fears reprisals after
    the defeat in the town"), or to a movement ahead, of which a claim of what has been is told ("will leave the
    valley, after the fighting")."""
    head = draft.trigger.head
    up = [place.head, *tree.above(place.head)]
    owner = next((i for i in up if i in at), None)
    if owner is None or owner == head or at[owner].sentence != draft.sentence:
        return False
    other = at[owner]
    if draft.status in _AHEAD and other.status == "actual":
        return _behind(tree, up[up.index(owner) :], head)
    if draft.status == "actual" and other.status in _AHEAD:
        moving = any(p.head in up and p.role in _MOVING for p in other.places)
        return moving and _behind(tree, [head, *tree.above(head)], owner)
    return False


def _behind(tree: Tree, chain: Sequence[int], outside: int) -> bool:
    """Whether the words from an event up to what governs another too are bound as something that has happened."""
    above = {outside, *tree.above(outside)}
    for i in chain:
        if i in above:
            return False
        if _bound(tree, i) in _BEHIND:
            return True
    return False
