"""The multi-task network: one encoder, heads that read the vectors of words."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.read import incident_labels
from training.claim_network import CLAIM, ClaimHeads
from training.crf import Chain
from training.encoder import SIZE, Encoder
from training.labels import Labels
from training.reference_network import ReferenceHeads

ARC, RELATION, LINK = 256, 128, 64
DISTANCES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96)
"""Edges of the buckets of the distance, in words, from a cue to a span; before and after the cue are told apart."""


class Network(nn.Module):
    """Encoder and heads. A word's vector is the mean of its first and last pieces' vectors."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.encoder = Encoder()
        kinds = len(labels.kinds)
        self.start = nn.Linear(SIZE, 1)
        self.pos = nn.Linear(SIZE, len(labels.pos))
        self.lemma = nn.Linear(SIZE, len(labels.lemmas))
        self.head_kind = nn.Linear(SIZE, kinds + 1)
        self.names = nn.Linear(SIZE, 2 * kinds + 1)
        self.entities = nn.Linear(SIZE, 2 * kinds + 1)
        self.roles_hidden = nn.Linear(SIZE, 256)
        self.roles = nn.Linear(256, 9)
        self.chain = Chain(3)
        self.arc_dependent = nn.Linear(SIZE, ARC)
        self.arc_head = nn.Linear(SIZE, ARC)
        self.arc_bilinear = nn.Linear(ARC, ARC)
        self.arc_root = nn.Linear(ARC, 1)
        self.relation_dependent = nn.Linear(SIZE, RELATION)
        self.relation_head = nn.Linear(SIZE, RELATION)
        self.relation_root = nn.Parameter(torch.zeros(RELATION))
        self.relation = nn.Linear(RELATION, len(labels.relations))
        self.link_cue = nn.Linear(SIZE, LINK)
        self.link_span = nn.Linear(SIZE, 2 * LINK)
        self.link_distance = nn.Parameter(torch.zeros(2, 2 * len(DISTANCES) + 2))
        self.link_none = nn.Parameter(torch.zeros(2))
        self.claim = nn.Linear(SIZE, CLAIM)
        self.claims = ClaimHeads((len(labels.word_facts), len(labels.trigger_facts), len(labels.pair_facts)))
        self.reference = ReferenceHeads(len(labels.reference_facts))
        self.certainty_hidden = nn.Linear(SIZE, 128)
        self.certainty = nn.Linear(128, 1)
        self.incident_roles = nn.Linear(SIZE, len(incident_labels.MARKED) * 3)
        self.incident_types = nn.Linear(SIZE, len(incident_labels.TYPES))
        self.drop = nn.Dropout(0.1)

    def words(self, pieces: Tensor, casing: Tensor, mask: Tensor | None, first: Tensor, last: Tensor) -> Tensor:
        """Vectors of words [batch, words, SIZE]; ``first``/``last`` are the pieces of each word."""
        x = self.encoder(pieces, casing, mask).float()
        at = torch.arange(x.shape[0])[:, None]
        h: Tensor = self.drop((x[at, first] + x[at, last]) * 0.5)
        return h

    def role_scores(self, h: Tensor) -> Tensor:
        """[batch, words, 3 roles, 3 tags]."""
        return self.roles(F.gelu(self.roles_hidden(h))).unflatten(-1, (3, 3))

    def claim_vectors(self, h: Tensor) -> Tensor:
        """What the claim heads read, [batch, words, CLAIM]."""
        return F.gelu(self.claim(h))

    def certainties(self, h: Tensor) -> Tensor:
        """How sure it is that what a word names happens or happened, -3 to 3, [batch, words]."""
        scores: Tensor = self.certainty(F.gelu(self.certainty_hidden(h)))
        return scores[..., 0]

    def incident_role_scores(self, h: Tensor) -> Tensor:
        """[batch, words, 5 roles, 3 tags]."""
        scores: Tensor = self.incident_roles(h)
        return scores.unflatten(-1, (len(incident_labels.MARKED), 3))

    def arcs(self, h: Tensor) -> Tensor:
        """Scores of each word's head [batch, words, words + 1]; the last column is the root."""
        dependent = F.gelu(self.arc_dependent(h))
        head = F.gelu(self.arc_head(h))
        scores = self.arc_bilinear(dependent) @ head.transpose(-1, -2) * ARC**-0.5
        return torch.cat([scores, self.arc_root(dependent)], dim=-1)

    def links(self, h: Tensor, role: int) -> Tensor:
        """Vectors of words as ends of spans of a role (0 source, 1 content), [batch, words, LINK]."""
        return self.link_span(h)[..., role * LINK : (role + 1) * LINK]


def distance_bucket(words: int) -> int:
    """The bucket of a signed distance in words (negative: the span lies before the cue; 0: it touches the cue)."""
    size = sum(abs(words) >= edge for edge in DISTANCES)
    return size if words >= 0 else size + len(DISTANCES) + 1
