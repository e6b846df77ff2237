"""The graded answer: a word of likelihood, a separate confidence, or "cannot be judged" and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from dateline.assess.indicators.series import Series
from dateline.assess.outlook.regime import Settings
from dateline.assess.outlook.weighing import Weighed, probability
from dateline.assess.outlook.yardstick import YARDSTICK, word

Confidence = Literal["low", "moderate", "high"]
NONE = "cannot be judged"
RECENT = 84
"""Days before the end of the period within which evidence counts as recent: twelve weeks."""
LEAST_EVENTS = 3.0
"""Events, each as far as it is believed, that an answer rests on at least. A judgement, not set on what is scored."""
LEAST_REPORTS = 11
"""Reports that bear on it in the last twelve weeks: ten are few."""
LEAST_OUTLETS = 2
MOST_SHARE = 0.8
"""Of the evidence that one outlet may have alone for there to be an answer."""


class Base(Struct, frozen=True):
    """What there is to judge by, of the last twelve weeks: events (each as far as it is believed), reports, outlets,
    kinds of indicators, the largest share that rests on one outlet alone, and that outlet."""

    events: float
    reports: int
    outlets: int
    indicators: int
    largest: float
    outlet: str | None


class Answer(Struct, frozen=True):
    """``probability`` is the estimate itself, None without an answer; ``swings``: outlets without which the word would
    be another, with that word."""

    word: str
    probability: float | None
    confidence: Confidence
    because: tuple[str, ...]
    base: Base
    swings: tuple[tuple[str, str], ...]


def base(weighed: Sequence[Weighed], until: date) -> Base:
    """What there is to judge by."""
    recent = [
        w for w in weighed if w.points and w.sign.when is not None and (until - w.sign.when.latest).days <= RECENT
    ]
    best: dict[str, float] = {}
    alone: dict[str, float] = {}
    for one in recent:
        event = one.sign.known.event.id
        gain = max(0.0, one.belief - best.get(event, 0.0))
        best[event] = max(best.get(event, 0.0), one.belief)
        if len(one.outlets) == 1:
            (only,) = one.outlets
            alone[only] = alone.get(only, 0.0) + gain
    total = sum(best.values())
    top = min(alone, key=lambda o: (-alone[o], o), default=None)
    return Base(
        total,
        len({t.report.report for w in recent for t in w.sign.told}),
        len({o for w in recent for o in w.outlets}),
        len({w.sign.indicator for w in recent}),
        alone[top] / total if top is not None and total > 0 else 0.0,
        top,
    )


def answer(
    weighed: Sequence[Weighed], weeks: Sequence[date], until: date, courses: Sequence[Series], settings: Settings
) -> Answer:
    """The answer that the evidence allows."""
    found = base(weighed, until)
    why = too_thin(found)
    if why:
        return Answer(NONE, None, "low", why, found, ())
    share = probability(weighed, weeks, courses, settings)
    here = word(share)[0]
    swings = []
    for outlet in sorted({o for w in weighed if w.points for o in w.outlets}):
        other = word(probability(weighed, weeks, courses, settings, (outlet,)))[0]
        if other != here:
            swings.append((outlet, other))
    return Answer(here, share, _confidence(found, here, swings), (), found, tuple(swings))


def too_thin(found: Base) -> tuple[str, ...]:
    """Why there is too little to judge by; nothing where there is enough."""
    if found.events == 0:
        return ("no report of the last twelve weeks of the period says anything for decline or against it",)
    why = []
    if found.reports == 1:
        why.append("all evidence of the last twelve weeks comes from one report")
    elif found.outlets < LEAST_OUTLETS:
        why.append("all evidence of the last twelve weeks comes from one outlet")
    elif found.largest > MOST_SHARE:
        why.append(f"{round(found.largest * 100)} % of the evidence of the last twelve weeks rests on one outlet alone")
    if 1 < found.reports < LEAST_REPORTS:
        why.append(f"{found.reports} reports of the last twelve weeks bear on it; {LEAST_REPORTS} are the least")
    if found.events < LEAST_EVENTS:
        why.append(
            f"the events of the last twelve weeks, each counted as far as it can be believed, come to "
            f"{found.events:.1f}; {LEAST_EVENTS:.0f} is the least"
        )
    return tuple(why)


def _confidence(found: Base, here: str, swings: Sequence[tuple[str, str]]) -> Confidence:
    """High: four outlets and twenty believed events of four kinds, none of the outlets with half of it or able to
    change
    the word. Moderate: three outlets and eight events of three kinds, no outlet that moves the word by more than one.
    Else low."""
    order: list[str] = [w for w, _, _ in YARDSTICK]
    far = max((abs(order.index(w) - order.index(here)) for _, w in swings), default=0)
    if found.outlets >= 4 and found.events >= 20 and found.indicators >= 4 and found.largest <= 0.5 and far == 0:
        return "high"
    if found.outlets >= 3 and found.events >= 8 and found.indicators >= 3 and far <= 1:
        return "moderate"
    return "low"
