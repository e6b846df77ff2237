"""An open library: its transactions, and what it gives out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.engine import URL

from dateline.errors import LibraryError, UsageError
from dateline.library import migrate
from dateline.library.engine import ALONE, WRITING, file_of, open_engine, parse_url, shown, told
from dateline.library.evidence import Evidence, parse_evidence
from dateline.library.log import read_head
from dateline.library.tables import evidence, settings
from dateline.library.writer import Writer


class Library:
    """Reports, readings and judgements at a URL, with the store of their evidence. Use ``open_library``.

    Values come in and go out through the functions of ``dateline.library``; each takes the connection of a transaction
    that ``reading`` or ``writing`` gives. LibraryErrors that are raised inside have rolled everything back."""

    def __init__(self, url: URL, engine: Engine, store: Evidence) -> None:
        self.url = url
        self.engine = engine
        self.evidence = store

    @property
    def name(self) -> str:
        """How messages call it."""
        return shown(self.url)

    @contextmanager
    def reading(self, frozen: bool = False) -> Iterator[Connection]:
        """A transaction that only reads. ``frozen``: all of it sees one state of the library, however long it takes
        (SQLite's always do)."""
        options = {"isolation_level": "REPEATABLE READ"} if frozen and self.engine.dialect.name != "sqlite" else {}
        with told(self.url), self.engine.execution_options(**options).connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """A transaction that changes the library; committed at the end of the block, rolled back where an error leaves
        it. There is one at a time, in all processes together."""
        with told(self.url), self.engine.execution_options(**{WRITING: True}).begin() as connection:
            yield Writer(connection, self.evidence)

    @contextmanager
    def noting(self) -> Iterator[Connection]:
        """A transaction that changes what is no part of the library's history (accounts, sessions, jobs): nothing of it
        goes into the log, and on PostgreSQL it does not wait for a writer."""
        with told(self.url), self.engine.execution_options(**{WRITING: True}).begin() as connection:
            yield connection

    def erase_unused(self) -> None:
        """Ends what ``Writer.remove`` began: erases bytes that no report has any more, then what the database still
        holds of deleted rows where it can (SQLite's log of changes; PostgreSQL reclaims the room)."""
        with self.writing() as writer:
            writer.erase_unused()
        with told(self.url), self.alone() as connection:
            if self.engine.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").close()
            else:
                for name in (
                    "claims",
                    "parties",
                    "readings",
                    "reports",
                    "judgements",
                    "told",
                    "events",
                    "event_parties",
                    "job_items",
                    "job_results",
                    "feed_items",
                    "alert_messages",
                    "imported",
                    "imports",
                ):
                    connection.execute(text(f"VACUUM {name}"))

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """A connection whose statements stand outside any transaction, as those must that tend the whole database."""
        with self.engine.connect() as connection:
            if self.engine.dialect.name == "sqlite":
                yield connection.execution_options(**{ALONE: True})
            else:
                yield connection.execution_options(isolation_level="AUTOCOMMIT")

    def close(self) -> None:
        """Closes all connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_library(
    location: str, store: str | None = None, create: bool = False, tell: Callable[[str], object] = lambda _: None
) -> Library:
    """The library at ``location`` (a file, ``sqlite:///FILE`` or ``postgresql://…``), with its evidence in ``store``,
    by default where it was, for a new SQLite library in ``evidence`` beside the file.

    ``create`` makes a new one where there is none. A library of an older version of dateline is brought up to date
    after a backup; ``tell`` is called with where that lies. Raises UsageError for a wrong call, LibraryError where it
    cannot be opened."""
    url = parse_url(location)
    file = file_of(url)
    if file is not None:
        if not create and not file.is_file():
            raise UsageError(f"{file}: there is no library; dateline add makes one, --library names another")
        if create:
            _make_folder(file.parent)
    engine = open_engine(url)
    try:
        with told(url):
            _bring_up_to_date(url, engine, create, tell)
            root = _store_root(engine, url, store)
        return Library(url, engine, Evidence(root))
    except BaseException:
        engine.dispose()
        raise


def _bring_up_to_date(url: URL, engine: Engine, create: bool, tell: Callable[[str], object]) -> None:
    with engine.connect() as connection:
        at = migrate.revision_of(connection)
    if at == migrate.REVISION:
        return
    if at is None and not create:
        raise UsageError(f"{shown(url)}: there is no library; dateline add makes one, --library names another")

    def before(connection: Connection, revision: str) -> None:
        from dateline.library.upgrade import copy_before

        tell(f"the library is of an older version; copied it to {copy_before(connection, url, revision)} first")

    migrate.upgrade(engine, before)


def _store_root(engine: Engine, url: URL, given: str | None) -> Path:
    with engine.connect() as connection:
        known: dict[str, str] = {row.name: row.value for row in connection.execute(select(settings))}
        is_used = connection.execute(select(evidence.c.sha256).limit(1)).first() is not None
    file = file_of(url)
    if given is not None:
        root = parse_evidence(given)
    elif "evidence" in known:
        root = Path(known["evidence"])
    elif file is not None:
        root = file.parent / "evidence"
    else:
        raise UsageError(f"{shown(url)}: say where evidence is to be kept with --evidence FOLDER")
    folder = root / known["id"]
    if is_used and not folder.is_dir():
        raise LibraryError(f"{root}: the evidence of this library is not there; name its folder with --evidence")
    if given is not None and known.get("evidence") != str(root):
        with engine.execution_options(**{WRITING: True}).begin() as connection:
            read_head(connection, lock=True)  # another process may be naming it too
            connection.execute(settings.delete().where(settings.c.name == "evidence"))
            connection.execute(settings.insert().values(name="evidence", value=str(root)))
    return folder


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(f"{folder}: cannot be made ({error.strerror}): name another place with --library") from error
