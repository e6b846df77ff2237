"""What a claim is by the words that go with its trigger, where the heads take it for its neighbour: casualties that
someone inflicts are an attack of theirs, aid that is cut off is a sanction and no truce, fighters who flee withdraw and
families who go home do not, diplomats are not deported. What is stopped is not told beside its end.

In annotated training reports 19 of 21 claims of "inflict" are attacks, and whoever is armed flees in RETREAT, nine
times of nine.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from dateline.read.draft import Draft, Phrase
from dateline.read.kinds import ACTOR, ANYTHING, ARMED, TIME, Kinds
from dateline.read.phrases import phrase
from dateline.read.tree import Tree

_LOSSES = frozenset({"casualty", "loss"})
_STRUCK = frozenset({"on", "upon", "to", "against", "among"})
_STOPPING = frozenset(
    {"stop", "halt", "suspend", "cut", "cancel", "freeze", "discontinue", "cease", "end", "terminate"}
)
_STOPPED = frozenset({"stop", "halt", "suspension", "cut", "cutoff", "freeze", "cessation", "end", "termination"})
_GIVEN = frozenset({"aid", "assistance", "funding", "subsidy"})
_BETWEEN = frozenset({"relation", "tie", "dialogue", "negotiation", "cooperation", "talk"})
"""What stands between two sides: to stop it is a sanction, though it may also come to its end."""
_GIVING = frozenset({"give", "provide", "offer", "deliver"})
_DEBATING = frozenset({"discuss", "debate"})
_ENDING = frozenset({"end", "cease", "terminate", "cessation", "termination"})
_EXPELLING = frozenset({"expel", "expulsion"})
_DEPORTING = frozenset({"deport", "deportation"})
_ENVOYS = frozenset(
    "diplomat ambassador envoy attache attaché consul chargé official representative inspector observer monitor "
    "peacekeeper mission delegation agency".split()
)
"""Who stands for another state or body: to expel them breaks with it."""
_HOME = frozenset({"home", "house", "homeland"})
_UNTOLD = ANYTHING & ~TIME
"""What "those" may be."""
_OBJECTS = frozenset({"obj", "of", "in", "to"})
_TO = frozenset({"to", "for"})


def meant(tree: Tree, kinds: Kinds, drafts: Sequence[Draft]) -> list[Draft]:
    """The claims, in order of the text, each of the type that its words have, one of a type on a word."""
    made: dict[tuple[int, str], Draft] = {}
    given = [_given(tree, draft) for draft in drafts if not _is_topic(tree, draft)]
    forced = {d.trigger.head for d in given if d.type == "COERCE"}
    given = [draft if draft.trigger.head in forced else _deported(tree, draft) for draft in given]
    given = [_dismissed(tree, draft) for draft in given]
    changed = [_fled(tree, kinds, _stopped(tree, kinds, _inflicted(tree, kinds, draft))) for draft in given]
    changed = [_returned(tree, kinds, draft) for draft in changed]
    moved = {p.head for d in changed if d.type == "DISPLACE" for p in d.recipients}
    changed = [_left(draft, moved) for draft in changed]
    # Of two on one word the one that was found to be of its type is better filled.
    for one in sorted(changed, key=lambda one: any(one is draft for draft in drafts), reverse=True):
        made.setdefault((one.trigger.head, one.type), one)
    return sorted(made.values(), key=lambda d: (d.trigger.start, d.trigger.end, d.type))


def _inflicted(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """ "Inflicted 20 casualties on the brigade": who inflicts them attacks, and the brigade is attacked."""
    if draft.type != "STRENGTH":
        return draft
    head = draft.trigger.head
    verb = next((k for k in (head, tree.head[head], *tree.kids[head]) if tree.lemma[k] == "inflict"), None)
    if verb is None or tree.pos[verb] != "VERB":
        return draft
    slots = tree.slots(verb)
    lost = [k for slot, k in slots if slot == "obj"]
    if not any(tree.lemma[k] in _LOSSES for k in (head, *lost)):
        return draft  # a defeat or a setback is one of strength
    doers = [k for slot, k in slots if slot == "subj" and tree.lemma[k] not in _LOSSES]
    struck = [k for slot, k in slots if slot in _STRUCK]
    struck += [k for noun in lost for k in tree.kids[noun] if tree.base[k] == "nmod" and tree.case(k) in _STRUCK]
    struck = [k for k in struck if not kinds.of(k) & TIME]
    words = tree.document.words
    return replace(
        draft,
        type="ASSAULT",
        mode=None,
        trigger=Phrase(words[verb].start, words[verb].end, verb),
        actors=_phrases(tree, doers),
        recipients=_phrases(tree, [k for k in struck if k not in doers]),
        counts={},
    )


def _is_topic(tree: Tree, draft: Draft) -> bool:
    """ "Suspended the talks", "a cut in aid", "debated the aid": what is stopped or talked of is not done."""
    head = draft.trigger.head
    if tree.pos[head] != "NOUN" or tree.lemma[head] not in (_GIVEN if draft.type == "AID" else _BETWEEN):
        return False
    up = tree.head[head]
    if draft.type == "AID" and tree.lemma[up] in _DEBATING:
        return tree.base[head] == "obj"
    governs = tree.base[head] in ("obj", "nmod", "compound") or tree.rel[head] == "nsubj:pass"
    stopping = tree.lemma[up] in (_STOPPING if tree.pos[up] == "VERB" else _STOPPED)
    return governs and stopping and (draft.type == "AID" or (draft.type == "CONSULT" and tree.lemma[up] not in _ENDING))


def _given(tree: Tree, draft: Draft) -> Draft:
    """ "Gave aid": the verb tells the deed."""
    head = draft.trigger.head
    up = tree.head[head]
    if draft.type != "AID" or tree.pos[head] != "NOUN" or tree.base[head] != "obj" or tree.lemma[up] not in _GIVING:
        return draft
    verb = tree.document.words[up]
    return replace(draft, trigger=Phrase(verb.start, verb.end, up))


def _stopped(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """ "Suspended its aid to the ministry": what is taken from the ministry, no fight that ends."""
    head = draft.trigger.head
    if draft.type != "RETREAT" or tree.lemma[head] not in (_STOPPING if tree.pos[head] == "VERB" else _STOPPED):
        return draft
    objects = [k for slot, k in tree.slots(head) if slot in _OBJECTS]
    known = _GIVEN if tree.lemma[head] in _ENDING else _GIVEN | _BETWEEN
    given = [k for k in objects if tree.lemma[k] in known]
    if not given:
        return draft
    to = [k for noun in given for k in tree.kids[noun] if tree.base[k] == "nmod" and tree.case(k) in _TO]
    return replace(
        draft,
        type="SANCTION",
        mode="discontinue",
        recipients=_phrases(tree, [k for k in to if kinds.of(k) & ACTOR]) or draft.recipients,
        counts={},
    )


def _fled(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """ "The gunmen fled": who is armed withdraws; civilians are displaced."""
    if draft.type != "DISPLACE" or draft.mode not in ("flee", None) or draft.actors:
        return draft
    subject = tree.own_subject(draft.trigger.head)
    leaving = draft.recipients or (() if subject is None else (phrase(tree, subject),))
    if not leaving or not all(kinds.of(kinds.measured(p.head)) & ARMED for p in leaving):
        return draft
    counts = {name: count for name, count in draft.counts.items() if name != "displaced"}
    return replace(draft, type="RETREAT", mode="withdraw", actors=leaving, recipients=(), counts=counts)


def _returned(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """ "Residents returned": none of them flees; "they came back to their homes": nor withdraws who is not armed."""
    head = draft.trigger.head
    back = [k for k in tree.kids[head] if tree.lemma[k] == "back"]
    if tree.pos[head] != "VERB" or not (back or tree.lemma[head] == "return"):
        return draft
    if draft.type == "DISPLACE":
        return replace(draft, mode="return") if draft.mode in ("flee", None) and draft.recipients else draft
    going = draft.actors
    if draft.type != "RETREAT" or draft.recipients or not going:
        return draft
    shown = [kinds.of(kinds.measured(p.head)) for p in going]
    if any(kind & ARMED and kind & _UNTOLD != _UNTOLD for kind in shown) or any(
        tree.pos[p.head] == "PROPN" for p in going
    ):
        return draft
    where = [k for verb in (head, *back) for k in tree.kids[verb] if tree.base[k] in ("obl", "advmod")]
    if not any(tree.lemma[k] in _HOME for k in where):
        return draft
    return replace(draft, type="DISPLACE", mode="return", actors=(), recipients=going)


def _left(draft: Draft, moved: Collection[int]) -> Draft:
    """ "Those who left can come home": who is displaced has not withdrawn either. ``moved``: head words of who is."""
    if draft.type != "RETREAT" or draft.mode != "withdraw" or not draft.actors:
        return draft
    if any(p.head not in moved for p in draft.actors):
        return draft
    return replace(draft, type="DISPLACE", mode="flee", actors=(), recipients=draft.actors)


def _deported(tree: Tree, draft: Draft) -> Draft:
    """ "Was deported": force, whether or not it is told as displacement as well: 16 times of 16 annotated."""
    if draft.type != "DISPLACE" or tree.lemma[draft.trigger.head] not in _DEPORTING:
        return draft
    counts = {name: count for name, count in draft.counts.items() if name != "displaced"}
    return replace(draft, type="COERCE", mode="deport", counts=counts)


def _dismissed(tree: Tree, draft: Draft) -> Draft:
    """ "Expelled four diplomats": no deportation, but relations cut."""
    if draft.type not in ("COERCE", "DISPLACE") or tree.lemma[draft.trigger.head] not in _EXPELLING:
        return draft
    if not draft.recipients or any(tree.lemma[p.head] not in _ENVOYS for p in draft.recipients):
        return draft
    counts = {name: count for name, count in draft.counts.items() if name not in ("displaced", "detained")}
    return replace(draft, type="SANCTION", mode="expel", counts=counts)


def _phrases(tree: Tree, heads: Sequence[int]) -> tuple[Phrase, ...]:
    return tuple(phrase(tree, k) for k in dict.fromkeys(heads))
