"""What lists and maps show of an event without opening its body; who is looking at what in the review."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Adds columns, which are filled when the library is worked out anew, and a table."""
    for column in (
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("called", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=True),
        sa.Column("sources", sa.Integer(), nullable=True),
        sa.Column("killed", sa.BigInteger(), nullable=True),
        sa.Column("week", sa.String(length=10), nullable=True),
        sa.Column("concern", sa.String(length=20), nullable=True),
        sa.Column("attention", sa.SmallInteger(), nullable=True),
        sa.Column("weight", sa.SmallInteger(), nullable=True),
    ):
        op.add_column("events", column)
    op.create_index(op.f("ix_events_weight"), "events", ["weight"], unique=False)
    op.add_column("event_parties", sa.Column("name", sa.Text(), nullable=True))
    op.create_table(
        "looking",
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("until", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_looking")),
    )
