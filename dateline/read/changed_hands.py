"""Who gains and who loses where a place changes hands, by the grammar of the verb that says so.

The heads see too few such claims to tell "lost the town to" from "took the town from": by the guide the loser is the
recipient and whoever has the place now the actor, whichever of them the sentence is about.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.read.actors import lookup
from dateline.read.draft import Draft, Phrase, PlacePhrase
from dateline.read.kinds import ARMED, FACILITY, NAME, ORG, PEOPLE, PLACE, STATE, Kinds
from dateline.read.lists import words as word_list
from dateline.read.one_hold import held_once
from dateline.read.phrases import phrase
from dateline.read.tree import Tree

_LOSING = frozenset({"lose", "cede", "relinquish", "surrender", "forfeit"})
_TAKING = frozenset(
    "capture recapture take retake seize liberate conquer reconquer regain occupy reoccupy overrun reclaim "
    "recover".split()
)
_DRIVING = frozenset({"drive", "expel", "oust", "push", "force", "dislodge", "evict"})
_FREEING = frozenset({"free", "liberate", "rescue", "save"})
_HOLDER = ARMED | ORG | STATE | PEOPLE | NAME


def changed_hands(tree: Tree, kinds: Kinds, drafts: Sequence[Draft]) -> list[Draft]:
    """The claims of a report, in order of the text, with the parties of those that tell of a change of hands in their
    parts, and what "it" is that is taken or lost after a place was told in the same sentence."""
    made: list[Draft] = []
    held: dict[int, PlacePhrase] = {}
    for draft in held_once(tree, drafts):
        if draft.type == "CONTROL":
            if tree.pos[draft.trigger.head] == "VERB":
                draft = _it(
                    tree, _sides_of_passive(tree, kinds, _parties(tree, kinds, draft)), held.get(draft.sentence)
                )
            draft = _no_party(tree, kinds, _held(tree, kinds, draft))
            own = [p for p in draft.places if p.role == "held" and not p.inherited and tree.pos[p.head] != "PRON"]
            if own:
                held[draft.sentence] = own[0]
            if tree.lemma[draft.trigger.head] == "fall" and not draft.places and not draft.actors:
                continue  # "she saw him fall"
            if _frees_people(tree, kinds, draft):
                continue
        made.append(draft)
    return made


def _frees_people(tree: Tree, kinds: Kinds, draft: Draft) -> bool:
    """ "Free the people from terror": nobody gains a place by it, where none is told beside."""
    head = draft.trigger.head
    if tree.lemma[head] not in _FREEING or any(kinds.of(p.head) & (PLACE | FACILITY) for p in draft.places):
        return False
    freed = [k for k in tree.kids[head] if tree.rel[k] in ("obj", "nsubj:pass")]
    people = kinds.lists.nationalities | word_list("crowds")
    return bool(freed) and all({tree.lemma[k], tree.form[k]} & people for k in freed)


def _parties(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    head = draft.trigger.head
    lemma = tree.lemma[head]
    if draft.mode not in ("gains", "loses"):
        return draft
    if lemma in _DRIVING:
        return replace(draft, mode="loses") if draft.recipients and not draft.actors else draft
    subject = tree.subject(head)
    if subject is None or tree.passive(head) or not kinds.of(subject) & _HOLDER:
        return draft
    known = {p.head: p for p in (*draft.actors, *draft.recipients)}
    subjects = _phrases(tree, known, tree.joined(subject))
    if lemma in _LOSING:
        gainers = [
            j
            for k in tree.kids[head]
            if tree.base[k] == "obl" and tree.case(k) == "to" and kinds.of(k) & _HOLDER & ~NAME
            for j in tree.joined(k)
        ]
        return replace(draft, mode="loses", actors=_phrases(tree, known, gainers), recipients=subjects)
    if lemma in _TAKING:
        own = {p.head for p in subjects}
        others = tuple(p for p in draft.recipients if p.head not in own)
        if not draft.actors or others != draft.recipients:
            return replace(draft, actors=subjects, recipients=others)
    return draft


def _phrases(tree: Tree, known: dict[int, Phrase], heads: Sequence[int]) -> tuple[Phrase, ...]:
    return tuple(known.get(h) or phrase(tree, h) for h in heads)


def _it(tree: Tree, draft: Draft, place: PlacePhrase | None) -> Draft:
    """ "… lost the town in May and retook it in July": "it" is the town."""
    if place is None or any(p.role == "held" and not p.inherited for p in draft.places):
        return draft
    head = draft.trigger.head
    if tree.lemma[head] not in _TAKING | _LOSING or place.head > head:
        return draft
    if not any(tree.rel[k] == "obj" and tree.form[k] in ("it", "them") for k in tree.kids[head]):
        return draft
    return replace(draft, places=(place, *(p for p in draft.places if not p.inherited)))


def _sides_of_passive(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """ "X was retaken from A by B", "A was driven out of X by B": B has the place now, A had it."""
    head = draft.trigger.head
    lemma = tree.lemma[head]
    if lemma not in _TAKING | _DRIVING or draft.mode not in ("gains", "loses"):
        return draft
    known = {p.head: p for p in (*draft.actors, *draft.recipients)}
    winners, losers = [], []
    for k in tree.kids[head]:
        if tree.base[k] not in ("obl", "obj") or not kinds.of(k) & _HOLDER:
            continue
        if tree.case(k) == "by" and tree.passive(head):
            winners += tree.joined(k)
        elif tree.case(k) == "from" and lemma in _TAKING and not _is_place(tree, kinds, k):
            losers += tree.joined(k)
    subject = tree.subject(head) if lemma in _DRIVING and tree.passive(head) else None
    if subject is not None and kinds.of(subject) & _HOLDER:
        losers += tree.joined(subject)
    if not losers and not winners:
        return draft
    gone, has = set(losers), set(winners)
    actors = tuple(p for p in draft.actors if p.head not in gone | has)
    recipients = tuple(p for p in draft.recipients if p.head not in gone | has)
    if winners:
        actors = tuple(p for p in actors if p.inherited is False)
    actors = (*_phrases(tree, known, winners), *actors)
    recipients = (*_phrases(tree, known, losers), *recipients)
    mode = "loses" if lemma in _DRIVING and not actors else "gains"
    return replace(draft, mode=mode, actors=actors, recipients=recipients)


def _held(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """The claim with the place that its grammar says is held, where the heads found none: "X was recaptured", "X is
    under our control", "drove them out of X"."""
    place = _told_of(tree, draft.trigger.head)
    # "The governor was ousted": whoever holds an office or has a name is no place, nor are those who fight.
    places = tuple(
        p for p in draft.places if p.role != "held" or p.head == place or not _is_person(tree, kinds, p.head)
    )
    if len(places) < len(draft.places):
        draft = replace(draft, places=places)
    if any(p.role == "held" and not p.inherited for p in draft.places):
        return draft
    if place is None or not _is_place(tree, kinds, place):
        return draft
    whole = phrase(tree, place)
    others = tuple(p for p in draft.places if p.inherited is False and not _overlap(p, whole))
    return replace(draft, places=(PlacePhrase(whole.start, whole.end, place, role="held"), *others))


