"""A desk to test with: a new library, its application, someone signed in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.web.settings import Settings

sys.path.insert(0, str(Path(__file__).parent))  # tests is no package
from bare import copy_of
from browsers import Client, client, enter


@pytest.fixture
def outside(bare_file: Path, tmp_path: Path) -> Iterator[Client]:
    """A browser at a desk without accounts, not signed in yet."""
    with client(
        copy_of(bare_file, tmp_path / "library.sqlite"), str(tmp_path / "evidence"), Settings(works=False)
    ) as made:
        yield made


@pytest.fixture
def desk(outside: Client) -> Client:
    """The one person of a desk without accounts, signed in."""
    return enter(outside)
