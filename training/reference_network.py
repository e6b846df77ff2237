"""The head that says what a pronoun or a description refers back to: one of the mentions before it, or none.

Like the claim heads it reads words' vectors (``training/claim_network.py``) and summed rows of facts
(``dateline/read/reference_facts.py``); ``dateline/read/reference_heads.py`` computes the same with NumPy.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.claim_network import CLAIM, Table

HIDDEN, LOW = 96, 24


class ReferenceHeads(nn.Module):
    """``facts``: how many facts have a row."""

    def __init__(self, facts: int) -> None:
        super().__init__()
        self.anaphor = nn.Linear(CLAIM, HIDDEN)
        self.candidate = nn.Linear(CLAIM, HIDDEN)
        self.facts = Table(facts, HIDDEN)
        self.plain = Table(facts, 1)
        self.score = nn.Linear(HIDDEN, 1)
        self.none = nn.Linear(HIDDEN, 1)
        self.low_anaphor = nn.Linear(CLAIM, LOW)
        self.low_candidate = nn.Linear(CLAIM, LOW)
        self.drop = nn.Dropout(0.3)

    def scores(
        self, anaphors: Tensor, own: Tensor, candidates: Tensor, pairs: Tensor, of: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Scores of candidates [p], and for each anaphor of none of them [n]. ``anaphors`` [n, CLAIM] and
        ``candidates`` [p, CLAIM] are vectors, ``own`` [n, k] and ``pairs`` [p, k] facts; ``of`` [p]: whose each is."""
        mine = self.anaphor(anaphors) + self.facts(own)
        hidden = F.gelu(mine[of] + self.candidate(candidates) + self.facts(pairs))
        low = (self.low_anaphor(anaphors)[of] * self.low_candidate(candidates)).sum(-1) * LOW**-0.5
        found = self.score(self.drop(hidden))[:, 0] + self.plain(pairs)[:, 0] + low
        none = self.none(self.drop(F.gelu(mine)))[:, 0] + self.plain(own)[:, 0]
        return found, none


def loss(found: Tensor, none: Tensor, of: Tensor, right: Tensor, none_right: Tensor) -> Tensor:
    """Summed over anaphors, minus the log of the probability that all right answers have together. ``right`` [p],
    ``none_right`` [n] say which are right; every anaphor has one at least."""
    everything = _total(found, none, of)
    far = -1e4
    good = _total(found.masked_fill(~right, far), none.masked_fill(~none_right, far), of)
    return (everything - good).sum()


def _total(found: Tensor, none: Tensor, of: Tensor) -> Tensor:
    """Log of the summed exponentials of each anaphor's scores."""
    n = len(none)
    top = none.detach().scatter_reduce(0, of, found.detach(), "amax")
    summed = torch.exp(none - top).index_add(0, of, torch.exp(found - top[of]))
    assert summed.shape == (n,)
    return top + torch.log(summed.clamp(min=1e-30))
