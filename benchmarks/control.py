"""Who holds a place, on made-up wars with known truth (:mod:`benchmarks.simulation`); ``data`` is not looked at.

Forty wars of five hundred days and twenty-four towns: four kinds that the parameters were tuned on, with other seeds,
and one kind, a fifth of all, that nothing was tuned on (``held_out_…``). Six outlets, late, biased, copying, some
lying, tell of them; the reader's errors are drawn as they were measured on the own dev set. Every twenty days each
system says who holds each place of which anything was reported, from the reports out by then.

``brier``: mean over places and days of the sum of squares of chance less outcome, over all actors named and contested
(Brier 1950; 0 is perfect, silence costs 1, a sure error 2). ``last_brier``: the last report wins. ``month_brier``:
majority vote of the last month, else the last report. ``below_last`` and ``below_month``: percent by which the chain's
is lower. ``ece``: expected calibration error, in points, of the likeliest answer, ten bins of as many; the rows
``bin_NN_…`` are its reliability table. ``hindsight_…``: the same days told at the end, from all reports.
``filter_seconds`` and ``filter_mb``: time, and peak of new memory, for 2,000 places, ten actors and 1,000 days,
smoother and neighbours included. ``record_…``: the sample reports, read by the bundled model, against the table of the
public record (:mod:`benchmarks.record.compare`): on how many places and days what was so is held likelier than all
else, something else is, or nothing is; and their mean error.
"""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path
from random import Random

from benchmarks.calibration import bins
from benchmarks.record import compare
from benchmarks.simulation import SCORED, errors
from benchmarks.simulation.score import Tally, tallies, wars
from benchmarks.simulation.world import HELD_OUT, KINDS
from dateline.assess.control.history import histories
from dateline.assess.control.neighbours import near
from dateline.assess.control.values import Observation, Site
from dateline.assess.control.when import iso
from dateline.values import Anchor, ClaimPlace

SPLITS = ("dev",)
NEEDS: tuple[str, ...] = ()
SEEDS = 8
_PLACES, _ACTORS, _DAYS, _OBSERVATIONS = 2_000, 10, 1_000, 50_000
_FIRST_DAY = 735_000


def files(data: Path, split: str) -> list[Path]:
    """The reader's measured errors and the public record; all else is made up."""
    return [compare.FILE, errors.FILE]


def root() -> Path:
    """The folder below which they are named."""
    return errors.FILE.parents[1]


def run(data: Path, split: str) -> dict[str, float]:
    """All figures."""
    return figures(SEEDS) | speed(_PLACES, _DAYS, _OBSERVATIONS) | compare.figures(compare.compared())


def figures(seeds: int) -> dict[str, float]:
    """The chain against the truth and the two baselines, on so many wars of each kind."""
    measured = errors.load()
    numbers = range(SCORED, SCORED + seeds)
    tuned = tallies(wars(KINDS, numbers), measured, looking_back=True)
    other = tallies(wars(HELD_OUT, numbers), measured, looking_back=True)
    every = {
        name: Tally(tuned[name].errors + other[name].errors, tuned[name].sure + other[name].sure) for name in tuned
    }
    found = _figures("", every) | _figures("held_out_", other)
    for number, one in enumerate(bins(every["control"].sure), 1):
        found[f"bin_{number:02}_confidence"] = round(100 * one.confidence, 1)
        found[f"bin_{number:02}_right"] = round(100 * one.right, 1)
        found[f"bin_{number:02}_claims"] = one.claims
    return found


def _figures(prefix: str, found: dict[str, Tally]) -> dict[str, float]:
    control, last, month = found["control"], found["last"], found["month"]
    return {
        f"{prefix}brier": round(control.brier, 4),
        f"{prefix}last_brier": round(last.brier, 4),
        f"{prefix}month_brier": round(month.brier, 4),
        f"{prefix}below_last": round(100 * (1 - control.brier / last.brier), 2),
        f"{prefix}below_month": round(100 * (1 - control.brier / month.brier), 2),
        f"{prefix}ece": round(control.off, 2),
        f"{prefix}hindsight_brier": round(found["hindsight"].brier, 4),
        f"{prefix}hindsight_ece": round(found["hindsight"].off, 2),
        f"{prefix}forecasts": len(control.errors),
    }


def speed(places: int, days: int, observed: int) -> dict[str, float]:
    """Time and memory of the chain alone."""
    sites, observations = made_up(places, days, observed)
    began = time.perf_counter()
    histories(observations, None, near(sites, 50.0))
    seconds = time.perf_counter() - began
    tracemalloc.start()
    histories(observations, None, near(sites, 50.0))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return {"filter_seconds": round(seconds, 1), "filter_mb": round(peak / 2**20)}


def made_up(places: int, days: int, observed: int) -> tuple[list[Site], list[Observation]]:
    """Places in a square of 1,000 km and observations of them, each named by ten actors; always the same."""
    chance = Random(0)
    sites = [
        Site(f"p{n:05}", ClaimPlace("", 0, 0, None, f"p{n:05}", False, chance.uniform(30, 39), chance.uniform(35, 46)))
        for n in range(places)
    ]
    patterns = ("holds", "took", "attacked", "left", "contested")
    found = []
    for n in range(observed):
        actor = f"a{n // places % _ACTORS}" if n < places * _ACTORS else f"a{chance.randrange(_ACTORS)}"
        pattern = chance.choice(patterns) if n >= places else "holds"
        named, excluded = ((), (actor,)) if pattern == "left" else ((actor,), ())
        day = 0 if n == 0 else days - 1 if n == 1 else chance.randrange(days)
        place, anchor = sites[n % places].key, Anchor(str(n), 0, 1)
        found.append(Observation(place, iso(_FIRST_DAY + day), pattern, named, excluded, 0.7, False, (), (anchor,)))
    return sites, found
