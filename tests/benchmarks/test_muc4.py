"""The MUC-4 benchmark from end to end on a hand-made corpus."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace
from recorded import Recorded, document

from benchmarks import muc4
from benchmarks.corpora.muc4_templates import incidents
from benchmarks.predictions.templates import line
from dateline.read import incidents as reading
from dateline.read.document import Document
from dateline.read.incident_labels import MARKED, ROLES, TYPES
from dateline.read.incidents import FILLER_FEATURES, TYPE_FEATURES, Rates
from dateline.read.words import split
from dateline.values import Mention

TEXT = "the red dawn burnt a mill in lima on 2 february.    a quiet day."
TEMPLATE = {
    "incident_type": "arson", "PerpInd": [], "PerpOrg": [[["red dawn", 4]]], "Target": [[["mill", 21], ["a mill", 19]]],
    "Victim": [], "Weapon": [],
}  # fmt: skip
KEY = """0.  MESSAGE: ID                     TST1-MUC3-0001
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  02 FEB 90
3.  INCIDENT: LOCATION              PERU: LIMA (CITY)
4.  INCIDENT: TYPE                  ARSON
"""
RAW = "TST1-MUC3-0001\n\n   LIMA, 4 FEB 90 -- [TEXT] THE RED DAWN BURNT A MILL.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "raw/tst1").mkdir(parents=True)
    row = {"docid": "TST1-MUC3-0001", "doctext": TEXT, "templates": [TEMPLATE]}
    (tmp_path / "dev.jsonl").write_text(json.dumps(row) + "\n")
    (tmp_path / "raw/tst1/key-tst1.v7").write_text(KEY)
    (tmp_path / "raw/tst1/tst1-muc3").write_text(RAW)
    return tmp_path


def parsed(folder: Path, target: str) -> Document:
    """The report as a model reads it that finds the organisation and the given target in an arson."""
    (gold,) = incidents(folder, "dev")
    report = muc4.as_wire_report(gold, "1990-02-04")
    words = split(report.text)
    stop = next(i for i, (a, b) in enumerate(words) if report.text[a:b] == ".")
    rows = [(a, b, "X", 0 if i <= stop else stop + 1, "root") for i, (a, b) in enumerate(words)]
    roles = np.zeros((len(words), len(MARKED), 3), dtype=np.float32)
    roles[..., 0] = 9
    for role, string in (("PerpOrg", "RED DAWN"), ("Target", target)):
        for i, (a, b) in enumerate(words):
            if report.text[a:b] in string.split():
                roles[i, ROLES.index(role)] = [-9, 9, -9] if string.startswith(report.text[a:b]) else [-9, -9, 9]
    types = np.full((len(words), len(TYPES)), -9, dtype=np.float32)
    types[:stop, TYPES.index("arson")] = 9
    at = report.text.index("LIMA")
    made = document(report, rows, [0, stop + 1], [Mention(at, at + 4, "place", True)])
    return replace(made, incident_roles=roles, incident_types=types)


@pytest.fixture(autouse=True)
def _plain_rates(monkeypatch: pytest.MonkeyPatch) -> None:
    """The score of a type and of a candidate as they are."""
    types, fillers = [0.0] * (TYPE_FEATURES + 1), [0.0] * (FILLER_FEATURES + 1)
    types[0] = fillers[1] = fillers[25] = 1.0
    monkeypatch.setattr(reading, "bundled_rates", lambda: Rates(types, fillers, 0.5, 0.5))


def test_all_right(corpus: Path, tmp_path: Path) -> None:
    out, page = tmp_path / "out.jsonl", tmp_path / "out.html"
    figures = muc4.run(corpus, "dev", Recorded({"TST1-MUC3-0001": parsed(corpus, "MILL")}), out, page)
    assert figures["template_f1"] == figures["type_f1"] == figures["target_f1"] == 100.0
    assert figures["victim_f1"] == 0.0  # nothing to find, nothing found
    assert figures["date_f1"] == figures["date_exact_f1"] == figures["place_f1"] == 100.0
    found = msgspec.json.decode(out.read_bytes())
    assert found["docid"] == "TST1-MUC3-0001"
    assert found["doctext"] == TEXT
    assert found["templates"][0]["PerpOrg"] == [[["red dawn", 4]]]
    assert "arson" in page.read_text()


def test_a_wrong_filler(corpus: Path) -> None:
    figures = muc4.run(corpus, "dev", Recorded({"TST1-MUC3-0001": parsed(corpus, "LIMA")}))
    assert figures["template_f1"] == pytest.approx(66.67)
    assert (figures["perporg_f1"], figures["target_f1"]) == (100.0, 0.0)


def test_predictions_read_back_are_what_was_found(corpus: Path, tmp_path: Path) -> None:
    (gold,) = incidents(corpus, "dev")
    (tmp_path / "train.jsonl").write_bytes(line(gold, gold.templates))
    (back,) = incidents(tmp_path, "train")
    assert back == gold


def test_reports_are_read_in_capitals_with_paragraphs(corpus: Path) -> None:
    (gold,) = incidents(corpus, "dev")
    text = muc4.as_wired(gold.text)
    assert text.startswith("THE RED DAWN BURNT")
    assert "FEBRUARY.\n\n  A QUIET" in text
    assert len(text) == len(gold.text)


def test_the_files_of_a_split(corpus: Path) -> None:
    assert [p.name for p in muc4.files(corpus, "dev")] == ["dev.jsonl", "key-tst1.v7", "tst1-muc3"]
