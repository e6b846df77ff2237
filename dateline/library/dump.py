"""Tables to lines and back: how a backup holds what is in the database, the same from SQLite and from PostgreSQL.

A line is a JSON array, one value a column, bytes in base64. Tables are taken as the database has them, not as this
version of the code knows them, so that an older library can be copied before it is changed."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from typing import IO, Any

from msgspec import Struct, json
from sqlalchemy import Connection, LargeBinary, MetaData, Table, select

from dateline.errors import LibraryError
from dateline.library.schema import metadata
from dateline.library.tables import OWN

_BATCH = 500


class TableOf(Struct, frozen=True):
    """A table in a backup: its columns in order, and how many rows."""

    name: str
    columns: list[str]
    rows: int


def tables_of(connection: Connection) -> list[Table]:
    """The library's tables that are there, each after those that it refers to."""
    found = MetaData()
    found.reflect(connection, only=lambda name, _: name in OWN)
    return found.sorted_tables


def kept(tables: Iterable[Table]) -> list[Table]:
    """Those that belong into a backup: what is under way at the moment (sessions, jobs) stays behind."""
    passing = {table.name for table in metadata.sorted_tables if table.info.get("passing")}
    return [table for table in tables if table.name not in passing]


def write_table(connection: Connection, table: Table, out: IO[bytes]) -> TableOf:
    """Writes all rows of a table, in the order in which they came (a row may refer to an earlier one)."""
    order = [*(column for column in table.columns if column.name == "position"), *table.primary_key.columns]
    query = select(table).order_by(*order).execution_options(yield_per=_BATCH)
    number = 0
    for row in connection.execute(query):
        out.write(json.encode([_packed(value) for value in row]) + b"\n")
        number += 1
    return TableOf(str(table.name), [str(column.name) for column in table.columns], number)


def read_table(connection: Connection, table: Table, told: TableOf, lines: IO[bytes]) -> None:
    """Puts the rows of a backup into an empty table. Raises LibraryError where they do not fit it."""
    if sorted(told.columns) != sorted(column.name for column in table.columns):
        raise LibraryError(f"the backup's table {told.name} has other columns: it is damaged")
    binary = {column.name for column in table.columns if isinstance(column.type, LargeBinary)}
    number = 0
    for batch in _batches(lines):
        found = [_unpacked(told.columns, line, binary) for line in batch]
        connection.execute(table.insert(), found)
        number += len(found)
    if number != told.rows:
        raise LibraryError(f"the backup's table {told.name} has {number} rows instead of {told.rows}: it is damaged")


def _packed(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes | memoryview) else value


def _unpacked(columns: list[str], line: bytes, binary: set[str]) -> dict[str, Any]:
    row = dict(zip(columns, json.decode(line), strict=True))
    return row | {name: base64.b64decode(row[name]) for name in binary if row[name] is not None}


def _batches(lines: IO[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    for line in lines:
        batch.append(line)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
