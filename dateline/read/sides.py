"""Whom a description of one person cannot stand for: "the suspect" is not the victim, "her mother" is not her.

A description may stand for someone only where nothing that the report tells of both speaks against it. A noun that says
on which side of a crime or an accident its bearer was ("the suspect", "the victim", "a witness", "the driver") asks for
more: someone introduced without a name must have been shown on that side, for the nearest person is as often another.
What shows it are the nouns by which someone was called and the verbs that say what they did or what was done to them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dateline.read.entities import Entity
from dateline.read.features import Features
from dateline.read.lists import verb_forms
from dateline.read.lists import words as word_list
from dateline.read.phrases import extent
from dateline.read.tree import Tree

_SIDES = ("accused", "harmed", "onlookers", "drivers")
_MOST = 12
"""Mentions of someone, from the first and up to the last, that are looked at."""
_KIN = {
    word: number
    for number, same in enumerate(
        (
            "mother mom mum mama mommy mummy", "father dad daddy papa", "daughter", "son", "sister", "brother",
            "wife", "husband", "aunt auntie", "uncle", "niece", "nephew", "cousin", "grandmother grandma",
            "grandfather grandpa",
        )
    )
    for word in same.split()
}  # fmt: skip
_FEMALE = frozenset("mom mum mama mommy mummy auntie niece girlfriend grandma schoolgirl bride heroine".split())
_MALE = frozenset("dad daddy papa boyfriend grandpa schoolboy groom gentleman lad".split())
_SEVERAL = frozenset({"pair", "couple", "duo", "trio"})
_NOUNS_OF_HARM = frozenset(
    "killing murder death shooting stabbing slaying assassination body corpse rape abduction kidnapping beating "
    "assault funeral remains".split()
)


class Shown:
    """What a report shows of someone: the nouns they are called by, and the sides that their deeds and sufferings put
    them on."""

    __slots__ = ("nouns", "sides")

    def __init__(self) -> None:
        self.nouns: set[str] = set()
        self.sides: set[str] = set()


def bars(
    feature: Features, owner: Entity | None, tree: Tree, features: Sequence[Features]
) -> Callable[[Entity], bool] | None:
    """Whether a description cannot stand for what is asked about, None where nothing bars anything. ``owner``: whose
    the described person is; ``features``: of the document's mentions, in its order."""
    lemma = feature.lemma
    # "The two leaders" are neither of them alone.
    several = lemma in _SEVERAL or bool(feature.plural and feature.sort == "people")
    side = next((side for side in _SIDES if lemma in word_list(side)), None)
    gender = _gender(feature)
    # Of bodies names are carried to what is theirs ("its troops"); a person is never who has that person.
    is_person = not feature.plural and (feature.sort == "person" or lemma in word_list("person_nouns"))
    owner = owner if is_person else None
    is_one = is_person and feature.style == "possessed"
    # "Omar is his man": said of Omar, whoever "his" is taken for.
    told_of = tree.own_subject(feature.head)
    subject = subject_of(feature, tree)
    plain = side is None and gender is None and owner is None and lemma not in _KIN and not several and not is_one
    if plain and subject is None:
        return None

    def barred(entity: Entity) -> bool:
        if subject is not None and any(features[i].head == subject for i in entity.mentions[-_MOST:]):
            return True
        if plain:
            return False
        if entity is owner:
            return told_of is None or all(features[i].head != told_of for i in entity.mentions[-_MOST:])
        if is_one and entity.plural and entity.sort == "people" and entity.name is None:
            return True
        if gender is not None and entity.gender is not None and entity.gender != gender and not feature.plural:
            return True
        if several and entity.sort == "person" and not entity.plural:
            return True
        if side is None and lemma not in _KIN:
            return False
        known = shown(entity, tree, features)
        if lemma in _KIN and entity.name is None:
            kin = {_KIN[noun] for noun in known.nouns if noun in _KIN}
            return bool(kin) and _KIN[lemma] not in kin
        return side is not None and _on_another_side(side, feature, entity, known)

    return barred


def subject_of(feature: Features, tree: Tree) -> int | None:
    """The subject of the verb whose object a mention is: nobody does to themselves what "the army blamed the
    militia" tells."""
    verb = tree.head[feature.head]
    if feature.sort == "place" or tree.base[feature.head] not in ("obj", "iobj") or tree.pos[verb] != "VERB":
        return None
    return tree.subject(verb)


