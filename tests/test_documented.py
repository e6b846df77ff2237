"""Every command and option is explained in docs/commands.md, and nothing is explained that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from dateline.cli import app


@pytest.fixture(scope="module")
def sections(root: Path) -> dict[str, str]:
    """The page's sections on commands: command → text."""
    page = (root / "docs" / "commands.md").read_text(encoding="utf-8")
    parts = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    return {match[1]: part for part in parts if (match := re.match(r"`dateline (\w+)", part))}


def options(command: click.Command) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts if name.startswith("--")}


def test_every_command_has_a_section(sections: dict[str, str]) -> None:
    assert sorted(set(app.commands) - set(sections)) == [], "commands without a section"
    assert sorted(set(sections) - set(app.commands)) == [], "sections on commands that are not there"


@pytest.mark.parametrize("name", sorted(app.commands))
def test_every_option_of_a_command_is_explained_there(sections: dict[str, str], name: str) -> None:
    there = options(app.commands[name])
    explained = set(re.findall(r"^\| `(--[a-z-]+)", sections[name], re.MULTILINE))
    assert sorted(there - explained) == [], f"dateline {name}: not explained"
    assert sorted(explained - there) == [], f"dateline {name}: explained, but not there"


@pytest.mark.parametrize("name", sorted(app.commands))
def test_a_choice_is_explained_with_all_its_values(sections: dict[str, str], name: str) -> None:
    for parameter in app.commands[name].params:
        if isinstance(parameter.type, click.Choice):
            row = next(line for line in sections[name].splitlines() if line.startswith(f"| `{parameter.opts[0]}"))
            assert [value for value in parameter.type.choices if value not in row] == []
