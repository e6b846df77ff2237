"""Places that stand in one list or one address are a claim's together: "in Korofola, Tawila and other towns", "in
Rif, North Darfur". In annotated reports eleven claims in twelve that have one of two joined names have the other."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.read import place_neighbours
from dateline.read.draft import Draft, PlacePhrase
from dateline.read.kinds import Kinds
from dateline.read.phrases import extent, phrase
from dateline.read.place_nouns import is_place
from dateline.read.tree import Tree
from dateline.read.worded import outermost


def completed(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """A claim with the places that are joined with those of its own sentence, or that say where these lie."""
    parties = {p.head for p in (*draft.actors, *draft.recipients)}
    made: list[PlacePhrase] = []
    for place in draft.places:
        made.append(place)
        if place.inherited:
            continue
        beside = [k for k in _joined(tree, place.head) if k not in parties and is_place(tree, kinds, k)]
        around = [k for k in place_neighbours.behind(tree, kinds, place.head) if not _is_somebody(tree, k)]
        for k in (*beside, *around):
            more = _beside(tree, k, place)
            if _is_apart(tree, more) and not any(_same(tree, more, p) for p in (*draft.places, *made)):
                made.append(more)
    if len(made) == len(draft.places):
        return draft
    own, elsewhere = [p for p in made if not p.inherited], [p for p in made if p.inherited]
    return replace(draft, places=(*outermost(own), *elsewhere))


def _joined(tree: Tree, head: int) -> list[int]:
    """What is coordinated with a word under the same preposition."""
    first = head
    while tree.base[first] == "conj" and tree.head[first] != first:
        first = tree.head[first]
    every = tree.joined(first)
    if head not in every:
        return []
    return [k for k in every if k != head and tree.case(k) in ("", tree.case(first))]


def _is_somebody(tree: Tree, k: int) -> bool:
    """Whether a word names a person ("in Burlington, Ada Roe said")."""
    number = tree.document.mention_by_head.get(k)
    return number is not None and tree.document.mentions[number].kind == "person"


def _is_apart(tree: Tree, place: PlacePhrase) -> bool:
    """Whether an expression is not the second half of a name that the parser broke in two."""
    first = extent(tree, place.head)[0]
    return first == 0 or tree.pos[first - 1] not in ("NOUN", "PROPN")


def _same(tree: Tree, one: PlacePhrase, other: PlacePhrase) -> bool:
    text, word = tree.document.text, tree.document.words[one.head]
    inside = other.start <= word.start < other.end
    return inside or text[one.start : one.end].lower() == text[other.start : other.end].lower()


def _beside(tree: Tree, k: int, place: PlacePhrase) -> PlacePhrase:
    whole = phrase(tree, k)
    role = "at" if place.role == "held" and tree.base[k] != "conj" else place.role
    return PlacePhrase(whole.start, whole.end, k, False, role, tree.case(k) or place.case)
