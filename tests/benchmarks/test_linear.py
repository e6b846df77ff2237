"""The benchmark of growth: the fit on made-up times, the command on a few short reports."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from benchmarks import linear

WORDS = [30_000.0, 90_000.0, 300_000.0, 900_000.0, 3_000_000.0]


def test_a_straight_line_is_told_from_a_curve() -> None:
    straight = linear.fit(WORDS, [1.5 + 0.0003 * n for n in WORDS])
    assert straight["exponent"] == pytest.approx(1, abs=0.01)
    assert (straight["start_s"], straight["cpu_s_per_million_words"]) == pytest.approx((1.5, 300), rel=0.01)
    assert straight["worst_error"] < 0.1
    curved = linear.fit(WORDS, [1.5 + 0.0003 * n + 1e-10 * n * n for n in WORDS])
    assert curved["exponent"] > 1.05
    assert curved["worst_error"] > 5


def test_no_two_reports_are_the_same() -> None:
    base = ["One.\nTwo.\nThree.\n", "Four.\n", ""]
    texts = list(islice(linear.varied(base), 12))
    assert texts[:3] == base
    assert len(set(texts)) == 12
    assert sorted(texts[3].split()) == ["(1)", "One.", "Three.", "Two."]


def test_the_command_is_measured(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rebels shelled the town on Monday, the mayor said.\n" * 3)
    figures = linear.run(tmp_path, "dev", sizes=(2, 4))
    assert (figures["words_2"], figures["words_4"]) == (55, 111)
    assert figures["cpu_2_s"] > 0.1
    assert figures["wall_4_s"] > 0
    assert figures["exponent"] == figures["exponent"]  # a number
