"""Imported files in the library: added whole, removed whole, each told in the log by one hash of all its rows.

What a row means is not known here; ``body`` is its JSON, kept as it was hashed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, delete, select

from dateline.errors import LibraryError
from dateline.library.chain import digest
from dateline.library.import_tables import imported, imports
from dateline.library.log import now
from dateline.library.rows import Row

if TYPE_CHECKING:
    from dateline.library.writer import Writer

_BATCH = 500
_HASHED = (
    "id", "number", "type", "status", "earliest", "latest", "latitude", "longitude", "radius_km", "country",
)  # fmt: skip


class Import(Struct, frozen=True):
    """An imported file: its ``format``, the ``sha256`` of its bytes, its ``name``, how many ``rows``, ``who`` imported
    it and when (``at``, UTC), why (``note``), the ``position`` of the log entry that tells of it."""

    id: str
    format: str
    sha256: str
    name: str
    rows: int
    who: str
    at: str
    note: str | None
    position: int


class ImportedRow(Struct, frozen=True):
    """A row: its ``number`` in the file (from 1), what filters ask of it, and its ``body`` (JSON)."""

    number: int
    body: bytes
    type: str | None
    status: str
    earliest: str | None
    latest: str | None
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    country: str | None


class Kept(Struct, frozen=True):
    """A row in the library, with its ``id`` and the id of its ``file``."""

    id: str
    file: str
    number: int
    body: bytes
    country: str | None
    latitude: float | None
    longitude: float | None
    radius_km: float | None


def import_id(format_: str, sha256_: str) -> str:
    """The id of a file's import."""
    return digest([format_, sha256_])[:32]


def row_id(file: str, number: int) -> str:
    """The id of a row."""
    return digest([file, number])[:16]


def add_import(
    writer: Writer, format_: str, sha256_: str, name: str, who: str, note: str | None, rows: Iterable[ImportedRow]
) -> Import:
    """Adds a file with its rows, and a log entry; the caller has looked that it is not there."""
    id_, at, number = import_id(format_, sha256_), now(), 0
    fields: Row = {"id": id_, "format": format_, "sha256": sha256_, "name": name, "who": who, "at": at, "note": note}
    connection = writer.connection
    # A row refers to its file, which is known whole only behind the last row.
    connection.execute(imports.insert().values(**fields, rows=0, position=0))
    rest, hashed = iter(rows), sha256()
    while batch := [_row(id_, one) for one in islice(rest, _BATCH)]:
        connection.execute(imported.insert(), batch)
        number += len(batch)
        for row in batch:
            hashed.update(_row_hash(row))
    whole = digest([fields | {"rows": number}, hashed.hexdigest()])
    facts = {"file_sha256": sha256_, "format": format_, "import_sha256": whole, "rows": number}
    position = writer.log("import-added", id_, facts)
    connection.execute(imports.update().where(imports.c.id == id_).values(rows=number, position=position))
    return Import(**fields, rows=number, position=position)


def remove_import(writer: Writer, id_: str, reason: str) -> int:
    """Erases a file's rows and its name; gives the position of the log entry, which keeps hashes, numbers and the
    reason. Raises LibraryError where it is not there."""
    connection = writer.connection
    connection.execute(delete(imported).where(imported.c.file == id_))
    if connection.execute(delete(imports).where(imports.c.id == id_)).rowcount != 1:
        raise LibraryError(f"import {id_} is not in the library any more")
    return writer.log("import-removed", id_, {"reason": reason})


def all_imports(connection: Connection) -> list[Import]:
    """The imported files, in the order of their coming."""
    found = connection.execute(select(imports).order_by(imports.c.position)).mappings()
    return [Import(**row) for row in found]


def kept_rows(connection: Connection, where: Sequence[ColumnElement[bool]], in_time: bool = False) -> Iterator[Kept]:
    """Rows, file by file in the order of the files; ``in_time``: all by their days, the undated last."""
    columns = [imported.c[name] for name in Kept.__struct_fields__]
    by_time = (imported.c.earliest.is_(None), imported.c.earliest, imported.c.latest, imported.c.id)
    by_file = (imports.c.position, imported.c.number)
    query = select(*columns).join(imports, imports.c.id == imported.c.file).where(*where)
    for row in connection.execute(query.order_by(*(by_time if in_time else by_file))):
        id_, file, number, body, *place = row
        yield Kept(id_, file, number, zlib.decompress(body), *place)


def import_hash(connection: Connection, one: Import) -> str:
    """The hash of a file and its rows as they are, which the log holds of them as they came."""
    hashed = sha256()
    query = select(imported).where(imported.c.file == one.id).order_by(imported.c.number)
    number = 0
    for row in connection.execute(query.execution_options(yield_per=_BATCH)).mappings():
        hashed.update(_row_hash(dict(row)))
        number += 1
    names = ("id", "format", "sha256", "name", "who", "at", "note")
    return digest([{name: getattr(one, name) for name in names} | {"rows": number}, hashed.hexdigest()])


def strays(connection: Connection) -> list[str]:
    """Ids of files that are not there, though rows of theirs are."""
    query = select(imported.c.file).where(imported.c.file.not_in(select(imports.c.id))).distinct()
    return sorted(connection.scalars(query))


def _row(file: str, one: ImportedRow) -> Row:
    return {
        "id": row_id(file, one.number),
        "file": file,
        "number": one.number,
        "type": one.type or "",
        "status": one.status,
        "earliest": one.earliest,
        "latest": one.latest,
        "latitude": one.latitude,
        "longitude": one.longitude,
        "radius_km": one.radius_km,
        "country": one.country,
        "body": zlib.compress(one.body),
    }


def _row_hash(row: dict[str, Any]) -> bytes:
    try:
        body = sha256(zlib.decompress(row["body"])).hexdigest()
    except zlib.error:
        body = "damaged"
    return digest([*(row[name] for name in _HASHED), body]).encode()
