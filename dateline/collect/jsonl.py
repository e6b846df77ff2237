"""JSON lines: one report a line, read as they come."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from dateline.collect.draft import Draft, digest
from dateline.collect.options import Failure
from dateline.collect.printed_dates import declared_date
from dateline.collect.text import decode, repair
from dateline.errors import BrokenInputError, InputError

LONGEST = 1 << 26
"""Bytes of one line (64 MiB); a longer one is refused and skipped."""


def read_jsonl(name: str, stream: IO[bytes], first: int = 1) -> Iterator[Draft | Failure]:
    """The reports of a file with one JSON object a line: ``text`` (the decoded input, for offsets), optional ``title``,
    ``published``, ``publisher``, ``author``, ``url``. A bad line is a failure of its own; a
    file without any line raises ``BrokenInputError``. ``sha256`` is of the line's
    bytes without its line ending, so that a report is the same in any file. ``first``: the number of the first line in
    a stream that begins further on in its file."""
    number = first - 1
    is_empty = number == 0
    while line := stream.readline(LONGEST + 1):
        number += 1
        where = f"{name}, line {number}"
        if len(line) > LONGEST:
            is_empty = False
            while line and not line.endswith(b"\n"):
                line = stream.readline(LONGEST)
            yield Failure(where, BrokenInputError(f"is longer than {LONGEST >> 20} MiB: split the report"))
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        line = line.strip(b" \t\r\n")
        if not line:
            continue
        is_empty = False
        try:
            yield draft_of(where, line)
        except InputError as error:
            yield Failure(where, error)
    if is_empty:
        raise BrokenInputError("is empty: give one JSON object a line with the field text")


def parts(stream: IO[bytes], lines: int) -> list[tuple[int, int]]:
    """Where parts of that many lines begin: the offset in bytes, and the number of the first line."""
    found, number, offset = [(0, 1)], 0, 0
    while line := stream.readline(LONGEST + 1):
        while not line.endswith(b"\n") and (more := stream.readline(LONGEST)):
            offset += len(line)
            line = more
        offset += len(line)
        number += 1
        if number % lines == 0:
            found.append((offset, number + 1))
    if len(found) > 1 and found[-1][0] == offset:
        found.pop()  # nothing comes after it
    return found


def draft_of(name: str, line: bytes) -> Draft:
    """The report in one JSON object. Raises ``BrokenInputError``."""
    try:
        record = json.loads(decode(line))
    except (ValueError, RecursionError):
        raise BrokenInputError("is not a JSON object: give one object a line with the field text") from None
    if not isinstance(record, dict):
        raise BrokenInputError("is not a JSON object: give one object a line with the field text")
    text = _string(record, "text")
    if text is None:
        raise BrokenInputError("has no field text: give the report's text there")
    published = _string(record, "published")
    day = declared_date(published)
    if published and day is None:
        raise BrokenInputError(f"published is {published[:40]!r}, not a full date: write it as YYYY-MM-DD")
    return Draft(
        name=name,
        sha256=digest(line),
        data=line,
        body=text,
        title=_string(record, "title"),
        publisher=_string(record, "publisher"),
        author=_string(record, "author"),
        published=day,
        url=_string(record, "url"),
    )


def _string(record: dict[str, Any], field: str) -> str | None:
    value = record.get(field)
    if value is not None and not isinstance(value, str):
        raise BrokenInputError(f"field {field} is not a string: write it in quotes")
    return repair(value) if value is not None else None
