"""What kind of source someone is who has a part in a claim, and whether by name."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds two columns; they are filled when the library is worked out anew."""
    op.add_column("parties", sa.Column("kind", sa.String(length=16), nullable=True))
    op.add_column("parties", sa.Column("named", sa.Boolean(), nullable=True))
