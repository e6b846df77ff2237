"""Between two checkpoints, one of which was trained on from the other: ``python -m training mix``.

Training on a model makes it better at what it is shown and, from some point on, worse at what it is not. The weights in
between do better than both ends on reports that neither has seen (Wortsman et al. 2022, arXiv:2109.01903).
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import torch

from training.labels import Labels
from training.network import Network
from training.trainer import facts_of, take_over

State = dict[str, torch.Tensor]


def mix(before: Path, after: Path, share: float, folder: Path) -> None:
    """Writes a checkpoint with ``share`` (0 to 1) of the weights of the checkpoint ``after`` and the rest of those of
    ``before`` into ``folder``. Facts that only ``after`` knows keep its rows."""
    labels = _labels(after)
    old, new = _state(before, labels), _state(after, labels)
    earlier = _labels(before)
    for name in new:
        if name.endswith(".rows"):
            known = set(facts_of(name, earlier))
            alone = [row for row, fact in enumerate(facts_of(name, labels), start=1) if fact not in known]
            old[name][alone] = new[name][alone]
    mixed = {name: torch.lerp(old[name], new[name], share) for name in new}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "labels.json").write_bytes((after.parent / "labels.json").read_bytes())
    torch.save({"network": mixed}, folder / "checkpoint.pt")


def _labels(checkpoint: Path) -> Labels:
    return msgspec.json.decode((checkpoint.parent / "labels.json").read_bytes(), type=Labels)


def _state(checkpoint: Path, labels: Labels) -> State:
    network = Network(labels)
    take_over(network, labels, checkpoint)
    return {name: value.clone() for name, value in network.state_dict().items()}
