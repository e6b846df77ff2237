"""``dateline export``: the events that were asked for, in a format of the field.

The rows are those that ``dateline events`` gives with the same filters, in its order; what a format has no row for is
left out and counted by its reason."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from msgspec import Struct, field
from sqlalchemy import Connection, select

from dateline.errors import UsageError
from dateline.exchange.formats import FORMATS, Format, format_of
from dateline.exchange.record import AsItIs, LeftOut, Record
from dateline.exchange.redact import Key, redact
from dateline.library.library import Library
from dateline.library.tables import settings
from dateline.work.bodies import body
from dateline.work.filters import Asked
from dateline.work.imported import imported_records
from dateline.work.records import records

__all__ = ["FORMATS", "Format", "Written", "format_of", "key_of", "write"]
_KEY = "redaction-key"
_BYTES = 32
_FEWEST = 16


class Written(Struct):
    """How many ``rows`` were written, and why others were ``left_out``: reason → number."""

    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def write(
    library: Library,
    asked: Asked,
    format: str,  # noqa: A002 - the word of the command
    stream: IO[bytes],
    redact: Key | None = None,
    imported: str | None = None,
    **given: Any,
) -> Written:
    """Writes the events that were asked for to a binary stream, in one of ``FORMATS``.

    ``redact``: a key (``key_of``), and nothing that could lead to a person is written. ``imported``: not what reports
    tell, but the rows of an imported file (the beginning of its id or hash; ``all``: of every file), in the order of
    the file. ``given``: what the format itself may be told. Raises UsageError for a filter or a format that is
    none."""
    of = format_of(format)
    done = Written()

    def left(reason: LeftOut) -> None:
        done.left_out[str(reason)] += 1

    def unwritten(reason: LeftOut) -> None:
        done.rows -= 1
        left(reason)

    with library.reading(frozen=True) as connection:
        if imported is None:
            found: Iterator[Record | AsItIs] = _read(library, connection, asked, redact)
        else:
            found = imported_records(library, connection, asked, imported, of.name, redact, left)
        for piece in of.write(_counted(found, done), unwritten, **given):
            stream.write(piece)
    return done


def _counted(found: Iterator[Record | AsItIs], done: Written) -> Iterator[Record | AsItIs]:
    for record in found:
        done.rows += 1
        yield record


def _read(library: Library, connection: Connection, asked: Asked, key: Key | None) -> Iterator[Record | AsItIs]:
    for behind in records(library, connection, asked):
        yield behind.record if key is None else redact(behind.record, key, body, behind.persons)


def key_of(library: Library, file: Path | None = None) -> Key:
    """The key that ids and hashes are hidden with: of a file (its bytes, 16 or more), else the library's own, which is
    made when it is first asked for. Raises UsageError for a file that holds none."""
    if file is not None:
        try:
            secret = file.read_bytes().strip()
        except OSError as error:
            raise UsageError(f"--key {file}: {error.strerror}: name a file that holds a secret") from error
        if len(secret) < _FEWEST:
            raise UsageError(f"--key {file}: holds {len(secret)} bytes; a key takes {_FEWEST} or more")
        return Key(secret)
    query = select(settings.c.value).where(settings.c.name == _KEY)
    with library.reading() as connection:
        kept = connection.scalar(query)
    if kept is None:
        with library.writing() as writer:  # one at a time: two processes shall not make two keys
            kept = writer.connection.scalar(query)
            if kept is None:
                kept = secrets.token_hex(_BYTES)
                writer.connection.execute(settings.insert().values(name=_KEY, value=kept))
    return Key(bytes.fromhex(kept))
