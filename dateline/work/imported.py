"""``dateline import``: events that other data sets tell of, kept apart from what reports were read to claim.

A file goes in whole or not at all; each row stays as it is in the file, so that it is written again as it was read.
Nothing that is worked out from reports (events, control, outlook, brief) ever sees an imported row."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from dateline.corroborate.registry import Registry
from dateline.errors import LibraryError, NotFoundError, UsageError
from dateline.exchange.formats import Left, format_of
from dateline.exchange.imported import UNJUDGED, Imported, event
from dateline.exchange.record import AsItIs, LeftOut, Provenance, Record
from dateline.exchange.redact import Key, redact
from dateline.exchange.timemap_read import Row as TimemapRow
from dateline.library import imports as kept
from dateline.library.import_tables import imported
from dateline.library.imports import Import, ImportedRow, Kept
from dateline.library.library import Library
from dateline.work.bodies import body
from dateline.work.events import named
from dateline.work.filters import Asked, Filters, conditions, filters, is_there
from dateline.work.judging import person
from dateline.work.records import side
from dateline.work.who_kept import registry_of

PREFIX = 6
"""Characters of an import's id or hash that must be given at least."""
ALL = "all"
_LONGEST = 10_000


class Outcome(Struct, frozen=True):
    """What became of a file; ``id`` of its import, the number of ``rows``, ``position`` of the log entry."""

    file: str
    status: Literal["imported", "already there"]
    id: str
    format: str
    sha256: str
    rows: int
    position: int


class Gone(Struct, frozen=True):
    """An import that was removed."""

    id: str
    format: str
    rows: int
    reason: str
    position: int


class Line(Struct, frozen=True):
    """An imported event as ``dateline imports events`` shows it: what the row says, and where it comes from."""

    id: str
    type: str | None
    mode: str | None
    status: str
    parties: tuple[str, ...]
    place: str | None
    latitude: float | None
    longitude: float | None
    country: str | None
    earliest: str | None
    latest: str | None
    precision: str | None
    killed: dict[str, int | None] | None
    source: str | None
    notes: str | None
    provenance: Provenance


def import_file(library: Library, format_: str, path: Path, who: str | None = None, note: str | None = None) -> Outcome:
    """Imports a file. The same file again changes nothing. Raises UsageError for a format that cannot be imported,
    NotFoundError or BrokenInputError for a file that cannot be read, with the row."""
    of, by = format_of(format_), person(who)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotFoundError(f"{path}: {error.strerror}") from error
    if note is not None and len(note) > _LONGEST:
        raise UsageError(f"--note has {len(note)} characters: {_LONGEST} at most")
    digest = sha256(data).hexdigest()
    rows = [_row(number, one) for number, one in enumerate(of.read(data, path.name), 1)]
    with library.writing() as writer:
        there = _find(writer.connection, kept.import_id(of.name, digest))
        made = there or kept.add_import(writer, of.name, digest, path.name, by, note, rows)
    status: Literal["imported", "already there"] = "imported" if there is None else "already there"
    return Outcome(str(path), status, made.id, made.format, made.sha256, made.rows, made.position)


def imports(library: Library) -> list[Import]:
    """The files that were imported, in the order of their coming."""
    with library.reading() as connection:
        return kept.all_imports(connection)


def remove(library: Library, given: str, reason: str) -> Gone:
    """Erases the import whose id, or whose file's hash, begins so. Raises UsageError where there is none, or no reason
    is given."""
    if not reason.strip():
        raise UsageError("--reason is empty: say why (it stays in the log)")
    with library.writing() as writer:
        one = _one(writer.connection, given)
        position = kept.remove_import(writer, one.id, reason.strip())
    library.erase_unused()
    return Gone(one.id, one.format, one.rows, reason.strip(), position)


def imported_events(library: Library, asked: Asked, which: str = ALL) -> Iterator[Line]:
    """The imported rows that were asked for, by time, the undated last. Raises UsageError for a filter that cannot be
    understood, or an import that there is none of."""
    with library.reading(frozen=True) as connection:
        known = registry_of(library, connection)
        files = _files(connection, which)
        for row, one in _rows(connection, filters(asked, known, connection), known, files, in_time=True):
            yield _line(row, one, files[row.file])


