"""A row has the same score, to the last bit, alone and among many."""

from __future__ import annotations

import numpy as np

from dateline.corroborate.scorer import Scorer


def test_alone_or_among_many() -> None:
    scorer = Scorer.load()
    trees = scorer.weights.trees
    rows = np.random.default_rng(7).normal(size=(600, len(scorer.weights.features))).round(2)
    whole = trees.log_odds(rows)
    assert len(set(whole.tolist())) > 300
    assert trees.log_odds(rows[:40]).tolist() == whole[:40].tolist()
    assert trees.log_odds(rows[5:6]).tolist() == [whole[5]]
    assert len(trees.log_odds(rows[:0])) == 0
