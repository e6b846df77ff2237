"""The terminal's edge: UTF-8 whatever the locale, one line an error, a bar while many reports are read."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from dateline.errors import DatelineError

if TYPE_CHECKING:
    from rich.console import Console

T = TypeVar("T")


def speak_utf8() -> None:
    """Make standard output and error UTF-8; what cannot be encoded (a damaged file name) is escaped, never fatal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def complain(error: DatelineError, name: str | None = None) -> None:
    """One line on standard error: ``dateline: INPUT: reason``."""
    from dateline.work.wording import printable

    words = ["dateline", *([name] if name else []), str(error)]
    print(printable(": ".join(words)), file=sys.stderr, flush=True)


def console() -> Console:
    """Where tables go: standard output, without colours where it is no terminal."""
    from rich.console import Console

    # Off a terminal rich assumes 80 columns; a file or a pipe has room for the sentences.
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else 140
    return Console(file=sys.stdout, width=width, highlight=False, emoji=False, markup=False)


@contextmanager
def progress(items: Iterable[T], total: int | None) -> Iterator[Iterator[T]]:
    """The items, counted by a bar on standard error if that is a terminal and there is more than one input.

    ``total`` is how many are expected, ``None`` where nobody knows."""
    if total == 1 or not sys.stderr.isatty():
        yield iter(items)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("reports"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)

        def counted() -> Iterator[T]:
            for item in items:
                bar.advance(task)
                yield item

        yield counted()
