"""Events with all that exports say of them, row by row: the same events as ``dateline events`` gives, in its order."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import Connection, func, select

from dateline.corroborate.registry import Registry
from dateline.exchange.record import Quote, Record, Who
from dateline.library import judged
from dateline.library.library import Library
from dateline.library.tables import judgements, log, readings, reports
from dateline.values import Anchor, Claim, Event, Party, Reading, Report
from dateline.work.events import events_in
from dateline.work.filters import Asked

T = TypeVar("T")
_AT_ONCE = 100
_KEPT = 400
"""Reports that are remembered: an event's reports are most often those of its neighbours in time."""
_SECONDS = len("2015-02-20T10:00:00")


class Behind(Struct, frozen=True):
    """What stands behind a record and no format may show: the names that its reports have of persons."""

    record: Record
    persons: frozenset[str]


def records(library: Library, connection: Connection, asked: Asked) -> Iterator[Behind]:
    """The records of the events that were asked for. Raises UsageError for a filter that cannot be understood."""
    known, found = events_in(library, connection, asked)
    shelf = _Shelf(connection)
    for batch in _batches(found, _AT_ONCE):
        shelf.fetch({anchor.report for event in batch for anchor in event.claims})
        for event in batch:
            yield _record(event, shelf, known)


class _Page(Struct, frozen=True):
    """A report: its claims by anchor, the names of persons in it, when what is known of it last changed."""

    report: Report
    claims: dict[Anchor, list[Claim]]
    persons: frozenset[str]
    changed: str


class _Shelf:
    """The reports that were last asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._pages: OrderedDict[str, _Page] = OrderedDict()

    def fetch(self, wanted: Collection[str]) -> None:
        """Makes sure of these reports."""
        for report in wanted:
            if report in self._pages:
                self._pages.move_to_end(report)
        missing = frozenset(wanted) - self._pages.keys()
        changed = _changed(self._connection, missing)
        for _, reading in judged.readings(self._connection, missing, words=False):
            self._pages[reading.report.id] = _page(reading, changed[reading.report.id])
        while len(self._pages) > max(_KEPT, len(wanted)):
            self._pages.popitem(last=False)

    def page(self, report: str) -> _Page:
        """A report that was fetched."""
        return self._pages[report]


def _page(reading: Reading, changed: str) -> _Page:
    claims: dict[Anchor, list[Claim]] = {}
    for claim in reading.claims:
        claims.setdefault(Anchor(reading.report.id, claim.trigger.start, claim.trigger.end), []).append(claim)
    return _Page(reading.report, claims, _persons(reading), changed)


def _persons(reading: Reading) -> frozenset[str]:
    """The names of persons that a reading has, and the author's."""
    text = reading.report.text
    found = {reading.report.author or ""}
    for mention in reading.mentions:
        if mention.kind == "person" and mention.named:
            found |= {text[mention.start : mention.end], mention.name or ""}
    for claim in reading.claims:
        found |= {source.name or source.text for source in claim.sources if source.kind == "person" and source.named}
    return frozenset(name for one in found if (name := " ".join(one.split())))


def _record(event: Event, shelf: _Shelf, known: Registry) -> Behind:
    pages = {report: shelf.page(report) for report in sorted({anchor.report for anchor in event.claims})}
    quotes = [
        quote(anchor, claim, page.report)
        for anchor in event.claims
        for page in (pages[anchor.report],)
        for claim in page.claims.get(anchor, ())
    ]
    quotes.sort(key=order)
    record = Record(
        event=event,
        actors=side(event.actors, event, known),
        recipients=side(event.recipients, event, known),
        quotes=tuple(quotes),
        changed=max((page.changed for page in pages.values()), default=None),
    )
    return Behind(record, frozenset().union(*(page.persons for page in pages.values())))


def order(quote: Quote) -> tuple[object, ...]:
    """By day of publication, the undated last, then as they stand."""
    return (
        quote.published is None,
        quote.published or "",
        quote.outlet or "",
        quote.report,
        quote.words_start,
        quote.type,
    )


def quote(anchor: Anchor, claim: Claim, report: Report) -> Quote:
    """A claim as it stands in its report."""
    start, end = claim.sentence.start, claim.sentence.end
    return Quote(
        report=report.id,
        sha256=report.sha256,
        text=report.text[start:end],
        start=start,
        end=end,
        words_start=anchor.start,
        words_end=anchor.end,
        type=claim.type,
        mode=claim.mode,
        status=claim.status,
        says=tuple(source.name or source.text for source in claim.sources),
        outlet=report.publisher,
        published=report.published,
        title=report.title,
        url=report.url,
        means=tuple(span.name or span.text for span in claim.means),
        killed=claim.counts["killed"].text if "killed" in claim.counts else None,
    )


def side(parties: Sequence[Party], event: Event, known: Registry) -> tuple[Who, ...]:
    """The parties of a side with what is known of them."""
    return tuple(who(party, event.earliest, known) for party in parties)


def who(party: Party, day: str | None, known: Registry) -> Who:
    """A party with what is known of it, and of what it was part of on that day."""
    actor = known.by_id(party.id) if party.id is not None else None
    if actor is None:
        return Who(party.name, party.id)
    wider: list[str] = []
    at = [tie for tie in actor.part_of if tie.holds(day)]
    while at and at[0].id not in wider:
        wider.append(at[0].id)
        above = known.by_id(at[0].id)
        at = [tie for tie in above.part_of if tie.holds(day)] if above is not None else []
    return Who(party.name, party.id, actor.name, actor.kind, actor.sector, actor.country, tuple(wider))


def _changed(connection: Connection, wanted: Collection[str]) -> dict[str, str]:
    """When reports were last read or judged (UTC, to the second)."""
    read = (
        select(reports.c.id, log.c.at)
        .join(readings, readings.c.id == reports.c.reading)
        .join(log, log.c.position == readings.c.position)
        .where(reports.c.id.in_(wanted))
    )
    found: dict[str, str] = {row[0]: row[1] for row in connection.execute(read)}
    for column in (judgements.c.report, judgements.c.other_report):
        said = select(column, func.max(judgements.c.at)).where(column.in_(wanted)).group_by(column)
        for report, at in connection.execute(said):
            found[report] = max(found[report], f"{at[:_SECONDS]}Z")
    return found


def _batches(values: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch
