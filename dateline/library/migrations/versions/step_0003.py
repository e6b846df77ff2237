"""Names and aliases of actors that reports give."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds the new tables; they are filled when the library is worked out anew."""
    op.create_table(
        "actor_names",
        sa.Column("report", sa.String(length=32), nullable=False),
        sa.Column("start", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.PrimaryKeyConstraint("report", "start", "key", name=op.f("pk_actor_names")),
        info={"derived": True},
    )
    op.create_index(op.f("ix_actor_names_key"), "actor_names", ["key"], unique=False)
    op.create_table(
        "actor_aliases",
        sa.Column("report", sa.String(length=32), nullable=False),
        sa.Column("start", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("short", sa.String(length=80), nullable=False),
        sa.Column("short_written", sa.Text(), nullable=False),
        sa.Column("long", sa.Text(), nullable=False),
        sa.Column("long_written", sa.Text(), nullable=False),
        sa.Column("long_start", sa.Integer(), nullable=False),
        sa.Column("long_stop", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.PrimaryKeyConstraint("report", "start", name=op.f("pk_actor_aliases")),
        info={"derived": True},
    )
    op.create_index(op.f("ix_actor_aliases_short"), "actor_aliases", ["short"], unique=False)
