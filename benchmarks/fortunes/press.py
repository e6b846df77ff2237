"""What outlets tell of a history, as the reader gives it and as it is put together to events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import cast

from msgspec.structs import replace

from benchmarks.fortunes.world import Happening, World
from benchmarks.simulation.errors import ReaderErrors, misread
from dateline.assess.indicators.known import Known
from dateline.assess.indicators.subject import Subject
from dateline.assess.indicators.table import TABLE, Key
from dateline.corroborate.told import About, Told
from dateline.values import (
    Anchor,
    Claim,
    ClaimPlace,
    ClaimSource,
    ClaimType,
    Event,
    Extent,
    Span,
    Status,
    Time,
    Trigger,
)

START = date(2014, 1, 6)
SUBJECT = Subject("Army 1", "army-1")
ACTORS = tuple(Span(f"Army {n}", 0, 1, f"Army {n}", f"army-{n}") for n in (1, 2, 3))
PLACES = tuple(
    ClaimPlace(
        f"Town {n}", 0, 1, f"Town {n}", f"town-{n}", latitude=35.0 + n / 10, longitude=38.0, feature="settlement"
    )
    for n in range(12)
)
_MERGED = 0.8
"""Share of claims that are put with the others of their event, as in :mod:`benchmarks.simulation.reporters`."""
_COPY_SEEN = 0.85
_DATED = 0.5
_SHOWN = 200
"""Days before the question of which reports are at hand."""

_CLAIMS: dict[Key, tuple[str, ...]] = {
    "places-lost": ("CONTROL gains actual captured bears", "CONTROL loses actual fell bears"),
    "places-gained": ("CONTROL gains actual captured does",),
    "places-held": ("CONTROL holds actual held does",),
    "contested": ("CONTROL contests actual contested does",),
    "attacks-by": ("ASSAULT - actual attacked does",),
    "attacks-on": ("ASSAULT aerial actual strikes bears",),
    "clashes": ("ASSAULT - actual clashes does",),
    "losses": ("STRENGTH down actual casualties does",),
    "defections": ("STRENGTH down actual defections does", "RETREAT - actual surrendered does"),
    "hesitation": ("STRENGTH down actual afraid does", "MOBILIZE troops denied send does"),
    "strength-down": ("STRENGTH down actual weakened does",),
    "strength-up": ("STRENGTH up actual recruited does",),
    "withdrawals-planned": ("RETREAT withdraw planned withdraw does",),
    "withdrawals": ("RETREAT withdraw actual withdrew does",),
    "institutions-moved": ("RETREAT withdraw actual moved does",),
    "mobilisation": ("MOBILIZE troops actual deployed does",),
    "alliances": ("COOPERATE - actual joined does",),
    "support-lost": ("SANCTION discontinue actual cut bears",),
    "unrest": ("PROTEST demo actual protested bears",),
    "concessions": ("CONCEDE - actual offered does",),
    "harm-to-civilians": ("ASSAULT firearms actual killed does",),
}
"""As what each thing is told: type, mode, status, telling word, and whether the actor does it or bears it."""


@dataclass(frozen=True)
class Outlet:
    """``sees``: share of all news; ``late``: mean days of delay; ``side``: 1 for the actor, -1 against it, 0 for
    neither; ``hides``: share of what does not suit its side that it leaves out; ``lies``: made-up news a week;
    ``copies``: share of others' reports that it copies."""

    name: str
    sees: float
    late: float
    side: int
    hides: float
    lies: float
    copies: float


@dataclass(frozen=True)
class _Out:
    """A claim that is out: the event it is put with, and whether its outlet counts as a source of its own."""

    event: str
    told: Told
    own: bool


def day(number: int) -> str:
    """A day of the history as an ISO date."""
    return (START + timedelta(number)).isoformat()


def end(world: World) -> date:
    """The day of the question."""
    return START + timedelta(7 * world.week + 6)


def press(world: World, seed: int, errors: ReaderErrors) -> list[Known]:
    """The events that are known on the day of the question; the same seed always gives the same."""
    return _Newsroom(world, Random(f"press {world.kind} {seed}"), errors).run()


