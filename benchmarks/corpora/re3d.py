"""re3d: documents on Syria and Iraq with entities, as Mongo JSON lines, one folder a publisher.

Traps: 28 % of the entities have confidence 0 and some of those are junk: they count only inside a wider, sure one.
The corpus has no split of its own: dev is where sha256 of the document id, as a number, is 0 modulo 5.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from dateline.errors import UsageError


class Re3dEntity(Struct, frozen=True):
    """An entity: ``text[start:end]``, re3d's type, the annotators' confidence (0 or 1)."""

    start: int
    end: int
    type: str
    confidence: float


class Re3dDocument(Struct, frozen=True):
    """One document; ``source`` is its folder, which sets its licence."""

    id: str
    source: str
    title: str
    url: str
    text: str
    entities: list[Re3dEntity]


def is_dev(document: str) -> bool:
    """Whether a document belongs to the dev split."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % 5 == 0


def re3d(data: Path, split: str) -> Iterator[Re3dDocument]:
    """Documents of ``split`` (train or dev), by folder and id."""
    folders = sorted(p.parent for p in data.glob("*/documents.json"))
    if not folders:
        raise UsageError(f"{data}: no folder with documents.json there; point --data at re3d's folder")
    for folder in folders:
        entities: dict[str, list[Re3dEntity]] = {}
        for row in _rows(folder / "entities.json"):
            entity = Re3dEntity(row["begin"], row["end"], row["type"], float(row.get("confidence", 1)))
            entities.setdefault(row["documentId"], []).append(entity)
        for row in sorted(_rows(folder / "documents.json"), key=lambda r: str(r["_id"])):
            if is_dev(row["_id"]) == (split == "dev"):
                own = _kept(entities.get(row["_id"], []), len(row["text"]))
                yield Re3dDocument(
                    row["_id"], folder.name, row.get("title") or "", row.get("sourceUrl") or "", row["text"], own
                )


def _rows(path: Path) -> Iterator[dict]:  # type: ignore[type-arg]  # whatever the corpus holds
    with path.open("rb") as lines:
        for line in lines:
            if line.strip():
                yield msgspec.json.decode(line)


def _holds(outer: Re3dEntity, inner: Re3dEntity) -> bool:
    """Whether one lies within the other and is smaller: the same span with another label is a label turned down."""
    return outer.start <= inner.start and inner.end <= outer.end and outer.end - outer.start > inner.end - inner.start


def _kept(entities: list[Re3dEntity], length: int) -> list[Re3dEntity]:
    sure = [e for e in entities if e.confidence > 0]
    kept = {
        (e.start, e.end, e.type): e
        for e in entities
        if 0 <= e.start < e.end <= length and (e.confidence > 0 or any(_holds(s, e) for s in sure))
    }
    return [kept[k] for k in sorted(kept, key=lambda k: (k[0], -k[1], k[2]))]