def _is_person(tree: Tree, kinds: Kinds, i: int) -> bool:
    listed = kinds.lists.nouns.get(tree.lemma[i], 0)
    return not kinds.of(i) & ~(PEOPLE | ORG | ARMED) or (tree.pos[i] == "NOUN" and listed == PEOPLE)


def _told_of(tree: Tree, head: int) -> int | None:
    """The word that stands where a verb or a noun of control has the place."""
    lemma = tree.lemma[head]
    if tree.pos[head] == "VERB":
        if lemma in _DRIVING:
            found = (k for k in tree.kids[head] if tree.base[k] == "obl" and tree.case(k) in ("from", "out of"))
            return next(found, None)
        if lemma in _LOSING and not tree.passive(head):
            return next((k for k in tree.kids[head] if tree.rel[k] == "obj" and tree.pos[k] == "PROPN"), None)
        return tree.subject(head) if lemma == "fall" or (lemma in _TAKING and tree.passive(head)) else None
    if lemma in _CHANGES:
        return next((k for k in tree.kids[head] if tree.base[k] == "nmod" and tree.case(k) == "of"), None)
    if tree.case(head) not in ("under", "in"):
        return None
    if any(tree.base[k] == "nsubj" for k in tree.kids[head]):
        return tree.own_subject(head)
    up = tree.head[head]
    return tree.subject(up) if tree.base[head] == "obl" and tree.lemma[up] in _STAYING else None


_CHANGES = frozenset("fall loss capture recapture seizure takeover liberation conquest".split())
_STAYING = frozenset({"be", "remain", "stay", "come", "fall", "lie"})


def _is_place(tree: Tree, kinds: Kinds, i: int) -> bool:
    """Whether a word may name a place that is held: a place, a building, or a name that is no known actor's."""
    if kinds.of(i) & (PLACE | FACILITY | ARMED):
        return not kinds.of(i) & ARMED
    whole = phrase(tree, i)
    return tree.pos[i] == "PROPN" and lookup(tree.document.text[whole.start : whole.end]) is None


def _no_party(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """The claim without the held place among who holds or loses it. A holder within the place's phrase stays: "the
    IS-held town of X"."""
    held = [p for p in draft.places if p.role == "held" and not p.inherited]

    def is_held(one: Phrase) -> bool:
        inside = any(p.start <= one.start and one.end <= p.end for p in held)
        return any(p.head == one.head for p in held) or (inside and _is_place(tree, kinds, one.head))

    if not any(is_held(one) for one in (*draft.actors, *draft.recipients)):
        return draft
    actors, recipients = (tuple(p for p in some if not is_held(p)) for some in (draft.actors, draft.recipients))
    return replace(draft, actors=actors, recipients=recipients)


def _overlap(one: Phrase, other: Phrase) -> bool:
    return one.start < other.end and other.start < one.end
