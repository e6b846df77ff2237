"""Which documents are trained on. ``splits.json`` fixes it by document; nothing else may be trained on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.corpora.muc4_templates import incidents
from benchmarks.corpora.polnear import polnear
from benchmarks.corpora.re3d import re3d
from benchmarks.corpora.treebank import ewt, gum

FILE = Path(__file__).with_name("splits.json")


def load() -> dict[str, dict[str, list[str]]]:
    """Corpus → split (train, dev) → document ids."""
    found: dict[str, dict[str, list[str]]] = msgspec.json.decode(FILE.read_bytes())
    return found


def gather(data: Path) -> dict[str, dict[str, list[str]]]:
    """The splits as the corpora under ``data`` define them."""
    readers: dict[str, Any] = {"ewt": ewt, "gum": gum, "muc4": incidents, "polnear": polnear, "re3d": re3d}
    return {
        name: {split: sorted({str(d.id) for d in reader(data / name, split)}) for split in ("train", "dev")}
        for name, reader in readers.items()
    }


def check(**documents: Iterable[str]) -> None:
    """Raises ``ValueError`` where a document about to be trained on is not in the training part of ``splits.json``."""
    fixed = load()
    for corpus, ids in documents.items():
        strange = sorted(set(ids) - set(fixed[corpus]["train"]))
        if strange:
            raise ValueError(f"{corpus}: not in its training split: {', '.join(strange[:5])}")
