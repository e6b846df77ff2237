"""The desk's process does not grow with the moment in which most asked at once."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from browsers import Client
from sqlalchemy import text

from dateline.library import engine
from dateline.library.library import open_library

_ASKED = text("SELECT count(*) FROM log")


def test_a_connection_of_the_desk_keeps_no_pages_while_nobody_needs_it(desk: Client) -> None:
    told: list[str] = []
    with ExitStack() as held:
        at_once = [held.enter_context(desk.library.reading()) for _ in range(3)]
        for connection in at_once:
            raw: Any = connection.connection.dbapi_connection
            raw.set_trace_callback(told.append)
            connection.execute(_ASKED)
        assert not any("shrink_memory" in one for one in told)
    assert sum("shrink_memory" in one for one in told) == 3
    assert desk.get("/api/v1/meta").status_code == 200


def test_a_process_with_one_connection_keeps_what_it_has_read(tmp_path: Path) -> None:
    told: list[str] = []
    with open_library(str(tmp_path / "l.sqlite"), create=True) as library:
        with library.reading() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.set_trace_callback(told.append)
            connection.execute(_ASKED)
        assert told
        assert not any("shrink_memory" in one for one in told)


def test_a_broken_connection_is_let_go(tmp_path: Path) -> None:
    engine._shrink(None, None)
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as connection:
        engine._shrink(connection, None)
