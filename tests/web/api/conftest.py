"""A desk over a library of bundled samples, read by the real reader once."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.library.library import open_library
from dateline.web.security.rates import Rate
from dateline.web.settings import Settings
from dateline.work.add import add_paths

sys.path.insert(0, str(Path(__file__).parents[1]))  # tests is no package

from browsers import Client, client, enter

FILES = (
    "ain-issa-contested.txt", "ain-issa.txt", "hasakah-displaced.txt", "kobane-attack-toll.txt", "kobane-attack.txt",
    "suruc-bombing.eml", "tell-abyad-accusations.txt", "twin-raqqa-leaflets.txt",
)  # fmt: skip


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The folder of a library of samples, with its evidence. It is copied, not changed."""
    folder = tmp_path_factory.mktemp("sampled")
    with open_library(str(folder / "library.sqlite"), str(folder / "evidence"), create=True) as library:
        added = list(add_paths([str(root / "samples" / name) for name in FILES], library))
    assert [one.status for one in added] == ["added"] * len(FILES)
    return folder


def copied(folder: Path, into: Path) -> tuple[str, str]:
    shutil.copytree(folder, into / "copy")
    return str(into / "copy" / "library.sqlite"), str(into / "copy" / "evidence")


@pytest.fixture(scope="session")
def desk_of_samples(sampled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Someone signed in at a desk over the samples; nobody changes anything."""
    location, evidence = copied(sampled, tmp_path_factory.mktemp("read"))
    with client(location, evidence, Settings(works=False)) as made:
        yield enter(made)


@pytest.fixture
def editing(sampled: Path, tmp_path: Path) -> Iterator[Client]:
    """Someone signed in at a desk over a copy of their own."""
    location, evidence = copied(sampled, tmp_path)
    with client(location, evidence, Settings(works=False)) as made:
        yield enter(made)


@pytest.fixture(scope="session")
def get(desk_of_samples: Client) -> Callable[..., dict[str, object]]:
    """What is at an address below the API."""

    def got(address: str, **query: object) -> dict[str, object]:
        answered = desk_of_samples.get(f"/api/v1/{address}", params=query)  # type: ignore[arg-type]
        assert answered.status_code == 200, answered.text
        found: dict[str, object] = answered.json()
        return found

    return got


@pytest.fixture(scope="session")
def judged_at(sampled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Someone signed in at a desk at which many odd things are judged."""
    location, evidence = copied(sampled, tmp_path_factory.mktemp("odd"))
    with client(location, evidence, Settings(works=False)) as made:
        made.desk.changes = Rate(burst=10_000, each_minute=10_000)
        yield enter(made)
