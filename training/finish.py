"""The last step of training: the claim heads alone, on exactly what they will see at run time.

The exported int8 reader reads every annotated report again; its own vectors and its own parse, not those of the
network in floating point and of the parser before it, are what the small heads learn from. The graph stays as it is;
the weights of the claim heads beside it are replaced.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
import torch

from dateline.read.reader import Reader
from training import generated
from training.annotations import texts
from training.annotations.format import load_all
from training.annotations.plan import is_dev
from training.claim_losses import Read, Rows, Vocabulary, losses
from training.claim_network import ClaimHeads
from training.claims import example
from training.corpora import HELD
from training.labels import Labels
from training.losses import CLAIMS_AT_LEAST
from training.network import Network
from training.trainer import WEIGHTS, take_over

RATE, DECAY, DOCUMENTS = 1e-3, 0.03, 6
RISING = 100
"""Steps until the learning rate is reached."""
SEEDS = (1, 2, 3)


def read_again(data: Path, weights: Path) -> list[Read]:
    """The annotated and the generated reports, as the reader in ``weights`` sees them."""
    reader = Reader.load(weights)
    held = set(HELD.read_text(encoding="utf-8").split("\n"))
    known: dict[str, dict[str, texts.Text]] = {}
    pairs = []
    for batch in load_all():
        if is_dev(batch.batch) or batch.reader != "a":
            continue
        for document in batch.documents:
            if f"{document.corpus}/{document.id}" in held:
                continue
            if document.corpus not in known:
                known[document.corpus] = texts.load(data, document.corpus)
            pairs.append((known[document.corpus][document.id], document))
    pairs += generated.load()
    made = []
    for text, document in pairs:
        one = example(reader, text, document)
        if one.vectors is not None:
            made.append(Read(one, torch.from_numpy(one.vectors.astype(np.float32))))
    return made


def finish(data: Path, checkpoint: Path, weights: Path, passes: int, seeds: Sequence[int] = SEEDS) -> None:
    """Trains the claim heads of ``checkpoint`` for ``passes`` passes, once for each seed, and writes the mean of their
    weights to ``weights``: from the same start in another order they end near each other, and the mean does at least as
    well as each (Wortsman et al. 2022, arXiv:2203.05482)."""
    labels = msgspec.json.decode((checkpoint.parent / "labels.json").read_bytes(), type=Labels)
    documents = read_again(data, weights)
    total: dict[str, torch.Tensor] = {}
    for seed in seeds:
        torch.manual_seed(seed)
        network = Network(labels)
        take_over(network, labels, checkpoint)
        for name, value in _heads(network.claims, labels, documents, passes, seed).items():
            total[name] = total.get(name, torch.zeros_like(value)) + value / len(seeds)
    _store(weights, "claims", total)


def _heads(
    heads: ClaimHeads, labels: Labels, documents: Sequence[Read], passes: int, seed: int
) -> Mapping[str, torch.Tensor]:
    """The heads' weights after training."""
    rows = Rows(Vocabulary(labels.word_facts, labels.trigger_facts, labels.pair_facts))
    order = list(documents)
    optimiser = torch.optim.AdamW(heads.parameters(), lr=RATE, weight_decay=DECAY)
    total = passes * len(order) // DOCUMENTS
    step = 0
    heads.train()
    for turn in range(passes):
        random.Random(f"{seed}/{turn}").shuffle(order)
        seen: dict[str, float] = {}
        for at in range(0, len(order), DOCUMENTS):
            for group in optimiser.param_groups:
                group["lr"] = RATE * min(1.0, (step + 1) / RISING) * max(0.0, 1 - step / total)
            found, claims = losses(heads, rows, order[at : at + DOCUMENTS], random.Random(f"{seed}/{step}"))
            parts = {name: value / (claims + CLAIMS_AT_LEAST) for name, value in found.items()}
            optimiser.zero_grad()
            torch.stack([WEIGHTS[name] * value for name, value in parts.items()]).sum().backward()
            optimiser.step()
            step += 1
            for name, value in parts.items():
                seen[name] = seen.get(name, 0.0) + float(value.detach()) * DOCUMENTS / len(order)
        told = " ".join(f"{k} {v:.3f}" for k, v in sorted(seen.items()))
        print(f"seed {seed}, pass {turn + 1}: {told}", file=sys.stderr, flush=True)
    return {name: value.detach() for name, value in heads.state_dict().items()}


def _store(weights: Path, prefix: str, state: Mapping[str, torch.Tensor]) -> None:
    """Replaces a head's weights among the small ones."""
    with np.load(weights / "reader.npz") as stored:
        small = {name: stored[name] for name in stored.files if not name.startswith(f"{prefix}.")}
    for name, value in state.items():
        small[f"{prefix}.{name}"] = value.detach().numpy().astype(np.float16)
    np.savez_compressed(weights / "reader.npz", **small)
