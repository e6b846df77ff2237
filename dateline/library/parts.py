"""Who takes part in which claim, as people see it: the rows of claims and parties, and for reports that people judged
what their judgements make of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from sqlalchemy import Connection, select

from dateline.library import judged
from dateline.library.rows import Row, claim_row, party_rows
from dateline.library.tables import claims, events, members, parties, reports
from dateline.values import SourceKind

_CLAIM = (
    "type", "mode", "status", "negated", "start", "stop", "earliest", "latest", "place", "latitude", "longitude",
    "radius_km", "country",
)  # fmt: skip


class Part(Struct, frozen=True):
    """Someone's part in a claim. ``role``: actor, recipient or source; ``claim`` holds columns of ``claims``;
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
    """All parts of these roles in current claims, as judged, report by report."""
    by_hand = judged.by_report(connection)
    columns = [claims.c[name] for name in _CLAIM]
    query = (
        select(parties, *columns, reports.c.published, reports.c.publisher, reports.c.url)
        .join(claims, (claims.c.report == parties.c.report) & (claims.c.number == parties.c.number))
        .join(reports, reports.c.id == parties.c.report)
        .where(parties.c.role.in_(roles))
        .order_by(parties.c.report, parties.c.number, parties.c.role, parties.c.place)
    )
    for row in connection.execute(query.execution_options(yield_per=2000)).mappings():
        if row["report"] not in by_hand:
            claim = {name: row[name] for name in _CLAIM}
            yield _part(dict(row), claim, row["published"], row["publisher"], row["url"])
    for _, reading in judged.readings(connection, frozenset(by_hand)):
        report = reading.report
        for number, one in enumerate(reading.claims):
            claim = claim_row(report.id, number, one)
            for party in party_rows(report.id, number, one):
                if party["role"] in roles:
                    yield _part(party, claim, report.published, report.publisher, report.url)


def _part(party: Row, claim: Row, published: str | None, publisher: str | None, url: str | None) -> Part:
    own = (party["report"], party["number"], party["role"], party["name"], party["id"])
    return Part(*own, claim, published, publisher, url, party["kind"], bool(party["named"]))


def events_by_claim(connection: Connection, credibility: int | None = None) -> dict[tuple[str, int, int], str]:
    """The event of each claim, by where it stands; of events of that credibility or a better one alone, if given."""
    query = select(members.c.report, members.c.start, members.c.stop, members.c.event)
    if credibility is not None:
        query = query.join(events, events.c.id == members.c.event).where(events.c.credibility <= credibility)
    return {(row[0], row[1], row[2]): row[3] for row in connection.execute(query)}
