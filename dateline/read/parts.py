"""Which words play which part in a claim, chosen from the scores of the claim heads."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.read.facts import Coded, Told
from dateline.read.model import Floats
from dateline.read.ontology import COUNTS, PLACE_ROLES, ROLES, SLOTS
from dateline.read.thresholds import Thresholds

_AT = {name: number for number, name in enumerate(ROLES)}
_SLOT_ROLES = [(name, [_AT[r] for r in roles]) for name, roles in SLOTS.items()]
_PLACES = [_AT[r] for r in PLACE_ROLES]
_SMALLEST = 0.02
"""Share of the probability below which nothing is offered from elsewhere."""
_OFFERS = [*_SLOT_ROLES, ("beside", _PLACES)]
"""What other sentences may offer: for each slot, and places beside those of its own sentence."""
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
    scores: Floats, none: Floats, own: NDArray[np.bool_], candidates: Sequence[int], names: Sequence[str], low: int
) -> Ranked:
    """``scores`` [candidates, roles], ``none`` [slots, and places beside one's own] as ``ClaimHeads.roles`` gives them;
    ``own``: which candidates are of the claim's sentence; ``names``: what tells mentions of one thing; ``low``:
    the first word of the claim's sentence. Only sources are taken from sentences behind."""
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
    if not len(away):
        return Ranked(mine, {}, [])
    outer = scores[away]
    heads = [candidates[k] for k in away.tolist()]
    groups: dict[str, list[int]] = {}
    for n, k in enumerate(away.tolist()):
        groups.setdefault(names[k], []).append(n)
    members = list(groups.values())
    before = [kept for own_ in members if (kept := [n for n in own_ if heads[n] < low])]
    offers = [
        _offered(*offer, outer, heads, members if name == "source" else before, roles) if offer else []
        for offer, (name, roles) in zip(_likely(outer, none), _OFFERS, strict=True)
    ]
    return Ranked(mine, {name: offer for (name, _), offer in zip(_SLOT_ROLES, offers, strict=False)}, offers[-1])


def _likely(outer: Floats, none: Floats) -> list[tuple[list[float], list[float], float] | None]:
    """For each of ``_OFFERS`` what the candidates' roles there add up to, their shares, and what all and "none" have
    together; None where too little is offered to look further. ``outer`` [candidates, roles]."""
    totals = np.empty((len(_OFFERS), len(outer)), dtype=np.float32)
    for row, (_, roles) in zip(totals, _OFFERS, strict=True):
        row[:] = outer[:, roles[0]] if len(roles) == 1 else np.logaddexp.reduce(outer[:, roles], axis=1)
    nothing = none[: len(_OFFERS)]
    tops = np.maximum(totals.max(axis=1), nothing)
    shares = np.exp(totals - tops[:, None])
    together = shares.sum(axis=1)
    everything = together + np.exp(nothing - tops)
    some = (together >= _SMALLEST * everything).tolist()
    return [
        (totals[n].tolist(), shares[n].tolist(), float(everything[n])) if some[n] else None for n in range(len(some))
    ]


def _offered(
    scores: Sequence[float],
    shares: Sequence[float],
    everything: float,
    outer: Floats,
    heads: Sequence[int],
    members: Sequence[Sequence[int]],
    roles: Sequence[int],
) -> list[Elsewhere]:
    """What candidates elsewhere offer for a slot. ``scores``, ``shares``, ``everything``: as :func:`_likely` gives
    them; ``outer`` [candidates, roles]; ``heads``: their words; ``members``: the candidates that are mentions of one
    thing, which count together: the nearest of the likely ones stands for it."""
    made: list[Elsewhere] = []
    for own in members:
        share = sum([shares[n] for n in own]) / everything
        if share < _SMALLEST:
            continue
        high = max(scores[n] for n in own)
        best = max(n for n in own if scores[n] > high - 2)
        lead = log(share / max(1 - share, 1e-9))
        made.append(Elsewhere(heads[best], ROLES[roles[int(outer[best, roles].argmax())]], lead))
    made.sort(key=lambda one: (-one.lead, one.word))
    return made[:MOST]


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
