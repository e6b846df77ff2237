"""Made-up histories: the same again, truth as told, what is scored apart from what is tuned on."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest

from benchmarks.fortunes import score, tune
from benchmarks.fortunes.press import SUBJECT, end, press
from benchmarks.fortunes.score import below_base, brier, calibration_error, reliability
from benchmarks.fortunes.tune import regression
from benchmarks.fortunes.world import HELD_OUT, KINDS, make
from benchmarks.simulation.errors import load
from dateline.assess.outlook.outlook import gather, judge
from dateline.assess.outlook.settings import settings


def test_the_same_seed_gives_the_same() -> None:
    one, other = make(KINDS[0], 7), make(KINDS[0], 7)
    assert one == other
    assert press(one, 7, load()) == press(other, 7, load())
    assert make(KINDS[0], 8) != one


def test_what_is_scored_is_never_tuned_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(module: ModuleType) -> set[tuple[str, int]]:
        """The kinds and seeds of the histories that a module asks for, none of which is told here."""
        found: set[tuple[str, int]] = set()
        one = make(KINDS[0], 1)
        monkeypatch.setattr(module, "make", lambda kind, seed: found.add((kind.name, seed)) or one)
        monkeypatch.setattr(module, "press", lambda *_: [])
        list(module.cases())
        return found

    monkeypatch.setattr(score.fronts, "asked", lambda *_: None)
    tuned, scored = asked(tune), asked(score)
    assert tuned
    assert scored
    assert not tuned & scored
    assert not {kind for kind, _ in tuned} & {kind.name for kind in HELD_OUT}
    assert {kind.name for kind in HELD_OUT} <= {kind for kind, _ in scored}


def test_an_actor_that_falls_loses_more_places() -> None:
    falls, rises = [], []
    for seed in range(60):
        world = make(KINDS[0], seed)
        lost = sum(h.key == "places-lost" and h.day > 7 * (world.week - 8) for h in world.happenings)
        won = sum(h.key == "places-gained" and h.day > 7 * (world.week - 8) for h in world.happenings)
        (falls if world.declines else rises).append((lost + 1) / (won + 1))
    assert np.median(falls) > 2 * np.median(rises)


def test_no_report_is_from_after_the_question() -> None:
    world = make(KINDS[0], 3)
    known = press(world, 3, load())
    assert known
    assert max(t.report.published or "" for k in known for t in k.told) <= end(world).isoformat()


def test_few_reports_cannot_be_judged() -> None:
    """Histories that are judged by hundreds of reports are not judged by five of them."""
    judged = 0
    for seed in range(12):
        world = make(KINDS[seed % len(KINDS)], seed)
        known = press(world, seed, load())
        last = sorted({t.report.published or "" for k in known for t in k.told}, reverse=True)
        few = [k for k in known if k.told[0].report.published in last[:3]][:5]
        assert judge(gather(SUBJECT, few, until=end(world)), settings()).probability is None
        if judged < 2 and 200 <= len(known) <= 600:
            judged += judge(gather(SUBJECT, known, until=end(world)), settings()).probability is not None
    assert judged == 2


def test_scores() -> None:
    sure = [(1.0, True), (0.0, False)]
    assert brier(sure) == 0
    assert below_base(sure) == 1
    assert below_base([(0.5, True), (0.5, False)]) == 0
    assert calibration_error([(0.9, True)] * 9 + [(0.9, False)]) == pytest.approx(0)
    ((word, number, given, came),) = reliability([(0.6, True), (0.7, False)])
    assert (word, number, came) == ("likely", 2, 0.5)
    assert given == pytest.approx(0.65)


def test_the_regression_finds_its_weights() -> None:
    rng = np.random.default_rng(0)
    x = np.c_[rng.normal(size=(4000, 2)), np.ones(4000)]
    y = (rng.random(4000) < 1 / (1 + np.exp(-(x @ [1.0, -2.0, 0.5])))).astype(float)
    assert regression(x, y) == pytest.approx([1.0, -2.0, 0.5], abs=0.2)
