"""``dateline.read``: one report, from a text, a file or an address, to a typed reading."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from os import PathLike
from pathlib import Path

from dateline.collect.gather import Received, receive, receive_bytes
from dateline.collect.inputs import is_url
from dateline.collect.options import Failure, Options
from dateline.errors import InputError, UsageError
from dateline.values import Reading, Report
from dateline.work.reader import Reader, load_reader

_TEXT = "the text"


def read(
    source: str | PathLike[str], *, date: str | None = None, publisher: str | None = None, raw: bool = False
) -> Reading:
    """What one report claims, as ``dateline read`` finds it.

    ``source``: a path, an address (``http``, ``https``), or the text of a report. A string without white space is a
    path or an address, and so is one that names a file; any other is a text. ``date``: of publication
    (``YYYY-MM-DD``), where the report shows none; ``publisher``: the outlet; ``raw``: the text is the body as it
    stands. Offsets in what comes back are code points of its ``report.text``. Raises InputError for what cannot be
    read, UsageError for a wrong call or a source of several reports (``dateline.read_paths`` reads those). The first
    call loads the model, which stays in memory."""
    options = Options(date=date, publisher=publisher, raw=raw)
    found = list(_two(_received(source, options)))
    name = source if _is_path(source) else _TEXT
    if len(found) > 1:
        raise UsageError(f"{name}: holds several reports; dateline.read_paths reads them one after the other")
    if not found:
        raise InputError(f"{name}: holds no report")
    if isinstance(found[0], Failure):
        raise type(found[0].error)(f"{found[0].name}: {found[0].error}") from found[0].error
    return read_report(found[0].report)


def read_report(report: Report) -> Reading:
    """What a collected report claims. Raises ModelError or GazetteerError where the reader cannot be loaded."""
    return _reader(os.getpid())(report)


@lru_cache(maxsize=1)
def _reader(process: int) -> Reader:
    """The reader of a process, loaded once: what runs in it (threads, an open index) does not survive a fork."""
    return load_reader()


def _received(source: str | PathLike[str], options: Options) -> Iterator[Received | Failure]:
    if _is_path(source):
        return receive([str(source)], options)
    return receive_bytes(_TEXT, _utf8(str(source)), "pasted", options)


def _is_path(source: str | PathLike[str]) -> bool:
    if not isinstance(source, str):
        return True
    is_one_word = len(source.split()) == 1
    return (is_one_word and (is_url(source) or source == source.strip())) or _is_there(source)


def _is_there(name: str) -> bool:
    try:
        return bool(name.strip()) and Path(name).exists()
    except (OSError, ValueError):  # too long for a name, or with a NUL: a text
        return False


def _utf8(text: str) -> bytes:
    """Bytes of a text; each lone surrogate becomes one U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def _two(found: Iterator[Received | Failure]) -> Iterator[Received | Failure]:
    """The first two: whether there are more than one is all that is asked."""
    for number, one in enumerate(found):
        if number == 2:
            return
        yield one
