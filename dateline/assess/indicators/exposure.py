"""How much of what happened in a week can be in the reports: it comes late, and some weeks fewer reports are at hand.

*Delay.* The share of events first reported within so many days is estimated from those that were, each counted only
among delays that could have been seen by then (reverse-time hazards: Kalbfleisch and Lawless 1989, "Inference based on
retrospective ascertainment"), with a few assumed reports beside them so that little data gives no extreme.
*Coverage.* Reports of other matters say how many reports there are in a week at all; the actor's own would take away
the very trend that is looked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

LONGEST = 28
"""Days: what is first told later than this is history, and no late news."""
_ASSUMED = 5.0
_ASSUMED_DAILY = 0.5
"""Beside what is seen stand five events, half of which are told a day, half of the rest the next day, and so on."""
_STEADY = 5.0
"""Reports a week of other matters that are added everywhere: few reports tell little of coverage."""


def completeness(delays: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
    """The share of events reported within 0, 1, … 28 days. ``delays``: for each event the days until its first report,
    and the days until the last day that any report could be from; events whose delay is negative, longer than 28
    days or than what could be seen are left out."""
    good = [(d, min(seen, LONGEST)) for d, seen in delays if 0 <= d <= min(seen, LONGEST)]
    lag = np.array([d for d, _ in good], int)
    window = np.array([w for _, w in good], int)
    share = np.ones(LONGEST + 1)
    for d in range(LONGEST, 0, -1):
        at_risk = int(((lag <= d) & (window >= d)).sum())
        here = int(((lag == d) & (window >= d)).sum())
        told = 1 - _ASSUMED_DAILY ** (d + 1)
        late = _ASSUMED_DAILY ** (d + 1)
        hazard = (here + _ASSUMED * late) / (at_risk + _ASSUMED * (told + late))
        share[d - 1] = share[d] * (1 - hazard)
    return share


def reported(weeks: Sequence[date], last: date, share: NDArray[np.float64]) -> list[float]:
    """For each week (its Monday) the share of its events that can have been reported by the day ``last``; a day after
    it counts as nothing."""
    found = []
    for monday in weeks:
        days = [(last - (monday + timedelta(n))).days for n in range(7)]
        found.append(sum(float(share[min(d, LONGEST)]) for d in days if d >= 0) / 7)
    return found


def coverage(others: Sequence[int]) -> list[float]:
    """How many reports of other matters each week has, against the mean week, steadied."""
    if not others:
        return []
    mean = sum(others) / len(others)
    return [(n + _STEADY) / (mean + _STEADY) for n in others]
