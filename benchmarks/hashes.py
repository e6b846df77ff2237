"""Hashes that say which data and which model a figure belongs to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def of_file(path: Path) -> str:
    """sha256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def of_files(root: Path, paths: Iterable[Path]) -> str:
    """sha256 over the sorted lines ``<sha256>  <path below root>``, as ``sha256sum`` prints them: it changes with any
    file's name or content, and anyone can work it out with standard tools."""
    lines = [f"{of_file(path)}  {path.relative_to(root).as_posix()}\n" for path in paths]
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()
