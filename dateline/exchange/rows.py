"""Records as a table that has no row for some of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from dateline.exchange import cells
from dateline.exchange.cells import Cell
from dateline.exchange.record import AsItIs, LeftOut, Record


def table(
    records: Iterable[Record | AsItIs],
    left: Callable[[LeftOut], None],
    columns: Sequence[str],
    is_number: Sequence[bool],
    row: Callable[[Record], list[Cell]],
) -> Iterator[bytes]:
    """A heading, then the row of each record; ``left`` hears of those that ``row`` raises LeftOut for. A row that was
    imported stays as it was."""
    yield cells.write(columns)
    for record in records:
        try:
            yield cells.again(record.row, is_number) if isinstance(record, AsItIs) else cells.write(row(record))
        except LeftOut as reason:
            left(reason)
