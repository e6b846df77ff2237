"""One-to-one pairing, against trying every way."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.matching import pairs


def test_gives_up_a_first_choice_where_that_makes_more_pairs() -> None:
    fits = {("a", 1), ("a", 2), ("b", 1)}
    assert pairs(["a", "b"], [1, 2], lambda x, y: (x, y) in fits) == [(0, 1), (1, 0)]  # type: ignore[comparison-overlap]


@given(st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4))))
def test_as_many_pairs_as_can_be(fits: set[tuple[int, int]]) -> None:
    found = pairs(range(5), range(5), lambda x, y: (x, y) in fits)
    best = max(sum((i, j) in fits for i, j in enumerate(order)) for order in permutations(range(5)))
    assert len(found) == best
    assert set(found) <= fits
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
