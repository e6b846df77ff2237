"""Judgements as they are stored: what a person says of a report's span, of a pair of spans, of a source or an actor.

A judgement is added and never changed; one that takes another back is a judgement itself. They are anchored to reports
and spans, not to a machine's claims, so that they outlive every reading. What they mean is not known here."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Raw, Struct
from sqlalchemy import Connection, select

from dateline.errors import LibraryError
from dateline.library.chain import digest
from dateline.library.log import now, read_head
from dateline.library.rows import Row
from dateline.library.tables import judgements
from dateline.library.writer import Writer


class Anchor(Struct, frozen=True):
    """A span of a report's text, in Unicode code points, and the field of the claim there that is meant, if one is."""

    report: str
    start: int
    end: int
    field: str | None = None


class Judgement(Struct, frozen=True):
    """``body`` is canonical JSON (None once a report it was about has been erased); ``subject`` names a source or an
    actor; ``retracts`` is the id of the judgement that this one takes back."""

    kind: str
    who: str
    anchor: Anchor | None = None
    other: Anchor | None = None
    subject: str | None = None
    body: Raw | None = None
    retracts: str | None = None


class Judged(Struct, frozen=True):
    """A stored judgement; ``at`` in UTC; ``position`` of its log entry."""

    id: str
    at: str
    position: int
    judgement: Judgement


def add_judgement(writer: Writer, judgement: Judgement) -> Judged:
    """Stores a judgement and logs its hash. Its id is made of all it says and of the position it comes at."""
    row = _row(judgement) | {"at": now()}
    row["id"] = digest([_hashed(row), read_head(writer.connection).position])[:32]
    position = writer.log("judgement-added", row["id"], {"judgement_sha256": row_hash(row)})
    writer.connection.execute(judgements.insert().values(**row, position=position))
    return Judged(row["id"], row["at"], position, judgement)


def judgements_made(connection: Connection) -> Iterator[Judged]:
    """All judgements in the order in which they were made, those taken back too."""
    for row in connection.execute(select(judgements).order_by(judgements.c.position)).mappings():
        yield Judged(row["id"], row["at"], row["position"], _judgement(dict(row)))


def row_hash(row: Row) -> str:
    """The hash of a judgement's row that the log holds."""
    return digest([row["id"], *_hashed(row)])


def _hashed(row: Row) -> list[object]:
    return [row[name] for name in sorted(row) if name not in ("id", "position")]


def _row(judgement: Judgement) -> Row:
    anchor, other = judgement.anchor, judgement.other
    if other is not None and (anchor is None or other.field != anchor.field):
        raise LibraryError("a judgement on a pair needs two anchors of the same field")
    return {
        "kind": judgement.kind,
        "who": judgement.who,
        "report": anchor.report if anchor else None,
        "start": anchor.start if anchor else None,
        "stop": anchor.end if anchor else None,
        "field": anchor.field if anchor else None,
        "other_report": other.report if other else None,
        "other_start": other.start if other else None,
        "other_stop": other.end if other else None,
        "subject": judgement.subject,
        "body": bytes(judgement.body).decode() if judgement.body is not None else None,
        "retracts": judgement.retracts,
    }


def _judgement(row: Row) -> Judgement:
    field = row["field"]
    anchor = Anchor(row["report"], row["start"], row["stop"], field) if row["report"] else None
    other = Anchor(row["other_report"], row["other_start"], row["other_stop"], field) if row["other_report"] else None
    body = Raw(row["body"].encode()) if row["body"] is not None else None
    return Judgement(row["kind"], row["who"], anchor, other, row["subject"], body, row["retracts"])
