"""Which events matter most."""

from __future__ import annotations

from math import log1p

from dateline.assess.brief.sentence import behind
from dateline.assess.brief.values import Given

_BELIEF = {1: 1.0, 2: 0.8, 3: 0.55, 4: 0.3, 5: 0.1, 6: 0.2}
"""What a credibility is worth; 6 says nothing, 5 speaks against it."""
_TYPE = {
    "ASSAULT": 2.0, "CONTROL": 2.0, "DISPLACE": 1.8, "RETREAT": 1.4, "COERCE": 1.2, "MOBILIZE": 1.0, "AGREE": 0.9,
    "CONCEDE": 0.9, "AID": 0.8, "STRENGTH": 0.8, "THREATEN": 0.8,
}  # fmt: skip
_LEAST = 0.5
_CHANGE = frozenset({"gains", "loses", "ceasefire", "release", "expelled", "abduct", "suicide-attack"})
_COUNTED = {"killed": 1.0, "injured": 0.6, "detained": 0.6, "displaced": 0.35, "force": 0.0}
_NOT_TOLD = 0.4


def rank(given: Given) -> float:
    """How much an event matters: its consequence (its type, a change it makes, the logarithm of how many people it
    hit), times how far it can be believed, times what further independent sources add. Set by judgement, tuned on
    nothing."""
    event = given.event
    consequence = _TYPE.get(event.type, _LEAST) + (0.5 if event.mode in _CHANGE else 0.0)
    for kind, of in event.counts.items():
        consequence += _COUNTED.get(kind, 0.0) * log1p(of.best or of.low or 0)
    hedged = 1.0 if event.status in ("actual", "denied") else _NOT_TOLD
    old = 0.5 if all(one.claim.background for one in behind(given)) else 1.0
    return consequence * _BELIEF[event.credibility] * (1 + 0.3 * log1p(event.independent_sources - 1)) * hedged * old


def by_day(given: Given) -> tuple[bool, str, str, str]:
    """Sorts events by day, those without one last."""
    event = given.event
    first = event.earliest or event.latest
    return first is None, first or "", event.latest or "", event.id
