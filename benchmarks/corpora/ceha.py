"""CEHA: 250 descriptions of events in the Horn of Africa (half ACLED notes, half news), one CSV row each.

Traps: ``Time`` is written 20210806 or 2016-12-05; the descriptions hold line breaks; no licence is stated, so the texts
are only read. The corpus's own column names its splits.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from dateline.errors import UsageError


class CehaRow(Struct, frozen=True):
    """One description. ``news``: taken from a news page, not an ACLED note; ``date``: of the event (``YYYY-MM-DD``),
    which for news is that of the page as a rule."""

    id: str
    text: str
    date: str
    news: bool
    url: str


def ceha(data: Path, split: str) -> Iterator[CehaRow]:
    """Rows of ``split`` (train or dev), by id; ``data`` is the folder with ``train_dev.csv``."""
    path = data / "train_dev.csv"
    if not path.is_file():
        raise UsageError(f"{path}: not found; point --data at CEHA's folder")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["train_dev_test_split"] == split]
    for row in sorted(rows, key=lambda r: r["Index"]):
        yield CehaRow(
            row["Index"], row["Event Description"], _day(row["Time"]), row["ACLED/GDELT"] == "GDELT", row["Article Url"]
        )


def _day(written: str) -> str:
    digits = written.replace("-", "")
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
