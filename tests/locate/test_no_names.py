from __future__ import annotations

from pathlib import Path

import pytest
from dumps import line, write
from hypothesis import given
from hypothesis import strategies as st

from dateline.locate.dump import rows
from dateline.locate.no_names import is_code


@pytest.mark.parametrize(
    ("alias", "name", "code"),
    [
        ("SAN", "San Diego", True),
        ("UCA", "Utica", True),
        ("NYC", "New York City", False),
        ("San", "San Diego", False),
        ("LA", "Los Angeles", False),
        ("KCMO", "Kansas City", False),
    ],
)
def test_three_capitals_are_a_name_only_as_its_initials(alias: str, name: str, code: bool) -> None:
    assert is_code(alias, name) is code


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=6), min_size=1, max_size=5), st.text("ABCDEFGH", max_size=5))
def test_initials_are_never_a_code_and_only_three_capitals_are(words: list[str], alias: str) -> None:
    name = " ".join(words).title()
    assert not is_code("".join(word[0] for word in words).upper(), name)
    assert not is_code(alias, name) or len(alias) == 3


def test_a_dumps_codes_are_no_names(tmp_path: Path) -> None:
    (row,) = rows(write(tmp_path / "XX.txt", [line(1, "Port Zed", 36, 38, more="PZD,Zedport,ZZZ")]))
    assert "Zedport" in row.aliases
    assert "ZZZ" not in row.aliases
