"""The UDS-IH2 benchmark from end to end on a hand-made corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from recorded import Recorded, document

from benchmarks import uds
from benchmarks.corpora.uds import uds as sentences
from benchmarks.reads import as_report
from dateline.errors import ModelError

TEXT = "Bo came , Al <may> leave"
VALUES = {1: 2.0, 5: -1.0}


def corpus(folder: Path) -> Path:
    targets = [{"span1": [word, word + 1], "label": value} for word, value in VALUES.items()]
    (folder / "dev.jsonl").write_text(json.dumps({"text": TEXT, "targets": targets, "file_idx": 3}) + "\n")
    return folder


def reader(certainty: list[float]) -> Recorded:
    return Recorded({}, {"3": document(as_report("3", TEXT), certainty=certainty)})


def test_figures_by_hand(tmp_path: Path) -> None:
    figures = uds.run(corpus(tmp_path), "dev", reader([9, 1.0, 9, 9, 9, 0.5]))
    assert figures == {"pearson_r": 1.0, "mae": 1.25, "mae_constant": 1.5, "predicates": 2}


def test_predictions_read_back(tmp_path: Path) -> None:
    found = reader([9, 1.0, 9, 9, 9, 0.5])
    uds.run(corpus(tmp_path), "dev", found, predict=tmp_path / "train.jsonl", errors=tmp_path / "e.html")
    (again,) = sentences(tmp_path, "train")
    assert [(one.word, one.value) for one in again.certainties] == [(1, 1.0), (5, 0.5)]
    page = (tmp_path / "e.html").read_text(encoding="utf-8")
    assert page.index("off by 1.50") < page.index("off by 1.00")
    assert "&lt;may&gt; <mark>leave</mark>" in page


def test_a_model_without_certainty_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="certainty"):
        uds.run(corpus(tmp_path), "dev", reader([]))


NUMBERS = st.lists(st.integers(-3, 3).map(float), min_size=2, max_size=20)


@given(NUMBERS, st.floats(0.1, 5), st.floats(-3, 3))
def test_correlation_is_blind_to_scale_and_shift(values: list[float], scale: float, shift: float) -> None:
    moved = [scale * value + shift for value in values]
    wanted = 1.0 if len(set(values)) > 1 else 0.0
    if wanted:
        assert uds.pearson(values, moved) == pytest.approx(wanted)
    assert uds.pearson(values, [0.0] * len(values)) == 0.0
