"""The tables of the desk: people, their sessions and tokens, jobs. None of it is part of the library's history: it is
not in the log, and what is passing is not in backups either."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from dateline.library.schema import PASSING, metadata

accounts = Table(
    "accounts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    # Argon2id, with its salt and cost.
    Column("password", Text, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("created", String(32), nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    # The sha256 of what the browser holds.
    Column("token", String(64), primary_key=True),
    # Null: the one person of a desk without accounts.
    Column("account", String(64), ForeignKey("accounts.name"), index=True),
    Column("created", String(32), nullable=False),
    Column("expires", String(32), nullable=False),
    info=PASSING,
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", String(16), primary_key=True),
    # The sha256 of what the program holds.
    Column("token", String(64), nullable=False),
    Column("account", String(64), ForeignKey("accounts.name"), index=True),
    Column("name", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("created", String(32), nullable=False),
    Index(None, "token", unique=True),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", String(16), primary_key=True),
    # The order of their coming.
    Column("number", Integer, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("error", Text),
    # The worker that has it, and until when (seconds since 1970) unless it says so again.
    Column("holder", String(80)),
    Column("until", Float),
    Index(None, "number", unique=True),
    info=PASSING,
)

job_items = Table(
    "job_items",
    metadata,
    Column("job", String(16), ForeignKey("jobs.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("options", Text, nullable=False),
    # Null once it was read.
    Column("data", LargeBinary),
    # How often a worker has begun it.
    Column("tries", Integer, nullable=False),
    Column("done", Boolean, nullable=False),
    info=PASSING,
)

job_results = Table(
    "job_results",
    metadata,
    Column("job", String(16), ForeignKey("jobs.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("item", Integer, nullable=False),
    Column("status", String(16), nullable=False),
    Column("report", String(32), index=True),
    Column("claims", Integer, nullable=False),
    Column("position", Integer),
    Column("input", Text, nullable=False),
    Column("why", Text),
    info=PASSING,
)
