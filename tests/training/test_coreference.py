"""Training of coreference on made-up tellings: boosting learns what is there, counts leave out a pair's own topics, and
what was trained is applied as it was fitted."""

from __future__ import annotations

import numpy as np
import pytest

from training.boosting import Settings, fit

pytest.importorskip("torch")

from benchmarks.merging import made_up
from benchmarks.told import Told, ToldReport
from dateline.corroborate.lexicon import load
from training import coreference, neural, thresholds

CHANCE = np.random.default_rng(1)
ROWS = np.round(CHANCE.random((800, 3)), 3)
RIGHT = (ROWS[:, 0] > 0.5) & (ROWS[:, 1] > 0.3)


def test_boosting_learns_both_conditions() -> None:
    trees = fit(ROWS, RIGHT, np.ones(len(ROWS)), Settings(trees=60, rate=0.2, leaves=4, least=10, ridge=1.0))
    assert ((trees.log_odds(ROWS) > 0) == RIGHT).mean() > 0.97
    again = fit(ROWS, RIGHT, np.ones(len(ROWS)), Settings(trees=60, rate=0.2, leaves=4, least=10, ridge=1.0))
    assert trees == again


def test_networks_learn_them_too_and_are_the_same_each_time() -> None:
    made = [neural.fit(ROWS, RIGHT, np.ones(len(ROWS)), (1, 2), neural.Settings(epochs=40, batch=64)) for _ in "ab"]
    assert ((made[0].log_odds(ROWS) > 0) == RIGHT).mean() > 0.93
    assert made[0] == made[1]


def told() -> list[Told]:
    """Made-up tellings; an event is what a report's first three tell, so that some are of one event."""
    made = list(made_up(90, 3))
    return [
        Told(one, f"{one.article.report}-{one.number < 3 or one.number}", f"{i % 3}", "") for i, one in enumerate(made)
    ]


def test_counts_leave_out_topics_and_a_pair_knows_nothing_of_its_own() -> None:
    table = coreference.tabled(told(), load())
    assert len(table.pairs) == len(table.rows) == len(table.right) > 50
    every, none = coreference.counted(table), coreference.counted(table, ("0", "1", "2"))
    assert sum(seen for _, seen in every.values()) > 0
    assert none == {}
    seen = table.rows[:, coreference.names().index("known")]
    for (i, j), own in zip(table.pairs, seen, strict=True):
        others = coreference.counted(table, (table.told[i].topic, table.told[j].topic))
        heads = tuple(sorted((table.told[i].telling.head, table.told[j].telling.head)))
        assert own == others.get((heads[0], heads[1]), (0.0, 0.0))[1]


def test_folds_part_the_topics() -> None:
    table = coreference.tabled(told()[:30], load())
    parts = thresholds.folds(table)
    assert sorted(topic for part in parts for topic in part) == ["0", "1", "2"]


def test_claims_beside_the_marked_ones_are_of_no_marked_event() -> None:
    marked, other, third = (one.telling for one in told()[:3])
    report = ToldReport((Told(marked, "e", "topic", "e"),), (marked, other, third))
    assert [one.telling for one in coreference.beside(report)] == [other, third]
    assert {one.event for one in coreference.beside(report)} == {coreference.UNKNOWN}
    checked = ToldReport((Told(marked, "e", "12", "12"),), (marked, other))
    assert coreference.beside(checked) == []  # ECB+'s checked sentences are marked throughout
