"""The simulator and the figures of control made from it."""

from __future__ import annotations

import pytest

from benchmarks import control
from benchmarks.simulation import SCORED, errors, tune
from benchmarks.simulation.forecasts import Vote, last, month
from benchmarks.simulation.reporters import press
from benchmarks.simulation.score import Tally, tallies, wars
from benchmarks.simulation.world import ANOTHER, CONTESTED, DAYS, HELD_OUT, KINDS, Kind, make


def test_the_same_seed_gives_the_same_war_and_the_same_reports() -> None:
    one, other = make(KINDS[0], 7), make(KINDS[0], 7)
    assert one == other
    assert press(one, 7, errors.load()).told == press(other, 7, errors.load()).told
    assert make(KINDS[0], 8).truth != one.truth


@pytest.mark.parametrize("kind", [*KINDS, *HELD_OUT], ids=lambda k: k.name)
def test_a_war_has_its_fights_and_changes(kind: Kind) -> None:
    world = make(kind, 3)
    states = {state for site in world.truth for state in site}
    assert states <= {*(str(a.id) for a in world.actors), CONTESTED, ANOTHER}
    assert all(len(site) == DAYS for site in world.truth)
    for change in world.changes:
        assert world.truth[change.site][change.day] == change.after or any(
            later.day == change.day and later.site == change.site and later is not change for later in world.changes
        )
    for site, days in enumerate(world.fighting):
        assert all((fight is not None) == (world.truth[site][day] == CONTESTED) for day, fight in enumerate(days))


def test_scored_wars_are_not_those_tuned_on_and_a_fifth_is_of_a_kind_apart() -> None:
    assert max(tune.SEEDS) < SCORED
    assert len(HELD_OUT) / (len(KINDS) + len(HELD_OUT)) == 0.2
    assert not set(HELD_OUT) & set(KINDS)


def test_baselines() -> None:
    given = [Vote(10, 11, "a"), Vote(60, 61, "b"), Vote(62, 90, "a"), Vote(63, 64, "b")]
    assert last(given, 5) == {}
    assert last(given, 70) == {"b": 1.0}
    assert month(given, 70) == {"b": 1.0}
    assert month(given, 50) == {"a": 1.0}
    assert month([Vote(60, 61, "b"), Vote(62, 63, "a")], 70) == {"a": 0.5, "b": 0.5}


def test_silence_costs_one_a_sure_error_two_and_truth_nothing() -> None:
    tally = Tally()
    for said in ({}, {"b": 1.0}, {"a": 1.0}):
        tally.add(said, "a")
    assert tally.errors == [1.0, 2.0, 0.0]


def test_the_chain_beats_both_baselines_on_wars_of_every_kind() -> None:
    found = tallies(wars([KINDS[0], *HELD_OUT], [SCORED]), errors.load())
    assert found["control"].brier < 0.75 * found["last"].brier
    assert found["control"].brier < 0.75 * found["month"].brier
    assert found["control"].off < 10


def test_places_and_days_by_the_thousand_take_seconds() -> None:
    found = control.speed(200, 300, 2_000)
    assert found["filter_seconds"] < 10
    assert found["filter_mb"] < 200
