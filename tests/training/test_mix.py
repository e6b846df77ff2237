"""Weights between two checkpoints."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from training.labels import Labels

torch = pytest.importorskip("torch")

from training.mix import mix  # noqa: E402 - only with PyTorch
from training.network import Network  # noqa: E402 - only with PyTorch


def stored(folder: Path, labels: Labels, seed: int) -> Path:
    torch.manual_seed(seed)
    network = Network(labels)
    for value in network.parameters():
        torch.nn.init.normal_(value)
    folder.mkdir()
    torch.save({"network": network.state_dict()}, folder / "checkpoint.pt")
    (folder / "labels.json").write_bytes(msgspec.json.encode(labels))
    return folder / "checkpoint.pt"


def test_weights_lie_between_and_new_facts_keep_theirs(tmp_path: Path) -> None:
    base = Labels(["NOUN", "VERB"], ["root"], ["0|"], ["place"])
    early = msgspec.structs.replace(base, word_facts=["a", "b"])
    late = msgspec.structs.replace(base, word_facts=["b", "new"])
    before, after = stored(tmp_path / "early", early, 1), stored(tmp_path / "late", late, 2)
    mix(before, after, 0.25, tmp_path / "mixed")
    old, new = (torch.load(p, weights_only=True)["network"] for p in (before, after))
    found = torch.load(tmp_path / "mixed" / "checkpoint.pt", weights_only=True)["network"]
    assert torch.allclose(found["pos.weight"], 0.75 * old["pos.weight"] + 0.25 * new["pos.weight"], atol=1e-6)
    rows = "claims.word_facts.rows"
    assert torch.allclose(found[rows][1], 0.75 * old[rows][2] + 0.25 * new[rows][1], atol=1e-6)  # "b"
    assert torch.equal(found[rows][2], new[rows][2])  # only the later one knows it
    assert msgspec.json.decode((tmp_path / "mixed" / "labels.json").read_bytes(), type=Labels) == late
