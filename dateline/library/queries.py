"""What the library says: reports, readings, current claims. The order of a list never depends on the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, null, select

from dateline.errors import UsageError
from dateline.library import rows
from dateline.library.records import Anchored, Fingerprint, ReadBy, Stored, Tombstone
from dateline.library.tables import readings, reports, tombstones
from dateline.values import Reading

PREFIX = 8
"""Characters of a report's id that must be given at least."""
_BATCH = 200


def has(connection: Connection, report: str) -> bool:
    """Whether a report is there."""
    return connection.execute(select(reports.c.id).where(reports.c.id == report)).first() is not None


def find_report(connection: Connection, given: str) -> str:
    """The full id of the report, there or removed, whose id begins with ``given``. Raises UsageError where there is
    none, or several."""
    if len(given) < PREFIX or not given.isalnum():
        raise UsageError(
            f"{given!r} is no report: give {PREFIX} characters or more of its id, as dateline log shows it"
        )
    found = {
        row[0]
        for column in (reports.c.id, tombstones.c.report)
        for row in connection.execute(select(column).where(column.startswith(given.lower())).limit(2))
    }
    if len(found) != 1:
        what = "several reports begin so; give more of the id" if found else "there is no such report"
        raise UsageError(f"{given}: {what}")
    return str(found.pop())


def stored_reports(connection: Connection) -> Iterator[Stored]:
    """All reports in the order in which they were added."""
    for row in _streamed(connection, select(reports).order_by(reports.c.position)):
        yield rows.stored_of(dict(row))


def stored_report(connection: Connection, report: str) -> Stored | None:
    """One report; None where it is not there."""
    row = connection.execute(select(reports).where(reports.c.id == report)).mappings().first()
    return rows.stored_of(dict(row)) if row else None


def current_readings(
    connection: Connection, only: frozenset[str] | None = None, words: bool = True
) -> Iterator[tuple[Stored, Reading]]:
    """The current reading of every report, or of those in ``only``, in the order in which the reports were added;
    without ``words`` its tokens are left out, which is quicker."""
    query = _current(select(reports, readings.c.body, readings.c.words if words else null().label("words")))
    if only is None:
        for row in _streamed(connection, query):
            yield _pair(row)
        return
    wanted = sorted(only)
    found = []
    for start in range(0, len(wanted), _BATCH):
        part = query.where(reports.c.id.in_(wanted[start : start + _BATCH]))
        found += [_pair(row) for row in connection.execute(part).mappings()]
    yield from sorted(found, key=lambda pair: pair[0].position)


def current_claims(connection: Connection, only: frozenset[str] | None = None) -> Iterator[Anchored]:
    """The claims of ``current_readings``, in the order of reports and text."""
    for stored, reading in current_readings(connection, only):
        for claim in reading.claims:
            yield Anchored(reading.report.id, stored.report.published, stored.report.publisher, claim)


def readings_of(connection: Connection, report: str) -> list[ReadBy]:
    """All readings of a report, oldest first, by what made them."""
    query = select(readings).where(readings.c.report == report).order_by(readings.c.position)
    return [
        ReadBy(row["id"], row["report"], rows.fingerprint_of(dict(row)), row["position"])
        for row in connection.execute(query).mappings()
    ]


def outdated(connection: Connection, fingerprint: Fingerprint) -> list[str]:
    """The reports whose current reading was made with something else than ``fingerprint``, in order of their coming."""
    query = _current(select(reports.c.id, reports.c.reading))
    return [row.id for row in connection.execute(query) if row.reading != rows.reading_id(row.id, fingerprint)]


def removed_reports(connection: Connection) -> list[Tombstone]:
    """What removed reports left, in the order of their removal."""
    query = select(tombstones).order_by(tombstones.c.position)
    return [Tombstone(row.report, row.reason, row.at, row.position) for row in connection.execute(query)]


def _current(query: Select[Any]) -> Select[Any]:
    return query.join(readings, readings.c.id == reports.c.reading).order_by(reports.c.position)


def _pair(row: RowMapping) -> tuple[Stored, Reading]:
    stored = rows.stored_of(dict(row))
    reading = {"id": row["reading"], "body": row["body"], "words": row["words"]}
    return stored, rows.reading_of(stored.report, rows.body_of(reading), rows.words_of(reading, stored.report.text))


def _streamed(connection: Connection, query: Select[Any]) -> Iterator[RowMapping]:
    """Rows as they are needed, not all at once."""
    yield from connection.execute(query.execution_options(yield_per=_BATCH)).mappings()
