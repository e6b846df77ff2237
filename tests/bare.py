"""Copies of a library that nothing is in: each is another library, with an id of its own."""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

_NEW_ID = "UPDATE settings SET value = {} WHERE name = 'id'"


def copy_of(bare: Path, path: Path) -> str:
    """Copies one in a file; gives where the copy is."""
    shutil.copyfile(bare, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(_NEW_ID.format("?"), [secrets.token_hex(4)])
    return str(path)


def become_another(url: str) -> None:
    """Gives a copy on PostgreSQL its id."""
    import psycopg

    with psycopg.connect(url) as connection:
        connection.execute(_NEW_ID.format("%s").encode(), [secrets.token_hex(4)])
