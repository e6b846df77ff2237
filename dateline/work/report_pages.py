"""Reports page by page, and one with its text and all that was claimed in it and judged of that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy import ColumnElement, Connection, func, select

from dateline.corroborate.corrected import Entry
from dateline.errors import UsageError
from dateline.library import events as grouped
from dateline.library import judged, queries
from dateline.library.library import Library
from dateline.library.log import read_head
from dateline.library.records import ReadBy
from dateline.library.rows import report_of
from dateline.library.tables import claims, events, evidence, members, reports
from dateline.library.told import batches
from dateline.values import Anchor, Claim, Dateline, Origin, Report
from dateline.work.anchors import claims_of, current, shown
from dateline.work.event_rows import chosen, ids
from dateline.work.filters import Asked, filters
from dateline.work.judged_claims import state_of
from dateline.work.judgement_list import Listed, history_of
from dateline.work.paging import after, cursor, limited
from dateline.work.who_kept import registry_of

Standing = Literal["machine", "accepted", "rejected", "corrected", "added"]


class ReportRow(Struct, frozen=True):
    """A report. ``received``: when it came in (UTC); ``claims``: how many it makes, as judged; ``sha256`` of the bytes
    that it came in. Title, outlet and day are those received, not those judged."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    received: str
    claims: int
    sha256: str
    url: str | None


class ReportPage(Struct, frozen=True):
    """A page of reports, those that came last first."""

    items: tuple[ReportRow, ...]
    next: str | None
    total: int


class ReportClaim(Claim, frozen=True, kw_only=True):
    """A claim as it stands now, with the ``anchor`` that judgements take, what it is by (``standing``), its ``event``,
    and what was ``judged`` of its words, oldest first. ``found``: its type as the machine found it."""

    anchor: str
    standing: Standing
    found: str
    event: str | None = None
    judged: tuple[Listed, ...] = ()


class Evidence(Struct, frozen=True):
    """The bytes that a report came in."""

    sha256: str
    size: int


class Facts(Struct, frozen=True):
    """A report without its text; fields as in ``dateline read``."""

    id: str
    sha256: str
    text_sha256: str
    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    dateline: Dateline | None
    url: str | None
    language: str | None
    removed: tuple[tuple[int, int, str], ...]


class ReportTold(Struct, frozen=True):
    """A report as judged, with its ``text`` (offsets are Unicode code points), its claims in the order of the text
    (rejected ones too), what was ``judged`` in it, oldest first; how and when its bytes came, its ``readings`` and
    which of them is current, the ``position`` of the log's end, so far all of this is seen."""

    report: Facts
    text: str
    claims: tuple[ReportClaim, ...]
    judged: tuple[Listed, ...]
    origin: Origin
    received: str
    evidence: Evidence
    readings: tuple[ReadBy, ...]
    reading: str
    position: int


def reports_page(library: Library, asked: Asked, words: str | None, limit: int, given: str | None) -> ReportPage:
    """The reports with ``words`` in their text, outlet or address; with any filter, those that tell of an event that is
    asked for. Raises UsageError for a filter or a cursor that cannot be understood."""
    limited(limit)
    key = after(given, int)
    with library.reading(frozen=True) as connection:
        where, among = _with_words(words), None
        if asked != Asked():
            inside = _telling(library, connection, asked)
            where, among = (where, inside) if isinstance(inside, frozenset) else ([*where, inside], None)
        order = select(reports.c.position, reports.c.id).where(*where).order_by(reports.c.position.desc())
        if among is None:
            total = connection.scalar(select(func.count()).select_from(reports).where(*where)) or 0
            behind = order if key is None else order.where(reports.c.position < key[0])
            found = [(row[0], row[1]) for row in connection.execute(behind.limit(limit + 1))]
        else:
            every = [(row[0], row[1]) for row in connection.execute(order) if row[1] in among]
            total, last = len(every), key[0] if key is not None else None
            found = [one for one in every if last is None or one[0] < int(last)][: limit + 1]
        items = _rows(connection, [id_ for _, id_ in found[:limit]])
    return ReportPage(items, cursor((found[limit - 1][0],)) if len(found) > limit else None, total)


