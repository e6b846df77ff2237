"""How well a network finds the claims of held-out examples, before anything is exported: for choosing recipes.

Triggers are matched by head word and type; parts are judged at the gold triggers. These are not the benchmark's figures
(``benchmarks/own.py``), which score what a user gets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from dateline.read.ontology import ALL_MODES, ROLES, SLOTS, STATUSES, TYPES
from dateline.read.pieces import Pieces
from training.claim_losses import MODE_MASK, SLOT_ROLES, Rows
from training.claims import Example
from training.encoder import base_folder
from training.examples import cut, from_claims
from training.losses import inputs
from training.network import Network

THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6)


@torch.no_grad()
def vectors(network: Network, one: Example, vocabulary: Pieces, limit: int = 192) -> Tensor:
    """A document's vectors for claims, [words, CLAIM]."""
    found = []
    for window in cut(from_claims(one, vocabulary), limit):
        pieces, casing, _, first, last = inputs([window], None)
        x = network.encoder(pieces, casing, None)
        found.append(network.claim_vectors((x[:, first[0]] + x[:, last[0]]) * 0.5)[0])
    return torch.cat(found)


@torch.no_grad()
def probe(network: Network, rows: Rows, examples: Sequence[Example]) -> dict[str, float]:
    """Figures in per cent: trigger F1 at several thresholds, and by slot at gold triggers."""
    vocabulary = Pieces.load(base_folder() / "vocab.txt")
    network.eval()
    tally: dict[str, list[float]] = {}

    def add(name: str, *values: float) -> None:
        old = tally.setdefault(name, [0.0] * len(values))
        tally[name] = [a + b for a, b in zip(old, values, strict=True)]

    for one in examples:
        c = vectors(network, one, vocabulary)
        tensors = rows.of(one)
        scores = network.claims.type_scores(c[one.first : one.last], tensors.words).sigmoid()
        gold = torch.zeros_like(scores)
        for word, types in one.marked.items():
            if one.first <= word < one.last:
                for t in types:
                    gold[word - one.first, t] = 1
        for threshold in THRESHOLDS:
            found = scores > threshold
            add(f"trigger@{threshold}", float((found * gold).sum()), float(found.sum()), float(gold.sum()))
        for t, type_name in enumerate(TYPES):
            found = scores[:, t] > 0.4
            add(f"type {type_name}", float((found * gold[:, t]).sum()), float(found.sum()), float(gold[:, t].sum()))
        for g in one.golds:
            trigger = one.triggers[g.trigger]
            type_ = torch.tensor(g.type)
            state = network.claims.state_scores(c[g.word][None], type_[None], tensors.triggers[g.trigger][None])[0]
            a, b = len(STATUSES), len(STATUSES) + len(ALL_MODES)
            add("status", float(int(state[:a].argmax()) == g.status), 1.0)
            add("mode", float(int((state[a:b] + MODE_MASK[g.type]).argmax()) == g.mode), 1.0)
            candidates = torch.tensor(trigger.candidates)
            found, none = network.claims.role_scores(
                c[g.word][None], type_[None], c[candidates], tensors.pairs[g.trigger], torch.zeros_like(candidates)
            )
            _parts(add, g.parts, g.taken, found, none[0], torch.tensor(trigger.own))
    made: dict[str, float] = {}
    for name, values in tally.items():
        if len(values) == 2:
            made[name] = 100 * values[0] / max(1.0, values[1])
        else:
            right, said, there = values
            made[name] = 200 * right / max(1.0, said + there)
            made[name + " P"] = 100 * right / max(1.0, said)
            made[name + " R"] = 100 * right / max(1.0, there)
    return made


def _parts(
    add: Callable[..., None],
    parts: Sequence[tuple[int, int]],
    taken: dict[str, tuple[tuple[int, ...], ...] | None],
    found: Tensor,
    none: Tensor,
    own: Tensor,
) -> None:
    gold = torch.zeros_like(found)
    for k, r in parts:
        gold[k, r] = 1
    said = (found > 0) & own[:, None]
    away = (~own).nonzero()[:, 0]
    for slot, (name, roles) in enumerate(zip(SLOTS, SLOT_ROLES, strict=True)):
        mine, right = said[:, roles].any(-1), gold[:, roles].any(-1)
        hit, claimed, there = float((mine & right).sum()), float(mine.sum()), float(right.sum())
        chosen = None
        if not bool(mine.any()):
            logits = torch.cat([torch.logsumexp(found[away][:, roles], -1), none[slot : slot + 1]])
            best = int(logits.argmax())
            chosen = int(away[best]) if best < len(away) else None
        if taken[name]:
            there += 1
            hit += any(chosen in group for group in taken[name] or ())
        claimed += chosen is not None
        add(name, hit, claimed, there)
    r = ROLES.index("means")
    add("means", float((said[:, r] & (gold[:, r] > 0)).sum()), float(said[:, r].sum()), float(gold[:, r].sum()))
