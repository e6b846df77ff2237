"""Who holds what by a compound: "government-held Aleppo and rebel-held Idlib" are two holds of one place each, whatever
the heads join, and shells that hit rebel-held Idlib hit the town, not the rebels."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.read import held
from dateline.read.draft import Draft, Phrase, PlacePhrase
from dateline.read.held import Held
from dateline.read.kinds import Kinds
from dateline.read.phrases import phrase
from dateline.read.tree import Tree


def held_apart(tree: Tree, kinds: Kinds, drafts: Sequence[Draft]) -> list[Draft]:
    """The claims with holder and place of each compound in its own claim alone, and its holder in no other one."""
    found = {one.participle: one for one in held.find(tree, kinds)}
    if not found:
        return list(drafts)
    return [
        _own(tree, found[draft.trigger.head], draft, found)
        if draft.type == "CONTROL" and draft.trigger.head in found
        else _without_holders(tree, draft, found)
        for draft in drafts
    ]


def _own(tree: Tree, one: Held, draft: Draft, found: dict[int, Held]) -> Draft:
    """The compound's own claim: what it holds ends where the next compound begins ("IS-held Amarna and Jazira")."""
    words = tree.document.words
    after = min((other.first for other in found.values() if other.first > one.participle), default=len(tree))
    places = tuple(p for p in draft.places if not p.inherited and (p.role != "held" or one.participle < p.head < after))
    if not any(p.role == "held" for p in places):
        whole = phrase(tree, one.place)
        places = (PlacePhrase(whole.start, whole.end, one.place, role="held"), *places)
    holder = Phrase(words[one.first].start, words[one.holder].end, one.holder)
    actors = tuple(p for p in draft.actors if one.first <= p.head <= one.holder) or (holder,)
    return replace(draft, actors=actors, places=places)


def _without_holders(tree: Tree, draft: Draft, found: dict[int, Held]) -> Draft:
    """Any other claim, with the place in the stead of a holder to whom it is done."""

    def of(p: Phrase) -> Held | None:
        return next((one for one in found.values() if one.first <= p.head <= one.holder and not p.inherited), None)

    if not any(of(p) for p in (*draft.actors, *draft.recipients)):
        return draft
    known = {p.head for p in draft.recipients}
    recipients = []
    for p in draft.recipients:
        one = of(p)
        if one is None:
            recipients.append(p)
        elif one.place not in known:
            known.add(one.place)
            recipients.append(phrase(tree, one.place))
    return replace(draft, actors=tuple(p for p in draft.actors if of(p) is None), recipients=tuple(recipients))