def _rows(connection: Connection, of: list[str]) -> tuple[ReportRow, ...]:
    number = _claims(connection, of)
    query = select(reports.c.id, reports.c.facts, reports.c.received).where(reports.c.id.in_(of))
    rows = {
        row.id: _row(report_of({"id": row.id, "facts": row.facts, "text": ""}), row.received, number.get(row.id, 0))
        for row in connection.execute(query)
    }
    return tuple(rows[id_] for id_ in of)


def _row(report: Report, received: str, number: int) -> ReportRow:
    return ReportRow(
        report.id, report.title, report.publisher, report.published, received, number, report.sha256, report.url
    )


def _with_words(words: str | None) -> list[ColumnElement[bool]]:
    if words is None or not words.strip():
        return []
    places = (reports.c.text, reports.c.publisher, reports.c.url)
    found: list[ColumnElement[bool]] = []
    for word in words.split()[:8]:
        there: ColumnElement[bool] = reports.c.text.icontains(word, autoescape=True)
        for place in places[1:]:
            there = there | func.coalesce(place, "").icontains(word, autoescape=True)
        found.append(there)
    return found


def _telling(library: Library, connection: Connection, asked: Asked) -> ColumnElement[bool] | frozenset[str]:
    """The reports that tell of events that are asked for: what the database is asked, or their ids."""
    known = registry_of(library, connection)
    of = chosen(connection, filters(asked, known, connection), known)
    if of.is_exact:
        inside = select(members.c.report).join(events, events.c.id == members.c.event).where(*of.where)
        return reports.c.id.in_(inside)
    found: set[str] = set()
    for part in batches(ids(connection, of)):
        found.update(connection.scalars(select(members.c.report).where(members.c.event.in_(part))))
    return frozenset(found)


def _claims(connection: Connection, of: list[str]) -> dict[str, int]:
    query = select(claims.c.report, func.count()).where(claims.c.report.in_(of)).group_by(claims.c.report)
    return {row[0]: row[1] for row in connection.execute(query)}


def report_told(library: Library, given: str) -> ReportTold:
    """The report whose id begins so. Raises UsageError where there is none, or it was removed."""
    with library.reading(frozen=True) as connection:
        machine, seen = current(connection, given)
        found = claims_of(connection, machine)
        id_ = machine.report.id
        stored = queries.stored_report(connection, id_)
        if stored is None:
            raise UsageError(f"{given}: there is no such report")
        history = history_of(connection, lambda one: id_ in judged.reports_of(one))
        event_of = grouped.anchors_in(connection, [id_])
        size = connection.scalar(select(evidence.c.size).where(evidence.c.sha256 == machine.report.sha256))
        facts = asdict(seen.report)
        return ReportTold(
            report=Facts(**{name: facts[name] for name in Facts.__struct_fields__}),
            text=seen.report.text,
            claims=tuple(_claims_told(found, event_of, history)),
            judged=history,
            origin=stored.origin,
            received=stored.received,
            evidence=Evidence(machine.report.sha256, size or 0),
            readings=tuple(queries.readings_of(connection, id_)),
            reading=stored.reading,
            position=read_head(connection).position,
        )


def _claims_told(
    found: list[Entry], event_of: Mapping[tuple[str, int, int], str], history: Sequence[Listed]
) -> Iterator[ReportClaim]:
    several = Counter(entry.telling for entry in found)
    for entry in found:
        state, kind = state_of(entry), entry.claim.type if several[entry.telling] > 1 else None
        yield ReportClaim(
            **asdict(entry.claim),
            anchor=shown(Anchor(*entry.telling), kind),
            standing="machine" if state == "found" else state,
            found=entry.found,
            event=None if entry.is_out else event_of.get(entry.telling),
            judged=tuple(one for one in history if _is_of(one, entry)),
        )


def _is_of(one: Listed, entry: Entry) -> bool:
    """Whether a judgement is on a claim: on its telling words, or on words of its sentence that are a place or an
    actor."""
    report, start, end = entry.telling
    for anchor in (one.anchor, one.other):
        if anchor is None or anchor.report != report or one.kind == "report":
            continue
        if anchor.field in ("place", "actor"):
            start, end = entry.claim.sentence.start, entry.claim.sentence.end
        if anchor.start < end and start < anchor.end:
            return True
    return False
