"""The heads that find claims: what a word reports, how real that is, and which words play a part in it.

They read the model's vectors of words and, beside them, facts of the parse and the rules (``dateline/read/facts.py``):
every fact seen often enough in training has a row in a table, and the rows of what a word or a pair has are summed.
``dateline/read/claim_heads.py`` computes the same with NumPy.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.read.ontology import ALL_MODES, FLAGS, ROLES, SLOTS, STATUSES, TYPES

CLAIM = 160
"""Size of a word's vector for claims."""
HIDDEN, STATE, LOW = 128, 96, 16


class Table(nn.Module):
    """Rows of facts, summed; row 0 is no fact."""

    def __init__(self, facts: int, size: int) -> None:
        super().__init__()
        self.rows = nn.Parameter(torch.zeros(facts + 1, size))

    def forward(self, numbers: Tensor) -> Tensor:
        """[n, facts] → [n, size]."""
        return F.embedding_bag(numbers, self.rows, mode="sum", padding_idx=0)


class ClaimHeads(nn.Module):
    """``facts``: how many facts of words, triggers and pairs have a row."""

    def __init__(self, facts: tuple[int, int, int]) -> None:
        super().__init__()
        words, triggers, pairs = facts
        self.word = nn.Linear(CLAIM, HIDDEN)
        self.word_facts = Table(words, HIDDEN)
        self.word_plain = Table(words, len(TYPES))
        self.types = nn.Linear(HIDDEN, len(TYPES))
        nn.init.constant_(self.types.bias, -5.0)
        self.state = nn.Linear(CLAIM, STATE)
        self.state_facts = Table(triggers, STATE)
        self.state_type = nn.Embedding(len(TYPES), STATE)
        self.states = nn.Linear(STATE, len(STATUSES) + len(ALL_MODES) + len(FLAGS))
        self.doer = nn.Linear(CLAIM, HIDDEN)
        self.part = nn.Linear(CLAIM, HIDDEN)
        self.pair_type = nn.Embedding(len(TYPES), HIDDEN)
        self.pair_facts = Table(pairs, HIDDEN)
        self.pair_plain = Table(pairs, len(ROLES))
        self.roles = nn.Linear(HIDDEN, len(ROLES))
        nn.init.constant_(self.roles.bias, -3.0)
        self.low_doer = nn.Linear(CLAIM, len(ROLES) * LOW)
        self.low_part = nn.Linear(CLAIM, len(ROLES) * LOW)
        self.none = nn.Linear(HIDDEN, len(SLOTS) + 1)
        for table in (self.state_type, self.pair_type):
            nn.init.normal_(table.weight, std=0.1)
        self.drop = nn.Dropout(0.2)

    def type_scores(self, c: Tensor, facts: Tensor) -> Tensor:
        """Log-odds that words bear a claim of each type. ``c`` [n, CLAIM], ``facts`` [n, k] → [n, types]."""
        hidden = F.gelu(self.word(c) + self.word_facts(facts))
        return self.types(self.drop(hidden)) + self.word_plain(facts)

    def state_scores(self, c: Tensor, types: Tensor, facts: Tensor) -> Tensor:
        """Scores of status, mode, negated, aggregate, background of claims. ``c`` [n, CLAIM], ``types`` [n]."""
        hidden = F.gelu(self.state(c) + self.state_type(types) + self.state_facts(facts))
        scores: Tensor = self.states(self.drop(hidden))
        return scores

    def role_scores(
        self, doers: Tensor, types: Tensor, parts: Tensor, facts: Tensor, claim: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Scores of the roles of candidates [p, roles], and for each claim of taking over nothing [n, slots + 1], the
        last for places beside one in the claim's own sentence. ``doers`` [n, CLAIM] are the triggers' vectors,
        ``types`` [n]; ``parts`` [p, CLAIM] the candidates' of all claims, ``facts`` [p, k]; ``claim`` [p] says whose
        candidate each is."""
        own = self.doer(doers) + self.pair_type(types)
        hidden = F.gelu(own[claim] + self.part(parts) + self.pair_facts(facts))
        low = self.low_doer(doers)[claim].unflatten(-1, (len(ROLES), LOW))
        other = self.low_part(parts).unflatten(-1, (len(ROLES), LOW))
        scores = self.roles(self.drop(hidden)) + self.pair_plain(facts) + (low * other).sum(-1) * LOW**-0.5
        return scores, self.none(F.gelu(own))
