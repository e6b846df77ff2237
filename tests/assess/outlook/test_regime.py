from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.assess.indicators.table import TABLE, Key
from dateline.assess.outlook.regime import FALL, HOLD, RISE, Piece, declining, observed, signals, states, weight
from dateline.assess.outlook.settings import settings as shipped

WEEKS = [date(2020, 1, 6) + timedelta(7 * n) for n in range(20)]
keys = st.sampled_from(sorted(TABLE))


def now(*pieces: Piece) -> np.ndarray:
    return states(observed(WEEKS, pieces, shipped()), shipped())[-1]


def of(key: Key, number: int, week: int = -1) -> list[Piece]:
    return [Piece(WEEKS[week], key, 1.0, 0.8)] * number


def test_without_evidence_there_is_but_the_prior() -> None:
    assert now() == pytest.approx(shipped().prior)


def test_places_lost_speak_for_decline_and_places_gained_against_it() -> None:
    lost, gained = now(*of("places-lost", 3)), now(*of("places-gained", 3))
    assert lost[FALL] > shipped().prior[FALL] > gained[FALL]
    assert gained[RISE] > shipped().prior[RISE] > lost[RISE]


def test_old_evidence_fades() -> None:
    recent, old = now(*of("places-lost", 4)), now(*of("places-lost", 4, 2))
    assert recent[FALL] > old[FALL] > shipped().prior[FALL] - 1e-6
    assert old[FALL] < shipped().prior[FALL] + 0.05


def test_what_is_not_believed_says_nothing() -> None:
    assert weight("places-lost", 0.0, 1.0) == pytest.approx([0, 0, 0])
    assert weight("places-lost", 1.0, 1.0) == pytest.approx([TABLE["places-lost"].fall, 0, TABLE["places-lost"].rise])


def test_a_hundred_events_say_less_than_a_hundred_times_one() -> None:
    one, many = (observed(WEEKS, of("places-lost", n), shipped()) for n in (1, 100))
    assert 0 < many[-1][FALL] < 50 * one[-1][FALL]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 19), keys, st.floats(0, 1), st.floats(0, 1)), max_size=60))
def test_states_are_probabilities_whatever_is_told(drawn: list[tuple[int, Key, float, float]]) -> None:
    pieces = [Piece(WEEKS[w], key, share, belief) for w, key, share, belief in drawn]
    found = states(observed(WEEKS, pieces, shipped()), shipped())
    assert (found >= 0).all()
    assert found.sum(axis=1) == pytest.approx(1)
    assert observed(WEEKS, pieces[::-1], shipped()) == pytest.approx(observed(WEEKS, pieces, shipped()))


def test_the_likelier_it_falls_the_likelier_decline() -> None:
    low, high = np.array([0.1, 0.5, 0.4]), np.array([0.7, 0.25, 0.05])
    assert declining(signals(low, 0.0), shipped()) < declining(signals(high, 0.0), shipped())
    assert HOLD == 1
