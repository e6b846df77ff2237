"""Losses of the two incident heads, from their scores and the labels that ``training.incidents`` makes."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from dateline.read.incident_labels import MARKED, TYPES
from training.examples import IGNORE, Window
from training.incidents import Incidents, window_types


def labels(batch: list[Window], words: int) -> tuple[Tensor, Tensor, Tensor]:
    """Of windows of MUC-4 documents: roles [batch, words, 6], types of words [batch, words, 6] and types of windows
    [batch, 6], padded with IGNORE to ``words`` words a window."""
    roles = torch.full((len(batch), words, len(MARKED)), IGNORE)
    types = torch.full((len(batch), words, len(TYPES)), IGNORE)
    for b, window in enumerate(batch):
        document = window.document
        assert isinstance(document, Incidents)
        n = window.last - window.first
        roles[b, :n] = torch.tensor(document.incident_roles[window.first : window.last])
        types[b, :n] = torch.tensor(document.incident_types[window.first : window.last])
    return roles, types, torch.tensor([window_types(w) for w in batch])


def role_loss(scores: Tensor, gold: Tensor) -> Tensor:
    """Mean cross-entropy of ``scores`` [batch, words, roles, 3 tags] against ``gold`` [batch, words, 6]; the head may
    mark the first roles only."""
    return F.cross_entropy(scores.flatten(0, 2), gold[..., : scores.shape[2]].flatten(), ignore_index=IGNORE)


def type_loss(scores: Tensor, gold: Tensor) -> Tensor:
    """Mean binary cross-entropy of ``scores`` [batch, words, 6] at the words of fillers (all others are IGNORE)."""
    return _binary(scores, gold)


def window_loss(scores: Tensor, known: Tensor, gold: Tensor) -> Tensor:
    """Mean binary cross-entropy of each window's highest score a type against ``gold`` [batch, 6]; ``known``
    [batch, words] is true where there is a word."""
    return _binary(scores.masked_fill(~known[..., None], -1e4).amax(1), gold)


def _binary(scores: Tensor, gold: Tensor) -> Tensor:
    known = gold != IGNORE
    if not bool(known.any()):
        return scores.sum() * 0.0
    return F.binary_cross_entropy_with_logits(scores[known], gold[known].to(scores.dtype))
