"""Rows of cells: CSV as spreadsheets read it, without cells that they would take for formulas.

A cell of text that begins with ``=``, ``+``, ``-``, ``@`` (or their full-width forms, or white space and then one of
these) is written with an apostrophe in front, as OWASP advises against formula injection; numbers in columns of numbers
stay as they are (``-1.5``). Reading takes that apostrophe off again. A text that has an apostrophe there itself gets
one more, so that nothing is lost either way."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from dateline.errors import BrokenInputError
from dateline.exchange.clean import line

Cell = str | int | float | None
"""What stands in a cell; numbers are written in full, None as nothing."""
_FORMULA = re.compile("'*\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile("'+\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_LIMIT = 10_000_000
"""Characters of a cell that are read at most."""


def guarded(value: str) -> str:
    """A cell of text that no spreadsheet takes for a formula."""
    return f"'{value}" if _FORMULA.match(value) else value


def unguarded(value: str) -> str:
    """The text that ``guarded`` was given."""
    return value[1:] if _GUARDED.match(value) else value


def shown(value: Cell) -> str:
    """How a value is written."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(line(value))
    return format(value, "f").rstrip("0").rstrip(".") if isinstance(value, float) and "e" in repr(value) else str(value)


def write(cells: Sequence[Cell], delimiter: str = ",") -> bytes:
    """One row, ended by a line feed, in UTF-8."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", delimiter=delimiter).writerow([shown(cell) for cell in cells])
    return out.getvalue().encode()


def again(row: Sequence[str], numbers: Sequence[bool]) -> bytes:
    """A row that was read from a file, as ``write`` writes it; ``numbers``: which cells are of columns of numbers."""
    out = io.StringIO()
    written = (
        line(cell) if is_number and _NUMBER.fullmatch(cell) else guarded(line(cell))
        for cell, is_number in zip(row, numbers, strict=True)
    )
    csv.writer(out, lineterminator="\n").writerow(written)
    return out.getvalue().encode()


def read(
    data: bytes, columns: Sequence[str], name: str, spellings: dict[str, str] | None = None
) -> Iterator[list[str]]:
    """The rows of a file, each with the cells of ``columns`` in that order, as written there but for the apostrophe.

    The file may have its columns in another order, and more of them. Raises BrokenInputError for a file that is not
    UTF-8 or lacks a column, and for a row that has more or fewer cells than the heading."""
    try:
        whole = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenInputError(f"{name}: is not UTF-8 (byte {error.start}): save it as CSV in UTF-8") from error
    before = csv.field_size_limit(_LIMIT)
    try:
        rows = csv.reader(io.StringIO(whole, newline=""), delimiter=_delimiter(whole), strict=True)
        heading = [(spellings or {}).get(cell.strip(), cell.strip()) for cell in next(rows, [])]
        missing = [column for column in columns if column not in heading]
        if missing:
            raise BrokenInputError(f"{name}: has no column {missing[0]}: its first row must name {', '.join(columns)}")
        at = [heading.index(column) for column in columns]
        for number, row in enumerate(rows, 1):
            if not row:
                continue
            if len(row) != len(heading):
                raise BrokenInputError(f"{name}, row {number}: has {len(row)} cells, the heading {len(heading)}")
            yield [unguarded(row[place]) for place in at]
    except csv.Error as error:
        raise BrokenInputError(f"{name}: is no CSV ({error})") from error
    finally:
        csv.field_size_limit(before)


def _delimiter(whole: str) -> str:
    """The delimiter of the heading: the one of comma, semicolon and tab that it has most of."""
    heading = whole.partition("\n")[0]
    return max(",;\t", key=heading.count)


def check(
    data: bytes,
    columns: Sequence[str],
    name: str,
    check_row: Callable[[dict[str, str]], Iterable[str]] | None = None,
) -> list[str]:
    """What is wrong with a table that we wrote: its heading, the number of cells, cells that are formulas; then, by
    ``check_row``, what is wrong with its rows by the format's own rules."""
    problems = []
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    if not rows or rows[0] != list(columns):
        return [f"{name}: the heading is not {', '.join(columns)}"]
    for number, row in enumerate(rows[1:], 1):
        if len(row) != len(columns):
            problems.append(f"row {number}: {len(row)} cells instead of {len(columns)}")
        problems += [f"row {number}: a formula in {cell[:20]!r}" for cell in row if _is_formula(cell)]
    if problems or check_row is None:
        return problems
    for number, row in enumerate(read(data, columns, name), 1):
        problems += [f"row {number}: {problem}" for problem in check_row(dict(zip(columns, row, strict=True)))]
    return problems


def _is_formula(cell: str) -> bool:
    if not re.match("\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]", cell):
        return False
    try:
        float(cell)
    except ValueError:
        return True
    return False


def one_line(values: Iterable[str | None], between: str = "; ") -> str | None:
    """Distinct values in one cell, in their order; None where there is none."""
    found = list(dict.fromkeys(line(value) for value in values if value))
    return between.join(found) or None
