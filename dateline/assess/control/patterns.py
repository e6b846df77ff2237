"""How well each thing that claims can show of a place on a day goes with each state that the place may be in.

The figures are likelihoods relative to each other: 1 where the state is what one would expect to be told so, 0
where both cannot be. They follow the meaning of the types in the annotation guide; ``trust``, how often such an
event is a sign of the state at all, was set by hand and checked on the simulator's tuning seeds
(``benchmarks/simulation``), none on the public record.
"""

from __future__ import annotations

from msgspec import Struct


class Likelihood(Struct, frozen=True):
    """``named``: the place is in the hands of one of those whom the observation names; ``contested``; ``another``: of
    someone whom no claim names; ``others``: of someone named elsewhere; ``excluded``: of those whom the observation
    speaks against."""

    named: float
    contested: float
    another: float
    others: float
    excluded: float


class Pattern(Struct, frozen=True):
    """``now``: how the observation goes with the state on its day. ``before``, for what tells of a change: how it goes
    with the state until then. ``trust``: see above."""

    trust: float
    now: Likelihood
    before: Likelihood | None = None


def _state(trust: float, *now: float) -> Pattern:
    return Pattern(trust, Likelihood(*now))


_FROM = Likelihood(0.3, 0.8, 0.3, 0.3, 1)  # from a loser who is named; captures are told again for days
_FROM_ANYONE = Likelihood(0.5, 1, 1, 1, 1)
_LOST = Likelihood(0.2, 0.8, 0.2, 0.2, 1)

PATTERNS: dict[str, Pattern] = {
    # CONTROL
    "holds": _state(0.95, 1, 0.15, 0, 0, 0),
    "not his": _state(0.6, 0, 0.6, 1, 1, 0),
    "contested": _state(0.85, 0.25, 1, 0.1, 0.1, 0.1),
    "took from": Pattern(0.95, Likelihood(1, 0.1, 0, 0, 0), _FROM),
    "took": Pattern(0.95, Likelihood(1, 0.1, 0, 0, 0), _FROM_ANYONE),
    "lost": Pattern(0.9, Likelihood(0, 0.3, 1, 1, 0), _LOST),
    # ASSAULT: the defender may hold it, the attacker does not hold it alone
    "attacked": _state(0.4, 1, 0.7, 0.6, 0.6, 0.1),
    "fought over": _state(0.45, 0.3, 1, 0.1, 0.1, 0.2),
    "acts there": _state(0.35, 1, 1, 0.3, 0.3, 0),
    # RETREAT
    "left": Pattern(0.8, Likelihood(0, 0.3, 1, 1, 0), _LOST),
    "went there": _state(0.45, 1, 0.3, 0.1, 0.1, 0),
    "still there": _state(0.5, 1, 0.4, 0.05, 0.05, 0),
    # MOBILIZE
    "deployed": _state(0.35, 1, 0.6, 0.2, 0.2, 0),
    "arrives": _state(0.25, 0.8, 0.8, 0.3, 0.3, 0),
    "sent from": _state(0.3, 1, 0.3, 0.2, 0.2, 0),
    # DISPLACE
    "flight": _state(0.3, 0.5, 1, 0.5, 0.5, 0.5),
    "expulsion": _state(0.4, 1, 0.5, 0.2, 0.2, 0),
    "calm": _state(0.3, 1, 0.2, 1, 1, 1),
}
