"""MUC-4's processed templates and raw keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.corpora.muc4_keys import Key, days, keys, places
from benchmarks.corpora.muc4_templates import Template, incidents
from dateline.errors import UsageError

TEMPLATE = {
    "incident_type": "arson", "PerpInd": [[["men", 0]]], "PerpOrg": [], "Target": [[["mill", 12], ["a mill", 10]]],
    "Victim": [], "Weapon": [],
}  # fmt: skip
LINE = json.dumps({"docid": "D-1", "doctext": "men burnt a mill.", "templates": [TEMPLATE, TEMPLATE]}) + "\n"
KEY = """
;;; a note
0.  MESSAGE: ID                     D-1
1.  MESSAGE: TEMPLATE               1 (OPTIONAL)
2.  INCIDENT: DATE                  - 03 FEB 90
3.  INCIDENT: LOCATION              PERU: LIMA (CITY):
                                    SAN ISIDRO (NEIGHBORHOOD)
4.  INCIDENT: TYPE                  ARSON
19. HUM TGT: DESCRIPTION            "MILLER": "ANA RUIZ" / "RUIZ"
                                    "THE \\"BIG\\" BOYS" / "BOYS"

0.  MESSAGE: ID                     D-2
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
3.  INCIDENT: LOCATION              *
4.  INCIDENT: TYPE                  *
"""


def test_documents_with_templates(tmp_path: Path) -> None:
    (tmp_path / "train.jsonl").write_text(LINE)
    (document,) = incidents(tmp_path, "train")
    assert document.id == "D-1"
    assert document.templates == (Template("arson", ((("men",),), (), (("mill", "a mill"),), (), ())),)
    assert document.numbers == ((0, 1),)


@pytest.mark.parametrize("line", ["{", '{"docid": "x"}', '{"docid": "x", "doctext": "", "templates": [{}]}'])
def test_other_files_are_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "dev.jsonl").write_text(line)
    with pytest.raises(UsageError, match=r"dev\.jsonl, line 1: not a MUC-4 document"):
        list(incidents(tmp_path, "dev"))
    with pytest.raises(UsageError, match="no such file"):
        list(incidents(tmp_path, "train"))


DESCRIBED = ("miller", 'the "big" boys', "boys")


def test_keys(tmp_path: Path) -> None:
    (tmp_path / "raw" / "tst1").mkdir(parents=True)
    (tmp_path / "raw" / "tst1" / "key-tst1.v7").write_text(KEY)
    assert keys(tmp_path, "dev") == {
        "D-1": [Key("arson", None, "1990-02-03", ("peru", "lima", "san isidro"), DESCRIBED)]
    }
    with pytest.raises(UsageError, match="key-dev"):
        keys(tmp_path, "train")


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        ("02 FEB 90", ("1990-02-02", "1990-02-02")),
        ("30 DEC 89 - 05 JAN 90", ("1989-12-30", "1990-01-05")),
        ("- 04 FEB 90", (None, "1990-02-04")),
        ("-", (None, None)),
        ("31 FEB 90", (None, None)),
        ("04 FEV 90", (None, None)),
    ],
)
def test_days(slot: str, expected: tuple[str | None, str | None]) -> None:
    assert days(slot) == expected


def test_places() -> None:
    assert places("PERU: LIMA (CITY) - CUZCO (CITY)") == ("peru", "lima", "cuzco")
    assert places("(PERU: LIMA (CITY)) / (PERU: CUZCO (CITY))") == ("peru", "lima", "cuzco")
    assert places("-") == ()


def test_the_corpus_itself(shared: Path) -> None:
    data = shared / "data" / "muc4"
    known = keys(data, "dev")
    found = list(incidents(data, "dev"))
    assert len(found) == 200
    assert sum(len(d.templates) for d in found) <= sum(map(len, known.values())) == 191
    assert {t for d in known.values() for k in d for t in k.type.split(" / ")} >= {"attack", "bombing", "arson"}
