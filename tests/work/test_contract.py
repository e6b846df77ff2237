"""The output keeps its promise: on every sample, and on a seeded draw of real reports, with a date and without."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import contract

from benchmarks import reports
from dateline.collect import collect
from dateline.collect.options import Failure, Options
from dateline.work.encode import LAYERS, encode
from dateline.work.reader import Reader, load_reader

REPORTS = 100
SEED = 20150223


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def objects(path: Path, options: Options, reader: Reader) -> Iterator[dict[str, Any]]:
    for found in collect([str(path)], options):
        if not isinstance(found, Failure):
            yield json.loads(encode(reader(found), LAYERS))


@pytest.mark.parametrize("raw", [False, True])
def test_samples(root: Path, reader: Reader, raw: bool) -> None:
    for path in sorted((root / "samples").iterdir()):
        if path.name != "README.md":
            is_text = path.suffix == ".txt"
            length = len(path.read_text(encoding="utf-8")) if is_text else None
            for result in objects(path, Options(raw=raw), reader):
                assert list(contract.faults(result, length, raw)) == [], path.name


@pytest.mark.parametrize("date", ["2015-03-04", None])
def test_real_reports(shared: Path, tmp_path: Path, reader: Reader, date: str | None) -> None:
    texts = random.Random(SEED).sample(list(reports.every(shared / "data")), REPORTS)
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
    found = list(objects(path, Options(date=date), reader))
    assert len(found) >= REPORTS - 5, f"seed {SEED}: too many reports refused"
    assert [fault for result in found for fault in contract.faults(result)] == [], f"seed {SEED}"


@pytest.fixture(scope="module")
def twin(root: Path, reader: Reader) -> dict[str, Any]:
    [result] = objects(root / "samples" / "twin-raqqa-leaflets.txt", Options(date="2015-02-23"), reader)
    return result


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("report", "published"), "23.2.2015"),
        (("report", "title"), "Another title"),
        (("report", "text_sha256"), "0" * 64),
        (("claims", 0, "type"), "ATTACK"),
        (("claims", 0, "mode"), "aerial-bombing"),
        (("claims", 0, "negated"), True),
        (("claims", 0, "negated"), 0),
        (("claims", 0, "trigger", "start"), 0),
        (("claims", 0, "sentence", "end"), 1),
        (("claims", 0, "confidence"), 1.2),
        (("claims", 0, "places", 0, "role"), "in"),
        (("claims", 0, "places", 0, "latitude"), None),
        (("claims", 0, "counts"), {"killed": {"low": 3, "high": 2, "text": "three", "of": None}}),
        (("mentions", 0, "of"), 0),
        (("tokens", 0, "head"), 10**6),
        (("tokens", 0, "pos"), "NN"),
    ],
)
def test_the_check_finds_what_is_wrong(twin: dict[str, Any], where: tuple[str | int, ...], value: object) -> None:
    assert list(contract.faults(twin)) == []
    broken: Any = deepcopy(twin)
    at = broken
    for key in where[:-1]:
        at = at[key]
    at[where[-1]] = value
    assert list(contract.faults(broken)) != []


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("the capital", True),
        ("The town", True),
        ("early The town", True),
        ("The Hague", False),
        ("the Kurdish border town", True),
        ("the town that Turkey shelled", True),
        ("SULUK", True),
        ("Suluk", False),
        ("the Golan Heights", False),
        ("the Strait of Hormuz", False),
        ("Tell Abyad", False),
    ],
)
def test_what_a_place_is_called_is_told_from_what_it_is(text: str, described: bool) -> None:
    assert contract._is_described(text) is described
