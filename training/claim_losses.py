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
from training.claims import Example, Gold, Trigger

LEAST = (3, 3, 8)
"""How often a fact of words, triggers and pairs must be seen in training to have a row."""
RULES_LEFT_OUT = 0.3
"""Share of triggers and sentences whose facts of lexicon and rules are left out in training."""
MODE_MASK = torch.full((len(TYPES), len(ALL_MODES)), -1e4)
for _t, _name in enumerate(TYPES):
    MODE_MASK[_t, 0] = 0
    for _mode in MODES.get(_name, ()):
        MODE_MASK[_t, ALL_MODES.index(_mode)] = 0
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
    """The facts seen at least ``LEAST`` times of their kind."""
    words: Counter[str] = Counter()
    triggers: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for one in examples:
        words.update(f for facts in one.facts for f in facts)
        for trigger in one.triggers:
            triggers.update(trigger.facts)
            pairs.update(f for facts in trigger.pairs for f in facts)
    kept = [
        sorted(f for f, n in counts.items() if n >= least)
        for counts, least in zip((words, triggers, pairs), LEAST, strict=True)
    ]
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
        self._known: dict[int, Tensors] = {}
        self.ruled = [torch.tensor([False, *(f.startswith("!") for f in one)]) for one in lists]

    def of(self, one: Example) -> Tensors:
        """An example's facts."""
        return Tensors(
            numbers(one.facts, self.rows[0]),
            numbers([t.facts for t in one.triggers], self.rows[1]),
            [numbers(t.pairs, self.rows[2]) for t in one.triggers],
        )

    def known(self, one: Example) -> Tensors:
        """An example's facts, worked out once."""
        found = self._known.get(id(one))
        if found is None:
            found = self._known[id(one)] = self.of(one)
        return found

    def thinned(self, facts: Tensor, kind: int, drop: Tensor | bool) -> Tensor:
        """``facts`` without those of lexicon and rules where ``drop`` ([n, 1] or one for all) says so."""
        return facts.masked_fill(self.ruled[kind][facts] & drop, 0)


class Read(Struct):
    """An example with its vectors [words, CLAIM] (all words from 0 on)."""

    one: Example
    vectors: Tensor


def losses(
    heads: ClaimHeads, rows: Rows, documents: Sequence[Read], rng: random.Random
) -> tuple[dict[str, Tensor], int]:
    """Summed losses of several documents by part, and the number of their claims."""
    made: dict[str, Tensor] = {}
    known = [rows.known(d.one) for d in documents]
    spans = [slice(d.one.first, d.one.last) for d in documents]
    gold = torch.cat([_marked(d.one) for d in documents])
    facts = padded([t.words for t in known])
    bare = torch.rand(len(facts), 1, generator=_generator(rng)) < RULES_LEFT_OUT
    vectors = torch.cat([d.vectors[s] for d, s in zip(documents, spans, strict=True)])
    scores = heads.type_scores(vectors, rows.thinned(facts, 0, bare))
    made["trigger"] = F.binary_cross_entropy_with_logits(scores, gold, reduction="sum")
    golds = [(n, g) for n, d in enumerate(documents) for g in d.one.golds]
    if not golds:
        return made, 0
    bare = torch.rand(len(golds), 1, generator=_generator(rng)) < RULES_LEFT_OUT
    doers = torch.stack([documents[n].vectors[g.word] for n, g in golds])
    types_ = torch.tensor([g.type for _, g in golds])
    facts = padded([known[n].triggers[g.trigger][None] for n, g in golds])
    states = heads.state_scores(doers, types_, rows.thinned(facts, 1, bare))
    a, b = len(STATUSES), len(STATUSES) + len(ALL_MODES)
    status = torch.tensor([g.status for _, g in golds])
    mode = torch.tensor([g.mode for _, g in golds])
    flags = torch.tensor([[g.negated, g.aggregate, g.background] for _, g in golds], dtype=torch.float32)
    made["status"] = F.cross_entropy(states[:, :a], status, reduction="sum")
    made["mode"] = F.cross_entropy(states[:, a:b] + MODE_MASK[types_], mode, reduction="sum")
    made["flags"] = F.binary_cross_entropy_with_logits(states[:, b : b + len(FLAGS)], flags, reduction="sum")
    triggers = [documents[n].one.triggers[g.trigger] for n, g in golds]
    claim = torch.cat([torch.full((len(t.candidates),), k) for k, t in enumerate(triggers)])
    parts = torch.cat(
        [documents[n].vectors[torch.tensor(t.candidates)] for (n, _), t in zip(golds, triggers, strict=True)]
    )
    facts = padded([known[n].pairs[g.trigger] for n, g in golds])
    found, none = heads.role_scores(doers, types_, parts, rows.thinned(facts, 2, bare[claim]), claim)
    own = torch.tensor([o for t in triggers for o in t.own])
    right = torch.zeros_like(found)
    starts = [0]
    for trigger in triggers:
        starts.append(starts[-1] + len(trigger.candidates))
    marks = [(starts[k] + j, r) for k, (_, g) in enumerate(golds) for j, r in g.parts]
    if marks:
        right[tuple(torch.tensor(marks).T)] = 1
    made["role"] = F.binary_cross_entropy_with_logits(found[own], right[own], reduction="sum")
    made["taken"] = taken_loss(found, none, [g for _, g in golds], triggers, starts)
    return made, len(golds)


