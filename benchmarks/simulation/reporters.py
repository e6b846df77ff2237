"""Outlets that tell of the war: each sees some of the places, late, with a side it favours; some copy, some lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from msgspec.structs import replace

from benchmarks.simulation.errors import ReaderErrors, misread
from benchmarks.simulation.world import ANOTHER, CONTESTED, DAYS, Change, World
from dateline.assess.control.values import Ground
from dateline.corroborate.told import About
from dateline.values import (
    Anchor,
    Claim,
    ClaimPlace,
    ClaimSource,
    ClaimType,
    Extent,
    PlaceRole,
    Status,
    Time,
    Trigger,
)

START = date(2014, 1, 1)
_OUTLETS = 6
_MERGED = 0.8
"""Share of claims that are put with the others of their event: about the B-cubed recall of the project's grouping."""
_COPY_SEEN = 0.85
_DATED = 0.5


@dataclass(frozen=True)
class Outlet:
    """``sees``: share of the news of each place that it has; ``late``: mean days of delay; ``side``: the actor it
    favours; ``lies``: share of its side's losses that it turns round, and how often a day it makes up a gain;
    ``copies``: share of others' reports that it copies."""

    name: str
    sees: tuple[float, ...]
    late: float
    side: str | None
    lies: float
    copies: float


@dataclass(frozen=True)
class Told:
    """A claim as the reader gave it, where it stands, and the day its report came out (days of the war)."""

    claim: Claim
    anchor: Anchor
    report: About
    published: int
    ground_event: str


@dataclass
class Press:
    """All claims of a war, by the day they came out, and which outlets tell of an event by themselves."""

    told: list[Told] = field(default_factory=list)
    independent: dict[str, dict[str, int]] = field(default_factory=dict)

    def grounds(self, until: int) -> dict[Anchor, Ground]:
        """What the claims that are out by a day come to: credibility by the number of independent outlets, as the
        project's rule has it for sources of whom nothing is known."""
        found: dict[Anchor, Ground] = {}
        for one in self.told:
            if one.published <= until:
                outlets = sum(day <= until for day in self.independent.get(one.ground_event, {}).values())
                grade = 6 if outlets <= 1 else 2 if outlets == 2 else 1
                found[one.anchor] = Ground(one.ground_event, grade, max(1, outlets))
        return found


def day(number: int) -> str:
    """The day of the war as an ISO date."""
    return (START + timedelta(days=number)).isoformat()


def press(world: World, seed: int, errors: ReaderErrors) -> Press:
    """What six outlets tell of a war, as read; the same seed always gives the same."""
    chance = Random(f"press {world.kind} {seed}")
    return _Newsroom(world, chance, errors).run()


