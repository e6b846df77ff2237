"""The loss of the reference head over documents, and the tensors that it needs."""

from __future__ import annotations

import random
from collections.abc import Sequence

import torch
from msgspec import Struct
from torch import Tensor

from training.claim_losses import RULES_LEFT_OUT, numbers, padded
from training.reference import Anaphor
from training.reference_network import ReferenceHeads, loss

LEAST = 5
"""How often a fact must be seen in training to have a row."""


class Tensors(Struct):
    """Anaphors of one document: words [n], facts [n, k]; candidates' words [p], facts [p, k], whose each is [p], which
    are right [p], [n]."""

    words: Tensor
    own: Tensor
    candidates: Tensor
    pairs: Tensor
    of: Tensor
    right: Tensor
    none_right: Tensor


class ReferenceRows:
    """Turns facts to numbers of rows; says which come from the rules."""

    def __init__(self, facts: Sequence[str]) -> None:
        self.rows = {fact: n + 1 for n, fact in enumerate(facts)}
        self.ruled = torch.tensor([False, *(fact.startswith("!") for fact in facts)])
        self._known: dict[int, Tensors] = {}

    def known(self, anaphors: list[Anaphor]) -> Tensors:
        """A document's anaphors, worked out once."""
        found = self._known.get(id(anaphors))
        if found is None:
            found = self._known[id(anaphors)] = self.of(anaphors)
        return found

    def of(self, anaphors: Sequence[Anaphor]) -> Tensors:
        """A document's anaphors, of which there is one at least."""
        of = [n for n, one in enumerate(anaphors) for _ in one.candidates]
        right = [k in one.right for one in anaphors for k in range(len(one.candidates))]
        return Tensors(
            torch.tensor([one.word for one in anaphors]),
            numbers([one.facts for one in anaphors], self.rows),
            torch.tensor([c for one in anaphors for c in one.candidates]),
            numbers([facts for one in anaphors for facts in one.pairs], self.rows),
            torch.tensor(of),
            torch.tensor(right, dtype=torch.bool),
            torch.tensor([len(one.candidates) in one.right for one in anaphors]),
        )


def losses(
    heads: ReferenceHeads, rows: ReferenceRows, documents: Sequence[tuple[list[Anaphor], Tensor]], rng: random.Random
) -> Tensor | None:
    """The mean loss of an anaphor, or None where there is none. ``documents``: each with the vectors [words, CLAIM] of
    all its words."""
    known = [(rows.known(anaphors), vectors) for anaphors, vectors in documents if anaphors]
    if not known:
        return None
    sizes = [len(t.words) for t, _ in known]
    of = torch.cat([t.of + sum(sizes[:n]) for n, (t, _) in enumerate(known)])
    generator = torch.Generator().manual_seed(rng.getrandbits(31))
    bare = torch.rand(sum(sizes), 1, generator=generator) < RULES_LEFT_OUT
    own, pairs = padded([t.own for t, _ in known]), padded([t.pairs for t, _ in known])
    found, none = heads.scores(
        torch.cat([v[t.words] for t, v in known]),
        own.masked_fill(rows.ruled[own] & bare, 0),
        torch.cat([v[t.candidates] for t, v in known]),
        pairs.masked_fill(rows.ruled[pairs] & bare[of], 0),
        of,
    )
    right = torch.cat([t.right for t, _ in known])
    return loss(found, none, of, right, torch.cat([t.none_right for t, _ in known])) / len(none)
