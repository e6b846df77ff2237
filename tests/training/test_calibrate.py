"""The step that fits the calibrator, from a file of judged claims."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest

from dateline.errors import BrokenInputError
from dateline.read.calibrate import load
from training.annotations.format import load_all
from training.annotations.plan import is_dev
from training.calibrate import JudgedClaim, run
from training.held import later_documents, train_documents


def test_from_a_file_to_the_calibrator(tmp_path: Path) -> None:
    draw = random.Random(5)
    rows = []
    for i in range(600):
        sure = draw.random()
        rows.append(JudgedClaim(f"r{i // 6}", {"sure": sure}, draw.random() < sure))
    (tmp_path / "judged.jsonl").write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    expected = run(tmp_path, tmp_path / "judged.jsonl")
    assert expected["claims"] == 600
    assert expected["ece"] < 8
    assert load(tmp_path).apply({"sure": 0.9}) > load(tmp_path).apply({"sure": 0.1}) + 0.4


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "judged.jsonl").write_text('{"report": "r"}\n')
    with pytest.raises(BrokenInputError, match=r"judged\.jsonl"):
        run(tmp_path, tmp_path / "judged.jsonl")


def test_the_dev_set_is_not_fitted_on() -> None:
    dev = {(d.corpus, d.id) for b in load_all() if is_dev(b.batch) for d in b.documents}
    chosen = [(d.corpus, d.id) for d in train_documents()]
    assert chosen
    assert not dev & set(chosen)
    later = {(d.corpus, d.id) for d in later_documents()}
    assert later
    assert later <= set(chosen)
