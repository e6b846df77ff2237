"""What programs held over a long run, so that anybody can see whether it stays: every few minutes, and of each
program's longest life how it went on once it was warm."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

import numpy as np
from msgspec import Struct

from benchmarks.long_run.kept_up import KeptUp, Sample

WARM = 60.0
"""Seconds after its start from which a program's memory is that of its work, not of its loading."""
SETTLED = 240.0
"""Seconds after which it has met some five hundred reports, and what it remembers of them should be full."""
STEP = 180.0
FLAT = 3.0
"""Percent up or down within which a program stays that does not grow."""


class Memory(Struct, frozen=True):
    """Megabytes of a program's longest life, of ``minutes``: a minute after its start, at its end, and the most; of
    these, those that no file stands behind (``own``); what it grew by in a minute once it was ``SETTLED`` (the straight
    line that fits best; None where it did not live so long), and that from then to its end as percent; ``within``: by
    how many percent of their middle one the middles of its minutes from then on differ from it at most. Flat is no more
    than ``FLAT``. ``own_a_minute`` and ``own_within``: the same of what no file stands behind, for of a file that
    several processes have mapped each counts its share, which grows where another one ends."""

    program: str
    minutes: float
    warm: float
    end: float
    most: float
    own_warm: float
    own_end: float
    a_minute: float | None
    percent: float | None
    within: float | None = None
    own_a_minute: float | None = None
    own_within: float | None = None

    @property
    def is_flat(self) -> bool | None:
        """Whether it stayed where it was once it was settled; None where it did not live so long."""
        return None if self.within is None else self.within <= FLAT


def memory(program: KeptUp) -> Memory | None:
    """Of the life that lasted longest; None where none lasted long enough to tell."""
    lives: dict[int, list[Sample]] = {}
    for sample in program.samples:
        lives.setdefault(sample.life, []).append(sample)
    longest = max(lives.values(), key=lambda samples: samples[-1].age, default=[])
    warm = [sample for sample in longest if sample.age >= WARM]
    if len(warm) < 3:
        return None
    settled = [sample for sample in warm if sample.age >= SETTLED]
    slope = _slope(settled) if len(settled) > 2 else None
    span = (settled[-1].age - settled[0].age) / 60 if slope is not None else 0.0
    return Memory(
        program=program.name,
        minutes=longest[-1].age / 60,
        warm=warm[0].megabytes,
        end=warm[-1].megabytes,
        most=max(sample.megabytes for sample in warm),
        own_warm=warm[0].own,
        own_end=warm[-1].own,
        a_minute=slope,
        percent=None if slope is None else 100 * slope * span / settled[0].megabytes,
        within=_within(settled) if slope is not None else None,
        own_a_minute=_slope(settled, "own") if slope is not None else None,
        own_within=_within(settled, "own") if slope is not None else None,
    )


def _slope(samples: list[Sample], of: str = "megabytes") -> float:
    """Megabytes a minute."""
    ages, held = ([getattr(one, name) for one in samples] for name in ("age", of))
    return float(np.polyfit(np.array(ages) / 60, np.array(held), 1)[0])


def _within(samples: list[Sample], of: str = "megabytes") -> float:
    """Percent. A minute counts as its middle sample, so that the moment in which an export is made decides nothing; the
    last one, which is not full, goes with the one before."""
    last = int(samples[-1].age // 60) - 1
    minutes: dict[int, list[float]] = {}
    for sample in samples:
        minutes.setdefault(min(int(sample.age // 60), last), []).append(getattr(sample, of))
    middles = [median(held) for held in minutes.values()]
    middle = median(middles)
    if not middle:
        return 0.0  # the system does not tell
    return 100 * max(abs(one - middle) for one in middles) / middle


def told(found: Memory) -> str:
    """In one line."""
    line = (
        f"memory of {found.program}: {found.warm:.0f} MB a minute after its start, {found.end:.0f} MB at the end of "
        f"its longest life of {found.minutes:.1f} minutes, {found.most:.0f} MB at most; without files "
        f"{found.own_warm:.0f} and {found.own_end:.0f} MB"
    )
    if found.a_minute is None or found.percent is None or found.within is None:
        return f"{line}; it lived too short to tell whether it grows"
    slope = f"from minute {SETTLED / 60:.0f} on {found.a_minute:+.2f} MB a minute, {found.percent:+.1f} % in all"
    flat = "flat" if found.is_flat else "NOT flat"
    own = f"without files {found.own_a_minute or 0:+.2f} MB a minute, within {found.own_within or 0:.1f} %"
    stays = f"its minutes stay within {found.within:.1f} % of their middle (at most {FLAT:.0f})"
    return f"{line}; {slope}; {flat}: {stays}; {own}"


def course(programs: Iterable[KeptUp]) -> list[str]:
    """A line for every three minutes of the run: of each program its age, what it holds, that without files in
    brackets, and what the processes that it started hold."""
    every = list(programs)
    ends = max((one.samples[-1].at for one in every if one.samples), default=0.0)
    lines = []
    for number in range(1, int(ends / STEP) + 1):
        at = number * STEP
        shown = [_at(one, at) for one in every]
        lines.append(f"  minute {at / 60:3.0f}: {'; '.join(part for part in shown if part)}")
    return lines


def _at(program: KeptUp, at: float) -> str:
    """The program as it was last weighed before a moment; empty where it was down."""
    before = [one for one in program.samples if at - STEP < one.at <= at]
    if not before:
        return ""
    last = before[-1]
    below = f", its processes {last.below:.0f}" if last.below else ""
    return f"{program.name} {last.megabytes:.0f} ({last.own:.0f}) MB at {last.age / 60:.1f} minutes{below}"
