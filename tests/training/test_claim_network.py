"""The claim heads in PyTorch and in NumPy give the same scores."""

from __future__ import annotations

import random

import numpy as np
import pytest

from dateline.read.claim_heads import ClaimHeads as Numpy
from dateline.read.ontology import ALL_MODES, FLAGS, ROLES, STATUSES, TYPES

torch = pytest.importorskip("torch")

from training.claim_losses import numbers  # noqa: E402 - only with PyTorch
from training.claim_network import CLAIM, ClaimHeads  # noqa: E402 - only with PyTorch

FACTS = [f"fact {n}" for n in range(9)]


def both() -> tuple[ClaimHeads, Numpy]:
    """Heads with the same random weights, rounded as they are stored."""
    torch.manual_seed(1)
    network = ClaimHeads((len(FACTS), len(FACTS), len(FACTS)))
    for name, weight in network.named_parameters():
        drawn = torch.randn(weight.shape) * 0.2
        if name.endswith("rows"):
            drawn[0] = 0
        weight.data = drawn.half().float()
    network.eval()
    stored = {f"claims.{k}": v.detach().numpy().astype(np.float16) for k, v in network.state_dict().items()}
    return network, Numpy(stored, FACTS, FACTS, FACTS)


def drawn(rng: random.Random, n: int) -> list[list[str]]:
    """Facts of n things, some of which have no row."""
    return [[rng.choice([*FACTS, "never seen"]) for _ in range(rng.randrange(5))] for _ in range(n)]


@torch.no_grad()
def test_both_give_the_same_scores() -> None:
    network, plain = both()
    rng, rows = random.Random(2), {fact: n + 1 for n, fact in enumerate(FACTS)}
    vectors = torch.randn(6, CLAIM)
    x = vectors.numpy()

    def coded(kind: int, facts: list[list[str]]) -> list[list[int]]:
        return [[plain.codes[kind](fact) for fact in one] for one in facts]

    facts = drawn(rng, 6)
    wanted = network.type_scores(vectors, numbers(facts, rows)).numpy()
    assert wanted.shape == (6, len(TYPES))
    assert np.allclose(plain.type_scores(x, coded(0, facts)), wanted, atol=1e-4)

    (doer,) = plain.doers(x[:1])
    for type_ in (0, 7):
        types = torch.tensor([type_])
        about = drawn(rng, 1)
        states = network.state_scores(vectors[:1], types, numbers(about, rows))[0]
        ((status,), (mode,), (flags,)) = plain.states([doer], [type_], coded(1, about))
        a, b = len(STATUSES), len(STATUSES) + len(ALL_MODES)
        assert np.allclose(status, states[:a].softmax(0).numpy(), atol=1e-4)
        assert np.allclose(flags, states[b : b + len(FLAGS)].sigmoid().numpy(), atol=1e-4)
        assert mode.sum() == pytest.approx(1, abs=1e-4)

        alone, around = drawn(rng, 5), drawn(rng, 5)
        together = [one + other for one, other in zip(alone, around, strict=True)]
        claim = torch.zeros(5, dtype=torch.long)
        scores, none = network.role_scores(vectors[:1], types, vectors[1:], numbers(together, rows), claim)
        known = plain.alone(x[1:], coded(2, alone)) + plain.around(coded(2, around))
        found, nothing = plain.roles(doer, type_, x[1:], known)
        assert found.shape == (5, len(ROLES))
        assert np.allclose(found, scores.numpy(), atol=1e-3)
        assert np.allclose(nothing, none[0].numpy(), atol=1e-4)
