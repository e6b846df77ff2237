"""What every test run has: no network, a printed seed, the shared corpora where they are, and no silent skips in CI.

``make test`` runs in several processes (pytest-xdist), each file of tests in one of them. Every process loads this
module, so all of it holds there too; fixtures of a session are a process's own."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

sys.path.insert(0, str(Path(__file__).parent))
import offline  # tests is no package

if TYPE_CHECKING:
    from dateline.library.library import Library

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
REQUIRE_ALL = os.environ.get("DATELINE_REQUIRE_ALL") == "1"
LONGEST = (
    "test_cli.py", "work/test_contract.py", "cluster/test_ray.py", "training/test_annotations_stored.py",
    "library/test_judging.py", "work/test_at_once.py", "library/test_survives.py", "work/test_grouped.py",
    "library/test_verify.py", "work/test_control.py", "library/test_backup.py", "web/e2e/test_access.py",
)  # fmt: skip
"""Files of tests that take longest, the longest first: they are begun first, so that all processes end together."""

# What an example takes on the wall clock says nothing of the code where processes share the machine.
hypothesis.settings.register_profile("any machine", hypothesis.settings(), deadline=None)
hypothesis.settings.load_profile("any machine")

# How wide somebody's terminal is, or is said to be in a process of pytest-xdist, plays no part in what is tested.
os.environ.pop("COLUMNS", None)

offline.install()
_guard = str(Path(__file__).parent / "guard")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [_guard, os.environ.get("PYTHONPATH", "")]))


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Choose hypothesis' seed before its plugin reads it, so that it can be printed and set again."""
    if config.getoption("hypothesis_seed", None) is None:
        config.option.hypothesis_seed = os.environ.get("DATELINE_SEED") or str(secrets.randbelow(2**32))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the longest files first. All processes must come to the same order."""
    ranks = {ROOT / "tests" / name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path, len(ranks)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say how to draw the same examples again."""
    seed = config.getoption("hypothesis_seed")
    terminalreporter.write_line(f"hypothesis seed: {seed} (the same examples again: DATELINE_SEED={seed} make test)")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but DATELINE_REQUIRE_ALL=1: {_reason(report.longrepr)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if REQUIRE_ALL and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, but DATELINE_REQUIRE_ALL=1: {_reason(report.longrepr)}"
    return report


def _reason(longrepr: object) -> str:
    return str(longrepr[2]) if isinstance(longrepr, tuple) else str(longrepr)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public corpora and reports beside the clone."""
    if not SHARED.is_dir():
        pytest.skip("the folder 'shared' with the public corpora does not lie beside the clone")
    return SHARED


@pytest.fixture(scope="session")
def root() -> Path:
    """The clone's top folder."""
    return ROOT


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A PostgreSQL server's URL, up to the name of a database."""
    from postgresql import server

    with server() as url:
        yield url


@contextmanager
def _database(server: str, like: str = "template1") -> Iterator[str]:
    """A new database: an empty one, or a copy."""
    import psycopg

    name = f"t{secrets.token_hex(8)}"
    with psycopg.connect(f"{server}postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}".encode())
        yield f"{server}{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def new_database(postgresql: str) -> Iterator[str]:
    """The URL of a new, empty PostgreSQL database."""
    with _database(postgresql) as url:
        yield url


@pytest.fixture
def another_database(postgresql: str) -> Iterator[str]:
    """A second one."""
    with _database(postgresql) as url:
        yield url


# To make the tables of a library takes longer than most tests of one. It is done once; tests get copies.
@pytest.fixture(scope="session")
def bare_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with nothing in it, in a file that is copied, not changed."""
    from dateline.library.library import open_library

    path = tmp_path_factory.mktemp("bare") / "library.sqlite"
    open_library(str(path), create=True).close()
    return path


@pytest.fixture(scope="session")
def bare_database(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a database with such a library."""
    from dateline.library.library import open_library

    with _database(postgresql) as url:
        open_library(url, str(tmp_path_factory.mktemp("bare")), create=True).close()
        yield url.removeprefix(postgresql)


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a library can be made, once in a file, once on a server; where the test has a ``library`` too, where that
    is. Its evidence goes to ``tmp_path / "evidence"``."""
    from bare import become_another, copy_of

    is_there = "library" in request.fixturenames
    if request.param == "sqlite":
        path = tmp_path / "library.sqlite"
        if is_there:
            copy_of(request.getfixturevalue("bare_file"), path)
        yield str(path)
    elif is_there:
        with _database(request.getfixturevalue("postgresql"), request.getfixturevalue("bare_database")) as url:
            become_another(url)
            yield url
    else:
        yield request.getfixturevalue("new_database")


@pytest.fixture
def library(location: str, tmp_path: Path) -> Iterator[Library]:
    """A new library, once in a file, once on a server."""
    from dateline.library.library import open_library

    with open_library(location, str(tmp_path / "evidence"), create=True) as made:
        yield made


@pytest.fixture
def library_in_file(bare_file: Path, tmp_path: Path) -> Iterator[Library]:
    """A new library in a file."""
    from bare import copy_of

    from dateline.library.library import open_library

    with open_library(copy_of(bare_file, tmp_path / "library.sqlite"), str(tmp_path / "evidence")) as made:
        yield made
