"""Histories of who holds which place, and what claims show of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Adds the new tables; they are filled when the library is next changed or worked out anew."""
    op.create_table(
        "sightings",
        sa.Column("report", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("site", sa.String(length=80), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("report", "number", name=op.f("pk_sightings")),
        info={"derived": True},
    )
    op.create_index(op.f("ix_sightings_site"), "sightings", ["site"], unique=False)
    op.create_table(
        "holdings",
        sa.Column("site", sa.String(length=80), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("own", sa.LargeBinary(), nullable=False),
        sa.Column("shares", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("site", name=op.f("pk_holdings")),
        info={"derived": True},
    )
    op.create_index(op.f("ix_holdings_latitude"), "holdings", ["latitude"], unique=False)
