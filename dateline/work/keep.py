"""Use cases around the library as a whole: opening it, its history, its check, copies of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct
from sqlalchemy import Connection, select

from dateline.library import backup as copies
from dateline.library.chain import Entry, Head, parse_head
from dateline.library.engine import default_url
from dateline.library.library import Library, open_library
from dateline.library.log import entries, read_head
from dateline.library.tables import made_with, reports
from dateline.library.verify import Problem, Verified, verify
from dateline.work import derived
from dateline.work.fingerprint import assessment, corroboration


class Backup(Struct, frozen=True):
    """A backup: its ``file``, the ``head`` of the log in it, the numbers of ``reports`` and files of ``evidence``."""

    file: str
    head: str
    reports: int
    evidence: int


class Rebuilt(Struct, frozen=True):
    """How many reports, and current claims in them, everything was made from."""

    reports: int
    claims: int


def opened(
    location: str | None, store: str | None, create: bool = False, tell: Callable[[str], object] = lambda _: None
) -> Library:
    """The library at ``location``, by default the user's own; see ``open_library``."""
    return open_library(location or default_url(), store, create, tell)


def bring_up_to_date(library: Library, tell: Callable[[str], object] = lambda _: None) -> bool:
    """Works out anew what another version of dateline worked out, before it is shown; whether that was so. ``tell`` is
    called before."""
    with library.reading() as connection:
        made = {row.name: row.version for row in connection.execute(select(made_with))}
        is_used = connection.scalar(select(reports.c.id).limit(1)) is not None
        is_stale = is_used and (made.get("events"), made.get("control")) != (corroboration(), assessment())
    if is_stale:
        tell("another version of dateline worked out what is derived: this one does so anew, this once")
        derived.rebuild(library)
    return is_stale


def history(library: Library, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
    """The entries of the log behind a position."""
    with library.reading() as connection:
        yield from entries(connection, after, limit)


def head(library: Library) -> Head:
    """The end of the log."""
    with library.reading() as connection:
        return read_head(connection)


def check(library: Library, expect: str | None = None) -> Verified:
    """Checks the whole library; ``expect`` is a head as it was printed. Raises UsageError for what is no head."""
    return verify(library, parse_head(expect) if expect is not None else None, _derived)


def _derived(connection: Connection) -> tuple[int, list[Problem]]:
    """How many events were checked, and what is wrong with what is worked out."""
    from dateline.work.check_control import check_control
    from dateline.work.check_events import check_events  # loads the scorer
    from dateline.work.named import check_names

    number, problems = check_events(connection)
    return number, [*problems, *check_names(connection), *check_control(connection)]


def backup(library: Library, into: Path) -> Backup:
    """Writes the whole library to a new file."""
    return _backup(into, copies.backup(library, into))


def restore(file: Path, location: str | None, store: str | None) -> Backup:
    """Makes the library of a backup at ``location``, by default the user's own."""
    return _backup(file, copies.restore(file, location or default_url(), store))


def rebuild(library: Library) -> Rebuilt:
    """Makes every derived table again."""
    return Rebuilt(*derived.rebuild(library))


def _backup(file: Path, manifest: copies.Manifest) -> Backup:
    rows = {table.name: table.rows for table in manifest.tables}
    return Backup(str(file), str(manifest.head), rows.get("reports", 0), manifest.evidence or 0)
