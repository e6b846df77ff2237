"""The chain's arithmetic: against brute force over all paths, and what must hold of every answer."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.assess.control.chain import Floats, Seen, fade, prior, smooth
from dateline.assess.control.dynamics import Dynamics

DYNAMICS = Dynamics(hold_days=20, contest_days=5, through_contest=0.3)
SHARES = prior(np.array([2]), 2, DYNAMICS)
STATES = 4  # two actors, contested, another

Heard = tuple[int, tuple[float, ...], float, tuple[float, ...] | None]
"""Day, likelihoods now, weight, likelihoods before where a change is told."""


def seen(heard: list[Heard], place: int = 0) -> Seen:
    return Seen(
        place=np.full(len(heard), place),
        day=np.array([h[0] for h in heard], dtype=np.int64),
        now=np.array([h[1] for h in heard]).reshape(len(heard), STATES),
        weight=np.array([h[2] for h in heard]),
        noise=np.ones(len(heard)),
        change=np.array([h[3] is not None for h in heard], dtype=bool),
        before=np.array([h[3] or h[1] for h in heard]).reshape(len(heard), STATES),
    )


def passed() -> Floats:
    """One day as a matrix over (state, heard of) and (state, not heard of)."""
    p, matrix = SHARES[0], np.zeros((2 * STATES, 2 * STATES))
    for s in range(STATES):
        leave = 1 / DYNAMICS.contest_days if s == 2 else 1 / DYNAMICS.hold_days
        matrix[s, s] += 1 - leave
        matrix[s, 2] += 0 if s == 2 else leave * DYNAMICS.through_contest
        matrix[s, STATES:] += (leave if s == 2 else leave * (1 - DYNAMICS.through_contest)) * p
        # Unheard of, every state may change alike.
        matrix[STATES + s, STATES + s] += 1 - 1 / DYNAMICS.hold_days
        matrix[STATES + s, STATES:] += p / DYNAMICS.hold_days
    return matrix


def told(one: Heard) -> Floats:
    """A report as a matrix: true with its weight, else noise."""
    p, (_, now, weight, before) = SHARES[0], one
    mean = float((p * np.array(now)).sum())
    matrix = np.eye(2 * STATES) * max(mean * (1 - weight), 1e-3)
    for s, heard in product(range(STATES), (0, STATES)):
        if before is None:
            matrix[heard + s, s] += weight * now[s]
        else:
            matrix[heard + s, :STATES] += weight * before[s] * p * np.array(now) / mean
    return matrix


def brute(heard: list[Heard], days: int) -> Floats:
    """Forward and backward in full: the chance of each state heard of, and of all that is not."""
    first = np.concatenate([np.zeros(STATES), SHARES[0]])
    steps = []
    for day in range(days):
        steps.append(passed())
        for one in heard:
            if one[0] == day:
                steps[-1] = steps[-1] @ told(one)
    out = []
    for day in range(days):
        before = first
        for step in steps[: day + 1]:
            before = before @ step
        after = np.ones(2 * STATES)
        for step in reversed(steps[day + 1 :]):
            after = step @ after
        both = before * after
        out.append(both / both.sum())
    return np.array(out)


HOLDS_A = (1.0, 0.1, 0.0, 0.0)
CASES: list[list[Heard]] = [
    [(2, (1, 0, 0.1, 0), 0.8, None)],
    [(2, (1, 0, 0.1, 0), 0.8, None), (6, (0, 1, 0.1, 0), 0.7, (1, 0.3, 0.8, 0.3))],
    [(3, (0, 1, 0.3, 1), 0.6, (1, 0.2, 0.8, 0.2)), (3, (0.3, 0.3, 1, 0.1), 0.4, None), (8, (1, 0, 0, 0), 0.5, None)],
]


@pytest.mark.parametrize("heard", CASES)
def test_filter_and_smoother_agree_with_all_paths_counted(heard: list[Heard]) -> None:
    days = 10
    exact = brute(heard, days)
    shares = SHARES[0]
    unheard = exact[:, STATES:]
    # What later reports resolve of the unknown goes to its states.
    left = np.min(unheard / shares, axis=1)
    expected = exact[:, :STATES] + unheard - left[:, None] * shares
    found = smooth(SHARES, days, seen(heard), DYNAMICS)[:, 0]
    assert np.allclose(found[:, :STATES], expected, atol=1e-5)
    assert np.allclose(found[:, STATES], left, atol=1e-5)


def test_the_last_day_of_the_filter_is_that_of_the_smoother() -> None:
    for heard in CASES:
        forward = smooth(SHARES, 10, seen(heard), DYNAMICS, backward=False)
        both = smooth(SHARES, 10, seen(heard), DYNAMICS)
        assert np.allclose(forward[-1], both[-1], atol=1e-6)


likelihoods = st.tuples(*[st.sampled_from([0.0, 0.1, 0.5, 1.0])] * STATES).filter(any)
reports = st.lists(
    st.tuples(st.integers(0, 29), likelihoods, st.floats(0.01, 0.98), st.one_of(st.none(), likelihoods)), max_size=8
)


@settings(max_examples=60, deadline=None)
@given(reports)
def test_every_day_sums_to_one_and_nothing_is_negative(heard: list[Heard]) -> None:
    out = smooth(SHARES, 30, seen(heard), DYNAMICS)
    assert np.all(out >= -1e-6)
    assert np.allclose(out.sum(axis=2), 1, atol=1e-4)


@settings(max_examples=30, deadline=None)
@given(reports)
def test_places_do_not_hear_of_each_other(heard: list[Heard]) -> None:
    shares = np.repeat(SHARES, 3, axis=0)
    alone = smooth(SHARES, 30, seen(heard), DYNAMICS)
    among = smooth(shares, 30, seen(heard, place=1), DYNAMICS)
    assert np.allclose(among[:, 1], alone[:, 0], atol=1e-6)
    assert np.allclose(among[:, 0, -1], 1)


def test_what_was_told_fades_into_unknown_not_into_unchanged() -> None:
    state = smooth(SHARES, 3, seen([(2, HOLDS_A, 0.9, None)]), DYNAMICS)[-1, 0].astype(np.float64)
    after = fade(state, np.array([0, 20, 400]), DYNAMICS)
    assert after[0][0] > 0.8
    assert after[0][0] > after[1][0] > after[2][0]
    assert after[2][-1] > 0.95


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=5, max_size=5).filter(lambda s: sum(s) > 0.1), st.integers(0, 60))
def test_fading_is_as_many_silent_days(given_state: list[float], days: int) -> None:
    state = np.array(given_state) / sum(given_state)
    full, gone = np.concatenate([state[:4], [0, 0, 0, 0]]), state[4]
    full[STATES:] = SHARES[0] * gone
    # What is unknown stays unknown however it changes.
    for _ in range(days):
        full = full @ passed()
    found = fade(state, np.array([days]), DYNAMICS)[0]
    assert np.allclose(found[:4], full[:4], atol=1e-9)
    assert abs(found[4] - full[STATES:].sum()) < 1e-9


def test_one_believed_report_of_a_capture_outweighs_long_holding() -> None:
    before = [(day, (1.0, 0.0, 0.1, 0.0), 0.8, None) for day in range(0, 20, 4)]
    capture: Heard = (24, (0.0, 1.0, 0.1, 0.0), 0.8, (1.0, 0.3, 0.8, 0.3))
    out = smooth(SHARES, 26, seen([*before, capture]), DYNAMICS)[:, 0]
    assert out[22, 0] > 0.7
    assert out[25, 1] > 0.7
