from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.locate.index import Index, build
from dateline.toponyms.known import Gazetteer

sys.path.insert(0, str(Path(__file__).parents[1] / "locate"))
sys.path.insert(0, str(Path(__file__).parents[1] / "read"))
from gazetteer import ENTRIES


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    """Look-ups among some twenty places."""
    path = tmp_path_factory.mktemp("places") / "small.sqlite"
    build(ENTRIES, path)
    index = Index(path)
    yield Gazetteer(index)
    index.close()