class _Newsroom:
    def __init__(self, world: World, chance: Random, errors: ReaderErrors) -> None:
        self.world, self.chance, self.errors = world, chance, errors
        self.last = 7 * world.week + 6
        number = chance.choice((1, 2, 3, 4, 6, 8))
        share = chance.choice((0.02, 0.08, 0.2, 0.4))
        self.outlets = [self._outlet(n, share) for n in range(number)]
        self.out: list[_Out] = []
        self.number = 0

    def _outlet(self, number: int, share: float) -> Outlet:
        chance = self.chance
        side = chance.choice((-1, -1, 0, 0, 0, 1))
        return Outlet(
            f"Outlet {number}",
            share * chance.uniform(0.4, 1.6),
            chance.choice((0.5, 1.0, 2.0, 8.0)),
            side,
            chance.uniform(0.2, 0.8) if side else 0.0,
            chance.choice((0.0, 0.0, 0.3)) if side else 0.0,
            chance.choice((0.0, 0.1, 0.4)),
        )

    def run(self) -> list[Known]:
        for number, happened in enumerate(self.world.happenings):
            if self.last - happened.day <= _SHOWN:
                for outlet in self.outlets:
                    self._news(outlet, happened, f"e{number}")
        for outlet in self.outlets:
            self._inventions(outlet)
        return list(_events(self.out, self.chance))

    def _news(self, outlet: Outlet, happened: Happening, event: str) -> None:
        chance = self.chance
        suits = {"for": -1, "against": 1, "neither": 0}[TABLE[happened.key].side] * outlet.side
        if chance.random() < outlet.sees and not (suits < 0 and chance.random() < outlet.hides):
            self._publish(outlet, happened, event)

    def _inventions(self, outlet: Outlet) -> None:
        chance = self.chance
        suiting: tuple[Key, ...] = (
            ("places-gained", "strength-up") if outlet.side > 0 else ("places-lost", "defections")
        )
        for week in range(max(0, self.world.week - _SHOWN // 7), self.world.week + 1):
            if chance.random() < outlet.lies * outlet.sees * 5:
                made_up = Happening(7 * week + chance.randrange(7), chance.choice(suiting), chance.randrange(12))
                self._publish(outlet, made_up, f"lie-{outlet.name}-{week}")

    def _publish(self, outlet: Outlet, happened: Happening, event: str) -> None:
        chance = self.chance
        out = happened.day + int(chance.expovariate(1 / outlet.late))
        self._report(outlet, out, happened, event, True)
        for other in self.outlets:
            if other is not outlet and chance.random() < other.copies * 0.5:
                self._report(
                    other, out + chance.choice((0, 1, 1, 2, 4)), happened, event, chance.random() >= _COPY_SEEN
                )

    def _report(self, outlet: Outlet, out: int, happened: Happening, event: str, own: bool) -> None:
        chance = self.chance
        if out > self.last:
            return
        self.number += 1
        about = About(f"r{self.number:05}", outlet.name, None, day(out))
        for n, read in enumerate(misread(self._claim(outlet, happened), chance, self.errors, ACTORS, PLACES)):
            merged = n == 0 and chance.random() < _MERGED
            told = Told(Anchor(about.report, 10 * n, 10 * n + 5), replace(read, id=f"{about.report}.{n}"), about)
            self.out.append(_Out(event if merged else f"{about.report}.{n}", told, own))

    def _claim(self, outlet: Outlet, happened: Happening) -> Claim:
        chance = self.chance
        kind, mode, status, word, part = chance.choice(_CLAIMS[happened.key]).split()
        does, bears = part == "does", part == "bears"
        enemy = chance.choice(ACTORS[1:])
        actors = ((ACTORS[0],) if does else (enemy,)) if kind != "PROTEST" else ()
        things: tuple[Span, ...] = (ACTORS[0],) if bears else ()
        if happened.key == "institutions-moved":
            things = (Span("its headquarters", 0, 1),)
        elif happened.key == "harm-to-civilians":
            things = (Span("villagers", 0, 1),)
        elif happened.key == "attacks-by":
            things = (enemy,)
        says: tuple[ClaimSource, ...] = ()
        if outlet.side and chance.random() < 0.4:
            by = ACTORS[0] if outlet.side > 0 else enemy
            says = (ClaimSource(by.text, 0, 1, by.name, by.id, False, True, "armed-group"),)
        role = "held" if kind == "CONTROL" else "from" if kind == "RETREAT" else "at"
        dated = Time("", 0, 1, day(happened.day), day(happened.day), "day")
        return Claim(
            id="",
            type=cast(ClaimType, kind),
            mode=None if mode == "-" else mode,
            status=cast(Status, status),
            negated=status == "denied",
            aggregate=False,
            background=False,
            trigger=Trigger(word, 0, 1),
            sentence=Extent(0, 1),
            actors=actors,
            recipients=things,
            places=(replace(PLACES[happened.spot], role=role),),
            time=dated if chance.random() < _DATED else None,
            sources=says,
        )


def _events(out: Iterable[_Out], chance: Random) -> Iterable[Known]:
    by: dict[str, list[_Out]] = {}
    for one in out:
        by.setdefault(one.event, []).append(one)
    for name in sorted(by):
        yield _event(name, by[name], chance)


def _event(name: str, those: Sequence[_Out], chance: Random) -> Known:
    told = tuple(sorted((o.told for o in those), key=lambda t: t.anchor))
    lead = told[0].claim
    outlets = {o.told.report.publisher for o in those}
    independent = max(1, len({o.told.report.publisher for o in those if o.own}))
    time = next((t.claim.time for t in told if t.claim.time is not None), None)
    return Known(
        Event(
            id=name,
            type=lead.type,
            mode=lead.mode,
            status=lead.status,
            aggregate=False,
            actors=(),
            recipients=(),
            place=None,
            earliest=time.earliest if time else None,
            latest=time.latest if time else None,
            precision=time.precision if time else None,
            counts={},
            reports=len({t.report.report for t in told}),
            outlets=len(outlets),
            independent_sources=independent,
            credibility=chance.choice((3, 6)) if independent == 1 else 2 if independent == 2 else 1,
            reasons=(),
            disputed=(),
            claims=tuple(t.anchor for t in told),
        ),
        told,
    )
