"""Files that are there whole or not at all, also after a power cut."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DRAFT = ".part"
"""Ends the name of a file that is being written."""


def sync(path: Path) -> None:
    """Returns once a file, or the list of names in a folder, is on the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def drafted(into: Path) -> Iterator[Path]:
    """A path to write to, beside ``into``; what is there at the end of the block is synced and takes the name ``into``,
    in place of what had it. Where an error leaves the block nothing stays."""
    draft = into.with_name(f"{into.name}.{secrets.token_hex(4)}{DRAFT}")
    try:
        yield draft
        sync(draft)
        draft.replace(into)
        sync(into.parent)
    finally:
        draft.unlink(missing_ok=True)
