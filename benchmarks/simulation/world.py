"""The war itself: who holds each of the places on each day."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, hypot
from random import Random

from dateline.values import ClaimPlace, Span

CONTESTED = "contested"
ANOTHER = "another"
"""Someone whom no report names holds the place, or nobody."""
DAYS = 500
KM_A_DEGREE = 111.0
_SQUARE_KM = 160.0
_REACH_KM = 45.0
_SOUTH_WEST = (35.0, 38.0)


@dataclass(frozen=True)
class Kind:
    """How a war goes. ``pace``: attacks a day on a place beside the enemy; ``fight_days``: mean length of a fight for a
    place; ``quiet``: share of changes without a fight; ``raids``: raids a day on any place, which end as they began;
    ``drift``: how much faster than the others, a hundred days, the first actor grows (or, below 0, declines)."""

    name: str
    pace: float
    fight_days: float
    quiet: float
    raids: float
    drift: float
    actors: int = 3


KINDS = (
    Kind("slow front", pace=0.006, fight_days=14, quiet=0.2, raids=0.0004, drift=0.0),
    Kind("rise", pace=0.012, fight_days=6, quiet=0.4, raids=0.0006, drift=0.5),
    Kind("fall", pace=0.010, fight_days=10, quiet=0.4, raids=0.001, drift=-0.5),
    Kind("patchwork", pace=0.010, fight_days=8, quiet=0.3, raids=0.001, drift=0.0, actors=5),
)
HELD_OUT = (Kind("insurgency", pace=0.003, fight_days=4, quiet=0.6, raids=0.006, drift=0.2, actors=4),)
"""Kinds that nothing is tuned on; a fifth of what is scored."""


@dataclass(frozen=True)
class Change:
    """``site`` (index) passes on ``day`` from one state to another. ``attacker``: who attacks where a fight begins."""

    day: int
    site: int
    before: str
    after: str
    attacker: str | None = None


@dataclass(frozen=True)
class World:
    """``truth[site][day]``: an actor, contested, or another. ``fighting[site][day]``: attacker and defender, where the
    place is contested."""

    kind: str
    actors: tuple[Span, ...]
    sites: tuple[ClaimPlace, ...]
    truth: tuple[tuple[str, ...], ...]
    fighting: tuple[tuple[tuple[str, str] | None, ...], ...]
    changes: tuple[Change, ...]


def make(kind: Kind, seed: int, size: int = 24) -> World:
    """A war of a kind; the same seed always gives the same."""
    chance = Random(f"{kind.name} {seed}")
    actors = tuple(Span(f"Army {n}", 0, 1, f"Army {n}", f"army-{n}") for n in range(1, kind.actors + 1))
    points = [(chance.uniform(0, _SQUARE_KM), chance.uniform(0, _SQUARE_KM)) for _ in range(size)]
    sites = tuple(_site(n, x, y) for n, (x, y) in enumerate(points))
    return World(kind.name, actors, sites, *_War(kind, chance, points, [str(a.id) for a in actors]).run())


def _site(number: int, x: float, y: float) -> ClaimPlace:
    lat, lon = _SOUTH_WEST[0] + y / KM_A_DEGREE, _SOUTH_WEST[1] + x / (KM_A_DEGREE * 0.81)
    return ClaimPlace(
        f"Town {number}", 0, 1, f"Town {number}", f"town-{number}", False, round(lat, 4), round(lon, 4), None, None,
        "settlement", 2.0, role="held",
    )  # fmt: skip


class _War:
    def __init__(self, kind: Kind, chance: Random, points: list[tuple[float, float]], actors: list[str]) -> None:
        self.kind, self.chance, self.actors = kind, chance, actors
        homes = {a: (chance.uniform(0, _SQUARE_KM), chance.uniform(0, _SQUARE_KM)) for a in actors}
        self.state = [min(actors, key=lambda a: hypot(x - homes[a][0], y - homes[a][1])) for x, y in points]
        self.near = [
            [j for j, (u, v) in enumerate(points) if j != i and hypot(x - u, y - v) <= _REACH_KM]
            for i, (x, y) in enumerate(points)
        ]
        self.fight: dict[int, tuple[str, str, bool]] = {}
        self.strength = {a: chance.gauss(0, 0.4) for a in actors}
        self.changes: list[Change] = []

    def run(
        self,
    ) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[tuple[str, str] | None, ...], ...], tuple[Change, ...]]:
        days: list[tuple[str, ...]] = []
        fights: list[tuple[tuple[str, str] | None, ...]] = []
        for day in range(DAYS):
            for n, actor in enumerate(self.actors):
                self.strength[actor] += self.chance.gauss(0, 0.02) + (self.kind.drift / 100 if n == 0 else 0)
            for site in range(len(self.state)):
                self._day(day, site)
            days.append(tuple(self.state))
            fights.append(tuple(self.fight[i][:2] if i in self.fight else None for i in range(len(self.state))))
        return tuple(zip(*days, strict=True)), tuple(zip(*fights, strict=True)), tuple(self.changes)

    def _day(self, day: int, site: int) -> None:
        chance, held = self.chance, self.state[site]
        if site in self.fight:
            attacker, defender, raid = self.fight[site]
            if chance.random() < 1 / (2.5 if raid else self.kind.fight_days):
                del self.fight[site]
                won = not raid and chance.random() < self._odds(attacker, defender)
                self._turn(day, site, attacker if won else defender)
            return
        enemies = sorted({self.state[j] for j in self.near[site]} - {held, CONTESTED, ANOTHER})
        for enemy in enemies:
            if chance.random() < self.kind.pace * 2 * self._odds(enemy, held):
                if held == ANOTHER or chance.random() < self.kind.quiet:
                    self._turn(day, site, enemy)
                else:
                    self._attack(day, site, enemy, raid=False)
                return
        if held != ANOTHER and chance.random() < self.kind.raids:
            self._attack(day, site, chance.choice([a for a in self.actors if a != held]), raid=True)
        elif held != ANOTHER and chance.random() < 0.0004:
            self._turn(day, site, ANOTHER)

    def _attack(self, day: int, site: int, attacker: str, raid: bool) -> None:
        self.fight[site] = (attacker, self.state[site], raid)
        self._turn(day, site, CONTESTED, attacker)

    def _turn(self, day: int, site: int, after: str, attacker: str | None = None) -> None:
        self.changes.append(Change(day, site, self.state[site], after, attacker))
        self.state[site] = after

    def _odds(self, attacker: str, defender: str) -> float:
        gap = self.strength.get(attacker, 0.0) - self.strength.get(defender, -1.0)
        return 1 / (1 + exp(-2 * gap))
