"""Parquet: a report a row."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.collect import Failure, parquet, receive
from dateline.collect.gather import Received, receive_bytes

TEXT = "Gunmen seized a bridge near Deir al-Zor on Monday, the mayor told reporters.\n"


def packed(rows: list[dict[str, Any]], **given: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out, **given)
    return out.getvalue()


def found(data: bytes) -> list[Received | Failure]:
    return list(receive_bytes("a.parquet", data, "file"))


def reasons(data: bytes) -> list[tuple[str, str]]:
    return [(one.name, str(one.error)) for one in found(data) if isinstance(one, Failure)]


def test_a_row_is_a_report_as_the_same_line_of_json(tmp_path: Path) -> None:
    rows = [{"text": TEXT, "published": "2015-03-02", "publisher": "Sample Wire", "url": "http://a.example/1"}]
    (tmp_path / "a.parquet").write_bytes(packed([rows[0] | {"words": 12, "other": None}]))
    line = f'{{"text": "{TEXT[:-1]}\\n", "published": "2015-03-02", "publisher": "Sample Wire", '
    (tmp_path / "a.jsonl").write_text(line + '"url": "http://a.example/1"}\n')
    lines, given = receive([str(tmp_path / "a.jsonl")]), receive([str(tmp_path / "a.parquet")])
    (one,), (other,) = list(given), list(lines)
    assert isinstance(one, Received)
    assert isinstance(other, Received)
    assert one.report == other.report
    assert one.origin.address.endswith("a.parquet, row 1")


def test_days_may_be_dates_or_times() -> None:
    days = [date(2015, 3, 2), None]
    rows = [{"text": TEXT, "published": day} for day in days]
    rows += [{"text": TEXT, "published": None}]
    published = [one.report.published for one in found(packed(rows)) if isinstance(one, Received)]
    assert published == ["2015-03-02", None, None]
    (one,) = found(packed([{"text": TEXT, "published": datetime(2015, 3, 2, 23, 59, tzinfo=UTC)}]))
    assert isinstance(one, Received)
    assert one.report.published == "2015-03-02"


def test_bad_rows_are_named_and_the_others_read() -> None:
    rows = [{"text": TEXT, "title": "One"}, {"text": None, "title": "Two"}, {"text": TEXT, "title": "Three"}]
    data = packed(rows, row_group_size=1)
    assert reasons(data) == [("a.parquet, row 2", "has no field text: give the report's text there")]
    assert len(found(data)) == 3
    assert "not a string" in reasons(packed([{"text": 5}]))[0][1]
    assert "not a string" in reasons(packed([{"text": TEXT, "title": b"\xff"}]))[0][1]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is no Parquet"),
        (b"PAR1 cut short", "is no Parquet"),
        (packed([{"text": TEXT}])[:-30], "is no Parquet"),
        (packed([{"body": TEXT}]), "has no column text"),
    ],
)
def test_files_that_cannot_be_read(data: bytes, why: str) -> None:
    ((name, reason),) = reasons(data)
    assert name == "a.parquet"
    assert reason.startswith(why)


def test_damaged_pages(tmp_path: Path) -> None:
    data = packed([{"text": TEXT * 50}] * 20, compression="none", write_page_checksum=True)
    middle = len(data) // 3
    assert reasons(data[:middle] + bytes(reversed(data[middle : middle + 40])) + data[middle + 40 :]) != [("", "")]


def test_a_part_of_the_rows() -> None:
    data = packed([{"text": TEXT, "title": str(n)} for n in range(10)], row_group_size=3)
    titles = [
        [draft.title for draft in parquet.read_parquet("a", io.BytesIO(data), first, last) if draft]
        for first, last in ((0, 2), (2, 7), (7, None), (10, None))
    ]
    assert titles == [["0", "1"], ["2", "3", "4", "5", "6"], ["7", "8", "9"], []]
    assert parquet.length(io.BytesIO(data)) == 10


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed([{"text": TEXT * 20}, {"text": TEXT}])
    monkeypatch.setattr(parquet, "LONGEST", 1000)
    assert [name for name, _ in reasons(data)] == ["a.parquet, row 1"]
    monkeypatch.setattr(parquet, "_LARGEST_GROUP", 10)
    assert "group of rows" in reasons(data)[0][1]


def test_without_an_ending_its_first_bytes_tell() -> None:
    (one,) = list(receive_bytes("", packed([{"text": TEXT}]), "file"))
    assert isinstance(one, Received)
    assert one.origin.kind == "parquet"