def imported_records(
    library: Library, connection: Connection, asked: Asked, which: str, format_: str, key: Key | None, left: Left
) -> Iterator[Record | AsItIs]:
    """The imported rows that were asked for, in the order of their files; each as it stands there where it is written
    in the format that it came in and not redacted. ``left`` is called for rows of no type that dateline has, where they
    would be written in another format."""
    known = registry_of(library, connection)
    files = _files(connection, which)
    for row, one in _rows(connection, filters(asked, known, connection), known, files):
        file = files[row.file]
        if key is None and file.format == format_:
            yield AsItIs(as_written(file.format, one.row))
            continue
        record = _record(row, one, file, known)
        if record is None:
            left(LeftOut("of a type that dateline lacks"))
        else:
            yield record if key is None else redact(record, key, body)


def _row(number: int, one: Imported) -> ImportedRow:
    return ImportedRow(
        number=number,
        body=msgspec.json.encode(one),
        type=one.type,
        status=one.status,
        earliest=one.earliest,
        latest=one.latest,
        latitude=one.latitude,
        longitude=one.longitude,
        radius_km=one.radius_km,
        country=one.country,
    )


def _rows(
    connection: Connection, wanted: Filters, known: Registry, files: dict[str, Import], in_time: bool = False
) -> Iterator[tuple[Kept, Imported]]:
    if wanted.credibility is not None and wanted.credibility < UNJUDGED:
        return
    where = [*conditions(wanted, imported), imported.c.file.in_(files)]
    for row in kept.kept_rows(connection, where, in_time):
        if not is_there(wanted, row.country, row.latitude, row.longitude):
            continue
        try:
            one = msgspec.json.decode(row.body, type=Imported)
        except ValueError as error:  # no JSON of this kind, or no UTF-8
            raise LibraryError(f"import {row.file}, row {row.number} is damaged: run dateline verify") from error
        if wanted.actor is None or any(_is(name, wanted.actor.id, one, known) for name in (*one.one, *one.two)):
            yield row, one


def _is(name: str, actor: str, one: Imported, known: Registry) -> bool:
    found = known.resolve(name, day=one.earliest, country=one.country)
    return found is not None and found.id == actor


def _record(row: Kept, one: Imported, file: Import, known: Registry) -> Record | None:
    """None where the row is of no type that dateline has."""
    made = event(row.id, one)
    if made is None:
        return None
    made = named(made, known)
    return Record(
        event=made,
        actors=side(made.actors, made, known),
        recipients=side(made.recipients, made, known),
        changed=file.at,
        origin=_origin(row, one, file),
    )


def as_written(format_: str, row: msgspec.Raw) -> Any:
    """The row as its format writes it again."""
    if format_ == "timemap":
        found = msgspec.json.decode(row, type=TimemapRow)
        return found.event, found.sources, found.associations
    return row if format_ == "geojson" else msgspec.json.decode(row)


def _origin(row: Kept, one: Imported, file: Import) -> Provenance:
    return Provenance(
        file.format, file.sha256, file.name, row.number, file.at, file.who, one.key, one.source, one.notes
    )


def _line(row: Kept, one: Imported, file: Import) -> Line:
    dead = one.killed
    return Line(
        id=row.id,
        type=one.type,
        mode=one.mode,
        status=one.status,
        parties=(*one.one, *one.two),
        place=one.place,
        latitude=one.latitude,
        longitude=one.longitude,
        country=one.country,
        earliest=one.earliest,
        latest=one.latest,
        precision=one.precision,
        killed={"low": dead.low, "best": dead.best, "high": dead.high} if dead is not None else None,
        source=one.source,
        notes=one.notes,
        provenance=_origin(row, one, file),
    )


def _files(connection: Connection, which: str) -> dict[str, Import]:
    found = kept.all_imports(connection) if which == ALL else [_one(connection, which)]
    return {one.id: one for one in found}


def _one(connection: Connection, given: str) -> Import:
    if len(given) < PREFIX or not given.isalnum():
        raise UsageError(f"{given[:40]!r} is no import: give {PREFIX} characters or more of its id or file's hash")
    small = given.lower()
    found = [one for one in kept.all_imports(connection) if one.id.startswith(small) or one.sha256.startswith(small)]
    if len(found) != 1:
        what = "several imports begin so; give more of it" if found else "there is no such import"
        raise UsageError(f"{given}: {what} (dateline imports list shows them)")
    return found[0]


def _find(connection: Connection, id_: str) -> Import | None:
    return next((one for one in kept.all_imports(connection) if one.id == id_), None)
