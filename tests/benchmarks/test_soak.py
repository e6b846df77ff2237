"""The soak's own check, and the soak."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks import reports
from benchmarks.soak import faults, one_line, soak

RESULT: dict[str, Any] = {
    "report": {"text": "Ada left 😀 Bo.", "title": None},
    "claims": [{"trigger": {"text": "left", "start": 4, "end": 8}, "sentence": {"start": 0, "end": 14}, "time": None}],
    "attributions": [{"source": [[0, 3]], "cue": [], "content": [[9, 10], [11, 13]]}],
    "places": [{"text": "Bo", "start": 11, "end": 13}],
}


def test_sound_offsets_pass() -> None:
    assert list(faults(RESULT)) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"places": [{"text": "Bo", "start": 12, "end": 14}]}, "places[0]: 12:14 is 'o.', not 'Bo'"),
        ({"claims": [{"actors": [{"text": "x", "start": 3, "end": 3}]}]}, "claims[0].actors[0]: 3:3 is no stretch"),
        ({"attributions": [{"source": [[13, 99]]}]}, "attributions[0].source[0]: 13:99 is no stretch"),
    ],
)
def test_unsound_offsets_are_told(change: dict[str, Any], says: str) -> None:
    (fault,) = faults({**RESULT, **change})
    assert fault.startswith(says)


def test_one_line_is_one_line_of_that_size() -> None:
    line = one_line(["a\nb  c", "d\r\ne"] * 10, 20)
    assert line == "a b c d e a b c d e "


def test_reports_of_a_plain_folder(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Two.")
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\n\n{"text": "And a half."}\n')
    assert reports.sample(tmp_path, 2) == ["One.", "And a half."]


def test_the_sample_is_fixed_and_mixed(shared: Path) -> None:
    texts = reports.sample(shared / "data", 30)
    assert texts == reports.sample(shared / "data", 40)[:30]
    assert sum(text.isupper() for text in texts) == 10  # MUC-4 is every third


@pytest.mark.soak
def test_every_report_and_five_megabytes_in_one_line(shared: Path) -> None:
    texts = list(reports.every(shared / "data"))
    done, refused, found = soak([one_line(texts * 3), *texts], jobs=2)
    assert found == []
    assert done + refused == len(texts) + 1
    assert refused < len(texts) / 100
