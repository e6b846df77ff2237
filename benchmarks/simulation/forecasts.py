"""What each system says of who holds a place on a day, from the reports that were out by then.

A forecast gives chances of actors' keys and of ``contested``; what is left over is said of nobody. The baselines read
the same claims with the same errors: CONTROL claims that are told as fact. ``last``: the newest of them wins;
``month``: a vote of those about the last thirty days, ties shared alike, the newest claim where there is none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from benchmarks.simulation.reporters import START, Press, Told, day
from benchmarks.simulation.world import CONTESTED, World
from dateline.assess.control.dynamics import Dynamics
from dateline.assess.control.history import History, histories
from dateline.assess.control.holders import key, parties
from dateline.assess.control.holding import state_on
from dateline.assess.control.neighbours import near
from dateline.assess.control.sides import observations
from dateline.assess.control.sight import sightings
from dateline.assess.control.sites import first, sites
from dateline.assess.control.values import Ground, Observation, Sighting, Site
from dateline.assess.control.when import days
from dateline.values import Anchor

Forecast = dict[str, float]
_MONTH = 30
Where = tuple[int, str]
"""A day of the war and the key of a place."""


@dataclass(frozen=True)
class Vote:
    """What a claim says by itself: the day it is about, the day it came out, and who holds the place."""

    about: int
    out: int
    says: str


def votes(told: Sequence[Told]) -> dict[str, list[Vote]]:
    """By place, in the order of the days they are about and came out."""
    found: dict[str, list[Vote]] = defaultdict(list)
    for one in told:
        claim = one.claim
        span = days(claim, one.report.published)
        if claim.type != "CONTROL" or claim.status != "actual" or claim.negated or span is None:
            continue
        who = [key(p) for p in parties(claim.actors)]
        says = CONTESTED if claim.mode == "contests" else who[0] if who and claim.mode != "loses" else None
        if says is not None:
            for place in sites(claim, ("held",)) or first(claim, ("at", "to")):
                found[place.key].append(Vote(span.last - START.toordinal(), one.published, says))
    return {place: sorted(given, key=lambda v: (v.about, v.out)) for place, given in found.items()}


def last(given: Sequence[Vote], today: int) -> Forecast:
    """The newest claim that is out wins."""
    out = [v for v in given if v.out <= today]
    return {out[-1].says: 1.0} if out else {}


def month(given: Sequence[Vote], today: int) -> Forecast:
    """The most votes of the last month win."""
    recent = Counter(v.says for v in given if v.out <= today and v.about > today - _MONTH)
    if not recent:
        return last(given, today)
    most = max(recent.values())
    winners = sorted(k for k, n in recent.items() if n == most)
    return dict.fromkeys(winners, 1 / len(winners))


def chains(world: World, press: Press, at: Sequence[int], dynamics: Dynamics | None = None) -> dict[Where, Forecast]:
    """What the chains say on each of these days from the reports out by then. All days are worked out at once, each as
    places of its own."""
    dynamics = dynamics or Dynamics()
    seen = [(t.published, s) for t in press.told for s in sightings(t.claim, t.anchor, t.report)]
    every: list[Observation] = []
    for today in at:
        known = [s for out, s in seen if out <= today]
        every += [_at(o, today) for o in _observed(known, press.grounds(today)) if o.day <= day(today)]
    places = [Site(str(p.id), p) for p in world.sites]
    beside = near(places, dynamics.neighbour_km)
    apart = {f"{t}|{a}": [(f"{t}|{b}", km) for b, km in found] for t in at for a, found in beside.items()}
    made = histories(every, None, apart if dynamics.neighbour_weight else None, dynamics)
    return {(t, str(p.id)): _said(made.get(f"{t}|{p.id}"), t, dynamics) for t in at for p in world.sites}


def hindsight(world: World, press: Press, at: Sequence[int], dynamics: Dynamics | None = None) -> dict[Where, Forecast]:
    """The same with all reports there ever are, also those that came later."""
    dynamics = dynamics or Dynamics()
    known = [s for t in press.told for s in sightings(t.claim, t.anchor, t.report)]
    places = [Site(str(p.id), p) for p in world.sites]
    beside = near(places, dynamics.neighbour_km)
    made = histories(_observed(known, press.grounds(10**6)), None, beside, dynamics)
    return {(t, str(p.id)): _said(made.get(str(p.id)), t, dynamics) for t in at for p in world.sites}


def _observed(known: Sequence[Sighting], grounds: dict[Anchor, Ground]) -> tuple[Observation, ...]:
    return observations(known, grounds)


def _at(one: Observation, today: int) -> Observation:
    return replace(one, site=f"{today}|{one.site}")


def _said(history: History | None, today: int, dynamics: Dynamics) -> Forecast:
    if history is None:
        return {}
    state = state_on(history, START.toordinal() + today, dynamics)
    said = {key: float(p) for key, p in zip(history.actors, state, strict=False)}
    return said | {CONTESTED: float(state[len(history.actors)])}
