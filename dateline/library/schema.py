"""What the definitions of all tables share."""

from __future__ import annotations

from sqlalchemy import MetaData

DERIVED = {"derived": True}
"""Of a table that is made from the others alone."""
PASSING = {"passing": True}
"""Of a table of what is under way: no part of the library's history, left out of backups."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
