"""Losses of the claim heads over one document, and the tensors that they need."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence

import torch
from msgspec import Struct
from torch import Tensor
from torch.nn import functional as F

from dateline.read.ontology import ALL_MODES, FLAGS, MODES, ROLES, SLOTS, STATUSES, TYPES
from training.claim_network import ClaimHeads
from training.claims import Example, Gold

LEAST = 3
"""How often a fact must be seen in training to have a row."""
RULES_LEFT_OUT = 0.3
"""Share of triggers and sentences whose facts of lexicon and rules are left out in training."""
_MODE_MASK = torch.full((len(TYPES), len(ALL_MODES)), -1e4)
for _t, _name in enumerate(TYPES):
    _MODE_MASK[_t, 0] = 0
    for _mode in MODES.get(_name, ()):
        _MODE_MASK[_t, ALL_MODES.index(_mode)] = 0
SLOT_ROLES = [[ROLES.index(r) for r in roles] for roles in SLOTS.values()]


class Vocabulary(Struct, frozen=True):
    """Facts that have a row, by kind; a fact's row is its place in the list plus one."""

    words: list[str]
    triggers: list[str]
    pairs: list[str]

    def sizes(self) -> tuple[int, int, int]:
        """How many rows each table has beside row 0."""
        return len(self.words), len(self.triggers), len(self.pairs)


def gather(examples: Iterable[Example]) -> Vocabulary:
    """The facts seen at least ``LEAST`` times."""
    words: Counter[str] = Counter()
    triggers: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for one in examples:
        words.update(f for facts in one.facts for f in facts)
        for trigger in one.triggers:
            triggers.update(trigger.facts)
            pairs.update(f for facts in trigger.pairs for f in facts)
    kept = [sorted(f for f, n in counts.items() if n >= LEAST) for counts in (words, triggers, pairs)]
    return Vocabulary(*kept)


class Tensors(Struct):
    """An example's facts as numbers of rows."""

    words: Tensor
    triggers: Tensor
    pairs: list[Tensor]


def numbers(facts: Sequence[Sequence[str]], rows: dict[str, int]) -> Tensor:
    """[n, k] numbers of rows, 0 where there is none."""
    found = [[rows[f] for f in one if f in rows] for one in facts]
    width = max((len(one) for one in found), default=0) or 1
    return torch.tensor([one + [0] * (width - len(one)) for one in found], dtype=torch.long).reshape(len(found), width)


class Rows:
    """Turns facts to numbers; says which rows come from lexicon and rules."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        lists = (vocabulary.words, vocabulary.triggers, vocabulary.pairs)
        self.rows = [{f: i + 1 for i, f in enumerate(one)} for one in lists]
        self.ruled = [torch.tensor([False, *(f.startswith("!") for f in one)]) for one in lists]

    def of(self, one: Example) -> Tensors:
        """An example's facts."""
        return Tensors(
            numbers(one.facts, self.rows[0]),
            numbers([t.facts for t in one.triggers], self.rows[1]),
            [numbers(t.pairs, self.rows[2]) for t in one.triggers],
        )

    def thinned(self, facts: Tensor, kind: int, drop: Tensor | bool) -> Tensor:
        """``facts`` without those of lexicon and rules where ``drop`` ([n, 1] or one for all) says so."""
        return facts.masked_fill(self.ruled[kind][facts] & drop, 0)


def losses(
    heads: ClaimHeads, rows: Rows, one: Example, tensors: Tensors, c: Tensor, rng: random.Random
) -> tuple[dict[str, Tensor], int]:
    """Summed losses of a document by part, and the number of its claims. ``c`` [words, CLAIM], all words from 0 on."""
    made: dict[str, Tensor] = {}
    size = one.last - one.first
    gold = torch.zeros(size, len(TYPES))
    for word, types in one.marked.items():
        for t in types:
            if one.first <= word < one.last:
                gold[word - one.first, t] = 1
    bare = torch.rand(size, 1, generator=_generator(rng)) < RULES_LEFT_OUT
    scores = heads.type_scores(c[one.first : one.last], rows.thinned(tensors.words, 0, bare))
    made["trigger"] = F.binary_cross_entropy_with_logits(scores, gold, reduction="sum")
    if not one.golds:
        return made, 0
    at = torch.tensor([g.word for g in one.golds])
    types_ = torch.tensor([g.type for g in one.golds])
    facts = tensors.triggers[torch.tensor([g.trigger for g in one.golds])]
    bare = torch.rand(len(one.golds), 1, generator=_generator(rng)) < RULES_LEFT_OUT
    states = heads.state_scores(c[at], types_, rows.thinned(facts, 1, bare))
    a, b = len(STATUSES), len(STATUSES) + len(ALL_MODES)
    status = torch.tensor([g.status for g in one.golds])
    mode = torch.tensor([g.mode for g in one.golds])
    flags = torch.tensor([[g.negated, g.aggregate, g.background] for g in one.golds], dtype=torch.float32)
    made["status"] = F.cross_entropy(states[:, :a], status, reduction="sum")
    made["mode"] = F.cross_entropy(states[:, a:b] + _MODE_MASK[types_], mode, reduction="sum")
    made["flags"] = F.binary_cross_entropy_with_logits(states[:, b : b + len(FLAGS)], flags, reduction="sum")
    roles, taken = c.new_zeros(()), c.new_zeros(())
    for number, g in enumerate(one.golds):
        pairs = rows.thinned(tensors.pairs[g.trigger], 2, bool(bare[number, 0]))
        trigger = one.triggers[g.trigger]
        found, none = heads.role_scores(c[g.word], types_[number], c[torch.tensor(trigger.candidates)], pairs)
        own = torch.tensor(trigger.own)
        roles = roles + role_loss(found, own, g)
        taken = taken + taken_loss(found, none, own, g)
    made["role"], made["taken"] = roles, taken
    return made, len(one.golds)


def role_loss(found: Tensor, own: Tensor, g: Gold) -> Tensor:
    """Of the candidates in the claim's own sentence, each role for itself."""
    gold = torch.zeros_like(found)
    for k, r in g.parts:
        gold[k, r] = 1
    return F.binary_cross_entropy_with_logits(found[own], gold[own], reduction="sum")


def taken_loss(found: Tensor, none: Tensor, own: Tensor, g: Gold) -> Tensor:
    """For each slot that the sentence leaves open: one of the candidates elsewhere, or nothing."""
    total = found.new_zeros(())
    away = (~own).nonzero()[:, 0]
    place = {int(k): n for n, k in enumerate(away)}
    for slot, (name, roles) in enumerate(zip(SLOTS, SLOT_ROLES, strict=True)):
        taken = g.taken[name]
        if taken is None:
            continue
        logits = torch.cat([torch.logsumexp(found[away][:, roles], -1), none[slot : slot + 1]])
        right = [place[k] for k in taken if k in place] or [len(away)]
        total = total + torch.logsumexp(logits, 0) - torch.logsumexp(logits[right], 0)
    return total


def _generator(rng: random.Random) -> torch.Generator:
    return torch.Generator().manual_seed(rng.getrandbits(31))
