"""Forces withdraw, civilians are displaced: "residents evacuated their homes" is no retreat, whatever the verb looks
like to the heads. Of annotated retreats none is of civilians who leave."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.read.draft import Draft
from dateline.read.kinds import ARMED, NAME, PEOPLE, STATE, Kinds
from dateline.read.tree import Tree

_MODES = {"evacuate": "evacuated", "evacuation": "evacuated", "flee": "flee", "flight": "flee", "escape": "flee"}


def civilians_leave(tree: Tree, kinds: Kinds, draft: Draft) -> Draft:
    """The claim as one of displacement, where civilians alone leave."""
    mode = _MODES.get(tree.lemma[draft.trigger.head])
    if draft.type != "RETREAT" or mode is None or draft.mode not in (None, "withdraw"):
        return draft
    leaving = draft.actors or draft.recipients
    if not leaving or not all(_is_civilian(kinds, p.head) for p in leaving):
        return draft
    return replace(draft, type="DISPLACE", mode=mode, actors=(), recipients=leaving)


def _is_civilian(kinds: Kinds, head: int) -> bool:
    bits = kinds.of(kinds.measured(head))
    return bool(bits & PEOPLE) and not bits & (ARMED | STATE | NAME)
