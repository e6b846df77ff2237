"""One file that holds a whole library: a tar with ``manifest.json`` first, a file of lines for each table, and the
evidence. It is the same from SQLite and from PostgreSQL, and either can be restored from it.

A backup is one state of the library, however many write to it meanwhile; it is written beside its place, synced and
renamed."""

from __future__ import annotations

import io
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

from msgspec import MsgspecError, Struct, json
from sqlalchemy import Connection, select

from dateline.errors import LibraryError, UsageError
from dateline.library import migrate
from dateline.library.chain import Head
from dateline.library.dump import TableOf, kept, read_table, tables_of, write_table
from dateline.library.evidence import Evidence
from dateline.library.files import drafted
from dateline.library.library import Library, open_library
from dateline.library.log import read_head
from dateline.library.tables import evidence, settings

FORMAT = 1
_MANIFEST = "manifest.json"


class Manifest(Struct, frozen=True):
    """What a backup holds: its ``format``, the schema's ``revision``, the ``tables``, how many files of ``evidence``
    (None: it holds the tables alone), and the ``head`` of the log."""

    format: int
    revision: str
    tables: list[TableOf]
    evidence: int | None
    head: Head


def backup(library: Library, into: Path) -> Manifest:
    """Writes the library, evidence included, to a new file. Raises UsageError where there is one already, LibraryError
    where it cannot be written or evidence is missing."""
    with library.reading(frozen=True) as connection:
        return write_backup(connection, into, library.evidence)


def write_backup(connection: Connection, into: Path, store: Evidence | None) -> Manifest:
    """Writes what the transaction of ``connection`` sees, with the evidence of ``store`` if one is given."""
    if into.exists():
        raise UsageError(f"{into}: is there already; name a new file")
    with _told(into), drafted(into) as draft, tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        tables = []
        for table in kept(tables_of(connection)):
            with Path(folder, table.name).open("wb") as lines:
                tables.append(write_table(connection, table, lines))
        names = sorted(connection.scalars(select(evidence.c.sha256))) if store else []
        revision = migrate.revision_of(connection) or ""
        manifest = Manifest(FORMAT, revision, tables, len(names) if store else None, read_head(connection))
        with tarfile.open(draft, mode="w", format=tarfile.PAX_FORMAT) as tar:
            packed = json.format(json.encode(manifest), indent=1)
            _put(tar, _MANIFEST, io.BytesIO(packed), len(packed))
            for told in tables:
                path = Path(folder, told.name)
                with path.open("rb") as lines:
                    _put(tar, f"tables/{told.name}.jsonl", lines, path.stat().st_size)
            for digest in names:
                _put_evidence(tar, store, digest)
    return manifest


def restore(file: Path, location: str, store: str | None = None) -> Manifest:
    """Makes the library of a backup at ``location``, where there must be none; it is of the current schema then. Raises
    UsageError for a place that is taken, LibraryError for a damaged file: then the library stays empty."""
    if not file.is_file():
        raise UsageError(f"{file}: is not there; give what dateline backup wrote")
    with _told(file), tarfile.open(file, "r:") as tar:
        member = tar.next()
        manifest = _manifest(tar, member, file)
        with open_library(location, store, create=True) as library:
            if manifest.evidence is not None:
                _restore_evidence(tar, library, manifest)
            _restore_tables(tar, library, manifest)
    return manifest


def _put(tar: tarfile.TarFile, name: str, data: IO[bytes], size: int) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = size
    tar.addfile(entry, data)


def _put_evidence(tar: tarfile.TarFile, store: Evidence | None, digest: str) -> None:
    stream = store.open(digest) if store else None
    if stream is None:
        raise LibraryError(
            f"evidence {digest} is missing: its report was removed meanwhile, then try again; else run dateline verify"
        )
    with stream:
        _put(tar, f"evidence/{digest}", stream, os.fstat(stream.fileno()).st_size)


def _manifest(tar: tarfile.TarFile, member: tarfile.TarInfo | None, file: Path) -> Manifest:
    stream = tar.extractfile(member) if member is not None and member.name == _MANIFEST else None
    if stream is None:
        raise LibraryError(f"{file}: is no backup of a library; give what dateline backup wrote")
    manifest = json.decode(stream.read(), type=Manifest)
    if manifest.format != FORMAT:
        raise LibraryError(f"{file}: is of another format ({manifest.format}): install a newer version of dateline")
    return manifest


def _restore_evidence(tar: tarfile.TarFile, library: Library, manifest: Manifest) -> None:
    number = 0
    for member in tar:
        if not member.name.startswith("evidence/"):
            continue
        stream = tar.extractfile(member)
        data = stream.read() if stream else b""
        if sha256(data).hexdigest() != member.name.removeprefix("evidence/"):
            raise LibraryError(f"{member.name} in the backup is damaged: take another backup")
        library.evidence.put(data)
        number += 1
    if number != manifest.evidence:
        raise LibraryError(f"the backup holds {number} of {manifest.evidence} files of evidence: it is damaged")


def _restore_tables(tar: tarfile.TarFile, library: Library, manifest: Manifest) -> None:
    """Fills the tables of the backup's own schema, brings them up to date, and sees that the log ends where it
    ended."""
    with library.writing() as writer:
        connection = writer.connection
        if read_head(connection).position:
            raise UsageError(f"{library.name}: holds a library already; name another place with --library")
        own = {row.name: row.value for row in connection.execute(select(settings))}
        migrate.reset(connection, manifest.revision)
        there = {table.name: table for table in tables_of(connection)}
        for table in reversed(list(there.values())):
            connection.execute(table.delete())
        order = list(there)
        for told in sorted(manifest.tables, key=lambda told: order.index(told.name) if told.name in order else -1):
            if told.name not in there:
                raise LibraryError(f"the backup holds a table {told.name}, which there is none of: it is damaged")
            lines = tar.extractfile(f"tables/{told.name}.jsonl")
            assert lines is not None
            read_table(connection, there[told.name], told, lines)
        migrate.run(connection, migrate.REVISION)
        # The copy is a library of its own, with its own folder in the store of evidence, unless it brings none.
        if manifest.evidence is None:
            known = select(settings.c.value).where(settings.c.name == "id")
            own["id"] = str(connection.scalar(known))
        connection.execute(settings.delete())
        connection.execute(settings.insert(), [{"name": name, "value": value} for name, value in own.items()])
        if read_head(connection) != manifest.head:
            raise LibraryError("the backup's log does not end as its manifest says: it is damaged")


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, MsgspecError, KeyError, ValueError) as error:
        raise LibraryError(f"{file}: is no backup of a library, or damaged ({error}): take another") from error
    except OSError as error:
        raise LibraryError(f"{error.filename or file}: {error.strerror or error}: nothing was changed") from error
