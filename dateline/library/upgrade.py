"""The copy that is made of a library before its schema changes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.engine import URL

from dateline.errors import LibraryError
from dateline.library.engine import file_of
from dateline.library.files import drafted
from dateline.library.tables import settings


def copy_before(connection: Connection, url: URL, revision: str) -> Path:
    """Copies an older library before it is changed; evidence stays as it is in any case. An SQLite file is copied by
    SQLite's own backup to ``FILE.before-REVISION`` beside it; of PostgreSQL a backup of the tables alone is written to
    ``before-REVISION.tar`` in the folder of evidence, which ``dateline restore`` reads. Gives the path; raises
    LibraryError where it cannot be written."""
    file = file_of(url)
    if file is None:
        from dateline.library.backup import write_backup

        root = connection.scalar(select(settings.c.value).where(settings.c.name == "evidence"))
        into = _free(Path(root or ".").absolute() / f"before-{revision}.tar")
        write_backup(connection, into, None)
        return into
    into = _free(file.with_name(f"{file.name}.before-{revision}"))
    try:
        with drafted(into) as draft, closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(draft)) as copy:
            source.backup(copy)
    except (OSError, sqlite3.Error) as error:
        raise LibraryError(
            f"{into}: the library is of an older version, but cannot be copied before it is changed ({error})"
        ) from error
    return into


def _free(path: Path) -> Path:
    """The path, with a number where the name is taken: an earlier copy is never overwritten."""
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found
