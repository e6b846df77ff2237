"""Incidents as lines of MUC-4's processed form: ``docid``, ``doctext`` and ``templates``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from benchmarks.corpora.muc4_templates import IncidentDocument, Template
from dateline.read.incident_labels import ROLES


def line(document: IncidentDocument, found: Sequence[Template]) -> bytes:
    """A document with found templates; each string has the offset of its first occurrence, as in the corpus."""
    templates = [
        {"incident_type": one.type}
        | {
            role: [[[m, document.text.find(m)] for m in entity] for entity in own]
            for role, own in zip(ROLES, one.fillers, strict=True)
        }
        for one in found
    ]
    return msgspec.json.encode({"docid": document.id, "doctext": document.text, "templates": templates}) + b"\n"


def write(target: Path, lines: Iterable[bytes]) -> None:
    """Writes lines made by :func:`line` to one file."""
    with target.open("wb") as file:
        file.writelines(lines)
