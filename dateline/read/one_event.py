"""What the heads find, held against what a sentence can mean: one word tells one event, what harms people in a clause
of an attack is part of it, a town is taken and not arrested.

The heads judge each word and type by itself. In annotated reports two types share a word in one claim of a hundred, and
nearly always one of the pairs below (forced removal; force that also takes a place or breaks an armed actor; a
withdrawal announced); of other pairs that the heads find at most one is right.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.read.carriers import without_carriers
from dateline.read.changed_hands import changed_hands
from dateline.read.civilians_leave import civilians_leave
from dateline.read.clause_parties import own_parties
from dateline.read.controlled import controlled
from dateline.read.demanded import demanded
from dateline.read.draft import CountDraft, Draft
from dateline.read.harm_told import harm_told_on
from dateline.read.in_words import put_right
from dateline.read.kinds import ARMED, ORG, PEOPLE, VEHICLE, WEAPON, Kinds
from dateline.read.lies_ahead import kept_apart
from dateline.read.meant_type import meant
from dateline.read.one_offence import told_once
from dateline.read.own_places import apart
from dateline.read.place_lists import completed
from dateline.read.tree import Tree
from dateline.read.verb_and_noun import told_together
from dateline.read.whose_hold import held_apart
from dateline.read.whose_strength import whose_strength, without_dreaded

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


def settled(tree: Tree, kinds: Kinds, drafts: Sequence[Draft]) -> list[Draft]:
    """The claims of a report, in order of the text, that can stand beside each other, each put right by itself."""
    meaning = [whose_strength(tree, kinds, draft) for draft in meant(tree, kinds, drafts)]
    found = [controlled(tree, kinds, put_right(tree, kinds, draft)) for draft in meaning]
    found = demanded(tree, own_parties(tree, kinds, without_dreaded(tree, found)))
    found = held_apart(tree, kinds, changed_hands(tree, kinds, [civilians_leave(tree, kinds, d) for d in found]))
    found = harm_told_on(tree, _one_a_word(kinds, without_carriers(tree, kinds, found)))
    found = told_together(tree, told_once(tree, found))
    found = kept_apart(tree, _counted_once(tree, found))
    return apart(tree, kinds, [completed(tree, kinds, draft) for draft in found])


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


def _counted_once(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """Each number with the claims whose people it counts: "the car was destroyed and five men were killed" destroyed
    no five, of "since the mayor's murder ten others have been killed" the ten are the others, and those who died in
    another clause are not the dead of the clashes."""
    drafts = _handed_over(drafts)
    owners: dict[tuple[str, int], int] = {}
    for draft in drafts:
        for name, count in draft.counts.items():
            if _counts_own(draft, count):
                owners.setdefault((name, count.start), draft.trigger.head)
    made = []
    for draft in drafts:
        kept = {
            name: count
            for name, count in draft.counts.items()
            if _counts_own(draft, count) or not _is_of_others(tree, draft, owners.get((name, count.start)))
        }
        made.append(draft if len(kept) == len(draft.counts) else replace(draft, counts=kept))
    return made


def _is_of_others(tree: Tree, draft: Draft, owner: int | None) -> bool:
    """Whether a number that another word's people have is not that of a claim as well."""
    head = draft.trigger.head
    if owner is None or owner == head:
        return False
    return bool(draft.recipients) or (owner not in tree.above(head) and head not in tree.above(owner))


def _handed_over(drafts: Sequence[Draft]) -> list[Draft]:
    """With each number at the claim of the same type and sentence whose own people it counts, where that has none."""
    made = list(drafts)
    for draft in drafts:
        for name, count in draft.counts.items():
            if _counts_own(draft, count):
                continue
            for n, other in enumerate(made):
                alike = (other.type, other.sentence) == (draft.type, draft.sentence)
                if alike and name not in other.counts and _counts_own(other, count):
                    made[n] = replace(other, counts={**other.counts, name: count})
    return made


def _counts_own(draft: Draft, count: CountDraft) -> bool:
    """Whether a number stands in the words for those to whom a claim was done."""
    return any(p.start <= count.start < p.end for p in draft.recipients)
