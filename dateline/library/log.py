"""The log in the database: written only by the holder of the head's row, read by anyone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from msgspec import Raw
from sqlalchemy import Connection, select

from dateline.errors import LibraryError
from dateline.library.chain import Entry, Head, canonical, link
from dateline.library.tables import head, log


def now() -> str:
    """This moment, UTC, to the second. It is told in the log and plays no part in any reading."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_head(connection: Connection, lock: bool = False) -> Head:
    """The end of the log. ``lock``: no other writer goes on until this transaction has ended."""
    query = select(head.c.position, head.c.hash).where(head.c.number == 1)
    row = connection.execute(query.with_for_update() if lock else query).first()
    if row is None:
        raise LibraryError("the library has no head: it is damaged, restore a backup")
    return Head(row.position, row.hash)


def append(connection: Connection, kind: str, subject: str, facts: Mapping[str, Any]) -> Head:
    """Adds an entry at the end; the transaction must hold the head. Gives the new head."""
    last = read_head(connection)
    packed = canonical(facts)
    at, position = now(), last.position + 1
    new = Head(position, link(last.hash, position, at, kind, subject, packed))
    connection.execute(
        log.insert().values(position=position, at=at, kind=kind, subject=subject, facts=packed.decode(), hash=new.hash)
    )
    connection.execute(head.update().where(head.c.number == 1).values(position=position, hash=new.hash))
    return new


def entries(connection: Connection, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
    """The entries behind the position ``after``, in order, at most ``limit``; rows are fetched as they are needed."""
    query = select(log).where(log.c.position > after).order_by(log.c.position).limit(limit)
    for row in connection.execute(query.execution_options(yield_per=1000)):
        yield Entry(row.position, row.at, row.kind, row.subject, Raw(row.facts.encode()), row.hash)
