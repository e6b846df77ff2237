"""What Alembic runs for every command: on the connection, and in the transaction, that the caller hands over."""

from __future__ import annotations

from alembic import context

from dateline.library.schema import metadata
from dateline.library.tables import VERSION

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
