"""The words of readings, and what events are worked out with: tellings, traces, scores, members, events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds a column to the readings, empty in those that are there, and the new tables; these are filled when the
    library is next written or asked for events."""
    op.add_column("readings", sa.Column("words", sa.LargeBinary(), nullable=True))
    op.create_table(
        "told",
        sa.Column("report", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_told")),
        sa.UniqueConstraint("number", name=op.f("uq_told_number")),
        info={"derived": True},
    )
    op.create_table(
        "traces",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kinds", sa.SmallInteger(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "number", name=op.f("pk_traces")),
        info={"derived": True},
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_traces_number"), "traces", ["number"], unique=False)
    op.create_table(
        "near",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("other", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("scores", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_near")),
        info={"derived": True},
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_near_other"), "near", ["other"], unique=False)
    op.create_table(
        "members",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("report", sa.String(length=32), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        info={"derived": True},
    )
    op.create_index(op.f("ix_members_report"), "members", ["report"], unique=False)
    op.create_index(op.f("ix_members_event"), "members", ["event"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("credibility", sa.SmallInteger(), nullable=False),
        sa.Column("earliest", sa.String(length=10), nullable=True),
        sa.Column("latest", sa.String(length=10), nullable=True),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("republished", sa.String(length=10), nullable=True),
        sa.Column("place", sa.String(length=80), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("radius_km", sa.Float(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        info={"derived": True},
    )
    op.create_index(op.f("ix_events_type_earliest"), "events", ["type", "earliest"], unique=False)
    op.create_index(op.f("ix_events_latest"), "events", ["latest"], unique=False)
    op.create_index(op.f("ix_events_latitude"), "events", ["latitude"], unique=False)
    op.create_table(
        "event_parties",
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=80), nullable=True),
        sa.PrimaryKeyConstraint("event", "role", "number", name=op.f("pk_event_parties")),
        info={"derived": True},
    )
    op.create_index(op.f("ix_event_parties_key"), "event_parties", ["key"], unique=False)
    op.create_index(op.f("ix_event_parties_id"), "event_parties", ["id"], unique=False)
    op.create_table(
        "former",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("now", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former")),
        info={"derived": True},
    )
    op.create_table(
        "made_with",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_made_with")),
        info={"derived": True},
    )
