"""The schema's version: making a new library, bringing an older one up to date after a backup.

Alembic is imported only where there is something to do: looking the version up costs one query."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, inspect, text

from dateline.errors import LibraryError
from dateline.library.chain import EMPTY
from dateline.library.engine import WRITING
from dateline.library.tables import OWN, VERSION, head, settings

REVISION = "0009"
"""The newest step under ``migrations/versions``."""
SCRIPTS = Path(str(files("dateline.library"))) / "migrations"
_LOCK = 0x64617465
"""Number of PostgreSQL's advisory lock that keeps two processes from changing the schema at once."""


def revision_of(connection: Connection) -> str | None:
    """The step that the database is at; None where there is no library in it."""
    if not inspect(connection).has_table(VERSION):
        return None
    found: str | None = connection.scalar(text(f"SELECT version_num FROM {VERSION}"))
    return found


def upgrade(
    engine: Engine,
    before: Callable[[Connection, str], object],
) -> None:
    """Brings the database to the newest step, in one transaction; makes a library where there is none. ``before`` is
    called with an older library's connection and step before anything is changed. Raises LibraryError for a library
    of a newer version of dateline."""
    with engine.execution_options(**{WRITING: True}).begin() as connection:
        if engine.dialect.name == "postgresql":
            _check_encoding(connection)
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
        at = revision_of(connection)
        if at == REVISION:  # another process was first
            return
        if at is not None:
            _check_known(connection, at)
            before(connection, at)
        run(connection, REVISION)
        if at is None:
            connection.execute(settings.insert().values(name="id", value=secrets.token_hex(4)))
            connection.execute(head.insert().values(number=1, position=EMPTY.position, hash=EMPTY.hash))


def run(connection: Connection, to: str) -> None:
    """Takes the schema from where it is to a later step, within the connection's transaction."""
    from alembic.command import upgrade as take

    take(_config(connection), to)


def reset(connection: Connection, to: str) -> None:
    """Empty tables of the step ``to`` in place of those that are there. Raises LibraryError for an unknown step."""
    _check_known(connection, to)
    there = MetaData()
    there.reflect(connection, only=lambda name, _: name in {*OWN, VERSION})
    there.drop_all(connection)
    run(connection, to)


def _config(connection: Connection) -> Any:
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _check_known(connection: Connection, at: str) -> None:
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    try:
        ScriptDirectory.from_config(_config(connection)).get_revision(at)
    except CommandError:
        raise LibraryError(f"was written by a newer version of dateline (schema {at}): install that one") from None


def _check_encoding(connection: Connection) -> None:
    encoding = connection.scalar(text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise LibraryError(f"the database is encoded in {encoding}: create one in UTF8 (createdb --encoding UTF8)")
