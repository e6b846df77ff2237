"""What the heads find, held against what a sentence can mean: one word tells one event, what harms people in a clause
of an attack is part of it, a town is taken and not arrested.

The heads judge each word and type by itself. In annotated reports two types share a word in one claim of a hundred, and
nearly always one of the pairs below (forced removal; force that also takes a place or breaks an armed actor; a
withdrawal announced); of other pairs that the heads find at most one is right.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.read.draft import Draft, Phrase, PlacePhrase
from dateline.read.kinds import ARMED, FACILITY, ORG, PEOPLE, PLACE, VEHICLE, WEAPON, Kinds
from dateline.read.lexicon import lexicon
from dateline.read.operators import operators
from dateline.read.phrases import phrase
from dateline.read.tree import Tree
from dateline.values import Status

_TOGETHER = frozenset(
    frozenset(pair)
    for pair in (
        ("COERCE", "DISPLACE"),
        ("ASSAULT", "CONTROL"),
        ("ASSAULT", "STRENGTH"),
        ("CONCEDE", "RETREAT"),
        ("CONCEDE", "REQUEST"),
        ("MOBILIZE", "REQUEST"),
        ("COERCE", "REJECT"),
    )
)
"""Types that one word may tell at once, as annotated reports have it."""
_HARMING = frozenset({"killing", "wounding", "injuring", "maiming", "hurting"})
_LEFT = frozenset({"dead", "wounded", "injured", "homeless"})
_AIMED = frozenset({"of", "on", "against"})
_CHANGES = frozenset({"gains", "loses"})
_OF_PEOPLE = frozenset({"killed", "injured", "displaced", "detained"})


def settled(tree: Tree, kinds: Kinds, drafts: Sequence[Draft]) -> list[Draft]:
    """The claims of a report, in order of the text, that can stand beside each other, each put right by itself."""
    found = [_put_right(tree, kinds, draft) for draft in drafts]
    return _harm_told_on(tree, _one_a_word(kinds, found))


def _put_right(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    draft = _of_town(tree, kinds, draft)
    draft = _by_owner(tree, draft)
    draft = _claimed(tree, draft)
    draft = _of_people(kinds, draft)
    status = modal(tree, draft.trigger.head)
    return replace(draft, status=status) if status is not None and draft.status == "actual" else draft


def modal(tree: Tree, i: int) -> Status | None:
    """What the auxiliaries and the conjunction of a verb itself make of it: what "will" or "could" be, or be "if …",
    is not told as done. None where they say nothing."""
    if tree.pos[i] not in ("VERB", "AUX"):
        return None
    lists = operators()
    own = [k for k in tree.kids[i] if k < i]
    if tree.base[i] == "advcl" and any(tree.base[k] == "mark" and tree.form[k] in ("if", "unless") for k in own):
        if any(tree.base[k] in ("nsubj", "csubj") for k in own):
            return "hypothetical"
    forms = {tree.form[k] for k in own if tree.base[k] == "aux"}
    if "have" in forms or "been" in forms:
        return None  # "could have fled", "will have heard"
    if forms & lists["modals_future"]:
        return "planned"
    if forms & (lists["modals_possible"] - {"can"}):
        return "possible"
    return None


def _is_town(tree: Tree, kinds: Kinds, k: int) -> bool:
    """Whether a word names a place that can be held, and nothing that could be arrested."""
    bits = kinds.of(k)
    return bool(bits & PLACE) and not bits & (ARMED | PEOPLE | ORG | FACILITY) and tree.pos[k] in ("NOUN", "PROPN")


def _of_town(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """ "Seized the market town": a town is taken, not arrested or confiscated."""
    if draft.type != "COERCE" or not draft.recipients or tree.pos[draft.trigger.head] != "VERB":
        return draft
    if not all(_is_town(tree, kinds, p.head) for p in draft.recipients):
        return draft
    entries = [e for e in lexicon().at(tree.lemma[draft.trigger.head]) if e.type == "CONTROL" and e.mode in _CHANGES]
    if not entries:
        return draft
    held = tuple(PlacePhrase(p.start, p.end, p.head, p.inherited, "held", tree.case(p.head)) for p in draft.recipients)
    heads = {p.head for p in held}
    rest = tuple(p for p in draft.places if p.head not in heads)
    return replace(draft, type="CONTROL", mode=entries[0].mode, recipients=(), places=(*held, *rest))


def _by_owner(tree: Tree, draft: Draft) -> Draft:
    """ "Their capture of the town", "the shelling of the camp by the army": whose act it is, and by whom, does it."""
    head = draft.trigger.head
    if tree.pos[head] != "NOUN" or draft.type not in ("ASSAULT", "CONTROL", "COERCE") or draft.mode == "loses":
        return draft
    aims = any(tree.base[k] == "nmod" and tree.case(k) in _AIMED for k in tree.kids[head])
    doers = {
        k
        for k in tree.kids[head]
        if (tree.rel[k] == "nmod:poss" and aims) or (tree.base[k] in ("nmod", "obl") and tree.case(k) == "by")
    }
    swapped = [p for p in draft.recipients if p.head in doers]
    if not swapped:
        return draft
    return replace(
        draft,
        actors=(*draft.actors, *(p for p in swapped if p not in draft.actors)),
        recipients=tuple(p for p in draft.recipients if p not in swapped),
    )


def _claimed(tree: Tree, draft: Draft) -> Draft:
    """ "The attack, which was claimed by X": X did it."""
    if draft.type != "ASSAULT" or draft.actors or tree.pos[draft.trigger.head] != "NOUN":
        return draft
    for k in tree.kids[draft.trigger.head]:
        if tree.base[k] != "acl" or tree.lemma[k] != "claim":
            continue
        for j in tree.kids[k]:
            if tree.base[j] == "obl" and tree.case(j) == "by" and tree.pos[j] in ("NOUN", "PROPN"):
                return replace(draft, actors=(_named(tree, j),))
    return draft


def _named(tree: Tree, head: int) -> Phrase:
    """The noun phrase around a word, or the name that it heads."""
    number = tree.document.mention_by_head.get(head)
    if number is None:
        return phrase(tree, head)
    mention = tree.document.mentions[number]
    return Phrase(mention.start, mention.end, head)


def _of_people(kinds: Kinds, draft: Draft) -> Draft:
    """Without numbers of things among those of people: "shot down 68 drones" kills nobody."""
    wrong = [
        name
        for name, count in draft.counts.items()
        if name in _OF_PEOPLE and count.of is not None and _is_thing(kinds, count.of.head)
    ]
    return replace(draft, counts={n: c for n, c in draft.counts.items() if n not in wrong}) if wrong else draft


def _is_thing(kinds: Kinds, k: int) -> bool:
    bits = kinds.of(k)
    return bool(bits & (VEHICLE | WEAPON | FACILITY)) and not bits & (PEOPLE | ORG)


def _one_a_word(kinds: Kinds, drafts: Sequence[Draft]) -> list[Draft]:
    """Without the less likely of two claims on one word that cannot both be meant. Of a place that changes hands and
    something else, the change of hands is meant."""
    gone: set[int] = set()
    at: dict[int, list[int]] = {}
    for n, draft in enumerate(drafts):
        at.setdefault(draft.trigger.head, []).append(n)
    for numbers in at.values():
        for n in numbers:
            for m in numbers:
                if n in gone or m in gone or n == m:
                    continue
                one, other = drafts[n], drafts[m]
                if frozenset((one.type, other.type)) in _TOGETHER and not (
                    one.type == "STRENGTH" and any(p.role == "held" for p in one.places)
                ):
                    continue
                if _rank(kinds, one) < _rank(kinds, other):
                    gone.add(n)
    return [draft for n, draft in enumerate(drafts) if n not in gone]


def _rank(kinds: Kinds, draft: Draft) -> tuple[int, float, str]:
    return _fit(kinds, draft), draft.confidence, draft.type


def _fit(kinds: Kinds, draft: Draft) -> int:
    """How well who moves, or what changes hands, fits a type: civilians are displaced, forces and what is theirs
    withdraw, and it is forces and weapons that are sent."""
    actors, recipients = (
        [kinds.of(kinds.measured(p.head)) for p in phrases] for phrases in (draft.actors, draft.recipients)
    )
    if draft.type == "CONTROL":
        return 2 if any(p.role == "held" and not p.inherited for p in draft.places) else 1
    if draft.type == "DISPLACE":
        return int(any(bits & PEOPLE and not bits & ARMED for bits in recipients))
    if draft.type == "MOBILIZE":
        return int(not recipients or any(bits & (ARMED | PEOPLE | WEAPON | VEHICLE) for bits in recipients))
    if draft.type == "RETREAT":
        return int(any(bits & (ARMED | ORG) for bits in actors))
    return 1


def _harm_told_on(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """Without the harm that an attack did, told in a clause of it ("opened fire, killing two and wounding one", "the
    raid left six dead"): its numbers and victims are the attack's."""
    made = list(drafts)
    gone: set[int] = set()
    for n, draft in enumerate(made):
        if draft.type != "ASSAULT" or not _only_harm(tree, draft.trigger.head):
            continue
        host = next((m for m in range(n - 1, -1, -1) if m not in gone and _is_host(tree, made[m], draft)), None)
        if host is None:
            continue
        gone.add(n)
        first = made[host]
        made[host] = replace(
            first,
            recipients=first.recipients or draft.recipients,
            counts={**draft.counts, **first.counts},
        )
    return [draft for n, draft in enumerate(made) if n not in gone]


def _only_harm(tree: Tree, i: int) -> bool:
    if tree.form[i] in _HARMING:
        return tree.pos[i] == "VERB" and tree.own_subject(i) is None
    return tree.form[i] in _LEFT and tree.lemma[tree.head[i]] == "leave"


def _is_host(tree: Tree, draft: Draft, harm: Draft) -> bool:
    """Whether an attack of the same sentence is what did the harm: told before it, and itself more than harm."""
    if draft.type != "ASSAULT" or draft.sentence != harm.sentence or draft.status != harm.status:
        return False
    return not _only_harm(tree, draft.trigger.head) and draft.trigger.end <= harm.trigger.start
