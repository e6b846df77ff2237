"""Parquet (pyarrow): one report a row, in the columns that a line of ``.jsonl`` has as fields."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any

from dateline.collect.draft import Draft
from dateline.collect.jsonl import LONGEST, draft_of
from dateline.collect.options import Failure
from dateline.errors import BrokenInputError, InputError

FIELDS = ("text", "title", "published", "publisher", "author", "url")
_AT_ONCE = 64
"""Rows that are in memory at a time."""
_LARGEST_GROUP = 1 << 30
"""Bytes of a group of rows, unpacked (1 GiB): what writes news into larger ones means harm."""


def read_parquet(name: str, stream: IO[bytes], first: int = 0, last: int | None = None) -> Iterator[Draft | Failure]:
    """The reports of rows ``first`` up to ``last`` (default: all), counted from 0; other columns than :data:`FIELDS`
    are passed over, days may be dates or times. ``sha256`` is of the row as a line of JSON, with its fields in that
    order and without those that are null, so that a report is the same in a ``.jsonl`` written so. A bad row is a
    failure of its own. Raises ``BrokenInputError`` for a file that is no Parquet or has no column ``text``."""
    arrow = _arrow()
    try:
        table = arrow.parquet.ParquetFile(stream)
        columns = [column for column in FIELDS if column in table.schema_arrow.names]
        if "text" not in columns:
            raise BrokenInputError("has no column text: give the reports' texts there")
        for number, row in _rows(table, columns, first, last):
            where = f"{name}, row {number + 1}"
            try:
                line = _line(row)
                if len(line) > LONGEST:
                    raise BrokenInputError(f"is longer than {LONGEST >> 20} MiB: split the report")
                yield draft_of(where, line)
            except InputError as error:
                yield Failure(where, error)
    except (arrow.ArrowException, OSError) as error:
        raise BrokenInputError(f"is no Parquet that can be read ({str(error).splitlines()[0]})") from error


def length(stream: IO[bytes]) -> int:
    """The rows of a file. Raises ``BrokenInputError``."""
    arrow = _arrow()
    try:
        return int(arrow.parquet.ParquetFile(stream).metadata.num_rows)
    except (arrow.ArrowException, OSError) as error:
        raise BrokenInputError(f"is no Parquet that can be read ({str(error).splitlines()[0]})") from error


def _arrow() -> Any:
    try:
        import pyarrow.parquet
    except ImportError:
        raise InputError("is Parquet, which needs pyarrow: install dateline[parquet]") from None
    return pyarrow


def _rows(table: Any, columns: list[str], first: int, last: int | None) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows with their numbers; only the groups that hold some of them are read."""
    metadata, groups, before, skipped = table.metadata, [], 0, None
    for group in range(metadata.num_row_groups):
        size = metadata.row_group(group).num_rows
        if before + size > first and (last is None or before < last):
            skipped = before if skipped is None else skipped
            if metadata.row_group(group).total_byte_size > _LARGEST_GROUP:
                raise BrokenInputError("has a group of rows of more than 1 GiB: write it again in smaller ones")
            groups.append(group)
        before += size
    number = skipped or 0
    for batch in table.iter_batches(_AT_ONCE, row_groups=groups, columns=columns):
        for row in batch.to_pylist():
            if number >= first and (last is None or number < last):
                yield number, row
            number += 1


def _line(row: dict[str, Any]) -> bytes:
    given = {field: row[field] for field in FIELDS if row.get(field) is not None}
    return json.dumps(given, ensure_ascii=False, default=_day).encode("utf-8", "replace")


def _day(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else [type(value).__name__]  # refused as no string
