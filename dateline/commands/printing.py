"""How commands print: one JSON object a line, an array of them, or a table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from dateline.errors import DatelineError, UsageError
from dateline.work import terminal

if TYPE_CHECKING:
    from msgspec import Struct

    from dateline.collect.options import Failure

T = TypeVar("T")
S = TypeVar("S", bound="Struct")

FORMATS = ("table", "json", "jsonl")

listed = click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="Default: table on a terminal, else jsonl."
)
"""The option of every command that prints objects."""


def chosen(format_: str | None) -> str:
    """The format that was asked for, else the one that fits where the output goes."""
    return format_ or ("table" if sys.stdout.isatty() else "jsonl")


def check_text(option: str, value: str | None) -> None:
    """Raises UsageError for a value that is no text."""
    if value is not None and any("\ud800" <= character <= "\udfff" for character in value):
        raise UsageError(f"{option} is not valid UTF-8: check the terminal's encoding")


def print_all(outcomes: Iterable[T | Failure], show: Callable[[Iterator[T]], None]) -> int:
    """Shows what was read, says what was not; gives the exit status."""
    failed = False

    def good() -> Iterator[T]:
        nonlocal failed
        from dateline.collect.options import Failure

        for outcome in outcomes:
            if isinstance(outcome, Failure):
                failed = True
                terminal.complain(outcome.error, outcome.name)
            else:
                yield outcome

    show(good())
    return int(failed)


def print_each(
    values: Iterable[S],
    format_: str,
    told: Callable[[S], tuple[str | None, tuple[str, str] | None]] = lambda _: (None, None),
) -> int:
    """Each value as it comes: an object, or as a line of text. ``told`` gives that line, and for a value that tells of
    a failure the input and the reason, which standard error is told. Gives the exit status."""
    from dateline.work.wording import printable

    failed = False

    def shown() -> Iterator[S]:
        nonlocal failed
        for value in values:
            line, failure = told(value)
            if failure is not None:
                failed = True
                terminal.complain(DatelineError(failure[1]), failure[0])
            if format_ != "table":
                yield value
            elif line is not None:
                click.echo(printable(line))

    import msgspec

    objects = map(msgspec.json.encode, shown())
    (print_array if format_ == "json" else print_lines)(objects)
    return int(failed)


def print_lines(objects: Iterator[bytes]) -> None:
    """One JSON object a line."""
    write(objects)


def print_array(objects: Iterator[bytes]) -> None:
    """An array of JSON objects, indented for eyes."""
    write(_as_array(objects), end=b"")


def print_rows(rows: Sequence[Struct], format_: str | None) -> int:
    """One object a row, or a table with a column a field."""
    if chosen(format_) == "table":
        from dateline.work import table

        terminal.console().print(table.rows(rows))
        return 0
    import msgspec

    objects = map(msgspec.json.encode, rows)
    (print_lines if format_ != "json" else print_array)(objects)
    return 0


def _as_array(objects: Iterator[bytes]) -> Iterator[bytes]:
    import msgspec

    before = b"["
    for value in objects:
        yield before + b"\n" + msgspec.json.format(value, indent=2)
        before = b","
    yield b"[]\n" if before == b"[" else b"\n]\n"


def write(lines: Iterable[bytes], end: bytes = b"\n") -> None:
    """Bytes to standard output, each as soon as it is there."""
    sys.stdout.flush()
    for line in lines:
        sys.stdout.buffer.write(line + end)
        sys.stdout.buffer.flush()
