"""The terminal's edge: UTF-8 whatever the locale, one line an error, a bar while many reports are read."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from dateline.errors import DatelineError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

T = TypeVar("T")


def prepare() -> None:
    """Make standard output and error UTF-8; what cannot be encoded (a damaged file name) is escaped, never fatal.
    A closed standard input is empty, a closed standard error tells no one.

    Raises ``UsageError`` where standard output is closed."""
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115 - open until the end
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    if sys.stdout is None:
        raise UsageError("standard output is closed: leave it open, or send it to a file")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def abandon_output() -> None:
    """Let what Python still holds of the output, and writes at its end, go nowhere: it could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(error: DatelineError, name: str | None = None) -> None:
    """One line on standard error: ``dateline: INPUT: reason``."""
    from dateline.work.wording import printable

    words = ["dateline", *([name or "''"] if name is not None else []), str(error)]
    print(printable(": ".join(words)), file=sys.stderr, flush=True)


def announce() -> None:
    """On a terminal, say why the very first reading takes longer."""
    if sys.stderr.isatty():
        from dateline.locate.added import stale
        from dateline.locate.index import default_path

        if not default_path().exists():
            tell("building the index of places, this once: some 20 seconds")
        if stale():
            tell("building the index of added gazetteers again, after an update: some minutes for a large one")


def tell(step: str) -> None:
    """On a terminal, say what is being done that takes a while."""
    if sys.stderr.isatty():
        print(f"dateline: {step}", file=sys.stderr, flush=True)


def console() -> Console:
    """Where tables go: standard output, without colours where it is no terminal."""
    from rich.console import Console

    # Off a terminal rich assumes 80 columns; a file or a pipe has room for the sentences.
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else 140
    return Console(file=sys.stdout, width=width, highlight=False, emoji=False, markup=False)


@contextmanager
def progress(items: Iterable[T], total: int | None, prints: bool = False, of: str = "reports") -> Iterator[Iterator[T]]:
    """The items, counted by a bar on standard error if that is a terminal and there is more than one input.

    ``total`` is how many are expected, ``None`` where nobody knows. ``prints``: results are printed as they come; on
    the same terminal they would run through the bar, and show by themselves how far the work is. ``of``: what
    they are."""
    if total == 1 or not sys.stderr.isatty() or (prints and sys.stdout.isatty()):
        yield iter(items)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn(of), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)

        def counted() -> Iterator[T]:
            for item in items:
                bar.advance(task)
                yield item

        yield counted()
