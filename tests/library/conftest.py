"""A library to test with, once in an SQLite file, once on PostgreSQL."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.library.library import Library, open_library

sys.path.insert(0, str(Path(__file__).parent))  # tests is no package


@pytest.fixture
def library(location: str, tmp_path: Path) -> Iterator[Library]:
    """A new library."""
    with open_library(location, str(tmp_path / "evidence"), create=True) as made:
        yield made
