"""Every start and end slices to its text: on real reports, and on text that hypothesis makes up."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks import reports
from benchmarks.soak import faults
from dateline.collect.options import Failure, Options
from dateline.work.encode import LAYERS, encode
from dateline.work.reader import Reader, load_reader
from dateline.work.reading import map_paths

REPORTS = 60
SEED = 20150615
ODD = ["שלום", "عين عيسى", "e\u0301", "👩‍👩‍👧", "\r\n", "\x00", "\ud83d", "\udc69", "\u202e"]
ODD += ["\ufeff", " IS-held ", "\u2028", "Raqqa"]
PROSE = [
    "The army shelled the town of Manbij on Sunday, ", "killing at least 13 civilians", ". “We fled at night,” ",
    "a resident told the radio. ", "Fighters of the group denied it.", "\n\n", "near Ain Issa ", "on 3 March 2015 ",
]  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def objects(path: Path, reader: Reader, raw: bool = False) -> Iterator[dict[str, Any]]:
    for outcome in map_paths(lambda: reader, [str(path)], Options(date="2015-03-04", raw=raw), jobs=1):
        if not isinstance(outcome, Failure):
            yield json.loads(encode(outcome, LAYERS))


def test_real_reports(shared: Path, tmp_path: Path, reader: Reader) -> None:
    texts = random.Random(SEED).sample(list(reports.every(shared / "data")), REPORTS)
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
    found = list(objects(path, reader))
    assert len(found) >= REPORTS - 3, f"seed {SEED}: too many reports refused"
    assert [fault for result in found for fault in faults(result)] == [], f"seed {SEED}"
    assert sum(len(result["claims"]) for result in found) > REPORTS


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PROSE) | st.sampled_from(ODD) | st.text(max_size=20), max_size=25), st.booleans())
def test_any_text(tmp_path: Path, reader: Reader, parts: list[str], raw: bool) -> None:
    text = "".join(parts)
    path = tmp_path / "made.jsonl"
    path.write_text(json.dumps({"text": text}), encoding="utf-8")  # lone surrogates as escapes
    for result in objects(path, reader, raw):
        assert list(faults(result)) == []
        shown = result["report"]["text"]
        assert "\x00" not in shown
        assert hashlib.sha256(shown.encode()).hexdigest() == result["report"]["text_sha256"]
        if raw:
            whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "\ufffd")
            assert shown == whole


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.sampled_from(PROSE), st.sampled_from([o for o in ODD if o.isprintable()])), max_size=20))
def test_any_file(tmp_path: Path, reader: Reader, parts: list[str]) -> None:
    path = tmp_path / "made.txt"
    path.write_bytes("".join(parts).encode("utf-8", "replace"))
    for result in objects(path, reader):
        assert list(faults(result)) == []
        assert result["report"]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
