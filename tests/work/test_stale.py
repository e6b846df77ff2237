"""A library that another version wrote: every command that shows what is derived works it out anew first."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent))  # tests is no package

import at_once
from sqlalchemy import text

from dateline import cli
from dateline.library.library import open_library

SHOWING = (
    ("events",), ("control",), ("actors",), ("sources",), ("brief",), ("outlook", "Islamic State"),
    ("ask", "Who holds Raqqa on 2015-02-28?"), ("judge", "grade", "Hill Herald", "B", "--who", "t"),
)  # fmt: skip


@pytest.mark.parametrize("command", SHOWING, ids=lambda command: command[0])
def test_what_another_version_worked_out_is_not_shown(command: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    with open_library(str(path), create=True) as library:
        for reading in at_once.some()[:3]:
            at_once.add(library, reading)
        with library.writing() as writer:
            writer.connection.execute(text("UPDATE made_with SET version = 'older'"))
            writer.connection.execute(text("UPDATE events SET credibility = 6"))
    CliRunner().invoke(cli.app, [*command, "--library", str(path)])
    with open_library(str(path)) as library, library.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM made_with WHERE version = 'older'")) == 0
        assert connection.scalar(text("SELECT min(credibility) FROM events")) < 6
