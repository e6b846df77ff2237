"""Weights of the second look: the regression finds what made the outcomes, the join leans on what tells more."""

from __future__ import annotations

import random
from math import log

import pytest

from dateline.read.second_weights import Opinion
from training.second import Rows, alone, joined, regression


def drawn(number: int, seed: int = 5, network: float = 1.0) -> Rows:
    """Candidates of which those with the fact "near" are right three times in four, others one in four; the network's
    score knows the outcome as well as ``network`` says. Ten a report."""
    draw = random.Random(seed)
    made = Rows()
    for n in range(number):
        near = draw.random() < 0.5
        right = draw.random() < (0.75 if near else 0.25)
        facts = ["near" if near else "far", f"idle={draw.randrange(3)}", f"once={n}"]
        made.add(facts, draw.gauss(network if right else -network, 1), right, f"r{n // 10}")
    return made


def test_the_regression_finds_what_made_the_outcomes() -> None:
    bias, weights = regression(drawn(4000), 1.0)
    assert weights["near"] - weights["far"] == pytest.approx(2 * log(3), abs=0.3)
    assert all(abs(weights.get(f"idle={n}", 0)) < 0.2 for n in range(3))
    assert "once=3" not in weights, "a fact of one report has no weight"
    assert regression(drawn(4000), 1.0) == (bias, weights)


def test_the_join_leans_on_what_tells_more() -> None:
    bias, weights = regression(drawn(3000), 1.0)
    knowing, figures = joined(drawn(3000, 6, network=2.0), bias, weights, 0.4)
    guessing, _ = joined(drawn(3000, 6, network=0.0), bias, weights, 0.4)
    assert knowing.network > 2
    assert abs(guessing.network) < 0.2
    assert guessing.facts == pytest.approx(1, abs=0.2)
    assert figures["joined"] > figures["facts"]
    assert knowing.at == pytest.approx(log(0.4 / 0.6), abs=1e-4)


def test_facts_alone_are_judged_on_reports_that_they_were_not_fitted_on() -> None:
    bias, weights = regression(drawn(2000), 1.0)
    one, figures = alone(drawn(2000), bias, weights, 0.5)
    assert (one.network, one.facts) == (0, 1)
    assert one.log_odds(["near"]) > one.at > one.log_odds(["far"])
    assert 70 < figures["facts"] < 80
    assert Opinion(bias, weights, 0, 1, 0, 0).log_odds(["never seen"]) == bias
