"""The commands of the library from outside: what they print, and how they end."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from calls import Done, apart, dateline

REPORT = """Clashes near Azaz

Sample Wire T
3 March 2015

AZAZ, Syria — Gunmen shelled the village of Kaljibrin on Monday, a local official said. Two people were killed.
"""


def objects(done: Done, status: int = 0) -> list[dict[str, Any]]:
    assert done.returncode == status, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with one report, added with one input that fails."""
    place = tmp_path_factory.mktemp("library")
    (place / "azaz.txt").write_text(REPORT, encoding="utf-8")
    (place / "notes.pdf").write_bytes(b"%PDF-1.4\n")
    done = apart("add", "--library", str(place / "x.sqlite"), str(place / "azaz.txt"), str(place / "notes.pdf"))
    (place / "added.jsonl").write_text(done.stdout, encoding="utf-8")
    (place / "told.txt").write_text(done.stderr, encoding="utf-8")
    return place


def documented(root: Path, command: str) -> set[str]:
    """The fields that a section of the docs names in the first column of its tables, or in its running text."""
    page = (root / "docs" / "commands.md").read_text(encoding="utf-8")
    (section,) = re.findall(rf"^## `dateline {command}[ `].*?(?=^## )", page, re.MULTILINE | re.DOTALL)
    return set(re.findall(r"`([a-z0-9_]+)`", section))


def test_add_gives_a_line_a_report(folder: Path, root: Path) -> None:
    added, failed = [json.loads(line) for line in (folder / "added.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (added["status"], added["title"], added["position"], added["why"]) == ("added", "Clashes near Azaz", 1, None)
    assert added["claims"] > 0
    assert failed["status"] == "failed"
    assert failed["input"] == str(folder / "notes.pdf")
    assert (folder / "told.txt").read_text() == f"dateline: {failed['input']}: {failed['why']}\n"
    assert set(added) <= documented(root, "add")
    (again,) = objects(dateline("add", str(folder / "azaz.txt"), DATELINE_LIBRARY=str(folder / "x.sqlite")))
    assert (again["status"], again["report"]) == ("already there", added["report"])
    table = dateline("add", "--library", str(folder / "x.sqlite"), "--format", "table", str(folder / "azaz.txt"))
    assert table.stdout == f"already there: {added['report'][:8]} Clashes near Azaz\n"


def test_the_log_its_head_and_its_check(folder: Path, root: Path) -> None:
    here = ("--library", str(folder / "x.sqlite"))
    (entry,) = objects(dateline("log", *here))
    assert set(entry) <= documented(root, "log")
    assert (entry["position"], entry["kind"]) == (1, "report-added")
    head = dateline("log", "--head", *here).stdout
    assert head == f"1:{entry['hash']}\n"
    assert objects(dateline("log", "--after", "1", *here)) == []
    (checked,) = objects(dateline("verify", "--expect", head.strip(), *here))
    assert checked["ok"] is True
    assert checked["quotes"] > 5
    assert set(checked) | {"problem", "id", "kind"} <= documented(root, "verify")
    forged = "1:" + "0" * 64
    done = dateline("verify", "--expect", forged, *here)
    (checked,) = objects(done, status=1)
    assert done.stderr == "dateline: log 1: the log was rewritten: it does not lead through the kept head\n"
    assert dateline("verify", "--format", "table", *here).stdout.startswith("in order: 1 log entries, 1 reports")


def test_copies_and_erasing(folder: Path, root: Path) -> None:
    here, there = ("--library", str(folder / "x.sqlite")), ("--library", str(folder / "copy.sqlite"))
    (backed,) = objects(dateline("backup", str(folder / "x.tar"), *here))
    assert (backed["reports"], backed["evidence"]) == (1, 1)
    assert set(backed) <= documented(root, "backup")
    assert objects(dateline("restore", str(folder / "x.tar"), *there)) == [backed]
    (rebuilt,) = objects(dateline("rebuild", *there))
    assert rebuilt["reports"] == 1
    assert set(rebuilt) <= documented(root, "rebuild")
    assert objects(dateline("reread", *there)) == []
    report = objects(dateline("log", *there))[0]["subject"]
    (removed,) = objects(dateline("remove", report[:8], "--reason", "a test", *there))
    assert (removed["report"], removed["done"]) == (report, True)
    assert set(removed) <= documented(root, "remove")
    (checked,) = objects(dateline("verify", *there))
    assert (checked["reports"], checked["removed"]) == (0, 1)
    (refused,) = objects(dateline("add", str(folder / "azaz.txt"), *there), status=1)
    assert "(a test): --again adds it" in refused["why"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["log"], "there is no library"),
        (["verify"], "there is no library"),
        (["remove", "00000000", "--reason", "x"], "there is no library"),
        (["remove", "00000000"], "Missing option '--reason'"),
        (["backup", "x.tar"], "there is no library"),
        (["restore", "none.tar"], "none.tar: is not there"),
        (["add", "x.txt", "--date", "3 March"], "YYYY-MM-DD"),
        (["add", "x.txt", "--library", "mysql://x/y"], "is no library"),
        (["add", "x.txt", "--evidence", "s3://x"], "no folder on this machine"),
        (["add", "x.txt", "--jobs", "0"], "--jobs 0"),
    ],
)
def test_a_wrong_call_is_told_in_one_line_and_ends_with_2(arguments: list[str], words: str, tmp_path: Path) -> None:
    done = dateline(*arguments, DATELINE_LIBRARY=str(tmp_path / "none.sqlite"))
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert words in done.stderr


def test_a_damaged_library_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").write_bytes(b"not a database, only notes " * 50)
    done = dateline("log", "--library", str(tmp_path / "x.sqlite"))
    assert done.returncode == 1
    assert done.stderr == f"dateline: {tmp_path / 'x.sqlite'}: is no library: give another file\n"
