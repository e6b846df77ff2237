"""PLOVER's gold standard records: news sentences with the type, source and target of one event each.

Scored only, never trained on. The records are of PLOVER 0.5b1; four of its types have other names or none today: FIGHT
counts as ASSAULT, DEMAND as REQUEST, DISAPPROVE and INVESTIGATE as ACCUSE.

Traps: an id stands twice; a record may have no source or target, or an empty string for a target; 13 actors' texts do
not stand in the sentence as written (pieces of a split expression); some stand there twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from dateline.errors import BrokenInputError, UsageError

RENAMED = {"FIGHT": "ASSAULT", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
"""Types of PLOVER 0.5b1 that PLOVER no longer has, as the types that hold them now."""


class PloverRecord(Struct, frozen=True):
    """One sentence with the event it is a gold record of: the type as PLOVER names it now, and the texts of those who
    act and of those acted on, as the coder wrote them. ``date``: of the sentence, ``YYYY-MM-DD``."""

    id: str
    text: str
    type: str
    source: list[str]
    target: list[str]
    date: str


def files(data: Path, split: str) -> list[Path]:
    """The file of the split."""
    return [data / f"gold_{split}.json"]


def plover(data: Path, split: str) -> Iterator[PloverRecord]:
    """Records in the order of the corpus; ``data`` is the folder of ``gold_dev.json``. Raises ``UsageError`` where it
    is not there, ``BrokenInputError`` where it has another form."""
    (path,) = files(data, split)
    if not path.is_file():
        raise UsageError(f"{path}: not found; point --data at PLOVER's folder")
    try:
        rows: list[dict[str, Any]] = msgspec.json.decode(path.read_bytes(), type=list[dict[str, Any]])
        for number, row in enumerate(rows):
            kind = RENAMED.get(row["event"], row["event"])
            yield PloverRecord(
                f"{number}:{row['id']}", row["text"], kind, _actors(row, "source"), _actors(row, "target"), row["date"]
            )
    except (msgspec.MsgspecError, KeyError) as error:
        raise BrokenInputError(f"{path}: {error}; fetch the corpus again") from error


def _actors(row: dict[str, Any], slot: str) -> list[str]:
    return [text for one in row.get(slot) or [] if (text := one.get("actorText", "").strip())]
