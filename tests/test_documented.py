"""Every command and option is explained in docs/commands.md, every variable of the environment in docs/settings.md,
every field of the JSON in docs/fields.md, and nothing is explained that is not there."""

from __future__ import annotations

import re
import runpy
import shlex
from pathlib import Path
from typing import Any

import click
import pytest
from msgspec import Struct, structs

from dateline.cli import app
from dateline.work.alerting.rules import Channel, Rule


@pytest.fixture(scope="module")
def sections(root: Path) -> dict[str, str]:
    """The page's sections on commands: command → text."""
    page = (root / "docs" / "commands.md").read_text(encoding="utf-8")
    parts = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    return {match[1]: part for part in parts if (match := re.match(r"`dateline (\w+)", part))}


def parameters(command: click.Command) -> list[click.Parameter]:
    """Those of a command and, if it has any, of the commands below it."""
    below = command.commands.values() if isinstance(command, click.Group) else ()
    return [*command.params, *(parameter for one in below for parameter in parameters(one))]


def options(command: click.Command) -> set[str]:
    return {name for parameter in parameters(command) for name in parameter.opts if name.startswith("--")}


def test_every_command_has_a_section(sections: dict[str, str]) -> None:
    assert sorted(set(app.commands) - set(sections)) == [], "commands without a section"
    assert sorted(set(sections) - set(app.commands)) == [], "sections on commands that are not there"


def test_every_command_below_a_command_is_named_in_its_section(sections: dict[str, str]) -> None:
    for name, command in app.commands.items():
        for below in command.commands if isinstance(command, click.Group) else ():
            assert f"`dateline {name} {below} " in sections[name] or f"`dateline {name} {below}`" in sections[name]


@pytest.mark.parametrize("name", sorted(app.commands))
def test_every_option_of_a_command_is_explained_there(sections: dict[str, str], name: str) -> None:
    there = options(app.commands[name])
    explained = set(re.findall(r"^\| `(--[a-z-]+)", sections[name], re.MULTILINE))
    assert sorted(there - explained) == [], f"dateline {name}: not explained"
    assert sorted(explained - there) == [], f"dateline {name}: explained, but not there"


@pytest.mark.parametrize("name", sorted(app.commands))
def test_a_choice_is_explained_with_all_its_values(sections: dict[str, str], name: str) -> None:
    for parameter in parameters(app.commands[name]):
        if isinstance(parameter.type, click.Choice):
            row = next(line for line in sections[name].splitlines() if line.startswith(f"| `{parameter.opts[0]}"))
            assert [value for value in parameter.type.choices if value not in row] == []


def test_every_variable_of_the_environment_is_explained(root: Path) -> None:
    page = (root / "docs" / "settings.md").read_text(encoding="utf-8")
    named = {
        name
        for path in sorted((root / "dateline").rglob("*.py"))
        for name in re.findall(r"\"((?:DATELINE|XDG)_[A-Z_]+)\"", path.read_text(encoding="utf-8"))
    }
    assert {"DATELINE_LIBRARY", "DATELINE_CACHE", "XDG_DATA_HOME"} <= named
    assert sorted(name for name in named if f"`{name}`" not in page) == [], "not explained"
    known = named | {"DATELINE_SEED", "DATELINE_REQUIRE_ALL"}
    assert sorted(set(re.findall(r"`(DATELINE_[A-Z_]+)`", page)) - known) == [], "explained, but not there"


@pytest.mark.parametrize("kind", [Rule, Channel])
def test_every_key_of_a_file_of_alerts_is_explained(kind: type[Struct], root: Path) -> None:
    page = (root / "docs" / "alerts.md").read_text(encoding="utf-8")
    words = {
        word
        for quoted in re.findall(r"`([^`\n]+)`|^ *-? *(\w+):", page, re.MULTILINE)
        for word in "".join(quoted).split()
    }
    names = {word.strip(":,.") for word in words}
    assert sorted({field.encode_name for field in structs.fields(kind)} - names) == []


@pytest.fixture(scope="module")
def fields(root: Path) -> dict[str, Any]:
    return runpy.run_path(str(root / "docs" / "json_fields.py"))


def test_every_command_that_prints_json_says_what(fields: dict[str, Any]) -> None:
    assert set(fields["PRINTED"]) | fields["OTHERS"] == set(app.commands)


def test_every_field_of_the_json_is_on_the_page(fields: dict[str, Any], root: Path) -> None:
    """Fields only: the wording beside them may lag behind until somebody runs make docs."""
    page = (root / "docs" / "fields.md").read_text(encoding="utf-8")
    assert _named(page) == _named(fields["page"]()), "run make docs and commit docs/fields.md"


def _named(page: str) -> dict[str, list[str]]:
    """Object → its fields."""
    parts = re.split(r"^### ", page, flags=re.MULTILINE)[1:]
    return {part.splitlines()[0]: re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) for part in parts}


def test_every_object_of_the_json_says_what_it_is(fields: dict[str, Any]) -> None:
    for part in re.split(r"^### ", fields["page"](), flags=re.MULTILINE)[1:]:
        assert len(part.splitlines()[2]) > 20, part.splitlines()[0]


def test_every_example_is_a_call_that_the_command_takes(root: Path) -> None:
    """Of lines that stand as code in README.md and docs/; what they would do is not tried here."""
    wrong, tried = [], 0
    for path in [root / "README.md", *sorted((root / "docs").rglob("*.md"))]:
        for line in path.read_text(encoding="utf-8").splitlines():
            match = re.match(r"(?: {4}|\$ )dateline (.*?)(?: +#.*| [|>] .*| <<.*)?$", line)
            if match is not None:
                tried += 1
                wrong += [f"{path.name}: {line.strip()}: {why}" for why in _refused(app, shlex.split(match[1]))]
    assert wrong == []
    assert tried > 30


def _refused(command: click.Command, arguments: list[str], parent: click.Context | None = None) -> list[str]:
    """Why a command does not take these arguments."""
    try:
        context = command.make_context(command.name, list(arguments), parent=parent)
        if isinstance(command, click.Group):
            _, below, rest = command.resolve_command(context, list(arguments))
            assert below is not None
            return _refused(below, rest, context)
    except click.exceptions.Exit:  # --help, --version
        pass
    except click.ClickException as error:
        return [error.format_message()]
    return []
