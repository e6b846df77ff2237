"""Library URLs to engines, and the database's errors to messages for people.

SQLite runs in WAL mode with ``synchronous=FULL``: a commit that has returned survives a power cut. Transactions are
begun by us, those that write with ``BEGIN IMMEDIATE``: Python's own begin comes too late to keep two writers apart.
``secure_delete`` overwrites with zeros what is deleted."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from dateline.errors import LibraryError, UsageError

BUSY_SECONDS = 30.0
"""How long a writer waits for another one; ``?timeout=SECONDS`` in the URL says otherwise."""
WRITING = "dateline_writing"
ALONE = "dateline_alone"
"""Options of an SQLite connection: its transactions write; its statements stand outside any transaction."""
_KEPT = 20
"""Connections to a file that are kept open once as many were needed at a time; each begins with its pragmas. The one
that was used last is used first: each keeps two megabytes of the file, were they used in turn."""
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "trusted_schema=OFF")


def default_url() -> str:
    """``DATELINE_LIBRARY``, else ``library.sqlite`` in the user's data folder (``XDG_DATA_HOME`` or
    ``~/.local/share``, there ``dateline``)."""
    if own := os.environ.get("DATELINE_LIBRARY"):
        return own
    base = os.environ.get("XDG_DATA_HOME")
    folder = Path(base) if base else Path.home() / ".local" / "share"
    return str(folder / "dateline" / "library.sqlite")


def parse_url(value: str) -> URL:
    """A library's URL: ``sqlite:///FILE``, ``postgresql://…``, or a file name. Raises UsageError for others."""
    if "://" not in value:
        return URL.create("sqlite", database=os.path.abspath(value))
    try:
        url = make_url(value)
    except (ArgumentError, ValueError):
        raise UsageError(f"--library {value.split('@')[-1]}: is no library; {_GIVE}") from None
    backend = url.drivername.partition("+")[0]
    if backend == "sqlite" and url.database and url.database != ":memory:":
        return url.set(drivername="sqlite", database=os.path.abspath(url.database))
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    raise UsageError(f"--library {shown(url)}: is no library; {_GIVE}")


_GIVE = "give a file, sqlite:///FILE or postgresql://USER@HOST/DATABASE"


def shown(url: URL) -> str:
    """How messages call the library: its file, or its URL without password."""
    return str(url.database) if url.drivername == "sqlite" else url.render_as_string(hide_password=True)


def file_of(url: URL) -> Path | None:
    """The SQLite file; None for PostgreSQL."""
    return Path(str(url.database)) if url.drivername == "sqlite" else None


def open_engine(url: URL) -> Engine:
    """The engine of a library; nothing is connected yet. Raises UsageError where the driver is not installed."""
    try:
        timeout = float(str(url.query.get("timeout", BUSY_SECONDS)))
        url = url.difference_update_query(["timeout"])
        if url.drivername == "sqlite":
            engine = sqlalchemy.create_engine(
                url, pool_size=_KEPT, pool_use_lifo=True, connect_args={"timeout": timeout, "isolation_level": None}
            )
            event.listen(engine, "connect", _prepare)
            event.listen(engine, "begin", _begin)
            return engine
        if "options" in url.query:
            return sqlalchemy.create_engine(url)
        return sqlalchemy.create_engine(url, connect_args={"options": f"-c lock_timeout={round(timeout * 1000)}"})
    except (ImportError, NoSuchModuleError):
        raise UsageError("a library on PostgreSQL needs psycopg: install dateline[postgres]") from None
    except (ArgumentError, ValueError):
        raise UsageError(f"--library {shown(url)}: has a wrong option; {_GIVE}") from None


def _prepare(connection: Any, _: object) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def keep_no_pages(engine: Engine) -> None:
    """For a process that many ask at once: a connection to a file gives back the two megabytes of it that it has read
    once it is not needed for now. As many connections keep them as were ever needed at a time, so that such a process
    grows with its busiest moment; the system keeps the file for all of them."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "checkin", _shrink)


def _shrink(connection: Any, _: object) -> None:
    if connection is not None:  # else it was closed, for it was broken
        connection.execute("PRAGMA shrink_memory").close()


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get(ALONE):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITING) else "BEGIN")


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Turns errors of the database and of the disk into a LibraryError of one line. Whatever was under way is rolled
    back by then."""
    try:
        yield
    except DBAPIError as error:
        raise LibraryError(f"{shown(url)}: {_reason(error)}") from error
    except SQLAlchemyError as error:
        raise LibraryError(f"{shown(url)}: cannot be used ({_first_line(error)})") from error


_SQLITE = {
    "SQLITE_BUSY": "is locked by another program: try again when that has ended",
    "SQLITE_LOCKED": "is locked by another program: try again when that has ended",
    "SQLITE_FULL": "the disk is full: make room and try again; what was acknowledged is safe",
    "SQLITE_READONLY": "may not be written: check its permissions and those of its folder",
    "SQLITE_CANTOPEN": "cannot be opened: check that its folder is there and may be written",
    "SQLITE_NOTADB": "is no library: give another file",
    "SQLITE_CORRUPT": "is damaged: restore a backup",
}
_IO = "could not be written or read: check that the disk is sound and has room; what was acknowledged is safe"
_POSTGRESQL = {
    "53100": "the server's disk is full: make room and try again; what was acknowledged is safe",
    "53300": "the server has too many connections: try again later",
    "55P03": "is locked by another program: try again when that has ended",
    "25006": "may not be written: the server or the user is read-only",
    "42501": "the user may not do this: ask for the right to create and write tables",
    "3D000": "there is no such database: create it first (createdb)",
}


def _reason(error: DBAPIError) -> str:
    cause = error.orig
    name = str(getattr(cause, "sqlite_errorname", ""))
    if name:
        family = "_".join(name.split("_")[:2])
        return _SQLITE.get(family, _IO if family == "SQLITE_IOERR" else f"cannot be used ({_first_line(cause)})")
    known = _POSTGRESQL.get(str(getattr(cause, "sqlstate", "")))
    if known:
        return known
    if error.connection_invalidated or type(cause).__name__ == "OperationalError":
        return f"the server cannot be reached ({_first_line(cause)})"
    return f"cannot be used ({_first_line(cause)})"


def _first_line(error: BaseException | None) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
