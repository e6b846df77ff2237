"""SECURITY.md names modules and tests that are there."""

from __future__ import annotations

import re
from pathlib import Path


def test_every_module_and_test_that_it_names_is_there(root: Path) -> None:
    page = (root / "SECURITY.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w/]+\.py|[\w/]+/)`", page)
    assert len(named) > 50
    missing = [
        name
        for name in {*named} - {"dateline/", "tests/"}
        if not ((root / "dateline" / name).exists() or (root / "tests" / name).exists())
    ]
    assert missing == []
    for link in re.findall(r"\]\(([\w./-]+)\)", page):
        assert (root / link).exists(), link
