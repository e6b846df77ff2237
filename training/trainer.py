"""Trains the network on all corpora at once; stops and goes on where it stood."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import msgspec
import torch

from training.claim_losses import Rows, Vocabulary
from training.corpora import Corpora, schedule
from training.encoder import base_folder
from training.labels import Labels
from training.losses import losses
from training.network import Network
from training.reference_losses import ReferenceRows

WEIGHTS = {
    "start": 0.5, "pos": 0.5, "lemma": 0.4, "head_kind": 0.6, "names": 1.0, "entities": 1.0, "arc": 1.0,
    "relation": 0.7, "roles": 3.0, "link": 0.5, "certainty": 1.0, "incident_role": 4.0, "incident_type": 0.5,
    "incident_window": 0.5, "trigger": 1.0, "status": 0.5, "mode": 0.3, "flags": 0.3, "role": 0.7, "taken": 0.4,
    "reference": 0.5,
}  # fmt: skip


AVERAGED = 0.998
"""How much of the running average of the weights stays at a step: it reaches some 500 steps back."""


def train(
    corpora: Corpora,
    folder: Path,
    rounds: int,
    seed: int = 1,
    every: float = 240.0,
    warm: Path | None = None,
    only: frozenset[str] = frozenset(),
) -> Network:
    """Trains for ``rounds`` rounds; a checkpoint goes to ``folder`` every ``every`` seconds and at the end. ``warm``:
    a checkpoint of an earlier version, whose weights are taken over where they fit. ``only``: corpora to train on,
    where not all. The network returned, and stored as ``network`` at the end, has the running average of the weights
    over the last steps (Izmailov et al. 2018, arXiv:1803.05407)."""
    torch.manual_seed(seed)
    folder.mkdir(parents=True, exist_ok=True)
    labels = corpora.labels
    documents = [d for d in corpora.documents if not only or d.corpus in only]
    (folder / "labels.json").write_bytes(msgspec.json.encode(labels))
    plans = [schedule(documents, r, seed) for r in range(rounds)]
    total = sum(len(p) for p in plans)
    network = Network(labels)
    encoder = list(network.encoder.parameters())
    ids = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if id(p) not in ids]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": 1.5e-4 if warm is None else 1e-4}, {"params": heads, "lr": 1.5e-3}],
        weight_decay=0.01,
        fused=True,
    )
    rows = Rows(Vocabulary(labels.word_facts, labels.trigger_facts, labels.pair_facts))
    references = ReferenceRows(labels.reference_facts)
    rising = max(1, total // 20)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / rising, max(0.0, (total - s) / max(1, total - rising)))
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
    elif warm is not None:
        take_over(network, labels, warm)
    else:
        network.encoder.load_base(base_folder() / "model.safetensors")
    live = list(network.parameters())
    averages = [p.detach().clone() for p in live]
    if done:
        averages = [a.copy_(b) for a, b in zip(averages, state["averages"], strict=True)]

    def save() -> None:
        state = {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "rate": rate.state_dict()}
        torch.save(state | {"done": done, "averages": averages}, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)

    network.train()
    began = saved = time.monotonic()
    pieces = 0
    seen: dict[str, list[float]] = {}
    for step, batch in enumerate([b for plan in plans for b in plan]):
        if step < done:
            continue
        found = losses(network, batch, random.Random(f"{seed}/{step}/casing"), rows, references)
        loss = torch.stack([WEIGHTS[k] * v for k, v in found.items()]).sum()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        rate.step()
        done = step + 1
        with torch.no_grad():
            torch._foreach_lerp_(averages, live, 1 - min(AVERAGED, done / (done + 9)))
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
    with torch.no_grad():
        for value, average in zip(live, averages, strict=True):
            value.copy_(average)
    save()
    network.eval()
    return network


def take_over(network: Network, labels: Labels, warm: Path) -> None:
    """Weights of an earlier version, where name and shape fit; rows of facts by the facts that they stand for."""
    old: dict[str, torch.Tensor] = torch.load(warm, weights_only=True)["network"]
    before = msgspec.json.decode((warm.parent / "labels.json").read_bytes(), type=Labels)
    own = network.state_dict()
    for name, value in old.items():
        if name in own and own[name].shape == value.shape and not name.endswith(".rows"):
            own[name] = value
    for name in own:
        if not name.endswith(".rows") or name not in old or old[name].shape[1] != own[name].shape[1]:
            continue
        known = {fact: row for row, fact in enumerate(facts_of(name, before), start=1)}
        for row, fact in enumerate(facts_of(name, labels), start=1):
            if fact in known:
                own[name][row] = old[name][known[fact]]
    network.load_state_dict(own)


def facts_of(name: str, labels: Labels) -> list[str]:
    """The facts that the rows of a table of weights stand for, from row 1 on."""
    head, table = name.split(".")[:2]
    if head == "reference":
        return labels.reference_facts
    kinds = {"word": labels.word_facts, "state": labels.trigger_facts, "pair": labels.pair_facts}
    return kinds[table.split("_")[0]]
