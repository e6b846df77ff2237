"""How well the reference head does on held-out documents, by style of expression, before anything is exported."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor

from training.reference import Anaphor
from training.reference_losses import ReferenceRows
from training.reference_network import ReferenceHeads


@torch.no_grad()
def probe(
    heads: ReferenceHeads, rows: ReferenceRows, documents: Iterable[tuple[list[Anaphor], Tensor]]
) -> dict[str, float]:
    """Figures in per cent by style: answers that are right ("none" included), and how many of the links made are right
    (P), of those to be made are made right (R). ``documents``: anaphors, and vectors [words, CLAIM] of all words."""
    heads.eval()
    tally: dict[str, list[int]] = {}
    for anaphors, vectors in documents:
        if not anaphors:
            continue
        t = rows.of(anaphors)
        found, none = heads.scores(vectors[t.words], t.own, vectors[t.candidates], t.pairs, t.of)
        for n, one in enumerate(anaphors):
            scores = [*found[t.of == n].tolist(), float(none[n])]
            best, nothing = max(range(len(scores)), key=scores.__getitem__), len(one.candidates)
            right = best in one.right
            linked = best != nothing
            add = [1, right, linked, right and linked, any(k != nothing for k in one.right)]
            old = tally.setdefault(one.style, [0] * len(add))
            tally[one.style] = [a + b for a, b in zip(old, add, strict=True)]
    made: dict[str, float] = {}
    for style, (all_, hits, links, good, there) in sorted(tally.items()):
        made[style] = 100 * hits / all_
        made[f"{style} P"] = 100 * good / max(1, links)
        made[f"{style} R"] = 100 * good / max(1, there)
    return made
