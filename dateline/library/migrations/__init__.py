"""Alembic's scripts: the schema of the library, step by step."""
