"""The lock pins and hashes everything a clone installs, names no index, and leaves PyTorch out."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

PIN = re.compile(r"([a-z0-9][a-z0-9-]*)==[A-Za-z0-9.!+-]+ \\")
HASH = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?")


@pytest.fixture(scope="module")
def lines(root: Path) -> list[str]:
    return [line for line in (root / "requirements.lock").read_text().splitlines() if line and not line.startswith("#")]


def test_every_line_is_a_pin_or_its_hash_and_every_pin_has_one(lines: list[str]) -> None:
    assert [line for line in lines if not (PIN.fullmatch(line) or HASH.fullmatch(line))] == []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if PIN.fullmatch(line):
            assert HASH.fullmatch(following), f"{line} has no hash"


def test_no_address_and_no_option(root: Path) -> None:
    lock = (root / "requirements.lock").read_text()
    assert "://" not in lock
    assert " @ " not in lock
    assert re.search(r"^\s*(-i|-f|--(?!hash=))", lock, re.MULTILINE) is None


def test_everything_the_project_names_is_pinned_and_no_pytorch(lines: list[str], root: Path) -> None:
    pinned = {match[1] for line in lines if (match := PIN.fullmatch(line))}
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    named = project["dependencies"] + project["optional-dependencies"]["dev"]
    wanted = {re.split(r"[<>=!~;\[ ]", name, maxsplit=1)[0].lower().replace("_", "-") for name in named}
    assert wanted - pinned == set()
    assert {name for name in pinned if re.match(r"torch|nvidia|triton|tensorflow", name)} == set()
