"""Which words play which part in a claim, chosen from the scores of the claim heads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.read.facts import Coded, Told
from dateline.read.model import Floats
from dateline.read.ontology import COUNTS, PLACE_ROLES, ROLES, SLOTS
from dateline.read.thresholds import Thresholds

_AT = {name: number for number, name in enumerate(ROLES)}
_SLOT_ROLES = [(name, [_AT[r] for r in roles]) for name, roles in SLOTS.items()]
_FIRST = [roles[0] for _, roles in _SLOT_ROLES]
_SEVERAL = [(slot, roles) for slot, (_, roles) in enumerate(_SLOT_ROLES) if len(roles) > 1]
_ONE_OF = (
    [_AT[r] for r in PLACE_ROLES],
    [_AT["actor"], _AT["recipient"]],
    [_AT[c] for c in COUNTS],
    [_AT["means"]],
    [_AT["time"]],
    [_AT["source"]],
)
"""Roles of which a word plays one at most."""
LEAST = -2.0
"""Log-odds below which no threshold lies: what is less likely is not kept."""


class Elsewhere(Struct, frozen=True):
    """The best candidate of other sentences for a slot: its word, its role there, and how far its score lies above that
    of taking over nothing."""

    word: int
    role: str
    lead: float


class Ranked(Struct, frozen=True):
    """Candidates by what they could be. ``own``: by role, (score, word) of the claim's sentence with a score above
    :data:`LEAST`, in order of the text; ``elsewhere``: by slot, the best of other sentences."""

    own: dict[str, list[tuple[float, int]]]
    elsewhere: dict[str, Elsewhere]


class Parts(Struct, frozen=True):
    """Candidates chosen for a claim. ``own``: by role, (score, word); ``taken``: by slot, word of another sentence and
    its role."""

    own: dict[str, list[tuple[float, int]]]
    taken: dict[str, tuple[int, str]]

    def told(self, facts: Coded[int]) -> Told:
        """What the claims that follow know of this one."""
        found: Told = {}
        for slot, roles in SLOTS.items():
            heads = [j for role in roles for _, j in self.own.get(role, [])]
            if not heads and slot in self.taken:
                heads = [self.taken[slot][0]]
            found[slot] = frozenset(facts.name(j) for j in heads)
        return found


def ranked(scores: Floats, none: Floats, own: NDArray[np.bool_], candidates: Sequence[int]) -> Ranked:
    """``scores`` [candidates, roles], ``none`` [slots] as ``ClaimHeads.roles`` gives them; ``own``: which candidates
    are of the claim's sentence."""
    mine: dict[str, list[tuple[float, int]]] = {}
    here = np.nonzero(own)[0].tolist()
    for k, row in zip(here, scores[here].tolist(), strict=True):
        if max(row) <= LEAST:
            continue
        for group in _ONE_OF:
            best = max(group, key=row.__getitem__)
            if row[best] > LEAST:
                mine.setdefault(ROLES[best], []).append((row[best], candidates[k]))
    away = np.nonzero(~own)[0]
    others: dict[str, Elsewhere] = {}
    if len(away):
        outer = scores[away]
        totals = outer[:, _FIRST]
        for slot, roles in _SEVERAL:
            totals[:, slot] = np.logaddexp.reduce(outer[:, roles], axis=1)
        leads = totals.max(0) - none
        for slot, best in enumerate(totals.argmax(0).tolist()):
            name, roles = _SLOT_ROLES[slot]
            role = roles[0] if len(roles) == 1 else roles[int(outer[best, roles].argmax())]
            others[name] = Elsewhere(candidates[int(away[best])], ROLES[role], float(leads[slot]))
    return Ranked(mine, others)


def choose(found: Ranked, at: Thresholds) -> Parts:
    """Who plays a part: of the claim's own sentence all whose score is above the role's threshold, a word as actor or
    as recipient and as one kind of place only; for a slot left open the best elsewhere, or nothing."""
    own: dict[str, list[tuple[float, int]]] = {}
    for role, scored in found.own.items():
        floor = at.roles.get(role, 0.0)
        kept = [(score, word) for score, word in scored if score > floor]
        if kept:
            own[role] = kept
    taken: dict[str, tuple[int, str]] = {}
    for slot, other in found.elsewhere.items():
        if not any(role in own for role in SLOTS[slot]) and other.lead > at.none.get(slot, 0.0):
            taken[slot] = (other.word, other.role)
    return Parts(own, taken)
