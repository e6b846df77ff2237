"""What would change the answer: how much of which evidence, or whose word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dateline.assess.indicators.series import Series
from dateline.assess.indicators.table import TABLE, Key
from dateline.assess.outlook.answer import LEAST_EVENTS, Answer
from dateline.assess.outlook.belief import CREDIBLE
from dateline.assess.outlook.regime import Piece, Settings
from dateline.assess.outlook.weighing import Weighed, probability
from dateline.assess.outlook.yardstick import word

_MOST = 8
_TRIED: tuple[Key, ...] = ("places-gained", "strength-up", "places-lost", "withdrawals", "defections")
_BELIEF = CREDIBLE[2]


def levers(
    weighed: Sequence[Weighed], weeks: Sequence[date], courses: Sequence[Series], answer: Answer, settings: Settings
) -> tuple[str, ...]:
    """What would change the answer, in plain words: events of the week to come, each told by several independent
    outlets, and outlets on whose word it hangs. Without an answer: what one would need."""
    if answer.probability is None or not weeks:
        return _needed(answer)
    found = []
    following = weeks[-1] + timedelta(7)
    calm = word(probability(weighed, [*weeks, following], courses, settings))[0]
    for key in _TRIED:
        moved = _moved(weighed, [*weeks, following], courses, settings, key, calm)
        if moved is not None:
            number, other = moved
            many = TABLE[key].one if number == 1 else TABLE[key].many
            found.append(
                f"{number} {many} in the week after, told by independent outlets: “{other}” instead of “{calm}”."
            )
    if calm != answer.word:
        found.append(f"A week without news of it: “{calm}”, since old evidence fades.")
    found += [f"Without what {outlet} reports: “{other}”." for outlet, other in answer.swings]
    return tuple(found)


def _moved(
    weighed: Sequence[Weighed],
    weeks: Sequence[date],
    courses: Sequence[Series],
    settings: Settings,
    key: Key,
    calm: str,
) -> tuple[int, str] | None:
    """How many events of an indicator change the word, and to which; None where eight do not."""
    for number in range(1, _MOST + 1):
        pieces = tuple(Piece(weeks[-1], key, 1.0, _BELIEF) for _ in range(number))
        other = word(probability([*weighed, _imagined(weighed, pieces)], weeks, courses, settings))[0]
        if other != calm:
            return number, other
    return None


def _imagined(weighed: Sequence[Weighed], pieces: tuple[Piece, ...]) -> Weighed:
    """Events that are but imagined, in the shape of one that is there."""
    shape = next(w for w in weighed if w.points)
    return Weighed(shape.sign, _BELIEF, frozenset({""}), pieces)


def _needed(answer: Answer) -> tuple[str, ...]:
    base = answer.base
    found = []
    if base.reports <= 1 or base.outlets <= 1 or base.largest > 0:
        found.append("Reports of other, independent outlets on the same places and weeks.")
    if base.events < LEAST_EVENTS:
        found.append(
            "More that bears on it: places that change hands, withdrawals, defections, losses, or attacks and advances "
            "by it."
        )
    return tuple(found) or ("More reports.",)
