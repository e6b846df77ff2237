"""Confidence from signs: the fit finds what made the outcomes, the line rises, what is kept reads back."""

from __future__ import annotations

import random
from itertools import pairwise
from math import exp
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import ModelError
from dateline.read.calibrate import ENOUGH, Calibrator, cross_fitted, fit, folds, load, rising, save


def drawn(number: int, seed: int = 3) -> tuple[list[dict[str, float]], list[bool], list[str]]:
    """Claims whose log-odds of being right are 2 x - 1, less 1 more for one type; ten a report."""
    draw = random.Random(seed)
    signs, right = [], []
    for _ in range(number):
        one = {"x": draw.gauss(0.5, 1), "idle": draw.random(), "same": 4.0}
        if draw.random() < 0.4:
            one["type=AID"] = 1.0
        odds = 2 * one["x"] - 1 - one.get("type=AID", 0.0)
        signs.append(one)
        right.append(draw.random() < 1 / (1 + exp(-odds)))
    return signs, right, [f"r{i // 10}" for i in range(number)]


def test_the_fit_finds_what_made_the_outcomes() -> None:
    signs, right, groups = drawn(ENOUGH)
    found = fit(signs, right, groups)
    assert found.weights["x"] == pytest.approx(2, abs=0.25)
    assert found.weights["type=AID"] == pytest.approx(-1, abs=0.3)
    assert abs(found.weights["idle"]) < 0.3
    assert "same" not in found.weights
    assert len(found.points) > 2
    expected = cross_fitted(signs, right, groups)
    error = sum((p - r) ** 2 for p, r in zip(expected, right, strict=True))
    base = sum(right) / len(right)
    assert 1 - error / sum((base - r) ** 2 for r in right) > 0.25
    sure = [r for p, r in zip(expected, right, strict=True) if p > 0.8]
    assert sum(sure) / len(sure) == pytest.approx(0.88, abs=0.05)


def test_signs_that_say_nothing_give_the_base_rate() -> None:
    signs: list[dict[str, float]] = [{} for _ in range(300)]
    right = [i % 3 == 0 for i in range(300)]
    assert fit(signs, right, range(300)).apply({}) == pytest.approx(1 / 3, abs=0.01)


def test_signs_that_say_all_stay_within_bounds() -> None:
    right = [i % 2 == 0 for i in range(400)]
    found = fit([{"x": float(r)} for r in right], right, [i // 8 for i in range(400)])
    assert 0.8 < found.apply({"x": 1.0}) < 1
    assert 0 < found.apply({"x": 0.0}) < 0.2


def test_few_claims_give_a_curve_without_points() -> None:
    signs, right, groups = drawn(40)
    found = fit(signs, right, groups)
    assert found.points == ()
    assert 0 < found.apply({"x": 0.0}) < found.apply({"x": 3.0}) < 1
    assert found.apply({"x": -1e9}) == 0.0


@pytest.mark.parametrize("right", [[True] * 20, [False] * 20, []])
def test_outcomes_of_one_kind_cannot_be_fitted(right: list[bool]) -> None:
    with pytest.raises(ValueError, match="right ones and wrong ones"):
        fit([{"x": 1.0}] * len(right), right, range(len(right)))


SCORED = st.lists(st.tuples(st.floats(-9, 9), st.booleans()), max_size=400)


@given(SCORED)
def test_the_line_rises_between_0_and_1(scored: list[tuple[float, bool]]) -> None:
    points = rising([s for s, _ in scored], [r for _, r in scored])
    assert len(points) != 1
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(points))
    assert all(0 < y < 1 for _, y in points)


@given(st.floats(-20, 20), st.floats(-20, 20))
def test_more_log_odds_never_mean_less_confidence(one: float, other: float) -> None:
    found = Calibrator({"x": 1.0}, 0.0, ((-2.0, 0.1), (0.0, 0.4), (1.0, 0.9)))
    low, high = sorted((one, other))
    assert found.apply({"x": low}) <= found.apply({"x": high})


def test_reports_are_never_parted() -> None:
    assert folds(["a", "a", "b", "c", "b"], 2) == [0, 0, 1, 0, 1]


def test_what_is_kept_reads_back_the_same(tmp_path: Path) -> None:
    found = fit(*drawn(500))
    save(found, tmp_path)
    first = (tmp_path / "calibration.json").read_bytes()
    assert load(tmp_path) == found
    save(load(tmp_path), tmp_path)
    assert (tmp_path / "calibration.json").read_bytes() == first
    with pytest.raises(ModelError, match="install dateline again"):
        load(tmp_path / "absent")
