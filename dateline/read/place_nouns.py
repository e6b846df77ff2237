"""Which noun phrases can stand for a place."""

from __future__ import annotations

from dateline.read.kinds import ACTOR, FACILITY, NAME, PLACE, STATE, TIME, VEHICLE, WEAPON, Kinds
from dateline.read.tree import Tree

SIDES = frozenset("north south east west northeast northwest southeast southwest".split())
_MEDIA = frozenset("facebook twitter telegram whatsapp instagram youtube tiktok internet website online".split())
_INSTITUTIONS = frozenset({"prison", "jail", "custody", "court", "home"})
_ROUTES = frozenset("road route highway street line rail railway track pipeline".split())


def is_place(tree: Tree, kinds: Kinds, k: int) -> bool:
    """Whether a noun phrase can stand for a place: known as one, or a name that nothing knows otherwise. Vehicles,
    weapons and the net are none, nor is "the target of an attack"."""
    bits = kinds.of(k)
    if tree.pos[k] not in ("NOUN", "PROPN") or bits & TIME:
        return False
    if not bits & (PLACE | FACILITY) or (bits & ACTOR and not bits & (NAME | STATE)):
        return False
    return not otherwise(tree, kinds, k)


def otherwise(tree: Tree, kinds: Kinds, k: int) -> bool:
    """Whether the words show that a noun, place as it may seem, is none here."""
    lemma = tree.lemma[k]
    if lemma in _MEDIA:
        return True
    if lemma in SIDES and not any(tree.base[j] == "nmod" and tree.case(j) == "of" for j in tree.kids[k]):
        return tree.pos[k] == "NOUN" or tree.case(k) in ("from", "to", "toward", "towards")
    if tree.pos[k] == "PROPN" and kinds.of(k) & NAME:
        return False
    listed = kinds.lists.nouns.get(lemma, 0)
    if listed & (VEHICLE | WEAPON) and not listed & PLACE:
        return True
    if tree.pos[k] == "NOUN" and tree.base[k] == "compound" and not listed & PLACE:
        return True  # "a coalition airstrike"
    if lemma in _INSTITUTIONS:  # "sentenced to ten years in prison"
        return tree.form[k] == lemma and not any(tree.base[j] not in ("case", "punct") for j in tree.kids[k])
    if lemma == "target":
        return any(tree.case(j) == "of" for j in tree.kids[k] if tree.base[j] == "nmod")
    if lemma in _ROUTES:  # "destroyed 39 supply routes"
        return any(tree.base[j] == "nummod" for j in tree.kids[k])
    return False
