"""Entities as Mongo JSON lines, the way re3d's ``entities.json`` has them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec


def entity(document: str, text: str, start: int, end: int, label: str) -> bytes:
    """One line: the entity ``text[start:end]`` of a document. The id is document, offsets and type (re3d's own ids have
    the sentence number too); confidence is 1, since a reader either finds an entity or does not."""
    row = {
        "_id": f"{document}-{start}-{end}-{label}",
        "begin": start,
        "end": end,
        "type": label,
        "value": text[start:end],
        "documentId": document,
        "confidence": 1,
    }
    return msgspec.json.encode(row) + b"\n"


def write(target: Path, rows: Iterable[bytes]) -> None:
    """Writes lines made by :func:`entity` to one file."""
    with target.open("wb") as file:
        file.writelines(rows)
