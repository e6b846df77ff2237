"""What a description refers back to: "the group", "those militants", "the city", "the source", "the Observatory".

A description links to an earlier one with the same noun whose modifiers hold its own, or, where nothing in it restricts
it, to the nearest name of a fitting sort. Where two names fit about as well, there is no answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.read.entities import Entity
from dateline.read.features import Features
from dateline.read.lists import words as word_list
from dateline.read.tree import Tree

_BACK_SAME = 12
_BACK_NAME = 4
_MOST = 120
_VIOLENT = frozenset(
    {"extremist", "jihadist", "terrorist", "militant", "insurgent", "rebel", "armed", "islamist", "guerrilla"}
)
_JIHADIST = frozenset({"jihadist", "jihadi", "extremist", "islamist"})
_JIHADISTS = (
    "islamic-state",
    "al-qaeda",
    "aq",
    "nusra",
    "hayat",
    "al-shabaab",
    "boko-haram",
    "jnim",
    "ansar",
    "taliban",
    "ttp",
)
_WIDE = frozenset("region area place state province governorate county quarter locality island capital".split(" "))
_GENERIC_BODIES = frozenset(
    {"group", "organisation", "organization", "movement", "outfit", "militia", "faction", "army", "party", "agency"}
)


def same_noun(feature: Features, by_noun: dict[str, list[Features]], entity_of: dict[int, Entity]) -> int | None:
    """The nearest earlier mention with the same noun, the same number and all modifiers of this one."""
    if feature.style != "definite" or feature.sort == "other":
        return None
    for other in reversed(by_noun.get(feature.lemma, [])[-8:]):
        if feature.sentence - other.sentence > _BACK_SAME:
            return None
        if other.plural is not None and feature.plural is not None and other.plural != feature.plural:
            continue
        if other.end > feature.start:
            continue
        extra = feature.words - other.words
        if extra - word_list("epithets") or (
            other.style == "definite" and other.words - feature.words and feature.words
        ):
            continue
        if not feature.words and not feature.plain:
            continue
        return other.index
    return None


def by_sort(
    feature: Features, before: Sequence[Features], entity_of: dict[int, Entity], tree: Tree, countries: frozenset[str]
) -> int | None:
    """The nearest name that an unrestricted description may stand for."""
    if feature.style != "definite" or not feature.plain:
        return None
    if feature.lemma in word_list("settlements"):
        return _place(feature, before, entity_of, countries)
    if feature.lemma in _GENERIC_BODIES and not feature.plural:
        return _body(feature, before, entity_of)
    if feature.lemma in word_list("fighters") and feature.plural:
        return _fighters(feature, before, entity_of)
    if feature.lemma in word_list("person_nouns") and not feature.plural:
        return _role(feature, before, entity_of)
    return None


def _window(feature: Features, before: Sequence[Features], back: int = _BACK_NAME) -> list[Features]:
    found = []
    for other in reversed(before[-_MOST:]):
        if feature.sentence - other.sentence > back:
            break
        if other.end <= feature.start:
            found.append(other)
    return found


def _place(
    feature: Features, before: Sequence[Features], entity_of: dict[int, Entity], countries: frozenset[str]
) -> int | None:
    """ "the city": the place of the nearest sentence that names one; of several, the one called a city, else none."""
    wants_country = feature.lemma in word_list("countries")
    found: list[tuple[Features, Entity]] = []
    nearest: int | None = None
    for other in _window(feature, before):
        entity = entity_of[other.index]
        if entity.sort != "place" or entity.name is None or other.style == "pronoun":
            continue
        if (entity.name.casefold() in countries) != wants_country:
            continue
        if feature.lemma not in entity.roles and (entity.roles or feature.lemma in _WIDE):
            continue
        if nearest is None:
            nearest = other.sentence
        if other.sentence != nearest and feature.lemma not in entity.roles:
            continue
        found.append((other, entity))
    called = [(o, e) for o, e in found if feature.lemma in e.roles]
    if called:
        return called[0][0].index
    if len({id(e) for _, e in found}) == 1:
        return found[0][0].index
    return None


def _body(feature: Features, before: Sequence[Features], entity_of: dict[int, Entity]) -> int | None:
    """ "the group": the body most in focus nearby; "the extremist group" asks for an armed actor."""
    violent = bool(feature.words & _VIOLENT) or feature.lemma in {"militia", "outfit", "faction"}
    best: dict[int, tuple[float, int]] = {}
    for other in _window(feature, before):
        entity = entity_of[other.index]
        if entity.sort not in {"body", "people"} or other.style == "other":
            continue
        if entity.name is None:
            continue
        kind = entity.actor.source if entity.actor else None
        if feature.lemma == "army" and kind != "military":
            continue
        if feature.lemma == "agency" and kind in {"armed-group", "military", "government"}:
            continue
        if feature.lemma in {"group", "outfit", "militia", "faction", "movement"} and kind in {
            "military", "government", "media",
        }:  # fmt: skip
            continue
        if violent and kind not in {None, "armed-group"}:
            continue
        score = -0.8 * (feature.sentence - other.sentence) + (0.6 if other.subject else 0.0)
        score += 0.15 * min(len(entity.mentions), 4) + (0.4 if kind == "armed-group" else 0.0)
        if entity.sort == "people":
            score -= 0.3
        old = best.get(id(entity))
        if old is None or old[0] < score:
            best[id(entity)] = (score, other.index)
    order = sorted(best.values(), reverse=True)
    if not order or (len(order) > 1 and order[0][0] - order[1][0] < 0.3):
        return None
    return order[0][1]


def _fighters(feature: Features, before: Sequence[Features], entity_of: dict[int, Entity]) -> int | None:
    """ "the militants": those of the one non-state armed actor that the nearest sentence with such an actor names."""
    found: dict[str, int] = {}
    nearest: int | None = None
    for other in _window(feature, before, 3):
        actor = entity_of[other.index].actor
        if actor is None or actor.source != "armed-group":
            continue
        if feature.lemma in _JIHADIST and not actor.id.startswith(_JIHADISTS):
            continue
        nearest = other.sentence if nearest is None else nearest
        if other.sentence == nearest:
            found.setdefault(actor.id, other.index)
    return next(iter(found.values())) if len(found) == 1 else None


def _role(feature: Features, before: Sequence[Features], entity_of: dict[int, Entity]) -> int | None:
    """ "the spokesman": the person whom the text gave that role."""
    found: dict[int, int] = {}
    for other in _window(feature, before, 8):
        entity = entity_of[other.index]
        if entity.sort == "person" and feature.lemma in entity.roles:
            found.setdefault(id(entity), other.index)
    return next(iter(found.values())) if len(found) == 1 else None


def named_by(tree: Tree, head: int) -> int | None:
    """The head word of the name right behind a noun and "of" ("the town of Tel Rif, north of Aleppo": "Tel"), whether
    or not the model sees a mention there."""
    low, high = head + 2, tree.bounds(head)[1]
    if low >= high or tree.form[head + 1] != "of" or tree.base[head + 1] != "case":
        return None
    while low < high and tree.pos[low] == "DET":
        low += 1
    last = low
    while last < high and tree.pos[last] == "PROPN":
        last += 1
    return next((i for i in range(low, last) if not low <= tree.head[i] < last), None)
