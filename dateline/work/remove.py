"""``dateline remove``: a report erased, with its bytes, its text and all that quotes it; a tombstone stays."""

from __future__ import annotations

from msgspec import Struct

from dateline.errors import UsageError
from dateline.library import queries
from dateline.library.library import Library
from dateline.work.derived import recompute


class Removed(Struct, frozen=True):
    """A removed report; ``done`` is false where it was removed before."""

    report: str
    reason: str
    position: int
    done: bool


def remove(library: Library, given: str, reason: str) -> Removed:
    """Erases the report whose id begins with ``given``. Called again it ends an erasure that was cut off. Raises
    UsageError where there is none, or no reason is given."""
    if not reason.strip():
        raise UsageError("--reason is empty: say why, without quoting the report (it stays in the log)")
    with library.reading() as connection:
        report = queries.find_report(connection, given)
    with library.writing() as writer:
        change = writer.remove(report, reason.strip())
        recompute(writer)
        tombstones = {tombstone.report: tombstone for tombstone in queries.removed_reports(writer.connection)}
    library.erase_unused()
    return Removed(report, tombstones[report].reason, change.position, change.done)
