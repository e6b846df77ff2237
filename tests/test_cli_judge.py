"""``dateline judge`` from outside: what it prints, how it ends, what it takes."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import calls  # tests is no package: conftest puts this folder in reach
import pytest
from calls import Done

REPORT = """Clashes near Azaz

Sample Wire T
3 March 2015

AZAZ, Syria — Gunmen shelled the village of Kaljibrin on Monday, a local official said. Two people were killed.
"""


def dateline(library: Path, *arguments: str, given: str = "", **environment: str) -> Done:
    """A call for a library, by Ada."""
    return calls.dateline(
        *arguments, given=given, **{"DATELINE_LIBRARY": str(library), "DATELINE_WHO": "Ada"} | environment
    )


def judge(library: Path, *arguments: str, status: int = 0, **more: str) -> list[dict[str, Any]]:
    done = dateline(library, "judge", *arguments, **more)
    assert done.returncode == status, done.stderr
    assert (done.stderr == "") == (status == 0)
    return [json.loads(line) for line in done.stdout.splitlines()]


def refused(library: Path, *arguments: str, **more: str) -> str:
    done = dateline(library, "judge", *arguments, **more)
    assert (done.returncode, done.stdout) == (2, ""), done.stdout
    assert done.stderr.count("\n") == 1
    return str(done.stderr)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with one report."""
    place = tmp_path_factory.mktemp("library")
    (place / "azaz.txt").write_text(REPORT, encoding="utf-8")
    assert dateline(place / "x.sqlite", "add", str(place / "azaz.txt")).returncode == 0
    return place


