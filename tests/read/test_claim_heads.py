"""The claim heads in NumPy: facts are summed, unknown ones count for nothing, probabilities are such."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
import random_heads
from random_heads import LOW, SIZE

from dateline.read import claim_heads
from dateline.read.claim_heads import ClaimHeads, sigmoid
from dateline.read.ontology import ALL_MODES, MODES, ROLES, SLOTS, TYPES

WORDS, TRIGGERS, PAIRS = ["pos=VERB", "title"], ["root"], ["gap=+1", "path=<obj", "!role=actor"]


@pytest.fixture
def heads() -> ClaimHeads:
    return random_heads.heads(1, WORDS, TRIGGERS, PAIRS)


def coded(heads: ClaimHeads, kind: int, facts: Sequence[Sequence[str]]) -> list[list[int]]:
    return [[heads.codes[kind](fact) for fact in one] for one in facts]


def test_unknown_facts_count_for_nothing(heads: ClaimHeads) -> None:
    vectors = np.random.default_rng(2).normal(size=(2, SIZE)).astype(np.float32)
    plain = heads.type_scores(vectors, coded(heads, 0, [["title"], []]))
    more = heads.type_scores(vectors, coded(heads, 0, [["never seen", "title"], ["nor this"]]))
    assert np.allclose(plain, more)
    assert not np.allclose(plain, heads.type_scores(vectors, [[], []]))


def test_facts_are_summed_in_any_order(heads: ClaimHeads) -> None:
    vectors = np.ones((1, SIZE), dtype=np.float32)
    one = heads.type_scores(vectors, coded(heads, 0, [["title", "pos=VERB"]]))
    assert np.allclose(one, heads.type_scores(vectors, coded(heads, 0, [["pos=VERB", "title"]])))


@given(st.integers(0, len(TYPES) - 1), st.integers(0, 100))
def test_a_mode_is_one_of_its_type(type_: int, seed: int) -> None:
    heads = random_heads.heads(seed, WORDS, TRIGGERS, PAIRS)
    (bearer,) = heads.doers(np.ones((1, SIZE), dtype=np.float32))
    ((status,), (mode,), (flags,)) = heads.states([bearer], [type_], [[heads.codes[1]("root")]])
    assert math.isclose(float(status.sum()), 1, rel_tol=1e-4)
    assert math.isclose(float(mode.sum()), 1, rel_tol=1e-4)
    assert ((flags >= 0) & (flags <= 1)).all()
    allowed = {"", *MODES.get(TYPES[type_], ())}
    assert all(name in allowed for name, p in zip(ALL_MODES, mode, strict=True) if p > 1e-6)


def test_a_candidate_is_scored_by_itself(heads: ClaimHeads) -> None:
    draw = np.random.default_rng(3)
    parts = draw.normal(size=(3, SIZE)).astype(np.float32)
    doers = draw.normal(size=(2, SIZE)).astype(np.float32)
    bearer, _ = heads.doers(doers)
    for one, other in zip(bearer, heads.doers(doers[:1])[0], strict=True):
        assert np.allclose(one, other, atol=1e-4)  # whichever others are worked out with it
    alone = coded(heads, 2, [["gap=+1"], [], []])
    around = coded(heads, 2, [["path=<obj", "!role=actor"], ["gap=+1"], []])
    together, none = heads.roles(bearer, 4, parts, heads.alone(parts, alone) + heads.around(around))
    assert together.shape == (3, len(ROLES))
    assert none.shape == (len(SLOTS) + 1,)
    for k in range(3):
        at = slice(k, k + 1)
        known = heads.alone(parts[at], alone[at]) + heads.around(around[at])
        assert np.allclose(heads.roles(bearer, 4, parts[at], known)[0][0], together[k], atol=1e-4)


def test_the_two_sides_of_a_role_are_multiplied(heads: ClaimHeads) -> None:
    draw = np.random.default_rng(4)
    parts, doer = draw.normal(size=(2, SIZE)).astype(np.float32), draw.normal(size=SIZE).astype(np.float32)
    nothing = np.zeros((2, random_heads.HIDDEN + len(ROLES)), dtype=np.float32)
    scores, _ = heads.roles(heads.doers(doer[None])[0], 0, parts, nothing)
    w = heads.weights
    low = (w["low_doer.weight"] @ doer + w["low_doer.bias"]).reshape(len(ROLES), LOW)
    other = (parts @ w["low_part.weight"].T + w["low_part.bias"]).reshape(2, len(ROLES), LOW)
    own = w["doer.weight"] @ doer + w["doer.bias"] + w["pair_type.weight"][0]
    plain = w["roles.weight"] @ claim_heads.gelu(own) + w["roles.bias"]
    assert np.allclose(scores, plain + (low * other).sum(-1) / LOW**0.5, atol=1e-3)


@given(st.floats(-8, 8))
def test_the_gaussian_unit_is_the_exact_one(x: float) -> None:
    exact = 0.5 * x * (1 + math.erf(x / math.sqrt(2)))
    assert abs(float(claim_heads.gelu(np.array([x], dtype=np.float32))[0]) - exact) < 1e-5


@given(st.floats(-1e6, 1e6))
def test_sigmoid_stays_within_bounds(x: float) -> None:
    assert 0 <= float(sigmoid(np.array([x], dtype=np.float32))[0]) <= 1
