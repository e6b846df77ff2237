"""How places change hands while nobody looks, and how reports err: the parameters of the chain."""

from __future__ import annotations

from msgspec import Struct


class Dynamics(Struct, frozen=True):
    """Tuned on the simulator's tuning seeds (``python -m benchmarks.simulation.tune``), never on those that are scored.

    ``hold_days``: mean number of days until one who holds a place may have lost it without a word; ``contest_days``:
    the same of a contested place; ``through_contest``: the share of such losses that begins with a fight for the place.
    ``contested``, ``another``: chance of these states where nothing is known; those named at a place share the rest
    alike. ``noise`` and ``noise_change``: how often, against what chance would give, reports that do not tell the truth
    tell just of that state, and of that change. ``neighbour_km``, ``neighbour_days``,
    ``neighbour_lag``, ``neighbour_weight``: what places so near show enters once in so many days, so many days late, as
    one observation of at most that weight.
    """

    hold_days: float = 200.0
    contest_days: float = 30.0
    through_contest: float = 0.4
    contested: float = 0.06
    another: float = 0.15
    noise: float = 0.6
    noise_change: float = 1.5
    neighbour_km: float = 50.0
    neighbour_days: int = 30
    neighbour_lag: int = 7
    neighbour_weight: float = 0.25
