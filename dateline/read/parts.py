"""Which words play which part in a claim, chosen from the scores of the claim heads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from math import exp, log
from typing import NamedTuple

import numpy as np
from msgspec import Struct

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
_ADDED = np.zeros((len(ROLES), len(_OFFERS)), dtype=np.float32)
for _number, (_, _roles) in enumerate(_OFFERS):
    _ADDED[_roles, _number] = 1
_SOURCE = [name for name, _ in _OFFERS].index("source")
_SUREST = np.float32(80)
"""Log-odds of which the exponential can be told in 32 bits."""
_ONE_OF = (
    [_AT[r] for r in PLACE_ROLES],
    [_AT["actor"], _AT["recipient"]],
    [_AT[c] for c in COUNTS],
    [_AT["means"]],
    [_AT["time"]],
    [_AT["source"]],
)
"""Roles of which a word plays one at most."""
_LIKELY = exp(-2)
"""Share of the odds of a thing's likeliest mention from which another is likely too."""
LEAST = -2.0
"""Log-odds below which no threshold lies: what is less likely is not kept."""


MOST = 3
"""How many mentions elsewhere may fill one slot."""
ALONE = frozenset({"time"})
"""Slots that one mention fills at most."""


class Candidates(NamedTuple):
    """The candidates of the claims of one sentence. ``words``: of all of them; ``first:last`` are those of the sentence
    itself; ``things``: by thing the numbers of those elsewhere that are mentions of it: first the mentions ``before``
    the sentence, thing by thing, then all of them. ``sums`` [1 + things, candidates] is 1 where a candidate is one of
    those elsewhere (first row), or a mention of a thing."""

    words: Sequence[int]
    first: int
    last: int
    things: list[list[int]]
    before: int
    sums: Floats


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


def parted(words: Sequence[int], names: Sequence[str], first: int, last: int) -> Candidates:
    """The candidates of the claims of a sentence, in order of the text. ``names``: what tells mentions of one thing;
    ``first:last``: those of the sentence itself."""
    groups: dict[str, list[int]] = {}
    for n, name in enumerate(names):
        if not first <= n < last:
            groups.setdefault(name, []).append(n)
    every = list(groups.values())
    before = [kept for one in every if (kept := [n for n in one if n < first])]
    things = before + every
    sums = np.zeros((1 + len(things), len(words)), dtype=np.float32)
    sums[0] = 1
    sums[0, first:last] = 0
    rows = np.repeat(np.arange(1, len(sums)), [len(one) for one in things])
    sums[rows, list(chain.from_iterable(things))] = 1
    return Candidates(words, first, last, things, len(before), sums)


def ranked(scores: Floats, none: Floats, among: Candidates) -> Ranked:
    """``scores`` [candidates, roles], ``none`` [slots, and places beside one's own] as ``ClaimHeads.roles`` gives them.
    Only sources are taken from sentences behind."""
    mine: dict[str, list[tuple[float, int]]] = {}
    for word, row in zip(among.words[among.first : among.last], scores[among.first : among.last].tolist(), strict=True):
        if max(row) <= LEAST:
            continue
        for group in _ONE_OF:
            best = max(group, key=row.__getitem__) if len(group) > 1 else group[0]
            if row[best] > LEAST:
                mine.setdefault(ROLES[best], []).append((row[best], word))
    if not among.things:
        return Ranked(mine, {}, [])
    offers = _offers(scores, none, among)
    return Ranked(mine, {name: offer for (name, _), offer in zip(_SLOT_ROLES, offers, strict=False)}, offers[-1])


def _offers(scores: Floats, none: Floats, among: Candidates) -> list[list[Elsewhere]]:
    """What candidates elsewhere offer, for each of ``_OFFERS``: of those that are mentions of one thing, which count
    together, the nearest of the likely ones stands for it."""
    odds = _odds(scores) @ _ADDED
    together = (among.sums @ odds).astype(np.float64)
    everything = together[0] + _odds(none[: len(_OFFERS)])
    shares = together[1:] / everything
    # Of sources all mentions count, of all else those before.
    shares[: among.before, _SOURCE] = 0
    shares[among.before :, :_SOURCE] = shares[among.before :, _SOURCE + 1 :] = 0
    found: list[list[Elsewhere]] = [[] for _ in _OFFERS]
    for thing, offer in zip(*(at.tolist() for at in np.nonzero(shares >= _SMALLEST)), strict=True):
        numbers, roles, share = among.things[thing], _OFFERS[offer][1], float(shares[thing, offer])
        own = odds[numbers, offer].tolist()
        likely = max(own) * _LIKELY
        best = max([n for n, odd in zip(numbers, own, strict=True) if odd > likely])
        role = roles[int(scores[best, roles].argmax())] if len(roles) > 1 else roles[0]
        found[offer].append(Elsewhere(among.words[best], ROLES[role], log(share / max(1 - share, 1e-9))))
    for offered in found:
        offered.sort(key=lambda one: (-one.lead, one.word))
    return [offered[:MOST] for offered in found]


def _odds(x: Floats) -> Floats:
    found: Floats = np.exp(np.maximum(np.minimum(x, _SUREST), -_SUREST))
    return found


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
