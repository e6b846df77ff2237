"""A linear-chain conditional random field (Lafferty et al. 2001) over O, B, I for several roles at once."""

from __future__ import annotations

import torch
from torch import Tensor, nn

FORBIDDEN = -1e4


class Chain(nn.Module):
    """Transitions of each role; O → I never happens, but a window may open within a span."""

    def __init__(self, roles: int) -> None:
        super().__init__()
        self.steps = nn.Parameter(torch.zeros(roles, 3, 3))
        barrier = torch.zeros(3, 3)
        barrier[0, 2] = FORBIDDEN
        self.register_buffer("barrier", barrier)

    def transitions(self) -> Tensor:
        """[roles, from, to]."""
        return self.steps + self.barrier  # type: ignore[operator]

    def loss(self, emissions: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log-likelihood a word. ``emissions`` [batch, words, roles, 3], ``tags`` [batch, words, roles],
        ``mask`` [batch, words]."""
        steps = self.transitions()
        alpha = emissions[:, 0]
        gold = emissions.gather(3, tags[..., None]).squeeze(3)
        score = gold[:, 0].clone()
        roles = torch.arange(steps.shape[0])
        for i in range(1, emissions.shape[1]):
            here = mask[:, i, None]
            grown = torch.logsumexp(alpha[..., None] + steps[None], dim=2) + emissions[:, i]
            alpha = torch.where(here[..., None], grown, alpha)
            step = steps[roles, tags[:, i - 1], tags[:, i]] + gold[:, i]
            score = score + torch.where(here, step, torch.zeros_like(step))
        return (torch.logsumexp(alpha, dim=2) - score).sum() / mask.sum()
