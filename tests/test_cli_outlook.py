"""``dateline outlook`` and ``dateline ask`` from outside: what they print, and how they end."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from calls import Done, apart, dateline

WITHDREW = (
    "Islamic State fighters withdrew from the village of Kaljibrin on Monday, a local official said. "
    "Rebels captured the town of Azaz from the Islamic State, killing 12 militants."
)
CAPTURED = (
    "The Islamic State captured the town of Manbij on Wednesday, residents said. "
    "A wave of defections has hit the Islamic State, a rebel commander said."
)
REPORTS = (("Sample Wire T", "2015-03-03", WITHDREW), ("Sample Radio U", "2015-03-05", CAPTURED))
FIELDS = "actor id since until scope for against missing answer probability confidence would_change_it".split()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("outlook")
    lines = [json.dumps({"text": text, "published": day, "publisher": outlet}) for outlet, day, text in REPORTS]
    (folder / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = dateline("add", "--library", str(folder / "l.sqlite"), str(folder / "reports.jsonl"))
    assert done.returncode == 0, done.stderr
    return str(folder / "l.sqlite")


def one(done: Done) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    assert isinstance(found, dict)
    return found


def test_an_outlook_is_one_object_with_the_fields_of_the_contract(library: str, root: Path) -> None:
    found = one(dateline("outlook", "ISIS", "--library", library, "--until", "2015-03-31", "--format", "jsonl"))
    assert list(found)[: len(FIELDS)] == FIELDS
    assert (found["actor"], found["id"], found["until"]) == ("Islamic State", "islamic-state", "2015-03-31")
    assert found["answer"] == "cannot be judged"
    assert found["probability"] is None
    assert {"report", "start", "end"} == set(found["for"][0]["claims"][0])
    page = (root / "docs" / "outlook.md").read_text(encoding="utf-8")
    assert set(found) <= set(re.findall(r"`([a-z_]+)`", page))
    page = (root / "docs" / "indicators.md").read_text(encoding="utf-8")
    for series in found["indicators"]:
        assert set(series) <= set(re.findall(r"`([a-z_]+)`", page))


def test_a_question_gets_the_same_answer(library: str) -> None:
    asked = one(dateline("ask", "Is it the beginning of the end for ISIS?", "--library", library, "--format", "jsonl"))
    assert asked == one(dateline("outlook", "Islamic State", "--library", library, "--format", "jsonl"))


def test_the_table_says_it_in_words(library: str) -> None:
    done = apart("outlook", "ISIS", "--library", library, "--format", "table")
    assert done.returncode == 0, done.stderr
    assert "cannot be judged" in done.stdout
    assert "simulated histories only" in " ".join(done.stdout.split())
    assert "Only in the areas named:" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("outlook", "The Purple League"),
        ("outlook", "ISIS", "--until", "soon"),
        ("outlook", "ISIS", "--place", "Nowhere in Particular"),
        ("ask", "How are you?"),
        ("ask", "Is the Purple League in decline?"),
    ],
)
def test_what_cannot_be_answered_ends_with_one_line(library: str, arguments: tuple[str, ...]) -> None:
    done = dateline(*arguments, "--library", library)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
