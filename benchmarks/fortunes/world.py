"""An actor's strength from week to week, and what happens to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from random import Random

from dateline.assess.indicators.table import Key

WEEKS = 60
AHEAD = 4
BACK = 8
DECLINE = log(0.85)
"""An actor declines where it is weaker by 15 % four weeks later than it was eight weeks before."""
_USUAL = 0.06
"""A change of the logarithm of strength a week that counts as one."""
_NOISE = 0.02
SIZES = (1, 2, 4, 8)
"""How many times more happens in a war than the rates below say: from a few villages to a country."""
_STEADY = 0.35
"""How far the histories of most kinds differ."""


@dataclass(frozen=True)
class Kind:
    """``lengths``: mean weeks of a spell of falling, holding and rising; ``steep``: how fast it falls or rises;
    ``many``: how often each thing happens, times what is usual (1 where it is not named); ``answer``: how much it
    follows the actor's fortunes, likewise; ``apart``: how far histories differ in both."""

    name: str
    lengths: tuple[float, float, float] = (14.0, 18.0, 14.0)
    steep: float = 1.0
    many: tuple[tuple[Key, float], ...] = ()
    answer: tuple[tuple[Key, float], ...] = ()
    apart: float = _STEADY


KINDS = (
    Kind("front war"),
    Kind("guerrilla", many=(("places-lost", 0.2), ("places-gained", 0.2), ("places-held", 0.3), ("attacks-by", 2.0))),
    Kind("air war", many=(("attacks-on", 3.0), ("losses", 2.0)), answer=(("attacks-on", 0.0), ("losses", 0.3))),
    Kind("slow war", steep=0.6, lengths=(22.0, 30.0, 22.0)),
    Kind("inner strife", many=(("defections", 3.0), ("strength-down", 2.0), ("support-lost", 3.0))),
    Kind("ways of its own", apart=0.9),  # one in eight of the things that are told runs against the actor's fortunes
)
HELD_OUT = (
    Kind("sudden collapse", steep=3.0, lengths=(4.0, 24.0, 8.0)),
    Kind(
        "change of tactics",  # loses or leaves places whether it falls or not, and strikes more the more it falls
        many=(("places-lost", 2.0), ("withdrawals", 2.0)),
        answer=(("places-lost", 0.2), ("withdrawals", 0.2), ("attacks-by", -2.0), ("places-gained", 0.3)),
    ),
)
"""Kinds that nothing is tuned on."""

_RATES: dict[Key, tuple[float, float]] = {
    "places-lost": (0.5, -1.0), "places-gained": (0.4, 1.0), "places-held": (1.0, 0.1), "contested": (0.3, 0.0),
    "attacks-by": (2.0, 0.2), "attacks-on": (2.0, -0.25), "clashes": (1.0, 0.0), "losses": (0.6, -0.4),
    "defections": (0.15, -0.9), "hesitation": (0.12, -0.7), "strength-down": (0.3, -0.7), "strength-up": (0.25, 0.8),
    "withdrawals-planned": (0.1, -0.8), "withdrawals": (0.25, -0.8), "institutions-moved": (0.06, -0.8),
    "mobilisation": (0.6, 0.4), "alliances": (0.2, 0.4), "support-lost": (0.08, -0.5), "unrest": (0.06, -0.3),
    "concessions": (0.1, -0.2), "harm-to-civilians": (0.6, 0.0),
}  # fmt: skip
"""Events a week, and how their logarithm follows the actor's fortunes (rising +1, falling -1)."""
_GROWS_WITH_STRENGTH: frozenset[Key] = frozenset({"attacks-by", "places-held", "mobilisation", "harm-to-civilians"})


@dataclass(frozen=True)
class Happening:
    """``day`` from the beginning; ``spot`` is the number of the place."""

    day: int
    key: Key
    spot: int


@dataclass(frozen=True)
class World:
    """``strength`` by week (logarithm); ``week`` is the one at whose end the question is asked."""

    kind: str
    strength: tuple[float, ...]
    week: int
    happenings: tuple[Happening, ...]

    @property
    def declines(self) -> bool:
        """The truth at the end of ``week``."""
        return self.strength[self.week + AHEAD] - self.strength[self.week - BACK] < DECLINE


def make(kind: Kind, seed: int) -> World:
    """A history of a kind; the same seed always gives the same."""
    chance = Random(f"{kind.name} {seed}")
    strength = _path(kind, chance)
    week = chance.randrange(30, WEEKS - AHEAD - 1)
    own = {key: (exp(chance.gauss(0, kind.apart)), chance.gauss(1, kind.apart)) for key in _RATES}
    many, answer = dict(kind.many), dict(kind.answer)
    size = chance.choice(SIZES)
    found = []
    for w in range(week + 1):
        slope = (strength[min(w + 1, WEEKS)] - strength[max(w - 1, 0)]) / 2 / _USUAL
        for key, (rate, follows) in _RATES.items():
            level = rate * size * own[key][0] * many.get(key, 1.0)
            level *= exp(max(-2.5, min(2.5, follows * own[key][1] * answer.get(key, 1.0) * slope)))
            if key in _GROWS_WITH_STRENGTH:
                level *= exp(0.5 * max(-2.0, min(1.0, strength[w])))
            found += [
                Happening(7 * w + chance.randrange(7), key, chance.randrange(12))
                for _ in range(_poisson(level, chance))
            ]
    return World(kind.name, tuple(strength), week, tuple(sorted(found, key=lambda h: (h.day, h.key, h.spot))))


def _path(kind: Kind, chance: Random) -> list[float]:
    """The logarithm of strength at the beginning of each week: spells of falling, holding and rising."""
    path, state = [0.0], chance.randrange(3)
    left, slope = _spell(kind, state, chance)
    while len(path) <= WEEKS:
        if left <= 0:
            state = chance.choice([s for s in range(3) if s != state])
            left, slope = _spell(kind, state, chance)
        path.append(path[-1] + slope + chance.gauss(0, _NOISE))
        left -= 1
    return path


def _spell(kind: Kind, state: int, chance: Random) -> tuple[int, float]:
    length = max(3, round(chance.gammavariate(4.0, kind.lengths[state] / 4.0)))
    return length, (state - 1) * kind.steep * _USUAL * exp(chance.gauss(-0.2, 0.4))


def _poisson(mean: float, chance: Random) -> int:
    limit, product, number = exp(-min(mean, 60.0)), chance.random(), 0
    while product > limit:
        product *= chance.random()
        number += 1
    return number


def kinds() -> Sequence[Kind]:
    """Those that may be tuned on."""
    return KINDS
