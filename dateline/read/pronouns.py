"""What a pronoun refers back to: the most salient mention of this sentence and the three before it that agrees with it.

Salience after Lappin and Leass (1994), "An algorithm for pronominal anaphora resolution": recency, subjects before
objects, arguments before what is embedded, entities in focus before those named once. Where two candidates are about as
good, there is no answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.read.entities import Entity
from dateline.read.features import HE, IT, POSSESSIVE, RELATIVE, SHE, SPEAKERS, THEY, Features
from dateline.read.tree import Tree

_BACK = 3
_MOST = 60
_MARGIN = 0.35
_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl"})


def relative(feature: Features, tree: Tree, by_head: dict[int, int]) -> int | None:
    """The mention that a relative pronoun hangs on."""
    if feature.form not in RELATIVE:
        return None
    noun = tree.antecedent(feature.head)
    return by_head.get(noun) if noun != feature.head else None


def antecedent(
    feature: Features,
    before: Sequence[Features],
    entity_of: dict[int, Entity],
    tree: Tree,
    quoted: Sequence[bool],
) -> int | None:
    """The mention that a third-person pronoun refers back to, or ``None``. ``before`` are the mentions up to it, in
    order; ``quoted`` says of each mention whether it stands in a quotation."""
    ranked: dict[int, tuple[float, int]] = {}
    entities: dict[int, Entity] = {}
    for other in reversed(before[-_MOST:]):
        if feature.sentence - other.sentence > _BACK:
            break
        entity = entity_of[other.index]
        if not _agrees(feature, other, entity) or bound(feature, other, tree):
            continue
        score = _score(feature, other, entity, tree, quoted)
        old = ranked.get(id(entity))
        entities[id(entity)] = entity
        if old is None or score > old[0]:
            ranked[id(entity)] = (score, other.index)
    order = sorted(ranked.values(), reverse=True)
    if not order or (len(order) > 1 and order[0][0] - order[1][0] < _MARGIN):
        return None
    return order[0][1]


def _agrees(feature: Features, other: Features, entity: Entity) -> bool:
    form = feature.form
    if other.style == "pronoun" and other.form in SPEAKERS:
        return False
    if form in HE or form in SHE:
        wanted = "m" if form in HE else "f"
        return entity.sort == "person" and not other.plural and entity.gender in {None, wanted}
    if form in THEY:
        if other.style == "pronoun":
            return other.form in THEY or (other.form in IT and entity.sort == "body")
        return entity.sort == "people" or entity.sort == "body" or (entity.sort == "person" and bool(other.plural))
    if form in IT:
        if other.style == "pronoun" and other.form not in IT:
            return False
        return entity.sort in {"body", "place"} and not other.plural
    return False


def bound(feature: Features, other: Features, tree: Tree) -> bool:
    """Whether grammar forbids the pair: arguments of one verb, or a pronoun within the other's own phrase."""
    if other.start >= feature.start and other.style != "pronoun":
        return True
    if other.sentence != feature.sentence:
        return False
    up, down = tree.head[feature.head], tree.head[other.head]
    arguments = tree.base[feature.head] in _ARGUMENTS and tree.base[other.head] in _ARGUMENTS
    if arguments and up == down and feature.form not in POSSESSIVE and not feature.form.endswith(("self", "selves")):
        return True
    path = feature.head
    for above in tree.above(feature.head):
        if tree.base[path] in {"acl", "conj", "appos", "parataxis"}:
            return False
        if above == other.head:
            return True
        path = above
    return False


def _score(feature: Features, other: Features, entity: Entity, tree: Tree, quoted: Sequence[bool]) -> float:
    score = -0.9 * (feature.sentence - other.sentence)
    if other.subject:
        score += 0.8
    elif tree.base[other.head] in {"nmod", "compound", "amod", "appos"}:
        score -= 0.3
    if other.subject and feature.subject:
        score += 0.3
    if other.style == "pronoun":
        score += 0.5
    elif other.style == "other" and not other.plural:
        score -= 0.1
    score += 0.15 * min(len(entity.mentions), 4)
    if quoted[feature.index] != quoted[other.index]:
        score -= 0.5
    if feature.form in THEY and entity.sort == "body":
        score -= 0.5
    if feature.form in IT and entity.sort == "place":
        score -= 0.4
    if feature.sort != "other" and feature.sort != entity.sort:
        score -= 0.4
    return score
