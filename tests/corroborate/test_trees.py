"""A row has the same score, to the last bit, alone and among many."""

from __future__ import annotations

import numpy as np
import pytest

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


def test_as_if_each_tree_were_walked() -> None:
    trees = Scorer.load().weights.trees
    rows = np.random.default_rng(8).normal(size=(25, len(Scorer.load().weights.features))).round(1)
    rows[0, :] = trees.trees[0].threshold[0]  # equal goes left

    def walked(row: np.ndarray) -> float:
        total = trees.start
        for tree in trees.trees:
            node = 0
            while tree.feature[node] >= 0:
                node = (tree.left if row[tree.feature[node]] <= tree.threshold[node] else tree.right)[node]
            total += tree.value[node]
        return total

    assert trees.log_odds(rows).tolist() == pytest.approx([walked(row) for row in rows], abs=1e-9)
