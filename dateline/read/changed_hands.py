"""Who gains and who loses where a place changes hands, by the grammar of the verb that says so.

The heads see too few such claims to tell "lost the town to" from "took the town from": by the guide the loser is the
recipient and whoever has the place now the actor, whichever of them the sentence is about.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.read.draft import Draft, Phrase, PlacePhrase
from dateline.read.kinds import ARMED, NAME, ORG, PEOPLE, STATE, Kinds
from dateline.read.phrases import phrase
from dateline.read.tree import Tree

_LOSING = frozenset({"lose", "cede", "relinquish", "surrender", "forfeit"})
_TAKING = frozenset(
    "capture recapture take retake seize liberate conquer reconquer regain occupy reoccupy overrun reclaim "
    "recover".split()
)
_DRIVING = frozenset({"drive", "expel", "oust", "push", "force", "dislodge", "evict"})
_HOLDER = ARMED | ORG | STATE | PEOPLE | NAME


def changed_hands(tree: Tree, kinds: Kinds, drafts: Sequence[Draft]) -> list[Draft]:
    """The claims of a report, in order of the text, with the parties of those that tell of a change of hands in their
    parts, and what "it" is that is taken or lost after a place was told in the same sentence."""
    made: list[Draft] = []
    held: dict[int, PlacePhrase] = {}
    for draft in drafts:
        if draft.type == "CONTROL" and tree.pos[draft.trigger.head] == "VERB":
            draft = _it(tree, _parties(tree, kinds, draft), held.get(draft.sentence))
            own = [p for p in draft.places if p.role == "held" and not p.inherited and tree.pos[p.head] != "PRON"]
            if own:
                held[draft.sentence] = own[0]
        made.append(draft)
    return made


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
