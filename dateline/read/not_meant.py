"""Whom a pronoun cannot stand for, whatever the model finds likely: "they" are no one man or woman, "his" is not of
several, in "villagers whom they accused" they are not the villagers, nor are fighters who "forced them out" them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dateline.read.entities import Entity
from dateline.read.features import HE, SHE, THEY, Features
from dateline.read.sides import subject_of
from dateline.read.tree import Tree


def not_meant(
    feature: Features, tree: Tree, by_word: Mapping[int, int], entity_of: Mapping[int, Entity]
) -> Callable[[Entity], bool]:
    """Whether a pronoun cannot stand for something. ``by_word``: mentions by their head words; ``entity_of``: what each
    mention before stands for."""
    told_of = _told_of(feature, tree, by_word, entity_of)
    doer = None if feature.form.endswith(("self", "selves")) else subject_of(feature, tree)
    does = entity_of.get(by_word.get(doer, -1)) if doer is not None else None

    def barred(one: Entity) -> bool:
        if feature.form in THEY and one.sort == "person" and one.gender is not None and not one.plural:
            return True
        if feature.form in HE | SHE and one.sort == "people" and one.plural and one.name is None:
            return True
        return one is told_of or (does is not None and one.is_like(does))

    return barred


def _told_of(
    feature: Features, tree: Tree, by_word: Mapping[int, int], entity_of: Mapping[int, Entity]
) -> Entity | None:
    """The noun that the pronoun's clause tells of, where the pronoun is its subject."""
    verb = tree.head[feature.head]
    noun = tree.head[verb]
    if tree.base[feature.head] != "nsubj" or tree.rel[verb] != "acl:relcl" or noun == verb or noun not in by_word:
        return None
    return entity_of.get(by_word[noun])
