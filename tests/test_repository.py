"""What may not be in the repository."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

LARGEST_FILE = 30 * 2**20
LONGEST_MODULE = 400
# Put together here, so that this file does not hold them itself.
PATHS = re.compile(rb"(?<![\w.:/>)-])/(?:" + b"|".join([b"work", b"root", b"tmp", b"home", b"opt"]) + rb")/")
HOSTS = [b"pypi" + b".org", b"python" + b"hosted", b"npmjs" + b".org", b"deb." + b"debian"]


@pytest.fixture(scope="module")
def tracked(root: Path) -> list[Path]:
    if not (root / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a clone, or git is not there")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout
    return [path for name in listed.decode().split("\0") if name and (path := root / name).is_file()]


def test_no_path_of_a_machine_and_no_registry(tracked: list[Path], root: Path) -> None:
    found = []
    for path in tracked:
        data = path.read_bytes()
        found += [f"{path.relative_to(root)}: {match[0]!r}" for match in PATHS.finditer(data)]
        found += [f"{path.relative_to(root)}: {host!r}" for host in HOSTS if host in data]
    assert found == []


def test_no_large_file(tracked: list[Path]) -> None:
    assert [path.name for path in tracked if path.stat().st_size > LARGEST_FILE] == []


def test_no_module_holds_two_concepts(tracked: list[Path], root: Path) -> None:
    modules = [path for path in tracked if path.suffix == ".py" and path.relative_to(root).parts[0] != "tests"]
    assert [path.name for path in modules if len(path.read_bytes().splitlines()) > LONGEST_MODULE] == []
