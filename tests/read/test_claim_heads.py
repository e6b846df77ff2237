"""The claim heads in NumPy: facts are summed, unknown ones count for nothing, probabilities are such."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read import claim_heads
from dateline.read.claim_heads import ClaimHeads, sigmoid
from dateline.read.ontology import ALL_MODES, FLAGS, MODES, ROLES, SLOTS, STATUSES, TYPES

SIZE, HIDDEN, STATE, LOW = 8, 6, 5, 2
WORDS, TRIGGERS, PAIRS = ["pos=VERB", "title"], ["root"], ["gap=+1", "path=<obj", "!role=actor"]


def weights(seed: int) -> dict[str, claim_heads.Floats]:
    """Random weights of the right shapes."""
    draw = np.random.default_rng(seed)
    shapes = {
        "word": (HIDDEN, SIZE), "types": (len(TYPES), HIDDEN), "state": (STATE, SIZE),
        "states": (len(STATUSES) + len(ALL_MODES) + len(FLAGS), STATE), "doer": (HIDDEN, SIZE),
        "part": (HIDDEN, SIZE), "roles": (len(ROLES), HIDDEN), "low_doer": (len(ROLES) * LOW, SIZE),
        "low_part": (len(ROLES) * LOW, SIZE), "none": (len(SLOTS) + 1, HIDDEN),
    }  # fmt: skip
    made = {f"claims.{k}.weight": draw.normal(size=s) for k, s in shapes.items()}
    made |= {f"claims.{k}.bias": draw.normal(size=s[0]) for k, s in shapes.items()}
    tables = {
        "word_facts": (len(WORDS), HIDDEN), "word_plain": (len(WORDS), len(TYPES)),
        "state_facts": (len(TRIGGERS), STATE), "pair_facts": (len(PAIRS), HIDDEN),
        "pair_plain": (len(PAIRS), len(ROLES)),
    }  # fmt: skip
    for name, (rows, width) in tables.items():
        made[f"claims.{name}.rows"] = np.concatenate([np.zeros((1, width)), draw.normal(size=(rows, width))])
    made["claims.state_type.weight"] = draw.normal(size=(len(TYPES), STATE))
    made["claims.pair_type.weight"] = draw.normal(size=(len(TYPES), HIDDEN))
    return {k: v.astype(np.float16) for k, v in made.items()}


@pytest.fixture
def heads() -> ClaimHeads:
    return ClaimHeads(weights(1), WORDS, TRIGGERS, PAIRS)


def test_unknown_facts_count_for_nothing(heads: ClaimHeads) -> None:
    vectors = np.random.default_rng(2).normal(size=(2, SIZE)).astype(np.float32)
    plain = heads.type_scores(vectors, [["title"], []])
    more = heads.type_scores(vectors, [["never seen", "title"], ["nor this"]])
    assert np.allclose(plain, more)
    assert not np.allclose(plain, heads.type_scores(vectors, [[], []]))


def test_facts_are_summed_in_any_order(heads: ClaimHeads) -> None:
    vectors = np.ones((1, SIZE), dtype=np.float32)
    one = heads.type_scores(vectors, [["title", "pos=VERB"]])
    assert np.allclose(one, heads.type_scores(vectors, [["pos=VERB", "title"]]))


@given(st.integers(0, len(TYPES) - 1), st.integers(0, 100))
def test_a_mode_is_one_of_its_type(type_: int, seed: int) -> None:
    heads = ClaimHeads(weights(seed), WORDS, TRIGGERS, PAIRS)
    status, mode, flags = heads.states(np.ones(SIZE, dtype=np.float32), type_, ["root"])
    assert math.isclose(float(status.sum()), 1, rel_tol=1e-4)
    assert math.isclose(float(mode.sum()), 1, rel_tol=1e-4)
    assert ((flags >= 0) & (flags <= 1)).all()
    allowed = {"", *MODES.get(TYPES[type_], ())}
    assert all(name in allowed for name, p in zip(ALL_MODES, mode, strict=True) if p > 1e-6)


def test_a_candidate_is_scored_by_itself(heads: ClaimHeads) -> None:
    draw = np.random.default_rng(3)
    parts = draw.normal(size=(3, SIZE)).astype(np.float32)
    doer = draw.normal(size=SIZE).astype(np.float32)
    facts = [["gap=+1"], ["path=<obj", "!role=actor"], []]
    together, none = heads.roles(doer, 4, parts, heads.pairs(facts))
    assert together.shape == (3, len(ROLES))
    assert none.shape == (len(SLOTS) + 1,)
    for k in range(3):
        alone, _ = heads.roles(doer, 4, parts[k : k + 1], heads.pairs(facts[k : k + 1]))
        assert np.allclose(alone[0], together[k], atol=1e-5)


@given(st.floats(-8, 8))
def test_the_gaussian_unit_is_the_exact_one(x: float) -> None:
    exact = 0.5 * x * (1 + math.erf(x / math.sqrt(2)))
    assert abs(float(claim_heads.gelu(np.array([x], dtype=np.float32))[0]) - exact) < 1e-5


@given(st.floats(-1e6, 1e6))
def test_sigmoid_stays_within_bounds(x: float) -> None:
    assert 0 <= float(sigmoid(np.array([x], dtype=np.float32))[0]) <= 1
