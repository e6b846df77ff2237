"""Scores the outlook on histories with known truth: Brier score against the base rate, and how well shares come
true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.fortunes import SCORED, fronts
from benchmarks.fortunes.press import SUBJECT, end, press
from benchmarks.fortunes.world import HELD_OUT, KINDS, make
from benchmarks.simulation import SCORED as FRONTS_SCORED
from benchmarks.simulation.errors import ReaderErrors, load
from benchmarks.simulation.world import HELD_OUT as OTHER_FRONTS
from benchmarks.simulation.world import KINDS as FRONTS
from dateline.assess.outlook.outlook import Gathered, gather, judge
from dateline.assess.outlook.regime import Settings
from dateline.assess.outlook.yardstick import YARDSTICK

EACH = 80
"""Histories of each kind that may be tuned on: 480 of 600."""
EACH_HELD_OUT = 42
FRONT_WARS = 36
_DRAWS = 200


@dataclass(frozen=True)
class Case:
    """What is known of a history on the day of the question, and the truth. ``unseen``: of a kind not tuned on."""

    kind: str
    unseen: bool
    gathered: Gathered
    declines: bool


@dataclass(frozen=True)
class Forecast:
    """``probability`` of decline, None where it cannot be judged."""

    case: Case
    probability: float | None
    word: str
    confidence: str


def cases(errors: ReaderErrors | None = None) -> Iterator[Case]:
    """The six hundred that are scored; a fifth are of kinds that nothing is tuned on."""
    read = errors or load()
    for kinds, number in ((KINDS, EACH), (HELD_OUT, EACH_HELD_OUT)):
        for kind in kinds:
            for seed in range(SCORED, SCORED + number):
                world = make(kind, seed)
                known = press(world, seed, read)
                yield Case(kind.name, kinds is HELD_OUT, gather(SUBJECT, known, until=end(world)), world.declines)
    made = 0
    for seed in range(FRONTS_SCORED, FRONTS_SCORED + 10 * FRONT_WARS):
        kinds_ = (*FRONTS, *OTHER_FRONTS)
        asked = fronts.asked(kinds_[seed % len(kinds_)], seed, read)
        if asked is not None:
            known, until, truth = asked
            yield Case("wars of fronts", True, gather(SUBJECT, known, until=until), truth)
            made += 1
            if made == FRONT_WARS:
                return


def forecasts(those: Iterable[Case], given: Settings) -> list[Forecast]:
    """What the outlook says of each."""
    found = []
    for case in those:
        answer = judge(case.gathered, given)
        found.append(Forecast(case, answer.probability, answer.word, answer.confidence))
    return found


def brier(forecasts: Sequence[tuple[float, bool]]) -> float:
    """The mean of squared differences between probabilities and what came true."""
    return sum((p - t) ** 2 for p, t in forecasts) / len(forecasts)


def below_base(forecasts: Sequence[tuple[float, bool]]) -> float:
    """By what share the Brier score lies below that of always giving these cases' own base rate."""
    share = sum(t for _, t in forecasts) / len(forecasts)
    base = share * (1 - share)
    return 1 - brier(forecasts) / base if base else 0.0


def calibration_error(forecasts: Sequence[tuple[float, bool]]) -> float:
    """Mean difference between probabilities and shares that came true, by the words of the yardstick, weighed by their
    numbers."""
    return sum(n * abs(p - t) for _, n, p, t in reliability(forecasts)) / len(forecasts)


def error_by_chance(forecasts: Sequence[tuple[float, bool]]) -> float:
    """What the calibration error of as many forecasts would be, in the mean, if each probability were right: few
    forecasts never come true in just their shares."""
    chance, found = Random("calibration"), 0.0
    for _ in range(_DRAWS):
        found += calibration_error([(p, chance.random() < p) for p, _ in forecasts])
    return found / _DRAWS


def reliability(forecasts: Sequence[tuple[float, bool]]) -> list[tuple[str, int, float, float]]:
    """For each word of the yardstick that was given: how often, the mean probability, and the share that came true."""
    found: list[tuple[str, int, float, float]] = []
    low = 0.0
    for name, _, high in YARDSTICK:
        top = 1.01 if name == YARDSTICK[-1][0] else high
        those = [(p, t) for p, t in forecasts if low <= p < top]
        low = high
        if those:
            n = len(those)
            found.append((name, n, sum(p for p, _ in those) / n, sum(t for _, t in those) / n))
    return found