def _on_another_side(side: str, feature: Features, entity: Entity, known: Shown) -> bool:
    if not known.nouns.isdisjoint(word_list(side)):
        return False
    if side in known.sides:
        return False
    if known.sides or any(not known.nouns.isdisjoint(word_list(other)) for other in _SIDES):
        return True
    return entity.name is None and not feature.plural and entity.sort in ("person", "people", "other")


def shown(entity: Entity, tree: Tree, features: Sequence[Features]) -> Shown:
    """What a report has shown of someone by the mentions that it has of them so far."""
    made = Shown()
    mentions = entity.mentions
    for i in mentions if len(mentions) <= _MOST else [*mentions[: _MOST // 2], *mentions[-_MOST // 2 :]]:
        one = features[i]
        if one.style != "pronoun":
            made.nouns.add(one.lemma)
        _told(tree, one.head, made.sides)
    made.nouns |= entity.roles
    return made


def _told(tree: Tree, head: int, sides: set[str]) -> None:
    """The sides that what is told of a mention puts its bearer on."""
    before = extent(tree, head)[0] - 1
    if before >= tree.bounds(head)[0] and tree.pos[before] == "VERB" and tree.head[head] != before:
        if not any(tree.base[k] == "aux" and tree.lemma[k] in ("be", "get") for k in tree.kids[before]):
            _suffers(tree, before, sides)  # whatever the parser hangs it on: "shot and killed a manager"
    top = head
    while tree.base[top] == "conj" and tree.head[top] < top and tree.pos[tree.head[top]] in ("NOUN", "PROPN", "PRON"):
        top = tree.head[top]
    up, relation = tree.head[top], tree.rel[top]
    if relation == "nmod:poss" and tree.lemma[up] in word_list("vehicles"):
        sides.add("drivers")
    if (relation == "nmod:poss" or tree.case(top) == "of") and tree.lemma[up] in _NOUNS_OF_HARM:
        sides.add("harmed")
    if up != top and tree.pos[up] in ("VERB", "ADJ"):
        if tree.base[top] == "nsubj":
            for verb in _verbs(tree, up):
                (_suffers if tree.passive(verb) else _does)(tree, verb, sides)
        elif relation in ("obj", "iobj"):
            _suffers(tree, up, sides)
        elif relation == "obl:agent":
            _does(tree, up, sides)
    for k in tree.kids[head]:
        if tree.base[k] == "acl" and k > head and tree.pos[k] in ("VERB", "ADJ"):
            if tree.passive(k):
                _suffers(tree, k, sides)
            elif tree.subject(k) == head:
                _does(tree, k, sides)


def _verbs(tree: Tree, verb: int) -> list[int]:
    """A verb and those that share its subject: "pulled out a gun and shot"."""
    return [verb] + [
        k
        for k in tree.kids[verb]
        if tree.base[k] in ("conj", "xcomp") and tree.pos[k] == "VERB" and tree.own_subject(k) is None
    ]


def _does(tree: Tree, verb: int, sides: set[str]) -> None:
    if _is(tree, verb, "harming") or _is(tree, verb, "offending"):
        sides.add("accused")
    elif _is(tree, verb, "dying"):
        sides.add("harmed")
    elif _is(tree, verb, "beholding"):
        sides.add("onlookers")
    elif _is(tree, verb, "driving"):
        sides.add("drivers")


def _suffers(tree: Tree, verb: int, sides: set[str]) -> None:
    if _is(tree, verb, "arresting"):
        sides.add("accused")
    elif _is(tree, verb, "harming"):
        sides.add("accused" if _by_police(tree, verb) else "harmed")
    elif tree.lemma[verb] == "question" and any(
        tree.case(k) in ("over", "about", "in") for k in tree.under(verb, "obl")
    ):
        sides.add("accused")


def _is(tree: Tree, verb: int, name: str) -> bool:
    """Whether a verb is on a list, by its form too: lemmas may be wrong."""
    return tree.lemma[verb] in word_list(name) or tree.form[verb] in verb_forms(name)


def _by_police(tree: Tree, verb: int) -> bool:
    """Whether those who keep the law did it: whom they shoot is more often the suspect than the victim."""
    doer = next((k for k in tree.kids[verb] if tree.rel[k] == "obl:agent"), None)
    if doer is None and not tree.passive(verb):
        doer = tree.subject(verb)
    return doer is not None and tree.lemma[doer] in word_list("police")


def _gender(feature: Features) -> str | None:
    if feature.gender is not None:
        return feature.gender
    if feature.lemma in word_list("women") or feature.lemma in _FEMALE:
        return "f"
    return "m" if feature.lemma in word_list("men") or feature.lemma in _MALE else None
