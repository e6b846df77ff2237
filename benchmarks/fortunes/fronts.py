"""The wars of :mod:`benchmarks.simulation`, asked another question: does the first army decline?

They were made to test who holds a place. Nothing of the outlook is tuned on them; all of them are scored as unseen. An
army's strength there is the number of towns it holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from benchmarks.fortunes.world import AHEAD, BACK
from benchmarks.simulation import reporters
from benchmarks.simulation.errors import ReaderErrors
from benchmarks.simulation.world import DAYS, Kind, World, make
from dateline.assess.indicators.known import Known
from dateline.corroborate.told import Told
from dateline.values import Event

_LESS = 0.85
_LEAST = 2.0
"""Towns at the beginning: who holds fewer cannot be said to decline by their number."""


def asked(kind: Kind, seed: int, errors: ReaderErrors) -> tuple[list[Known], date, bool] | None:
    """The events known on a day, that day, and whether the first army declines. None where it never holds two towns."""
    world = make(kind, seed)
    days = list(range(200, DAYS - 7 * AHEAD - 1))
    Random(f"asked {kind.name} {seed}").shuffle(days)
    at = next((d for d in days if _towns(world, d - 7 * BACK) >= _LEAST), None)
    if at is None:
        return None
    truth = _towns(world, at + 7 * AHEAD) < _LESS * _towns(world, at - 7 * BACK)
    press = reporters.press(world, seed, errors)
    return _known(press, at), reporters.START + timedelta(at), truth


def _towns(world: World, day: int) -> float:
    """How many towns the first army holds, a contested one that it fights for counted half."""
    first = str(world.actors[0].id)
    half = sum(fight[day] is not None and first in (fight[day] or ()) for fight in world.fighting)
    return sum(site[day] == first for site in world.truth) + half / 2


def _known(press: reporters.Press, until: int) -> list[Known]:
    grounds = press.grounds(until)
    by: dict[str, list[reporters.Told]] = {}
    for one in press.told:
        if until - 200 <= one.published <= until:
            by.setdefault(one.ground_event, []).append(one)
    return [_event(name, by[name], grounds[by[name][0].anchor].credibility) for name in sorted(by)]


def _event(name: str, those: Sequence[reporters.Told], credibility: int) -> Known:
    told = tuple(Told(o.anchor, o.claim, o.report) for o in sorted(those, key=lambda o: o.anchor))
    lead = told[0].claim
    time = next((t.claim.time for t in told if t.claim.time is not None), None)
    outlets = len({t.report.publisher for t in told})
    return Known(
        Event(
            id=name, type=lead.type, mode=lead.mode, status=lead.status, aggregate=False, actors=(), recipients=(),
            place=None, earliest=time.earliest if time else None, latest=time.latest if time else None,
            precision=time.precision if time else None, counts={}, reports=len({t.report.report for t in told}),
            outlets=outlets, independent_sources=outlets, credibility=credibility, reasons=(), disputed=(),
            claims=tuple(t.anchor for t in told),
        ),
        told,
    )  # fmt: skip
