from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.assess.indicators.counts import change, dispersion, trend


def test_a_falling_rate_is_seen_to_fall() -> None:
    rng = np.random.default_rng(5)
    counts = rng.poisson(20 * np.exp(-0.15 * np.arange(20)))
    found = trend(counts.tolist(), [1.0] * 20)
    assert found is not None
    assert found.falling > 0.99
    assert found.factor.low < np.exp(-0.15) < found.factor.high


def test_fewer_reports_are_no_fall() -> None:
    exposure = np.linspace(1.0, 0.1, 20)
    counts = (30 * exposure).round()
    found = trend(counts.tolist(), exposure.tolist())
    assert found is not None
    assert found.factor.low < 1 < found.factor.high


def test_a_change_is_dated() -> None:
    rng = np.random.default_rng(6)
    counts = np.concatenate([rng.poisson(3, 15), rng.poisson(15, 15)])
    found = change(counts.tolist(), [1.0] * 30)
    assert found is not None
    assert found.probability > 0.99
    assert found.first <= 15 <= found.last
    assert found.last - found.first <= 4
    assert found.ratio.low < 5 < found.ratio.high


def test_no_change_is_invented() -> None:
    rng = np.random.default_rng(7)
    told = [change(rng.poisson(4, 24).tolist(), [1.0] * 24) for _ in range(60)]
    assert sum(found is not None and found.probability > 0.5 for found in told) <= 9


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """Slopes drawn from the prior: about nine in ten lie in the 90 % interval."""
    rng = np.random.default_rng(8)
    inside = 0
    for _ in range(300):
        slope = rng.normal(0, 0.15)
        rates = rng.gamma(2.0, 4.0) * np.exp(slope * (np.arange(12) - 5.5))
        found = trend(rng.poisson(rates).tolist(), [1.0] * 12)
        if found is None:
            inside += 1
        else:
            inside += found.factor.low <= np.exp(slope) <= found.factor.high
    assert 0.85 <= inside / 300 <= 0.97


@pytest.mark.parametrize("counts", [[], [0.0] * 9, [3.0, 2.0]])
def test_too_little_gives_nothing(counts: list[float]) -> None:
    assert trend(counts, [1.0] * len(counts)) is None
    assert change(counts, [1.0] * len(counts)) is None


def test_weeks_that_cannot_be_seen_say_nothing() -> None:
    counts, exposures = [4.0, 5.0, 4.0, 6.0, 5.0], [1.0] * 5
    assert trend([*counts, 0.0, 0.0], [*exposures, 0.0, 0.0]) == trend(counts, exposures)


@pytest.mark.parametrize(("counts", "exposures"), [([1.0], [1.0, 1.0]), ([-1.0], [1.0]), ([1.0], [float("nan")])])
def test_what_is_no_count_is_refused(counts: list[float], exposures: list[float]) -> None:
    with pytest.raises(ValueError):
        trend(counts, exposures)


weekly = st.lists(st.integers(0, 60).map(float), min_size=3, max_size=40)


@settings(max_examples=60, deadline=None)
@given(weekly)
def test_time_turned_round_turns_the_trend_round(counts: list[float]) -> None:
    one, other = trend(counts, [1.0] * len(counts)), trend(counts[::-1], [1.0] * len(counts))
    if one is None or other is None:
        assert one is other
        return
    assert one.falling == pytest.approx(1 - other.falling, abs=1e-6)
    assert one.factor.median == pytest.approx(1 / other.factor.median, rel=0.02)


@settings(max_examples=60, deadline=None)
@given(weekly)
def test_what_comes_out_is_in_bounds(counts: list[float]) -> None:
    found = change(counts, [1.0] * len(counts))
    if found is not None:
        assert 0 <= found.probability <= 1
        assert 0 < found.first <= found.last < len(counts)
        assert found.ratio.low <= found.ratio.median <= found.ratio.high
    assert dispersion(counts, [1.0] * len(counts)) >= 1
