"""What confidence is worth: bins, figures by hand, properties."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.calibration import Bin, bins, figures
from benchmarks.published import AT_MOST, BARS
from benchmarks.table import page

JUDGED = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=120)


def test_figures_by_hand() -> None:
    judged = [(0.5, True), (0.5, False), (1.0, True), (1.0, True)]
    metrics = figures(judged)
    assert (metrics["ece"], metrics["brier"], metrics["base_rate"]) == (0.0, 0.125, 75.0)
    assert metrics["brier_skill"] == pytest.approx(1 - 0.125 / 0.1875, abs=1e-4)
    assert (metrics["bin_01_confidence"], metrics["bin_01_right"], metrics["bin_01_claims"]) == (50.0, 50.0, 2)
    assert figures([(0.9, False), (0.7, False)])["ece"] == 80.0
    assert "brier_skill" not in figures([(0.9, True)])
    assert figures([]) == {"claims": 0}


def test_ten_bins_of_as_many_claims() -> None:
    judged = [(i / 1000, i % 2 == 0) for i in range(103)]
    assert [one.claims for one in bins(judged)] == [10, 11, 10, 10, 11, 10, 10, 10, 11, 10]


def test_one_confidence_stays_in_one_bin() -> None:
    judged = [(0.2, True)] * 30 + [(0.6, False)] * 66 + [(0.7, True)] * 4
    assert bins(judged) == [Bin(0.2, 1.0, 30), Bin(pytest.approx((66 * 0.6 + 4 * 0.7) / 70), 4 / 70, 70)]


def test_an_honest_forecaster_has_little_error_and_a_boaster_much() -> None:
    draw = random.Random(7)
    honest = [(p, draw.random() < p) for p in (draw.random() for _ in range(4000))]
    assert figures(honest)["ece"] < 3
    assert figures(honest)["brier_skill"] > 0.25
    assert figures([(min(1.0, p + 0.3), right) for p, right in honest])["ece"] > 15


@given(JUDGED)
def test_every_claim_is_in_one_bin_and_order_says_nothing(judged: list[tuple[float, bool]]) -> None:
    table = bins(judged)
    assert sum(one.claims for one in table) == len(judged)
    assert 1 <= len(table) <= 10
    assert [one.confidence for one in table] == sorted(one.confidence for one in table)
    assert table == bins(reversed(judged))
    assert 0 <= figures(judged)["ece"] <= 100


def test_the_page_shows_the_reliability_table() -> None:
    result = {
        "bench": "calibration", "split": "dev", "published": [], "data_sha256": "d", "model_sha256": "m",
        "seconds": 1.0, "metrics": figures([(0.5, True), (0.5, False), (1.0, True), (1.0, True)]),
    }  # fmt: skip
    lines = page([result]).splitlines()
    assert "| calibration | ece | 0 | at most 5 | yes |" in lines
    assert "| bin | confidence | right | claims |" in lines
    assert "| 1 | 50 | 50 | 2 |" in lines
    assert not any("bin_01" in line for line in lines)
    assert "ece" in AT_MOST
    assert set(BARS["calibration"]) <= set(result["metrics"])
