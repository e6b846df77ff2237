"""Places that stand in one list or one address are a claim's together: "in Korofola, Tawila and other towns", "in
Rif, North Darfur". In annotated reports eleven claims in twelve that have one of two joined names have the other."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.read import place_neighbours
from dateline.read.draft import Draft, PlacePhrase
from dateline.read.kinds import Kinds
from dateline.read.phrases import phrase
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
        for k in (*beside, *place_neighbours.behind(tree, kinds, place.head)):
            if not any(_same(tree, k, p) for p in (*draft.places, *made)):
                made.append(_beside(tree, k, place))
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


def _same(tree: Tree, k: int, place: PlacePhrase) -> bool:
    word = tree.document.words[k]
    return place.head == k or (place.start <= word.start < place.end)


def _beside(tree: Tree, k: int, place: PlacePhrase) -> PlacePhrase:
    whole = phrase(tree, k)
    role = "at" if place.role == "held" and tree.base[k] != "conj" else place.role
    return PlacePhrase(whole.start, whole.end, k, False, role, tree.case(k) or place.case)
