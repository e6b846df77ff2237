"""What a sentence leaves out and the text carries over from before: the place of an event told on, and the parties
of an event taken up again ("the attack", "the appeal")."""

from __future__ import annotations

import msgspec

from dateline.read.carried_times import carry_times
from dateline.read.draft import Draft, Phrase, PlacePhrase
from dateline.read.kinds import Kinds
from dateline.read.tree import Tree

_REACH = 3  # sentences back
_PLACED = frozenset({"ASSAULT", "COERCE", "PROTEST", "DISPLACE", "RETREAT", "CONTROL", "MOBILIZE"})
_FEW = 60  # claims looked at
_AT = frozenset({"", "in", "at", "near", "inside", "within", "on", "across", "throughout", "of"})
_TOWNS = frozenset({"city", "town", "village", "camp", "capital", "province", "district"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})


def carry_over(tree: Tree, kinds: Kinds, drafts: list[Draft]) -> list[Draft]:
    """The drafts, with what earlier ones supply. Only near sentences of the same standing (news or background) lend,
    and only to what has no such element of its own."""
    done: list[Draft] = []
    for draft in drafts:
        if _taken_up(tree, draft):
            for earlier in reversed(done):
                if draft.sentence - earlier.sentence > _REACH:
                    break
                if _may_be_one(tree, draft, earlier) and earlier.sentence < draft.sentence:
                    draft = _lend(tree, draft, earlier)
                    break
            if not draft.places:
                draft = _where(tree, kinds, draft, done)
        if not draft.places and draft.type in _PLACED and _told_on(tree, draft):
            draft = _place(tree, kinds, draft, done)
        done.append(draft)
    return carry_times(tree, done)


def _taken_up(tree: Tree, draft: Draft) -> bool:
    """Whether the trigger is a definite event noun: an event told before."""
    head = draft.trigger.head
    return tree.pos[head] == "NOUN" and any(
        (tree.base[k] == "det" and tree.form[k] in _DEFINITE) or tree.rel[k] == "nmod:poss" for k in tree.kids[head]
    )


def _may_be_one(tree: Tree, draft: Draft, earlier: Draft) -> bool:
    """Whether a noun may take up an earlier event: of two nouns only the same ("these strikes" are not the attacks told
    before, and have another actor)."""
    one, other = draft.trigger.head, earlier.trigger.head
    both = tree.pos[one] == "NOUN" and tree.pos[other] == "NOUN"
    return draft.type == earlier.type and (not both or tree.lemma[one] == tree.lemma[other])


def _lend(tree: Tree, draft: Draft, earlier: Draft) -> Draft:
    """What a definite noun takes from the event it may take up. With a victim of its own ("the killing of officers")
    that can be another event, and the earlier one's actor would be a slander."""
    lent = (
        draft
        if draft.recipients
        else msgspec.structs.replace(
            draft,
            actors=draft.actors or _old(tree, earlier.actors),
            recipients=_old(tree, earlier.recipients),
            means=draft.means or _old(tree, earlier.means),
        )
    )
    return msgspec.structs.replace(
        lent,
        places=draft.places or (_old_places(earlier.places) if _same_victim(tree, draft, earlier) else ()),
        mode=draft.mode or earlier.mode,
    )


def _same_victim(tree: Tree, draft: Draft, earlier: Draft) -> bool:
    """Whether a noun with a victim of its own ("Karlov's assassination") may take up an earlier event."""
    if not draft.recipients:
        return True
    theirs = {tree.lemma[p.head] for p in earlier.recipients}
    return any(tree.lemma[p.head] in theirs or tree.pos[p.head] == "PRON" for p in draft.recipients)


def _where(tree: Tree, kinds: Kinds, draft: Draft, done: list[Draft]) -> Draft:
    """The place of the nearest event of its type that has one, for a definite noun that takes it up."""
    for earlier in reversed(done[-_FEW:]):
        if draft.sentence - earlier.sentence > _REACH:
            break
        if earlier.type != draft.type or earlier.sentence == draft.sentence or not _same_victim(tree, draft, earlier):
            continue
        if _main(tree, kinds, earlier):
            return msgspec.structs.replace(draft, places=_old_places(tuple(_main(tree, kinds, earlier))))
    return draft


def _old(tree: Tree, phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Phrases of an earlier sentence; a pronoun there is no expression to quote."""
    return tuple(msgspec.structs.replace(p, inherited=True) for p in phrases if tree.pos[p.head] != "PRON")


def _old_places(places: tuple[PlacePhrase, ...]) -> tuple[PlacePhrase, ...]:
    return tuple(msgspec.structs.replace(p, inherited=True) for p in places)


def _told_on(tree: Tree, draft: Draft) -> bool:
    """Whether a claim goes on with what was told before: its trigger is a noun, or one of its parties a pronoun or a
    definite phrase. Plans, fears and the like may concern another place."""
    if draft.status not in ("actual", "denied") or draft.aggregate or draft.background:
        return False
    if tree.pos[draft.trigger.head] == "NOUN":
        return True
    return any(
        tree.pos[p.head] == "PRON" or any(tree.form[k] in _DEFINITE | {"both"} for k in tree.kids[p.head])
        for p in (*draft.actors, *draft.recipients)
    )


def _named(tree: Tree, head: int) -> bool:
    return tree.pos[head] == "PROPN" or any(
        tree.pos[k] == "PROPN" and tree.base[k] in ("nmod", "compound", "appos") for k in tree.kids[head]
    )


def _main(tree: Tree, kinds: Kinds, draft: Draft) -> list[PlacePhrase]:
    """The places of a claim that another one may share: where it was, not what lay around it; no whole country."""
    found = [
        p
        for p in draft.places
        if p.role in ("at", "held")
        and not p.inherited
        and (p.case in _AT or p.role == "held")
        and not kinds.is_state(p.head)
        and (_named(tree, p.head) or (tree.lemma[p.head] in _TOWNS and tree.form[p.head] == tree.lemma[p.head]))
    ]
    return sorted(found, key=lambda p: not _named(tree, p.head))


def _place(tree: Tree, kinds: Kinds, draft: Draft, done: list[Draft]) -> Draft:
    """Lends the place of the nearest earlier claim of the paragraph that has one."""
    sentences = tree.document.sentences
    for earlier in reversed(done[-_FEW:]):
        if draft.sentence - earlier.sentence > _REACH:
            break
        if earlier.sentence == draft.sentence or earlier.background != draft.background or not earlier.places:
            continue
        apart = sentences[earlier.sentence].paragraph < sentences[draft.sentence].paragraph
        if apart and draft.sentence - earlier.sentence > 1:
            break
        main = _main(tree, kinds, earlier)
        if not main:
            continue
        lent = msgspec.structs.replace(main[0], inherited=True, role="at")
        if draft.type in ("DISPLACE", "RETREAT"):
            lent = msgspec.structs.replace(lent, role="from")
        return msgspec.structs.replace(draft, places=(lent,))
    return draft
