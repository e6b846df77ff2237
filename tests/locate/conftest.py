from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.locate.index import Index, build

sys.path.insert(0, str(Path(__file__).parent))
from gazetteer import ENTRIES


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of some twenty places."""
    path = tmp_path_factory.mktemp("places") / "small.sqlite"
    build(ENTRIES, path)
    index = Index(path)
    yield index
    index.close()
