from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.assess.indicators.exposure import LONGEST, completeness, coverage, reported

pairs = st.lists(st.tuples(st.integers(-3, 40), st.integers(0, 400)), max_size=60)


@settings(max_examples=80, deadline=None)
@given(pairs)
def test_the_share_told_grows_to_all(delays: list[tuple[int, int]]) -> None:
    share = completeness(delays)
    assert len(share) == LONGEST + 1
    assert (np.diff(share) >= 0).all()
    assert share[0] >= 0
    assert share[-1] == 1


def test_delays_are_found_though_late_reports_are_not_in_yet() -> None:
    """Geometric delays of three days on average, seen by a day on which the last events are but partly told."""
    rng = np.random.default_rng(3)
    delay = rng.geometric(0.25, 4000) - 1
    seen = rng.integers(0, 40, 4000)
    told = [(int(d), int(w)) for d, w in zip(delay, seen, strict=True) if d <= w]
    truth = 1 - 0.75 ** np.arange(1, LONGEST + 2)
    assert np.abs(completeness(told) - truth).max() < 0.05


def test_the_latest_week_is_less_complete() -> None:
    share = completeness([(5, 100)] * 40)
    monday = date(2020, 3, 2)
    weeks = [monday - timedelta(21), monday - timedelta(7), monday]
    old, last, this = reported(weeks, monday + timedelta(6), share)
    assert old > 0.95
    assert old > last > this > 0
    assert reported([monday + timedelta(7)], monday, share) == [0.0]


def test_coverage_is_steadied() -> None:
    assert coverage([]) == []
    assert coverage([0, 0, 0]) == [1.0, 1.0, 1.0]
    low, high = coverage([0, 20])
    assert low == pytest.approx(1 / 3)
    assert high == pytest.approx(5 / 3)
