from __future__ import annotations

from importlib.resources import files

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dateline.locate.ranker import FIRST, LATER, Layers, Network, load, shipped


def _layers(columns: int, hidden: int, seed: int) -> Layers:
    draw = np.random.default_rng(seed)
    return Layers(
        tuple(draw.normal(size=columns)),
        tuple(tuple(row) for row in draw.normal(size=(columns, hidden))),
        tuple(draw.normal(size=hidden)),
        tuple(draw.normal(size=hidden)),
        tuple(draw.normal(size=columns + 1)),
    )


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 5), max_size=8), st.integers(0, 9))
def test_a_names_chances_and_none_are_one_together(sizes: list[int], seed: int) -> None:
    first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    rows = np.random.default_rng(seed).normal(size=(int(first[-1]), 4))
    chances, none = Network(_layers(4, 3, seed)).chances(rows, first)
    assert len(none) == len(sizes)
    for number, size in enumerate(sizes):
        mine = chances[first[number] : first[number + 1]]
        assert mine.sum() + none[number] == pytest.approx(1)
        assert size or none[number] == 1


@given(arrays.arrays(np.float64, (3, 4), elements=st.floats(-1e3, 1e3)))
def test_no_signal_is_too_large(rows: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> None:
    chances, none = Network(_layers(4, 3, 1)).chances(rows, np.array([0, 3]))
    assert np.isfinite(chances).all()
    assert np.isfinite(none).all()


def test_the_shipped_weights_fit_this_version() -> None:
    text = files("dateline.locate").joinpath("ranker.json").read_bytes()
    weights = load(text)
    assert len(weights.first.line) == len(FIRST)
    assert len(weights.later.none) == len(LATER) + 1
    sure = [shipped().sure(p) for p in (0.0, 0.2, 0.5, 0.9, 1.0)]
    assert sure == sorted(sure)
    assert 0 <= sure[0] < sure[-1] <= 1


def test_weights_for_other_signals_are_refused() -> None:
    weights = load(files("dateline.locate").joinpath("ranker.json").read_bytes())
    other = msgspec.structs.replace(weights, signals_first=("age",))
    with pytest.raises(ValueError, match="python -m training places"):
        load(msgspec.json.encode(other))
