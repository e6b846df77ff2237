"""Forecasts against the truth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from benchmarks.calibration import bins
from benchmarks.simulation import forecasts
from benchmarks.simulation.errors import ReaderErrors
from benchmarks.simulation.forecasts import Forecast
from benchmarks.simulation.reporters import press
from benchmarks.simulation.world import DAYS, Kind, make
from dateline.assess.control.dynamics import Dynamics

EVERY, FIRST = 20, 60
"""Days between forecasts, and the day of the first one."""


@dataclass
class Tally:
    """Errors of one system: ``errors`` of each place and day; ``sure``: the chance it gave to what it held likeliest,
    and whether that was so."""

    errors: list[float] = field(default_factory=list)
    sure: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, said: Forecast, truth: str) -> None:
        """Counts one forecast. The error is Brier's (1950) over everyone of whom something is said and over the truth:
        the sum of squares of chance less outcome, 0 to 2. What is said of nobody costs as much as silence."""
        keys = {*said, truth} if truth != "another" else set(said)
        self.errors.append(sum((said.get(key, 0.0) - (key == truth)) ** 2 for key in keys))
        if said:
            best = max(sorted(said), key=lambda key: said[key])
            self.sure.append((said[best], best == truth))

    @property
    def brier(self) -> float:
        """Mean error."""
        return fmean(self.errors)

    @property
    def off(self) -> float:
        """Expected calibration error of the likeliest answer in points, ten bins of as many."""
        return 100 * sum(b.claims * abs(b.confidence - b.right) for b in bins(self.sure)) / len(self.sure)


def tallies(
    wars: Iterable[tuple[Kind, int]], errors: ReaderErrors, dynamics: Dynamics | None = None, looking_back: bool = False
) -> dict[str, Tally]:
    """All systems over wars. Places of which nobody has told anything yet are left out: no system says anything."""
    found: dict[str, Tally] = {name: Tally() for name in ("control", "last", "month", "hindsight")}
    for kind, seed in wars:
        world = make(kind, seed)
        told = press(world, seed, errors)
        at = range(FIRST, DAYS, EVERY)
        systems: dict[str, Mapping[tuple[int, str], Forecast]] = {
            "control": forecasts.chains(world, told, at, dynamics)
        }
        if looking_back:
            systems["hindsight"] = forecasts.hindsight(world, told, at, dynamics)
        given = forecasts.votes(told.told)
        for site, place in enumerate(world.sites):
            own = given.get(str(place.id), [])
            for today in at:
                said = {name: every[today, str(place.id)] for name, every in systems.items()}
                said |= {"last": forecasts.last(own, today), "month": forecasts.month(own, today)}
                if any(said.values()):
                    for name, one in said.items():
                        found[name].add(one, world.truth[site][today])
    return found


def wars(kinds: Sequence[Kind], seeds: Iterable[int]) -> list[tuple[Kind, int]]:
    """Each kind with each seed."""
    return [(kind, seed) for seed in seeds for kind in kinds]