@pytest.fixture
def library(filled: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(filled, tmp_path / "copy")
    return tmp_path / "copy" / "x.sqlite"


@pytest.fixture
def report(library: Path) -> str:
    """The beginning of the report's id."""
    (entry,) = map(json.loads, dateline(library, "log").stdout.splitlines())
    return str(entry["subject"][:8])


def test_claims_are_listed_with_the_anchors_that_judge_takes(library: Path, report: str, root: Path) -> None:
    claims = judge(library, "claims", report)
    assert {claim["state"] for claim in claims} == {"found"}
    for claim in claims:
        judge(library, "accept", claim["anchor"])
    assert {claim["state"] for claim in judge(library, "claims", report)} == {"accepted"}
    table = dateline(library, "judge", "claims", report, "--format", "table").stdout
    assert f"{report}:" in table
    assert "*shelled*" in table


def test_judging_listing_and_taking_back(library: Path, report: str, root: Path) -> None:
    before = judge(library, "claims", report)
    (made,) = judge(library, "reject", f"{report}:shelled", "--note", "a test")
    page = (root / "docs" / "commands.md").read_text(encoding="utf-8")
    (section,) = re.findall(r"^## `dateline judge`.*?(?=^## )", page, re.MULTILINE | re.DOTALL)
    assert set(made) <= set(re.findall(r"`([a-z0-9_]+)`", section))
    assert (made["who"], made["kind"], made["state"], made["note"]) == ("Ada", "reject", "in force", "a test")
    assert "rejected" in {claim["state"] for claim in judge(library, "claims", report)}
    killed, status = judge(library, "correct", f"{report}:killed", "killed=3+", "status=possible", "--who", "Ben")
    assert (killed["body"]["value"]["low"], killed["body"]["value"]["high"]) == (3, None)
    assert (status["body"]["value"], status["who"]) == ("possible", "Ben")
    assert [one["id"] for one in judge(library, "list", "--who", "ben")] == [killed["id"], status["id"]]
    (back,) = judge(library, "undo", made["id"][:8])
    assert back["retracts"] == made["id"]
    states = {one["id"]: one["state"] for one in judge(library, "list")}
    assert states[made["id"]] == "taken back"
    assert made["id"] not in {one["id"] for one in judge(library, "list", "--in-force")}
    judge(library, "undo", killed["id"], status["id"])
    assert judge(library, "claims", report) == before
    assert dateline(library, "verify").returncode == 0


def test_every_kind_is_taken(library: Path, report: str) -> None:
    judge(library, "correct", f"{report}:official", "type=CONSULT", "actors=a local official")
    judge(library, "place", f"{report}:Kaljibrin", "--at", "36.57,37.10", "--radius", "1.5")
    judge(library, "actor", f"{report}:Gunmen", "--name", "Falcon Brigade")
    judge(
        library, "actor", "Falcon Brigade", "--same", "Falcons", "--kind", "armed-actor", "--not-allied", "Owl Brigade"
    )
    judge(library, "report", report, "--date", "2015-03-10", "--publisher", "Sample Wire U")
    judge(library, "grade", "sample wire u", "b")
    judge(library, "different", f"{report}:shelled", f"{report}:killed")
    judge(library, "same", f"{report}:shelled", f"{report}:killed")
    found = judge(library, "list")
    assert [one["kind"] for one in found] == [
        "add", "place", "actor", "registry", "registry", "registry", "report", "report", "grade", "different", "same",
    ]  # fmt: skip
    claims = {one["claim"]["trigger"]["text"]: one["claim"] for one in judge(library, "claims", report)}
    assert claims["shelled"]["time"]["earliest"] == "2015-03-09"
    assert claims["shelled"]["actors"][0]["name"] == "Falcon Brigade"
    assert claims["official"]["confidence"] == 1.0
    listed = dateline(library, "judge", "list", "--format", "table").stdout
    assert "36.57, 37.1 ± 1.5 km" in listed
    assert dateline(library, "verify").returncode == 0


def test_a_wrong_call_says_in_one_line_what_to_do(library: Path, report: str) -> None:
    assert "no claim stands there" in refused(library, "reject", f"{report}:Azaz,")
    assert "judge claims REPORT lists" in refused(library, "accept", f"{report}")
    assert "there is no such report" in refused(library, "accept", "00000000:shelled")
    assert "do not stand there" in refused(library, "place", f"{report}:Oakford", "--at", "1,2")
    assert "in one way" in refused(library, "place", f"{report}:Kaljibrin")
    assert "goes with --at" in refused(library, "place", f"{report}:Kaljibrin", "--unresolved", "--radius", "3")
    assert "FIELD=VALUE" in refused(library, "correct", f"{report}:shelled", "planned")
    assert "give one of actual" in refused(library, "correct", f"{report}:shelled", "status=maybe")
    assert "no such judgement" in refused(library, "undo", "0123456789")
    assert "is no event" in refused(library, "same", "0123456789abcdef", f"{report}:shelled")
    assert "are one and the same" in refused(library, "same", f"{report}:shelled", f"{report}:shelled")
    assert "is no grade" in refused(library, "grade", "Sample Wire T", "G")
    assert "did you mean Sample Wire T" in refused(library, "grade", "Sample Wire", "B")
    assert "is no day" in refused(library, "report", report, "--date", "yesterday")
    assert "--date YYYY-MM-DD, --publisher NAME or both" in refused(library, "report", report)
    assert "what holds of the actor" in refused(library, "actor", "Falcon Brigade")
    assert "--kind tank: give one of person" in refused(library, "actor", "Falcon Brigade", "--kind", "tank")
    assert "--who NAME" in refused(library, "reject", f"{report}:shelled", "--who", " ")
    assert judge(library, "list") == []


def test_who_judges_is_the_login_name_where_nobody_says(library: Path, report: str) -> None:
    (made,) = judge(library, "reject", f"{report}:shelled", DATELINE_WHO="", LOGNAME="cleo")
    assert made["who"] == "cleo"


def test_judgements_are_exchanged_between_copies(library: Path, report: str, tmp_path: Path) -> None:
    shutil.copytree(library.parent, tmp_path / "theirs")
    theirs = tmp_path / "theirs" / "x.sqlite"
    judge(library, "reject", f"{report}:shelled")
    judge(theirs, "correct", f"{report}:killed", "killed=3", DATELINE_WHO="Ben")
    (made,) = judge(library, "correct", f"{report}:killed", "killed=4", "--note", "later")
    judge(theirs, "undo", judge(theirs, "reject", f"{report}:killed")[0]["id"])
    for source, target in ((library, theirs), (theirs, library)):
        (tmp_path / "out.jsonl").write_text(dateline(source, "judge", "list").stdout, encoding="utf-8")
        first = judge(target, "add", str(tmp_path / "out.jsonl"))
        assert {"added"} <= {one["status"] for one in first} <= {"added", "already there"}
        again = judge(target, "add", str(tmp_path / "out.jsonl"))
        assert {one["status"] for one in again} == {"already there"}
    ours = judge(library, "list")
    assert ours == judge(theirs, "list")
    assert {one["who"] for one in ours} == {"Ada", "Ben"}
    assert judge(library, "claims", report) == judge(theirs, "claims", report)
    killed = next(
        one["claim"] for one in judge(theirs, "claims", report) if one["claim"]["trigger"]["text"] == "killed"
    )
    assert killed["counts"]["killed"]["low"] == 4, "the later one holds, wherever it was made"
    assert next(one for one in ours if one["id"] == made["id"])["state"] == "in force"
    assert dateline(theirs, "verify").returncode == 0


def test_lines_that_cannot_be_taken_over_are_told_and_the_others_taken(
    library: Path, report: str, tmp_path: Path
) -> None:
    shutil.copytree(library.parent, tmp_path / "theirs")
    theirs = tmp_path / "theirs" / "x.sqlite"
    judge(library, "correct", f"{report}:killed", "actors=Gunmen", "killed=4")
    (first, second) = dateline(library, "judge", "list").stdout.splitlines()
    elsewhere = first.replace(json.loads(first)["anchor"]["report"], "0" * 32)
    at = json.loads(first)["at"]
    wrong = {
        "id": "a" * 32,
        "at": at,
        "who": "Ada",
        "kind": "grade",
        "body": {"kind": "grade", "source": "x", "grade": "Z"},
    }
    lines = [
        "no JSON",
        first.replace("Gunmen", "Brutes"),
        first.replace(at, "2999" + at[4:]),
        elsewhere,
        second,
        second.replace('"Ada"', '"Eve"'),
        json.dumps(wrong),
    ]
    done = dateline(theirs, "judge", "add", "-", given="\n".join(lines) + "\n")
    assert done.returncode == 1
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["status"] for one in found] == ["failed"] * 4 + ["added"] + ["failed"] * 2
    told = done.stderr.splitlines()
    assert len(told) == 6
    for line, words in zip(
        told,
        (
            "is no judgement",
            "quotes what does not stand",
            "still to come: check the clocks",
            "is not in this library: add it",
            "tampered with",
            "Invalid enum value",
        ),
        strict=True,
    ):
        assert words in line
    assert told[0].startswith("dateline: -, line 1: ")
    assert dateline(theirs, "verify").returncode == 0
    assert "give a file" in dateline(theirs, "judge", "add", str(tmp_path / "none.jsonl")).stderr
