"""What is worked out from the current claims, kept in step with them: the one place where it is plugged in."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from dateline.library import queries
from dateline.library.library import Library
from dateline.library.watch_tables import alert_rules, alerts
from dateline.library.writer import Derive, Writer
from dateline.work.collection import Searches, uncollected


def _events(writer: Writer, touched: frozenset[str]) -> None:
    from dateline.work.grouped import bring_up_to_date  # loads the scorer: not before something has changed

    bring_up_to_date(writer, touched)


def _names(writer: Writer, touched: frozenset[str]) -> None:
    from dateline.work.named import bring_up_to_date  # loads the list of actors

    bring_up_to_date(writer, touched)


def _control(writer: Writer, touched: frozenset[str]) -> None:
    from dateline.work.held import bring_up_to_date  # loads NumPy and the lists of names

    bring_up_to_date(writer, touched)


def _alerts(writer: Writer, touched: frozenset[str]) -> None:
    wanted = select(alert_rules.c.name).limit(1), select(alerts.c.id).limit(1)
    if any(writer.connection.scalar(query) is not None for query in wanted):
        from dateline.work.alerting.refresh import bring_up_to_date  # loads what briefs are made with

        bring_up_to_date(writer, touched)


STEPS: Sequence[Derive] = (_events, _names, _control, _alerts)
"""Called in this order inside the transaction that changes claims, with the reports whose claims changed. A step may
read what is current and write derived tables and the log; it must give the same whatever the order of the changes
(alerts aside: they are no derived tables, for what people were told stays told)."""
_BATCH = 500
_searches = Searches()


def recompute(writer: Writer) -> None:
    """Brings everything derived in step with what ``writer`` has changed."""
    touched = frozenset(writer.touched)
    if touched or writer.regrouped:
        with uncollected():
            for step in STEPS:
                step(writer, touched)
        _searches.changed()


def rebuild(library: Library) -> tuple[int, int]:
    """Makes every derived table again from what was received, read and judged, in one transaction; gives the numbers of
    reports and of current claims. What comes out is what was there, unless that was damaged."""
    reports, claims = 0, 0
    with library.writing() as writer:
        writer.clear_derived()
        ids = [stored.report.id for stored in queries.stored_reports(writer.connection)]
        for start in range(0, len(ids), _BATCH):
            batch = frozenset(ids[start : start + _BATCH])
            for _, reading in queries.current_readings(writer.connection, batch):
                writer.index(reading)
                reports += 1
                claims += len(reading.claims)
        recompute(writer)
    return reports, claims
