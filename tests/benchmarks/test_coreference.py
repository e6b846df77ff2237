"""Measures of coreference against cases worked out by hand and those that their authors published."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.assignment import best, hungarian
from benchmarks.coreference import Clusters, Share, b_cubed, ceaf_e, clusters, lea, metrics, muc, several

Measure = Callable[[Clusters, Clusters], Share]


def sets(text: str) -> list[set[Hashable]]:
    return [set(word) for word in text.split()]


# The first rows are the test cases of the CoNLL reference scorer (Pradhan et al. 2014), those with D and E the examples
# of Bagga and Baldwin 1998, F to L of Vilain et al. 1995; figures for LEA as its authors work them out.
CASES: list[tuple[str, str, Measure, float, float]] = [
    ("a bc def", "a bc def", muc, 1, 1),
    ("a bc def", "a bc def", lea, 1, 1),
    ("a bc def", "a de", b_cubed, 7 / 18, 1),
    ("a bc def", "a de", muc, 1 / 3, 1),
    ("a bc def", "a de", ceaf_e, 1.8 / 3, 1.8 / 2),
    ("a bc def", "a de", lea, 2 / 6, 1),
    ("a bc def", "a bcx defy z", b_cubed, 1, 55 / 108),
    ("a bc def", "a bcx defy z", muc, 1, 3 / 5),
    ("a bc def", "a bcx defy z", ceaf_e, (1 + 4 / 5 + 6 / 7) / 3, (1 + 4 / 5 + 6 / 7) / 4),
    ("a bc def", "a bcx defy z", lea, 1, 4 / 9),
    ("a bc def", "a bcx dy z", b_cubed, 5 / 9, 17 / 42),
    ("a bc def", "a bcx dy z", muc, 1 / 3, 1 / 3),
    ("a bc def", "a bcx dy z", ceaf_e, 2.2 / 3, 2.2 / 4),
    ("a bc def", "a bcx dy z", lea, 3 / 6, 2 / 7),
    ("a bc def", "a bcxB dy z", b_cubed, 5 / 9, 5 / 16),
    ("a bc def", "a bcxB dy z", ceaf_e, (1 + 4 / 6 + 2 / 5) / 3, (1 + 4 / 6 + 2 / 5) / 4),
    ("a bc def", "a b c d e f", b_cubed, 3 / 6, 1),
    ("a bc def", "a b c d e f", muc, 0, 0),
    ("a bc def", "a b c d e f", lea, 1 / 6, 1 / 6),
    ("a bc def", "abcdef", b_cubed, 1, 7 / 18),
    ("a bc def", "abcdef", muc, 1, 3 / 5),
    ("a bc def", "abcdef", lea, 5 / 6, 4 / 15),
    ("a bc def", "axycdez", b_cubed, 17 / 36, 6 / 49),
    ("ab cde", "bcx de", lea, 1 / 5, 2 / 5),
    ("12345 67 89ABC", "12345 6789ABC", b_cubed, 1, 16 / 21),
    ("12345 67 89ABC", "12345 6789ABC", muc, 1, 9 / 10),
    ("12345 67 89ABC", "12345 6789ABC", lea, 1, (5 + 7 * 11 / 21) / 12),
    ("12345 67 89ABC", "1234589ABC 67", b_cubed, 1, 7 / 12),
    ("ABCD", "AB CD", muc, 2 / 3, 1),
    ("AB CD", "ABCD", muc, 1, 2 / 3),
    ("BCDEGHJ", "ABC DEF GHI", muc, 3 / 6, 3 / 6),
    ("ABC DEFG", "AB CD FGH", muc, 2 / 5, 2 / 4),
    ("ABC DEFG", "AB CD FGH", lea, (1 + 4 / 6) / 7, 3 / 7),
    ("a b c d e f", "a b c x y z", lea, 3 / 6, 3 / 6),
    ("abcdef", "ab cxy z", lea, 1 / 15, 2 / 6),
]


@pytest.mark.parametrize(("gold", "found", "measure", "recall", "precision"), CASES)
def test_published_cases(gold: str, found: str, measure: Measure, recall: float, precision: float) -> None:
    share = measure(sets(gold), sets(found))
    assert (share.recall, share.precision) == (pytest.approx(recall), pytest.approx(precision))


def test_the_mean_of_three_by_hand() -> None:
    # MUC 1/3; B³ recall 5/9, precision 17/42; CEAFe 2.2 of 3 and of 4.
    cubed = 2 * (5 / 9) * (17 / 42) / (5 / 9 + 17 / 42)
    figures = metrics(sets("a bc def"), sets("a bcx dy z"))
    assert figures["conll_f1"] == pytest.approx(100 * (1 / 3 + cubed + 4.4 / 7) / 3, abs=0.01)
    assert figures["lea_f1"] == pytest.approx(100 * 4 / 11, abs=0.01)


def test_a_mention_in_two_clusters_is_refused() -> None:
    with pytest.raises(ValueError, match="two clusters"):
        muc(sets("ab bc"), sets("abc"))


def test_clusters_and_those_of_several() -> None:
    made = clusters([("a", 1), ("b", 2), ("c", 1)])
    assert made == [{"a", "c"}, {"b"}]
    assert several(made) == [{"a", "c"}]


LABELS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=14)


@given(LABELS)
def test_bounds_and_exchange_of_the_sides(labels: list[tuple[int, int]]) -> None:
    gold = clusters((i, a) for i, (a, _) in enumerate(labels))
    found = clusters((i, b) for i, (_, b) in enumerate(labels))
    for measure in (muc, b_cubed, ceaf_e, lea):
        one, other = measure(gold, found), measure(found, gold)
        assert (one.recall, one.precision) == pytest.approx((other.precision, other.recall))
        assert 0 <= one.f1 <= 1 + 1e-12
    assert metrics(gold, gold)["lea_f1"] == 100


@given(st.integers(1, 4), st.integers(0, 2), st.randoms(use_true_random=False))
def test_the_best_pairing_beats_all_others(rows: int, more: int, chance: object) -> None:
    columns = rows + more
    table = np.array([[chance.randint(0, 5) for _ in range(columns)] for _ in range(rows)], dtype=float)  # type: ignore[attr-defined]
    most = max(sum(table[i, j] for i, j in enumerate(way)) for way in permutations(range(columns), rows))
    assigned = hungarian(-table)
    assert len(set(assigned)) == rows
    assert sum(table[i, j] for i, j in enumerate(assigned)) == most
    worth = {(i, j): float(table[i, j]) for i in range(rows) for j in range(columns) if table[i, j]}
    assert best(worth) == pytest.approx(most)
