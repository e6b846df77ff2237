"""Who takes part in which claim, as people see it: the rows of claims and parties, and for reports that people judged
what their judgements make of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Column, Connection, select

from dateline.library import judged
from dateline.library.rows import Row, claim_row, party_rows
from dateline.library.tables import claims, events, members, parties, reports
from dateline.values import SourceKind

_CLAIM = (
    "type", "mode", "status", "negated", "start", "stop", "earliest", "latest", "place", "latitude", "longitude",
    "radius_km", "country",
)  # fmt: skip

_PARTY = ("report", "number", "role", "name", "id", "kind", "named")
_CLAIMS: list[Column[Any]] = [claims.c[name] for name in _CLAIM]
_REPORT: list[Column[Any]] = [reports.c[name] for name in ("published", "publisher", "url")]
_AT_ONCE = 2000
OUTLET = "outlet"
"""The role of a report's outlet in all of its claims."""


class Part(Struct, frozen=True):
    """Someone's part in a claim. ``role``: actor, recipient, source or outlet; ``claim`` holds columns of ``claims``;
    ``number`` is that of the claim within the report's reading; ``kind`` and ``named`` are a source's."""

    report: str
    number: int
    role: str
    name: str
    id: str | None
    claim: Row
    published: str | None
    publisher: str | None
    url: str | None
    kind: SourceKind | None = None
    named: bool = False

    @property
    def anchor(self) -> tuple[str, int, int]:
        """Where the claim stands."""
        return self.report, self.claim["start"], self.claim["stop"]

    @property
    def days(self) -> tuple[str | None, str | None]:
        """The first and the last day of what is claimed."""
        return self.claim["earliest"], self.claim["latest"]


def parts(connection: Connection, roles: Sequence[str]) -> Iterator[Part]:
    """All parts of these roles in current claims, as judged. With ``outlet`` each claim has a part, whose name is that
    of its report's outlet, empty where none is known."""
    by_hand = judged.by_report(connection)
    for row in _rows(connection, [role for role in roles if role != OUTLET]):
        if row[0] not in by_hand:
            yield _part(row)
    if OUTLET in roles:
        for row in connection.execute(
            select(claims.c.report, claims.c.number, *_REPORT, *_CLAIMS)
            .join(reports, reports.c.id == claims.c.report)
            .execution_options(yield_per=_AT_ONCE)
        ):
            if row[0] not in by_hand:
                yield _part((row[0], row[1], OUTLET, row[3] or "", None, None, None, *row[2:]))
    for _, reading in judged.readings(connection, frozenset(by_hand)):
        report = reading.report
        about = (report.published, report.publisher, report.url)
        for number, one in enumerate(reading.claims):
            claim = claim_row(report.id, number, one)
            told = (*about, *(claim[name] for name in _CLAIM))
            for party in party_rows(report.id, number, one):
                if party["role"] in roles:
                    yield _part((*(party[name] for name in _PARTY), *told))
            if OUTLET in roles:
                yield _part((report.id, number, OUTLET, report.publisher or "", None, None, None, *told))


def _rows(connection: Connection, roles: Sequence[str]) -> Iterator[Sequence[Any]]:
    if not roles:
        return
    columns: list[Column[Any]] = [parties.c[name] for name in _PARTY]
    query = (
        select(*columns, *_REPORT, *_CLAIMS)
        .join(claims, (claims.c.report == parties.c.report) & (claims.c.number == parties.c.number))
        .join(reports, reports.c.id == parties.c.report)
        .where(parties.c.role.in_(roles))
    )
    yield from connection.execute(query.execution_options(yield_per=_AT_ONCE))


def _part(row: Sequence[Any]) -> Part:
    """Of the columns of ``_PARTY``, day, outlet and address of the report, and ``_CLAIM``."""
    report, number, role, name, id_, kind, named, published, publisher, url = row[:10]
    claim = dict(zip(_CLAIM, row[10:], strict=True))
    return Part(report, number, role, name, id_, claim, published, publisher, url, kind, bool(named))


def events_by_claim(connection: Connection, credibility: int | None = None) -> dict[tuple[str, int, int], str]:
    """The event of each claim, by where it stands; of events of that credibility or a better one alone, if given."""
    query = select(members.c.report, members.c.start, members.c.stop, members.c.event)
    if credibility is not None:
        query = query.join(events, events.c.id == members.c.event).where(events.c.credibility <= credibility)
    return {(row[0], row[1], row[2]): row[3] for row in connection.execute(query).all()}
