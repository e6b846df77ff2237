"""The tables of events that other data sets tell of and that were imported from their files.

They are part of the library's history, as reports are, and apart from them: nothing that is worked out from reports
reads them. The log holds one hash of each file and all its rows."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from dateline.library.schema import metadata

imports = Table(
    "imports",
    metadata,
    # Made of the format and the file's hash: the same file again is the same import.
    Column("id", String(32), primary_key=True),
    Column("format", String(20), nullable=False),
    Column("sha256", String(64), nullable=False),
    # The file's name, without its folder.
    Column("name", Text, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("note", Text),
    # Position of the log entry that tells of it.
    Column("position", Integer, nullable=False),
)

imported = Table(
    "imported",
    metadata,
    # Made of the import's id and the number.
    Column("id", String(16), primary_key=True),
    Column("file", String(32), ForeignKey("imports.id"), nullable=False),
    # Of the row in its file, from 1; a heading is no row.
    Column("number", Integer, nullable=False),
    # As in ``events``, so that the same filters hold.
    Column("type", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("earliest", String(10)),
    Column("latest", String(10)),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("radius_km", Float),
    Column("country", String(2)),
    # The row as it stands in the file, and what was made of it.
    Column("body", LargeBinary, nullable=False),
    Index(None, "file", "number"),
    Index(None, "type", "earliest"),
    Index(None, "latitude"),
)
