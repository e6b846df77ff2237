"""The names of actors that reports give, kept up to date in a library's tables, and checked."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, delete, select

from dateline.library.actor_names import learn, misfits
from dateline.library.tables import made_with, reports
from dateline.library.verify import Problem
from dateline.library.writer import Writer
from dateline.work.fingerprint import naming

_NAME = "names"


def bring_up_to_date(writer: Writer, touched: frozenset[str]) -> None:
    """The step of ``dateline.work.derived``: what reports give whose claims changed. Names that another version of
    dateline learned are learned anew from all reports."""
    connection, version = writer.connection, naming()
    if _version(connection) != version:
        connection.execute(delete(made_with).where(made_with.c.name == _NAME))
        connection.execute(made_with.insert().values(name=_NAME, version=version))
        touched |= frozenset(connection.scalars(select(reports.c.id)))
    learn(writer, touched)


def check_names(connection: Connection) -> Iterator[Problem]:
    """What is wrong with the names that are kept; those that another version learned are not checked."""
    if _version(connection) == naming():
        for report in misfits(connection):
            yield Problem("derived", report, "names of actors are not those that its text gives: dateline rebuild")


def _version(connection: Connection) -> str | None:
    found: str | None = connection.scalar(select(made_with.c.version).where(made_with.c.name == _NAME))
    return found
