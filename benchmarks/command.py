"""Reports into files, and the command line that reads them: the whole way that a user's reports take."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path


def save(texts: Iterable[str], folder: Path) -> int:
    """Writes each text to a ``.txt`` file of its own; gives their number."""
    number = 0
    for number, text in enumerate(texts, 1):
        (folder / f"{number:05}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    return number


def reading(path: Path, jobs: int, *options: str) -> Sequence[str]:
    """``dateline read`` with this interpreter, as JSON lines."""
    return [sys.executable, "-m", "dateline", "read", str(path), "--format", "jsonl", "--jobs", str(jobs), *options]
