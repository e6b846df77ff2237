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
_NUMBERED = list(enumerate(_SLOT_ROLES))
_ONE_OF = (
    [_AT[r] for r in PLACE_ROLES],
    [_AT["actor"], _AT["recipient"]],
    [_AT[c] for c in COUNTS],
)
"""Roles of which a word plays one at most."""
LEAST = -4.0
"""Log-odds below which no threshold lies: what is less likely is not kept."""


MOST = 3
"""How many mentions elsewhere may fill one slot."""
ALONE = frozenset({"time"})
"""Slots that one mention fills at most."""


class Elsewhere(Struct, frozen=True):
    """What other sentences offer for a slot: the nearest mention of one thing, its role there, and the log-odds that
    the claim takes it over."""

    word: int
    role: str
    lead: float


class Ranked(Struct, frozen=True):
    """Candidates by what they could be. ``own``: by role, (score, word) of the claim's sentence with a score above
    :data:`LEAST`, in order of the text; ``elsewhere``: by slot, what other sentences offer where the claim's own leaves
    it open, the likeliest first; ``beside``: places elsewhere where its own sentence has one too."""

    own: dict[str, list[tuple[float, int]]]
    elsewhere: dict[str, list[Elsewhere]]
    beside: list[Elsewhere]


class Parts(Struct, frozen=True):
    """Candidates chosen for a claim. ``own``: by role, (score, word); ``taken``: by slot, words of other sentences and
    their roles."""

    own: dict[str, list[tuple[float, int]]]
    taken: dict[str, list[tuple[int, str]]]

    def told(self, facts: Coded[int]) -> Told:
        """What the claims that follow know of this one."""
        found: Told = {}
        for slot, roles in SLOTS.items():
            heads = [j for role in roles for _, j in self.own.get(role, [])]
            heads += [j for j, _ in self.taken.get(slot, ())]
            found[slot] = frozenset(facts.name(j) for j in heads)
        return found


def ranked(
    scores: Floats, none: Floats, own: NDArray[np.bool_], candidates: Sequence[int], names: Sequence[str]
) -> Ranked:
    """``scores`` [candidates, roles], ``none`` [slots, and places beside one's own] as ``ClaimHeads.roles`` gives them;
    ``own``: which candidates are of the claim's sentence; ``names``: what tells mentions of one thing."""
    inner = scores.copy()
    for group in _ONE_OF:
        rows = inner[:, group]
        rows[np.arange(len(group))[None, :] != rows.argmax(1)[:, None]] = -np.inf
        inner[:, group] = rows
    mine: dict[str, list[tuple[float, int]]] = {}
    inner[~own] = -np.inf
    for k, r in np.argwhere(inner > LEAST).tolist():
        mine.setdefault(ROLES[r], []).append((float(inner[k, r]), candidates[k]))
    away = np.nonzero(~own)[0]
    others = {name: _offered(scores, none[n], away, candidates, names, roles) for n, (name, roles) in _NUMBERED}
    place = dict(_SLOT_ROLES)["place"]
    return Ranked(mine, others, _offered(scores, none[len(_SLOT_ROLES)], away, candidates, names, place))


def _offered(
    scores: Floats, none: float, away: NDArray[np.int64], candidates: Sequence[int], names: Sequence[str],
    roles: Sequence[int],
) -> list[Elsewhere]:  # fmt: skip
    """What candidates elsewhere offer: mentions of one thing count together, and the nearest stands for it."""
    if not len(away):
        return []
    outer = scores[np.ix_(away, np.array(roles))]
    total = np.logaddexp.reduce(outer, axis=1)
    everything = np.logaddexp(np.logaddexp.reduce(total), none)
    groups: dict[str, list[int]] = {}
    for n, k in enumerate(away.tolist()):
        groups.setdefault(names[k], []).append(n)
    made: list[Elsewhere] = []
    for members in groups.values():
        share = float(np.exp(np.logaddexp.reduce(total[members]) - everything))
        best = max(members, key=lambda n: (float(total[n]) > float(total[members].max()) - 2, n))
        role = ROLES[roles[int(outer[best].argmax())]]
        share = min(max(share, 1e-9), 1 - 1e-9)
        made.append(Elsewhere(candidates[int(away[best])], role, float(np.log(share / (1 - share)))))
    made.sort(key=lambda one: (-one.lead, one.word))
    return [one for one in made[:MOST] if one.lead > LEAST]


def choose(found: Ranked, at: Thresholds) -> Parts:
    """Who plays a part: of the claim's own sentence all whose score is above the role's threshold, a word as actor or
    as recipient and as one kind of place only; for a slot left open, and for places in any case, what other sentences
    offer above the slot's threshold."""
    own: dict[str, list[tuple[float, int]]] = {}
    for role, scored in found.own.items():
        floor = at.roles.get(role, 0.0)
        kept = [(score, word) for score, word in scored if score > floor]
        if kept:
            own[role] = kept
    taken: dict[str, list[tuple[int, str]]] = {}
    for slot, others in found.elsewhere.items():
        filled = any(role in own for role in SLOTS[slot])
        offered = others if not filled else (found.beside if slot == "place" else [])
        floor = at.none.get(slot, 0.0)
        kept_ = [(one.word, one.role) for one in offered if one.lead > floor][: 1 if slot in ALONE else MOST]
        if kept_:
            taken[slot] = kept_
    return Parts(own, taken)
