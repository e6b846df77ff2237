"""Trains the network on all corpora at once; stops and goes on where it stood."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import msgspec
import torch

from benchmarks.corpora.polnear import polnear
from benchmarks.corpora.re3d import re3d
from benchmarks.corpora.treebank import ewt, gum
from dateline.read.pieces import Pieces
from training.encoder import base_folder
from training.examples import Prepared, Window, batches, cut, from_polnear, from_re3d, from_treebank
from training.labels import Labels, gather
from training.losses import losses
from training.network import Network
from training.splits import check

LIMITS = (128, 160, 192, 224)
"""Sizes of windows in training, one drawn a document and round, so that no head leans on one size."""
PIECES_A_BATCH = 1800
PASSES = {"ewt": 1.6, "gum": 1.6, "re3d": 3.0, "polnear": 1.0}
"""How often a corpus is gone through in a round."""
WEIGHTS = {
    "start": 0.5, "pos": 0.5, "lemma": 0.4, "head_kind": 0.6, "names": 1.0, "entities": 1.0, "arc": 1.0,
    "relation": 0.7, "roles": 3.0, "link": 0.5,
}  # fmt: skip


def prepare(data: Path) -> tuple[list[Prepared], Labels]:
    """All training documents under ``data`` (the folder with ewt/, gum/, re3d/, polnear/), and the labels they show."""
    vocabulary = Pieces.load(base_folder() / "vocab.txt")
    banks = [("ewt", d) for d in ewt(data / "ewt", "train")] + [("gum", d) for d in gum(data / "gum", "train")]
    labels = gather(d for _, d in banks)
    made = [from_treebank(corpus, d, labels, vocabulary) for corpus, d in banks]
    reports = list(re3d(data / "re3d", "train"))
    articles = list(polnear(data / "polnear", "train"))
    check(
        ewt=[d.id for c, d in banks if c == "ewt"],
        gum=[d.id for c, d in banks if c == "gum"],
        re3d=[d.id for d in reports],
        polnear=[a.id for a in articles],
    )
    made += [from_re3d(d, labels, vocabulary) for d in reports]
    made += [from_polnear(a, vocabulary) for a in articles]
    return made, labels


def schedule(documents: list[Prepared], turn: int, seed: int) -> list[list[Window]]:
    """The batches of a round, the same for the same seed."""
    rng = random.Random(f"{seed}/{turn}")
    made: list[list[Window]] = []
    for corpus, passes in PASSES.items():
        own = [d for d in documents if d.corpus == corpus]
        drawn = own * int(passes) + rng.sample(own, round_half(len(own) * (passes % 1)))
        made += batches([w for d in drawn for w in cut(d, rng.choice(LIMITS))], PIECES_A_BATCH, rng)
    rng.shuffle(made)
    return made


def round_half(x: float) -> int:
    """``x`` rounded to the nearest whole number."""
    return int(x + 0.5)


def train(data: Path, folder: Path, rounds: int, seed: int = 1, every: float = 240.0) -> None:
    """Trains for ``rounds`` rounds; a checkpoint goes to ``folder`` every ``every`` seconds and at the end."""
    torch.manual_seed(seed)
    folder.mkdir(parents=True, exist_ok=True)
    documents, labels = prepare(data)
    (folder / "labels.json").write_bytes(msgspec.json.encode(labels))
    plans = [schedule(documents, r, seed) for r in range(rounds)]
    total = sum(len(p) for p in plans)
    network = Network(labels)
    encoder = list(network.encoder.parameters())
    ids = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if id(p) not in ids]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": 1.5e-4}, {"params": heads, "lr": 1.5e-3}], weight_decay=0.01, fused=True
    )
    warm = max(1, total // 20)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (total - s) / max(1, total - warm)))
    )
    checkpoint = folder / "checkpoint.pt"
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        rate.load_state_dict(state["rate"])
        done = state["done"]
        print(f"goes on after batch {done} of {total}", file=sys.stderr)
    else:
        network.encoder.load_base(base_folder() / "model.safetensors")

    def save() -> None:
        state = {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "rate": rate.state_dict()}
        torch.save(state | {"done": done}, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)

    network.train()
    began = saved = time.monotonic()
    pieces = 0
    seen: dict[str, list[float]] = {}
    for step, batch in enumerate([b for plan in plans for b in plan]):
        if step < done:
            continue
        found = losses(network, batch, random.Random(f"{seed}/{step}/casing"))
        loss = torch.stack([WEIGHTS[k] * v for k, v in found.items()]).sum()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        rate.step()
        done = step + 1
        pieces += sum(w.size for w in batch)
        for k, v in found.items():
            seen.setdefault(k, []).append(float(v.detach()))
        if done % 50 == 0:
            means = " ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in sorted(seen.items()))
            rate_now = pieces / (time.monotonic() - began)
            print(f"{done}/{total} {rate_now:.0f} pieces/s {means}", file=sys.stderr, flush=True)
            seen.clear()
        if time.monotonic() - saved > every:
            save()
            saved = time.monotonic()
    save()
