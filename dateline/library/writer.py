"""One transaction that changes the library. Every change goes into the log; nothing is there unless all of it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, select

from dateline.errors import LibraryError, RemovedError
from dateline.library import judged, rows
from dateline.library.evidence import Evidence
from dateline.library.jobs import forget
from dateline.library.judgements import made_on
from dateline.library.log import append, now, read_head
from dateline.library.records import Change, Fingerprint, Tombstone
from dateline.library.tables import claims, derived, evidence, judgements, parties, readings, reports, tombstones
from dateline.library.watch_tables import captures
from dateline.library.watching import Capture, forget_report, put_capture, put_revision
from dateline.values import Origin, Reading, Report


class Writer:
    """Changes the library within the transaction of ``connection``, which it holds against all other writers.

    ``touched``: the reports whose current claims this transaction has changed; ``regrouped``: where claims stand whose
    event it has changed (report, start, end)."""

    def __init__(self, connection: Connection, store: Evidence) -> None:
        self.connection = connection
        self._store = store
        self.touched: set[str] = set()
        self.regrouped: set[tuple[str, int, int]] = set()
        read_head(connection, lock=True)

    def log(self, kind: str, subject: str, facts: Mapping[str, Any]) -> int:
        """Adds an entry to the log and gives its position. ``facts``: ids, hashes and numbers only: what stands here
        can never be erased."""
        return append(self.connection, kind, subject, facts).position

    def add(
        self,
        reading: Reading,
        data: bytes,
        origin: Origin,
        extractor: str,
        fingerprint: Fingerprint,
        again: bool = False,
    ) -> Change:
        """Adds a report with its first reading; changes nothing where the report is there already. ``data`` are the
        bytes it came in. Raises RemovedError where it was removed, unless ``again``."""
        report = reading.report
        known = self._position(report.id)
        if known is not None:
            return Change(report.id, known, done=False)
        tombstone = tombstone_of(self.connection, report.id)
        if tombstone is not None and not again:
            raise removed(tombstone)
        self.connection.execute(delete(tombstones).where(tombstones.c.report == report.id))
        self._keep(report, data)
        row = rows.report_row(report, origin, extractor, now())
        first = rows.reading_row(reading, fingerprint)
        facts = {
            "claims": len(reading.claims),
            "evidence": report.sha256,
            "reading": first["id"],
            "reading_sha256": rows.reading_hash(first),
            "report_sha256": rows.report_hash(row),
        }
        position = self.log("report-added", report.id, facts)
        self.connection.execute(reports.insert().values(**row, reading=first["id"], position=position))
        self.connection.execute(readings.insert().values(**first, position=position))
        self._index(reading)
        return Change(report.id, position, done=True, claims=len(reading.claims))

    def add_reading(self, reading: Reading, fingerprint: Fingerprint) -> Change:
        """Adds a reading of a report that is there and makes it the current one. Where the report has that very
        reading, nothing is added; it becomes current if it was not. Raises LibraryError where the report is not
        there."""
        report = reading.report
        current = self.connection.scalar(select(reports.c.reading).where(reports.c.id == report.id))
        if current is None:
            raise LibraryError(f"report {report.id} is not there any more")
        row = rows.reading_row(reading, fingerprint)
        if row["id"] == current:
            return Change(report.id, self._position(report.id) or 0, done=False)
        old = self.connection.scalar(select(readings.c.position).where(readings.c.id == row["id"]))
        if old is None:
            facts = {"claims": len(reading.claims), "reading": row["id"], "reading_sha256": rows.reading_hash(row)}
            position = self.log("reading-added", report.id, facts)
            self.connection.execute(readings.insert().values(**row, position=position))
        else:
            position = self.log("reading-current", report.id, {"reading": row["id"]})
        self.connection.execute(reports.update().where(reports.c.id == report.id).values(reading=row["id"]))
        self._index(reading)
        return Change(report.id, position, done=True, claims=len(reading.claims))

    def remove(self, report: str, reason: str) -> Change:
        """Erases a report, its readings and what was judged in its words; leaves a tombstone. The bytes are erased by
        ``erase_unused`` once this is committed. Changes nothing where it was removed before; raises LibraryError where
        it was never there."""
        if self._position(report) is None:
            tombstone = tombstone_of(self.connection, report)
            if tombstone is None:
                raise LibraryError(f"report {report} is not in the library: dateline log shows what is")
            return Change(report, tombstone.position, done=False)
        self._unindex(report)
        payload = str(self.connection.scalar(select(reports.c.evidence).where(reports.c.id == report)))
        self.connection.execute(delete(readings).where(readings.c.report == report))
        self.connection.execute(delete(reports).where(reports.c.id == report))
        forget_report(self.connection, report, payload)
        # Reports that were judged to tell of the same event may part.
        partners = {named for one in made_on(self.connection, report) for named in judged.reports_of(one)}
        self.touched |= {named for named in partners if self._position(named) is not None}
        forget(self.connection, report)
        about = (judgements.c.report == report) | (judgements.c.other_report == report)
        self.connection.execute(judgements.update().where(about).values(body=None))
        position = self.log("report-removed", report, {"reason": reason})
        self.connection.execute(tombstones.insert().values(report=report, reason=reason, at=now(), position=position))
        return Change(report, position, done=True)

    def capture(self, record: bytes, payload: str, address: str, host: str | None, at: str, manner: str) -> str:
        """Keeps an archive record of a page (or feed) as evidence and gives its sha256; ``payload``: that of the page's
        bytes."""
        digest = self._put(record)
        if put_capture(self.connection, Capture(digest, payload, address, host, at, manner)):
            self.log("page-captured", digest, {"at": at, "manner": manner, "payload": payload})
        return digest

    def revise(self, report: str, earlier: str) -> bool:
        """Says that a report is a newer text of another one; false where that was said."""
        known = self._position(report) is not None and self._position(earlier) is not None
        if not known or not put_revision(self.connection, report, earlier, now()):
            return False
        self.log("report-revised", report, {"earlier": earlier})
        return True

    def erase_unused(self) -> list[str]:
        """Erases the evidence that no report has any more, and files that a killed process left before it could name
        them; gives the hashes. Nobody adds a report meanwhile."""
        used = select(reports.c.id).where(reports.c.evidence == evidence.c.sha256).exists()
        archived = select(captures.c.record).where(captures.c.record == evidence.c.sha256).exists()
        unused = [row.sha256 for row in self.connection.execute(select(evidence.c.sha256).where(~used, ~archived))]
        for digest in sorted(unused):
            self._store.remove(digest)
            self.connection.execute(delete(evidence).where(evidence.c.sha256 == digest))
        named = set(self.connection.scalars(select(evidence.c.sha256)))
        loose = [name for name in self._store.stored() if name not in named]
        for name in loose:
            self._store.remove(name)
        return sorted({*unused, *loose})

    def clear_derived(self) -> None:
        """Empties every derived table."""
        for table in reversed(derived()):
            self.connection.execute(delete(table))

    def index(self, reading: Reading) -> None:
        """Puts the claims of a report's current reading, as judged, into the tables for filters."""
        self._index(reading)

    def _keep(self, report: Report, data: bytes) -> None:
        if self._put(data) != report.sha256:
            raise LibraryError(f"report {report.id}: its bytes are not those that were read; add it again")

    def _put(self, data: bytes) -> str:
        digest = self._store.put(data)
        known = self.connection.scalar(select(evidence.c.size).where(evidence.c.sha256 == digest))
        if known is None:
            self.connection.execute(evidence.insert().values(sha256=digest, size=len(data)))
        return digest

    def _position(self, report: str) -> int | None:
        found: int | None = self.connection.scalar(select(reports.c.position).where(reports.c.id == report))
        return found

    def _index(self, reading: Reading) -> None:
        id_ = reading.report.id
        self._unindex(id_)
        reading = judged.reading_as_judged(self.connection, reading)
        found = [rows.claim_row(id_, number, claim) for number, claim in enumerate(reading.claims)]
        roles = [r for number, claim in enumerate(reading.claims) for r in rows.party_rows(id_, number, claim)]
        if found:
            self.connection.execute(claims.insert(), found)
        if roles:
            self.connection.execute(parties.insert(), roles)

    def _unindex(self, report: str) -> None:
        self.connection.execute(delete(parties).where(parties.c.report == report))
        self.connection.execute(delete(claims).where(claims.c.report == report))
        self.touched.add(report)


Derive = Callable[[Writer, frozenset[str]], None]
"""Brings derived tables up to date, inside the transaction, for the reports whose current claims have changed."""


def tombstone_of(connection: Connection, report: str) -> Tombstone | None:
    """What a removed report left."""
    row = connection.execute(select(tombstones).where(tombstones.c.report == report)).first()
    return Tombstone(row.report, row.reason, row.at, row.position) if row else None


def removed(tombstone: Tombstone) -> RemovedError:
    """Why a removed report is not added."""
    return RemovedError(f"was removed from the library on {tombstone.at[:10]} ({tombstone.reason}): --again adds it")
