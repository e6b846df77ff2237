"""Of events told side by side each has its own place: "an attack in Lebanon and the attack on the towers in Arabia",
"one was arrested in Santa Ana, and another was arrested in Tecla"; a term in prison is no place of what it is for, and
what someone holds office of or is sent to ("the ministers of Iran and Jordan", "the ambassador to Spain") is not where
something befell them.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.read.draft import Draft, PlacePhrase
from dateline.read.kinds import ARMED, FACILITY, ORG, PEOPLE, PLACE, Kinds
from dateline.read.phrases import phrase
from dateline.read.tree import Tree

_TERMS = frozenset({"prison", "jail"})
_SENTENCED = frozenset("sentence sentenced convict jail imprison face serve spend life year month".split())


_OF_LAW = frozenset({"court", "jail", "prison"})
_OFFICIAL = frozenset({"of", "to", "for"})
_SENT = frozenset({"ambassador", "envoy", "representative", "delegate", "emissary", "consul", "minister"})
_LIVING_THERE = frozenset(
    "people resident inhabitant civilian villager citizen population community local native man woman child "
    "family".split()
)
"""Those who are where they are of, as annotated claims mostly have it; of those who hold an office three in four times
not."""


def apart(tree: Tree, kinds: Kinds, drafts: Sequence[Draft]) -> list[Draft]:
    """The claims, in order of the text, without the places of their sentence that are another event's alone, or that
    only say whose office someone holds."""
    at = {d.trigger.head for d in drafts}
    made = []
    for draft in drafts:
        draft = _of_whose(tree, kinds, draft)
        kept = tuple(
            p
            for p in draft.places
            if p.inherited
            or not (_is_of_other(tree, draft, p, at) or _is_of_office(tree, kinds, p) or _is_named(tree, p))
        )
        made.append(draft if len(kept) == len(draft.places) else replace(draft, places=kept))
    return made


def _is_of_other(tree: Tree, draft: Draft, place: PlacePhrase, at: set[int]) -> bool:
    if draft.type in ("SANCTION", "ASSAULT") and _is_term(tree, place.head):
        return True
    if draft.type in ("ASSAULT", "COERCE") and _is_of_law(tree, draft, place):
        return True
    head = draft.trigger.head
    owner = _owner(tree, place.head, at)
    if owner is None or owner == head or not _side_by_side(tree, owner, head):
        return False
    return any(
        not p.inherited and p.head != place.head and tree.pos[p.head] == "PROPN" and _owner(tree, p.head, at) == head
        for p in draft.places
    )


def _of_whose(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """ "Burst into her home": the home, where whose it is was taken for the place."""
    made = []
    for place in draft.places:
        noun = tree.head[place.head]
        if not place.inherited and tree.rel[place.head] == "nmod:poss" and tree.pos[place.head] == "PRON":
            if tree.pos[noun] == "NOUN" and kinds.of(noun) & (PLACE | FACILITY):
                whole = phrase(tree, noun)
                place = replace(place, start=whole.start, end=whole.end, head=noun, case=tree.case(noun))
        made.append(place)
    return draft if tuple(made) == draft.places else replace(draft, places=tuple(made))


def _is_named(tree: Tree, place: PlacePhrase) -> bool:
    """Whether a place is somebody's name or stands in that of an armed actor: "the Islamic State of Iraq and the
    Levant"."""
    number = tree.document.mention_by_head.get(place.head)
    if number is not None and tree.document.mentions[number].kind == "person" and place.role == "at" and not place.case:
        return True  # a name that nothing says is anywhere
    above = (place.head, *tree.above(place.head))[:3]
    return any(tree.lemma[i] == "state" and tree.form[i - 1 : i] == ["islamic"] for i in above)


def _is_of_office(tree: Tree, kinds: Kinds, place: PlacePhrase) -> bool:
    """Whether a place only says what someone is of, or sent to."""
    first = _first(tree, place.head)
    case, noun = tree.case(first), tree.head[first]
    if place.role == "held" or tree.base[first] != "nmod" or case not in _OFFICIAL or noun == first:
        return False
    listed = kinds.lists.nouns.get(tree.lemma[noun], 0)
    bits = listed if listed & PEOPLE else kinds.of(noun)
    if bits & (PLACE | FACILITY) or not bits & (PEOPLE | ARMED | ORG) or tree.lemma[noun] in _LIVING_THERE:
        return False
    return case == "of" or tree.lemma[noun] in _SENT


def _is_of_law(tree: Tree, draft: Draft, place: PlacePhrase) -> bool:
    """Whether a court or a jail is told of in another clause than the deed: "is held in a city jail, charged with the
    killing", "was arrested and will be arraigned in District Court"."""
    head = place.head
    detaining = tree.lemma[head] in ("center", "centre") and tree.form[head - 1 : head] == ["detention"]
    if not (tree.lemma[head] in _OF_LAW or detaining) or head == draft.trigger.head:
        return False
    for up in tree.above(head):
        if up == draft.trigger.head:
            return False
        if tree.pos[up] == "VERB":
            return True
    return True


def _owner(tree: Tree, word: int, at: set[int]) -> int | None:
    """The event that a place is bound to: the nearest above it."""
    return next((i for i in (word, *tree.above(word)) if i in at), None)


def _side_by_side(tree: Tree, one: int, other: int) -> bool:
    """Whether two events are joined as equals: two nouns of a list, or two clauses each with a subject of its own."""
    tops = {_first(tree, one), _first(tree, other)}
    if len(tops) > 1 or tree.pos[one] != tree.pos[other]:
        return False
    if tree.pos[one] == "NOUN":
        return True
    later = max(one, other)
    return tree.pos[one] == "VERB" and tree.own_subject(later) is not None


def _first(tree: Tree, i: int) -> int:
    while tree.base[i] == "conj" and tree.head[i] != i:
        i = tree.head[i]
    return i


def _is_term(tree: Tree, i: int) -> bool:
    """ "Sentenced to life in prison": a bare prison, under a word of sentences and terms."""
    if tree.lemma[i] not in _TERMS or any(tree.base[k] in ("det", "amod", "compound", "nmod") for k in tree.kids[i]):
        return False
    up = tree.head[i]
    return up != i and tree.lemma[up] in _SENTENCED
