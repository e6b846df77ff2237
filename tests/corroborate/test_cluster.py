"""Average linkage: order, ties, judgements."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from dateline.corroborate.cluster import ONE, components, groups

SCORES = {("a", "b"): 900_000, ("b", "c"): 800_000, ("a", "c"): 100_000, ("d", "e"): 400_000}


def test_the_mean_of_all_pairs_decides() -> None:
    # a and b join; c's mean with them is 450 000.
    assert groups("abcde", SCORES, 500_000) == (("a", "b"), ("c",), ("d",), ("e",))
    assert groups("abcde", SCORES, 450_000) == (("a", "b", "c"), ("d",), ("e",))
    assert groups("abcde", SCORES, 400_000) == (("a", "b", "c"), ("d", "e"))


def test_a_pair_without_a_score_counts_as_nothing() -> None:
    assert groups("abc", {("a", "b"): ONE, ("b", "c"): ONE}, 500_001) == (("a", "b"), ("c",))


def test_what_people_judged_stands_above_scores() -> None:
    assert groups("abcde", SCORES, 400_000, different=[("a", "b")])[0] == ("a",)
    assert ("a", "d", "e") in groups("abcde", SCORES, 500_000, same=[("e", "d"), ("a", "e")], different=[("a", "b")])


def test_kept_apart_through_others() -> None:
    made = groups("abc", {}, 1, same=[("a", "b"), ("b", "c")], different=[("a", "c")])
    assert made == (("a", "b"), ("c",))


def test_components() -> None:
    assert components("abcd", [("d", "a"), ("b", "x")]) == [["a", "d"], ["b"], ["c"]]


PAIRS = st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1])


@given(
    st.dictionaries(PAIRS, st.sampled_from([0, 300_000, 500_000, 500_001, ONE]), max_size=30),
    st.lists(PAIRS, max_size=3),
    st.lists(PAIRS, max_size=3),
    st.randoms(use_true_random=False),
)
def test_no_order_matters(
    scores: dict[tuple[int, int], int],
    same: list[tuple[int, int]],
    different: list[tuple[int, int]],
    chance: random.Random,
) -> None:
    made = groups(range(10), scores, 450_000, same, different)
    rows = [((b, a), s) if chance.random() < 0.5 else ((a, b), s) for (a, b), s in scores.items()]
    chance.shuffle(rows)
    members = list(range(10))
    chance.shuffle(members)
    assert groups(members, dict(rows), 450_000, same, chance.sample(different, len(different))) == made
    where = {member: group for group in made for member in group}
    assert sorted(where) == list(range(10))
    assert all(where[a] != where[b] for a, b in different)
    # Grouping part by part gives the same, which is what makes it work incrementally.
    linked = [pair for pair, s in scores.items() if s >= 450_000] + same
    parts = components(range(10), linked)
    apart = [g for part in parts for g in groups(part, scores, 450_000, same, different)]
    assert tuple(sorted(apart)) == made