def _marked(one: Example) -> Tensor:
    gold = torch.zeros(one.last - one.first, len(TYPES))
    for word, types in one.marked.items():
        for t in types:
            if one.first <= word < one.last:
                gold[word - one.first, t] = 1
    return gold


def padded(tensors: Sequence[Tensor]) -> Tensor:
    """[n, k] tables of several widths below each other, filled up with 0."""
    width = max(t.shape[1] for t in tensors)
    return torch.cat([F.pad(t, (0, width - t.shape[1])) for t in tensors])


def taken_loss(
    found: Tensor, none: Tensor, golds: Sequence[Gold], triggers: Sequence[Trigger], starts: Sequence[int]
) -> Tensor:
    """For each slot that a claim's sentence leaves open: one of the candidates elsewhere, or nothing. ``found``
    [pairs, roles] of all claims' candidates, each claim's from ``starts`` on; ``none`` [claims, slots and one more, for
    places beside the sentence's own]. Where several things are taken over, each should have its share."""
    away = [[k for k, own in enumerate(t.own) if not own] for t in triggers]
    width = max(map(len, away))
    rows = torch.tensor(
        [[s + k for k in ks] + [0] * (width - len(ks)) for s, ks in zip(starts, away, strict=False)], dtype=torch.long
    )
    shut = torch.tensor([[False] * len(ks) + [True] * (width - len(ks)) for ks in away], dtype=torch.bool)
    total = found.new_zeros(())
    for slot, (name, roles) in enumerate(zip(SLOTS, SLOT_ROLES, strict=True)):
        open_ = [n for n, g in enumerate(golds) if g.taken[name] is not None]
        if not open_:
            continue
        scores = torch.logsumexp(found[:, roles], -1)[rows[open_]].masked_fill(shut[open_], -1e4)
        beside = torch.tensor([len(SLOTS) if name == "place" and golds[n].placed else slot for n in open_])
        scores = torch.log_softmax(torch.cat([scores, none[open_].gather(1, beside[:, None])], dim=1), 1)
        of: list[int] = []
        right: list[list[bool]] = []
        share: list[float] = []
        for row, n in enumerate(open_):
            places = {k: at for at, k in enumerate(away[n])}
            groups = [[places[k] for k in group if k in places] for group in golds[n].taken[name] or ()]
            groups = [g for g in groups if g] or [[width]]
            for group in groups:
                of.append(row)
                right.append([at in group for at in range(width + 1)])
                share.append(1 / len(groups))
        kept = scores[of].masked_fill(~torch.tensor(right), -1e4)
        total = total - (torch.logsumexp(kept, 1) * torch.tensor(share)).sum()
    return total


def _generator(rng: random.Random) -> torch.Generator:
    return torch.Generator().manual_seed(rng.getrandbits(31))
