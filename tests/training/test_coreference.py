"""Training of coreference on made-up tellings: boosting learns what is there, counts leave out a pair's own topics, and
what was trained is applied as it was fitted."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from training.boosting import Settings, fit

pytest.importorskip("torch")

import torch

from benchmarks import marked
from benchmarks.merging import made_up
from benchmarks.told import Told, ToldReport
from dateline.corroborate.lexicon import load
from training import coreference, neural, stream_pairs, thresholds
from training.stream_pairs import JudgedPair

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


def test_networks_are_fitted_on_one_thread_whatever_the_machine_has() -> None:
    used, network = [], neural._network

    def noted(*given: Any) -> Any:
        used.append(torch.get_num_threads())
        return network(*given)

    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(neural, "_network", noted)
            neural.fit(ROWS, RIGHT, np.ones(len(ROWS)), (1,), neural.Settings(epochs=1, batch=64))
        assert (used, torch.get_num_threads()) == ([1], 2)
    finally:
        torch.set_num_threads(before)


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


def pair(numbers: tuple[int, int], same: bool, of: int) -> JudgedPair:
    one, other = (told()[number] for number in numbers)
    events = ("stream p", "stream p" if same else "stream q")
    ends = [Told(end.telling, event, "stream x", "stream x") for end, event in zip((one, other), events, strict=True)]
    return JudgedPair(ends[0], ends[1], same, of)


def test_judged_pairs_stand_behind_the_others() -> None:
    stream = [pair((0, 1), True, 3), pair((0, 7), False, 1)]
    table = coreference.tabled(told()[:30], load(), stream)
    assert table.right[-2:].tolist() == [True, False]
    assert table.weight[-2:].tolist() == [coreference.STREAM_WEIGHT] * 2
    assert [one.topic for one in table.told[-4:]] == ["stream x"] * 4
    assert len(table.rows) == len(table.pairs) == len(coreference.tabled(told()[:30], load()).pairs) + 2


def test_judged_pairs_count_as_often_as_they_stand_for_others() -> None:
    stream = [pair((0, 1), True, 3), pair((0, 7), False, 1), pair((0, 2), True, 1)]
    joined = np.array([True, True, False])
    assert thresholds.stream_scores(stream, joined) == pytest.approx((75, 75, 75))
    assert thresholds.stream_scores(stream, ~joined[[0, 0, 0]]) == (0, 0, 0)


def test_judged_pairs_are_of_no_held_report() -> None:
    marks, kept = marked.load(marked.file()), stream_pairs.load()
    held = {marks.documents[i].key for event in marks.events if event.held for i, _, _ in event.tellings}
    assert held.isdisjoint(one.key for one in kept.documents)
    assert {end for one in kept.pairs for end in (one.one, one.other)} == set(range(len(kept.documents)))
    assert all(one.start < one.end and one.other_start < one.other_end and one.of > 0 for one in kept.pairs)
    trained_on = {event.name for event in marks.events if not event.held}
    assert {one.event for one in kept.pairs} <= {"", *trained_on}


def test_claims_beside_the_marked_ones_are_of_no_marked_event() -> None:
    own, other, third = (one.telling for one in told()[:3])
    report = ToldReport((Told(own, "e", "topic", "e"),), (own, other, third))
    assert [one.telling for one in coreference.beside(report)] == [other, third]
    assert {one.event for one in coreference.beside(report)} == {coreference.UNKNOWN}
    checked = ToldReport((Told(own, "e", "12", "12"),), (own, other))
    assert coreference.beside(checked) == []  # ECB+'s checked sentences are marked throughout
