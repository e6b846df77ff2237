"""MUC-3/4 raw messages: Latin American wire reports in capitals, wrapped at a column, many messages a file.

Traps: the published dev split is TST1 and TST2, so :func:`muc4` reads only the files ``dev-muc3-*`` (the training
messages); 85 datelines lack a full date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from dateline.errors import UsageError

_HEADER = re.compile(r"^(DEV-MUC3-\d{4}|TST[12]-MUC[34]-\d{4})\b.*$", re.MULTILINE)
_FILES = {"train": ("raw/dev/dev-muc3-*",), "dev": ("raw/tst1/tst1-muc3", "raw/tst2/tst2-muc4")}
_DATE = re.compile(r"\A[^\n]{0,80},\s(\d{1,2}) ([A-Z]{3})[A-Z]{0,6} (\d{2})\b")
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()


class Message(Struct, frozen=True):
    """One message: its text from the dateline on, and the dateline's date (``YYYY-MM-DD``) where it is complete."""

    id: str
    text: str
    published: str | None


def muc4(data: Path) -> Iterator[Message]:
    """The training messages, by id; ``data`` is the folder with the files ``dev-muc3-*``."""
    files = sorted(data.glob("dev-muc3-*"))
    if not files:
        raise UsageError(f"{data}: no dev-muc3-* there; point --data at the folder of MUC-4's raw training messages")
    for path in files:
        yield from _messages(path)


def published(data: Path, split: str) -> dict[str, str | None]:
    """The dates of the messages of ``split`` (train, dev), by id; ``data`` is the folder that holds raw/."""
    paths = sorted(path for pattern in _FILES[split] for path in data.glob(pattern))
    if not paths:
        raise UsageError(f"{data}: no {' or '.join(_FILES[split])} there; point --data at MUC-4's folder with raw/")
    return {message.id: message.published for path in paths for message in _messages(path)}


def _messages(path: Path) -> Iterator[Message]:
    whole = path.read_text(encoding="latin-1")
    headers = list(_HEADER.finditer(whole))
    ends = [h.start() for h in headers[1:]] + [len(whole)]
    for header, end in zip(headers, ends, strict=True):
        text = whole[header.end() : end].strip()
        yield Message(header[1], text, _published(text))


def _published(text: str) -> str | None:
    found = _DATE.match(text)
    if found is None or found[2] not in _MONTHS:
        return None
    try:
        return date(1900 + int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1])).isoformat()
    except ValueError:  # a day that no month has: the corpus has misprints
        return None