class _Newsroom:
    def __init__(self, world: World, chance: Random, errors: ReaderErrors) -> None:
        self.world, self.chance, self.errors = world, chance, errors
        self.ids = [str(a.id) for a in world.actors]
        fame = [chance.betavariate(1.2, 2.5) for _ in world.sites]
        self.outlets = [self._outlet(n, fame) for n in range(_OUTLETS)]
        self.press = Press()
        self.number = 0
        self.by_id = {str(a.id): a for a in world.actors}

    def _outlet(self, number: int, fame: Sequence[float]) -> Outlet:
        chance = self.chance
        side = chance.choice(self.ids) if chance.random() < 0.6 else None
        return Outlet(
            f"Outlet {number}",
            tuple(min(1.0, f * chance.uniform(0.2, 1.4)) for f in fame),
            chance.choice((0.5, 1.0, 2.0, 8.0)),
            side,
            chance.choice((0.0, 0.05, 0.35)) if side else 0.0,
            chance.choice((0.0, 0.1, 0.4)),
        )

    def run(self) -> Press:
        for change in self.world.changes:
            for outlet in self.outlets:
                if self.chance.random() < outlet.sees[change.site]:
                    self._news(outlet, change)
        for number in range(0, DAYS, 3):
            for outlet in self.outlets:
                self._quiet_day(outlet, number)
        self.press.told.sort(key=lambda t: (t.published, t.anchor))
        return self.press

    def _news(self, outlet: Outlet, change: Change) -> None:
        event = f"{change.site}@{change.day}:{change.after}"
        lies = outlet.side is not None and outlet.side == change.before and self.chance.random() < outlet.lies
        claims = self._denial(change) if lies else self._of_change(change)
        self._publish(outlet, change.day, event + (":lie" if lies else ""), list(claims), change.day)

    def _quiet_day(self, outlet: Outlet, number: int) -> None:
        """What is told without news: who holds a place, that one arms, plans, fears, and made-up gains."""
        chance = self.chance
        for site, share in enumerate(outlet.sees):
            if chance.random() < 0.05 * share:
                # Now and then what stands in a report is what the outlet knew some time ago.
                known = max(0, number - int(chance.expovariate(1 / (3 + 3 * outlet.late))))
                held = self.world.truth[site][known]
                if held == CONTESTED:
                    fight = self.world.fighting[site][known]
                    assert fight is not None
                    claims = list(self._fight(site, *fight))
                elif held != ANOTHER:
                    claims = list(self._standing(site, held))
                else:
                    claims = []
                self._publish(outlet, number, f"{site}~{number}~{outlet.name}", claims, None)
            if outlet.side and chance.random() < 0.01 * outlet.lies * share:
                lie = self._claim("CONTROL", "gains", site, "held", [outlet.side], [])
                self._publish(outlet, number, f"{site}!{number}", [lie], number)

    def _of_change(self, change: Change) -> Iterator[Claim]:
        chance, site = self.chance, change.site
        if change.after == CONTESTED:
            assert change.attacker is not None
            yield from self._fight(site, change.attacker, change.before)
            return
        if change.after == ANOTHER:
            yield self._claim("RETREAT", "withdraw", site, "from", [change.before], [])
            return
        losers = [change.before] if change.before in self.ids else []
        if not losers:
            fight = self.world.fighting[site][change.day - 1] if change.day else None
            losers = [x for x in fight or () if x != change.after]
            if fight and fight[1] == change.after:  # an attack beaten back: told as such or as holding
                yield self._claim("CONTROL", "holds", site, "held", [change.after], [])
                return
        told = chance.random()
        if told < 0.65:
            yield self._claim("CONTROL", "gains", site, "held", [change.after], losers if chance.random() < 0.5 else [])
        elif told < 0.8:
            yield self._claim("CONTROL", "loses", site, "held", [], losers)
        if losers and chance.random() < 0.3:
            yield self._claim("RETREAT", "withdraw", site, "from", losers, [])
        if losers and chance.random() < 0.15:
            yield self._claim("DISPLACE", "flee", site, "from", [], [])

    def _fight(self, site: int, attacker: str, defender: str) -> Iterator[Claim]:
        chance = self.chance
        if chance.random() < 0.75:
            mode = chance.choice((None, None, "firearms", "heavy-weapons", "explosives"))
            armed = [defender] if defender in self.ids else []
            yield self._claim("ASSAULT", mode, site, "at", [attacker], armed)
        if chance.random() < 0.25:
            yield self._claim(
                "CONTROL", "contests", site, "held", [a for a in (attacker, defender) if a in self.ids], []
            )
        if chance.random() < 0.2:
            yield self._claim("DISPLACE", "flee", site, "from", [], [])

    def _standing(self, site: int, held: str) -> Iterator[Claim]:
        chance = self.chance
        told = chance.random()
        if told < 0.6:
            yield self._claim("CONTROL", "holds", site, "held", [held], [])
        elif told < 0.75:
            yield self._claim("MOBILIZE", "troops", site, "at", [held], [])
        elif told < 0.85:  # strikes from afar
            enemy = chance.choice([a for a in self.ids if a != held])
            yield self._claim("ASSAULT", "aerial", site, "at", [enemy], [held])
        else:
            enemy = chance.choice([a for a in self.ids if a != held])
            status: Status = chance.choice(("planned", "feared", "possible"))
            yield self._claim("CONTROL", "gains", site, "held", [enemy], [], status)

    def _denial(self, change: Change) -> Iterator[Claim]:
        """The side that lost a place, or fights for it, says that it holds it."""
        yield self._claim("CONTROL", "holds", change.site, "held", [change.before], [])

    def _claim(
        self,
        kind: ClaimType,
        mode: str | None,
        site: int,
        role: PlaceRole,
        actors: Sequence[str],
        recipients: Sequence[str],
        status: Status = "actual",
    ) -> Claim:
        place = _with_role(self.world.sites[site], role)
        spans = [tuple(self.by_id[a] for a in part) for part in (actors, recipients)]
        return Claim(
            "",
            kind,
            mode,
            status,
            False,
            False,
            False,
            Trigger("", 0, 1),
            Extent(0, 1),
            spans[0],
            spans[1],
            (),
            (place,),
        )

    def _publish(self, outlet: Outlet, seen: int, event: str, claims: Sequence[Claim], dated: int | None) -> None:
        out = seen + int(self.chance.expovariate(1 / outlet.late))
        if not claims or out >= DAYS:
            return
        self._report(outlet, out, event, claims, dated, event)
        for other in self.outlets:
            if other is not outlet and self.chance.random() < other.copies * 0.5:
                later = out + self.chance.choice((0, 1, 1, 2, 4))
                own = self.chance.random() >= _COPY_SEEN
                if later < DAYS:
                    self._report(other, later, event, claims, dated, event if own else None)

    def _report(
        self, outlet: Outlet, out: int, event: str, claims: Sequence[Claim], dated: int | None, counts_for: str | None
    ) -> None:
        """``counts_for``: the event for which the outlet counts as a source of its own."""
        chance = self.chance
        self.number += 1
        report = About(f"r{self.number:06}", outlet.name, None, day(out))
        speaker: tuple[ClaimSource, ...] = ()
        if outlet.side and chance.random() < 0.4:
            name = self.by_id[outlet.side].name
            speaker = (ClaimSource(outlet.side, 0, 1, name, outlet.side, False, True, "armed-group"),)
        place = 0
        merged = chance.random() < _MERGED
        for claim in claims:
            time = None
            if dated is not None and chance.random() < _DATED:
                time = Time("", 0, 1, day(dated), day(dated), "day")
            full = _with(claim, time, speaker)
            for read in misread(full, chance, self.errors, self.world.actors, self.world.sites):
                place += 10
                own = merged and read.type == claim.type
                known = f"{event}:{claim.type}" if own else f"{report.report}:{place}"
                if own and counts_for is not None:
                    self.press.independent.setdefault(known, {}).setdefault(outlet.name, out)
                self.press.told.append(Told(read, Anchor(report.report, place, place + 1), report, out, known))


def _with(claim: Claim, time: Time | None, sources: tuple[ClaimSource, ...]) -> Claim:
    return replace(claim, time=time, sources=sources)


def _with_role(place: ClaimPlace, role: PlaceRole) -> ClaimPlace:
    return replace(place, role=role)
