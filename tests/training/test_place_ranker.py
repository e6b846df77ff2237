from __future__ import annotations

import numpy as np
import pytest

from benchmarks.place_folds import FOLDS, fold_of, ranker_for
from training.place_fit import Names, chances, fit, joined
from training.places import calibration


def _names(count: int, seed: int) -> Names:
    """Names with three candidates: the one with the largest first number is meant, none where all are below 0."""
    draw = np.random.default_rng(seed)
    rows = draw.normal(size=(3 * count, 2))
    first = np.arange(0, 3 * count + 1, 3)
    target = np.zeros(3 * count)
    none = np.zeros(count)
    for i in range(count):
        best = int(np.argmax(rows[3 * i : 3 * i + 3, 0]))
        if rows[3 * i + best, 0] < 0:
            none[i] = 1
        else:
            target[3 * i + best] = 1
    return Names(rows, first, target, none, np.ones(count))


def test_a_network_learns_what_is_meant_and_when_nothing_is() -> None:
    layers = fit(joined([_names(300, 1), _names(100, 2)]), hidden=4, decay=1e-4, steps=150, seed=1)
    unseen = _names(300, 3)
    said, none = chances(layers, unseen)
    best = [int(np.argmax(np.append(said[3 * i : 3 * i + 3], none[i]))) for i in range(300)]
    gold = [int(np.argmax(np.append(unseen.target[3 * i : 3 * i + 3], unseen.none[i]))) for i in range(300)]
    assert np.mean(np.equal(best, gold)) > 0.9


def test_the_same_names_give_the_same_weights() -> None:
    names = _names(50, 1)
    assert fit(names, 2, 1e-3, 20, 1) == fit(names, 2, 1e-3, 20, 1)


def test_names_without_candidates_are_left_out() -> None:
    rows = np.ones((2, 2))
    part = Names(rows, np.array([0, 2, 2]), np.array([1.0, 0.0]), np.array([0.0, 1.0]), np.ones(2))
    both = joined([part, part])
    assert both.first.tolist() == [0, 2, 4]
    assert len(both.none) == len(both.weight) == 2


def test_the_calibration_finds_how_much_too_sure_a_ranker_is() -> None:
    draw = np.random.default_rng(1)
    logit = draw.normal(1, 1.5, 20_000)
    right = draw.random(20_000) < 1 / (1 + np.exp(-(0.5 * logit - 0.2)))
    slope, offset = calibration(np.column_stack([1 / (1 + np.exp(-logit)), right, np.ones(20_000)]))
    assert slope == pytest.approx(0.5, abs=0.05)
    assert offset == pytest.approx(-0.2, abs=0.05)


def test_every_text_has_a_fold_and_its_ranker() -> None:
    folds = {fold_of(f"text {i}") for i in range(100)}
    assert folds == set(range(FOLDS))
    assert ranker_for("text 1") is ranker_for("text 1")
