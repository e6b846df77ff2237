"""Networks in whole numbers: by hand, and the same alone as among others."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.corroborate.networks import FINE, STEP, Inputs, Layer, Networks

SHAPED = Inputs(means=(1.0, 10.0), deviations=(2.0, 10.0), unknown=(0,), long=(1,))


def test_inputs_by_hand() -> None:
    given_ = SHAPED.of(np.array([[3.0, 20.0], [-1.0, 1000.0]])) / STEP
    assert given_[0] == pytest.approx([1.0, 1.0, 0.0, np.log1p(20) / 2], abs=1 / STEP)
    assert given_[1] == pytest.approx([0.0, 4.0, 1.0, np.log1p(1000) / 2], abs=1 / STEP)  # unknown; cut at four


def test_layers_by_hand() -> None:
    first = Layer(((FINE, -FINE), (0, 0), (0, 0), (0, 0)), (0, FINE // 2))
    last = Layer(((2 * FINE,), (FINE,)), (-FINE,))
    net = Networks(SHAPED, ((first, last), (first, last)))
    # Input 1: 1 and -1 + 0.5, of which only the 1 is above zero; 2 * 1 - 1.
    assert net.log_odds(np.array([[3.0, 10.0]])).tolist() == [1.0]
    # Input -1 (feature below its mean): -1 and 1.5; 1.5 - 1.
    assert net.log_odds(np.array([[-0.99999, 10.0]])) == pytest.approx([0.5], abs=0.01)


@given(st.lists(st.tuples(st.floats(-1, 50), st.floats(-1, 5000)), min_size=1, max_size=20), st.integers(0, 99))
def test_alone_as_among_others(rows: list[tuple[float, float]], seed: int) -> None:
    chance = np.random.default_rng(seed)
    sizes = ((4, 7), (7, 5), (5, 1))
    layers = tuple(
        Layer(
            tuple(map(tuple, chance.integers(-3 * FINE, 3 * FINE, (a, b)).tolist())),
            tuple(chance.integers(-FINE, FINE, b).tolist()),
        )
        for a, b in sizes
    )
    net = Networks(SHAPED, (layers,))
    table = np.array(rows)
    together = net.log_odds(table)
    assert together.tolist() == [float(net.log_odds(table[i : i + 1])[0]) for i in range(len(table))]
    assert net.log_odds(table[::-1]).tolist() == together[::-1].tolist()
