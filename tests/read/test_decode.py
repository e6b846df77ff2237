"""Decoding held against trying out everything."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.decode import FORBIDDEN, B, I, O, best_tags, kind_spans, role_spans, trees

seeds = st.integers(0, 2**32 - 1)


@given(seeds, st.integers(1, 6))
def test_best_tags_are_the_best(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(n, 2, 3)).astype(np.float32)
    steps = rng.normal(size=(2, 3, 3)).astype(np.float32)
    steps[:, O, I] = FORBIDDEN

    def worth(tags: tuple[int, ...], chain: int) -> float:
        own = sum(scores[i, chain, t] for i, t in enumerate(tags))
        return float(own + sum(steps[chain, a, b] for a, b in pairwise(tags)))

    found = best_tags(scores, steps)
    for chain in range(2):
        best = max(worth(tags, chain) for tags in product(range(3), repeat=n))
        assert worth(tuple(found[:, chain]), chain) == pytest.approx(best, abs=1e-3)


def is_tree(heads: list[int] | tuple[int, ...]) -> bool:
    if sum(h == i for i, h in enumerate(heads)) != 1:
        return False
    for i in range(len(heads)):
        for _ in heads:
            i = heads[i]
        if heads[i] != i:
            return False
    return True


@given(seeds, st.integers(1, 40))
def test_a_tree_is_a_tree(seed: int, n: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1), scale=4).astype(np.float32)
    assert is_tree(trees(scores, [0]))


@given(seeds, st.integers(2, 5))
def test_the_tree_is_the_best_for_its_root(seed: int, n: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1), scale=3).astype(np.float32)
    scores -= np.logaddexp.reduce(scores, axis=1, keepdims=True)

    def worth(heads: tuple[int, ...] | list[int]) -> float:
        return float(sum(scores[i, n if h == i else h] for i, h in enumerate(heads)))

    found = trees(scores, [0])
    root = next(i for i, h in enumerate(found) if h == i)
    every = [h for h in product(range(n), repeat=n) if is_tree(h) and h[root] == root]
    assert worth(found) == pytest.approx(max(map(worth, every)), abs=1e-3)


@given(seeds, st.integers(1, 30), st.integers(1, 12))
def test_sentences_side_by_side_are_as_each_alone(seed: int, n: int, cuts: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(n, n + 1), scale=4).astype(np.float32)
    starts = sorted({0, *rng.integers(0, n, cuts).tolist()})
    alone: list[int] = []
    for first, last in pairwise([*starts, n]):
        own = np.concatenate([scores[first:last, first:last], scores[first:last, -1:]], axis=1)
        alone += [first + head for head in trees(own, [0])]
    assert trees(scores, starts) == alone


def test_a_circle_is_broken_where_it_costs_least() -> None:
    scores = np.full((3, 4), -20, dtype=np.float32)
    scores[0, 3] = 0  # the root
    scores[1, 2] = scores[2, 1] = 0  # a circle
    scores[1, 0], scores[2, 0] = -1, -5
    assert trees(scores, [0]) == [0, 0, 1]


@pytest.mark.parametrize(
    ("tags", "opens", "expected"),
    [
        ([O, B, I, O], {0}, [(1, 3)]),
        ([B, B, I], {0}, [(0, 1), (1, 3)]),
        ([B, I, I, I], {0, 2}, [(0, 4)]),  # a span runs on into the next window
        ([O, O, I, I], {0, 2}, [(2, 4)]),  # or opens there
        ([I, O], {0}, [(0, 1)]),
        ([], set(), []),
    ],
)
def test_role_spans(tags: list[int], opens: set[int], expected: list[tuple[int, int]]) -> None:
    assert role_spans(tags, frozenset(opens)) == expected


def test_kind_spans() -> None:
    tags = [0, 1, 2, 3, 4, 2, 0, 1]  # B-0 I-0 | B-1 I-1 | I-0 that nothing opened | B-0
    scores = np.eye(5, dtype=np.float32)[tags]
    assert kind_spans(scores) == [(1, 3, 0), (3, 5, 1), (5, 6, 0), (7, 8, 0)]
