"""UDS-IH2's and PLOVER's readers, on hand-made files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.corpora.plover import plover
from benchmarks.corpora.uds import Certainty, uds
from dateline.errors import BrokenInputError, UsageError


def test_words_and_values_of_uds(tmp_path: Path) -> None:
    rows = [
        {"text": "Bo may leave .", "targets": [{"span1": [2, 3], "label": 0.75, "span_text": "leave"}], "file_idx": 7},
        {"text": "Go , run", "targets": [{"span1": [2, 3], "label": -3}, {"span1": [0, 1], "label": 3}], "file_idx": 9},
    ]
    (tmp_path / "dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    first, second = uds(tmp_path, "dev")
    assert [first.text[a:b] for a, b in first.words] == ["Bo", "may", "leave", "."]
    assert (first.id, first.certainties) == ("7", [Certainty(2, 0.75)])
    assert second.certainties == [Certainty(0, 3.0), Certainty(2, -3.0)]


@pytest.mark.parametrize(
    "line", ['{"text": "a", "file_idx": 1}', "{", '{"text":"a","file_idx":1,"targets":[{"span1":[1,2],"label":0}]}']
)
def test_a_broken_uds_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "train.jsonl").write_text('{"text": "a", "targets": [], "file_idx": 0}\n' + line)
    with pytest.raises(BrokenInputError, match=r"train\.jsonl:2"):
        list(uds(tmp_path, "train"))


def test_types_and_actors_of_plover(tmp_path: Path) -> None:
    actors = [{"actorText": " Ada ", "code": "X"}, {"actorText": "", "code": "Y"}]
    rows = [
        {"id": "1", "event": "DEMAND", "text": "Ada asks.", "source": actors, "target": "", "date": "1999-01-02"},
        {"id": "1", "event": "PROTEST", "text": "They march.", "date": "1999-01-03"},
    ]
    (tmp_path / "gold_dev.json").write_text(json.dumps(rows))
    first, second = plover(tmp_path, "dev")
    assert (first.type, first.source, first.target) == ("REQUEST", ["Ada"], [])
    assert (second.type, second.source, second.target) == ("PROTEST", [], [])
    assert first.id != second.id


def test_absent_or_broken_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="point --data"):
        list(plover(tmp_path, "dev"))
    with pytest.raises(UsageError, match="point --data"):
        list(uds(tmp_path, "dev"))
    (tmp_path / "gold_dev.json").write_text('[{"event": "AID"}]')
    with pytest.raises(BrokenInputError, match="fetch the corpus again"):
        list(plover(tmp_path, "dev"))
