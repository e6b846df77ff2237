"""Judgements as they are stored: what a person says of a report's span, of a pair of spans, of a source or an actor.

A judgement is added and never changed; one that takes another back is a judgement itself. They are anchored to reports
and spans, not to a machine's claims, so that they outlive every reading. What they mean is not known here.

Of two on the same thing the later one holds, wherever it was made: their order is that of their moments, which are told
to the microsecond. So two libraries with the same judgements hold the same true, in whatever order those came."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from msgspec import Raw, Struct
from sqlalchemy import Connection, Select, select

from dateline.errors import LibraryError
from dateline.library.chain import digest
from dateline.library.log import read_head
from dateline.library.rows import Row
from dateline.library.tables import judgements

if TYPE_CHECKING:
    from dateline.library.writer import Writer

_BATCH = 200
_MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"
_TICK = timedelta(microseconds=1)


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
    """Stores a judgement and logs its hash. Its id is made of all it says and of the position it comes at; its moment
    is now, or right after the last one that was made if a clock went wrong."""
    row = _row(judgement) | {"at": _moment(writer.connection)}
    row["id"] = digest([_hashed(row), read_head(writer.connection).position])[:32]
    return _put(writer, row, judgement)


def take_over(writer: Writer, id_: str, at: str, judgement: Judgement) -> Judged:
    """Stores a judgement that was made in another library, with its id and moment there."""
    return _put(writer, _row(judgement) | {"at": at, "id": id_}, judgement)


def judgements_made(connection: Connection) -> Iterator[Judged]:
    """All judgements in the order of their moments, those taken back too."""
    return _judged(connection, select(judgements))


def judgement_of(connection: Connection, id_: str) -> Judged | None:
    """One judgement; None where there is none of that id."""
    return next(_judged(connection, select(judgements).where(judgements.c.id == id_)), None)


def begin_with(connection: Connection, prefix: str) -> list[Judged]:
    """The judgements whose id begins so, two at most."""
    return list(_judged(connection, select(judgements).where(judgements.c.id.startswith(prefix)).limit(2)))


def live(connection: Connection, kinds: Collection[str]) -> list[Judged]:
    """The judgements of some kinds that were not taken back nor erased, in the order of their moments."""
    found = list(_judged(connection, select(judgements).where(judgements.c.kind.in_(sorted(kinds)))))
    return _standing(found, _retractions(connection, None))


def live_on(connection: Connection, reports: Iterable[str]) -> dict[str, list[Judged]]:
    """The live judgements on the words of each of these reports (that have any), in the order of their moments."""
    wanted = sorted(set(reports))
    found: list[Judged] = []
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        found += _judged(connection, select(judgements).where(judgements.c.report.in_(part)))
    by_report: dict[str, list[Judged]] = {}
    for one in _standing(found, _retractions(connection, [one.id for one in found])) if found else ():
        if one.judgement.anchor is not None:
            by_report.setdefault(one.judgement.anchor.report, []).append(one)
    return by_report


def made_on(connection: Connection, report: str) -> list[Judged]:
    """All judgements with an anchor in a report, those taken back too."""
    about = (judgements.c.report == report) | (judgements.c.other_report == report)
    return list(_judged(connection, select(judgements).where(about)))


def taken_back(connection: Connection) -> dict[str, str]:
    """The judgements that are taken back, each with the id of the one that does it."""
    return _dead(_retractions(connection, None))


def row_hash(row: Row) -> str:
    """The hash of a judgement's row that the log holds."""
    return digest([row["id"], *_hashed(row)])


def _judged(connection: Connection, query: Select[tuple[object, ...]]) -> Iterator[Judged]:
    rows = connection.execute(query.order_by(judgements.c.at, judgements.c.id)).mappings()
    for row in rows:
        yield Judged(row["id"], row["at"], row["position"], _judgement(dict(row)))


def _retractions(connection: Connection, of: list[str] | None) -> list[tuple[str, str]]:
    """Who takes back whom, the latest first; ``of``: only what bears on these. What takes back may be taken back."""
    query = select(judgements.c.id, judgements.c.retracts, judgements.c.position)
    if of is None:
        found = [tuple(row) for row in connection.execute(query.where(judgements.c.retracts.is_not(None)))]
    else:
        found, reached = [], of
        while reached:
            here = []
            for start in range(0, len(reached), _BATCH):
                part = query.where(judgements.c.retracts.in_(reached[start : start + _BATCH]))
                here += [tuple(row) for row in connection.execute(part)]
            found += here
            reached = [row[0] for row in here]
    # One that takes another back came after it, into any library.
    return [(row[0], row[1]) for row in sorted(found, key=lambda row: -row[2])]


def _dead(retractions: Iterable[tuple[str, str]]) -> dict[str, str]:
    dead: dict[str, str] = {}
    for by, whom in retractions:
        if by not in dead:
            dead[whom] = by
    return dead


def _standing(found: Iterable[Judged], retractions: Iterable[tuple[str, str]]) -> list[Judged]:
    dead = _dead(retractions)
    return sorted(
        (one for one in found if one.id not in dead and one.judgement.body is not None and not one.judgement.retracts),
        key=lambda one: (one.at, one.id),
    )


def _moment(connection: Connection) -> str:
    now = datetime.now(UTC)
    last = connection.scalar(select(judgements.c.at).order_by(judgements.c.at.desc()).limit(1))
    if last is not None:
        now = max(now, datetime.strptime(last, _MOMENT).replace(tzinfo=UTC) + _TICK)
    return now.strftime(_MOMENT)


def microseconds(at: str) -> int:
    """A judgement's moment as a number, since 1970."""
    return (datetime.strptime(at, _MOMENT).replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // _TICK


def _put(writer: Writer, row: Row, judgement: Judgement) -> Judged:
    position = writer.log("judgement-added", row["id"], {"judgement_sha256": row_hash(row)})
    writer.connection.execute(judgements.insert().values(**row, position=position))
    return Judged(row["id"], row["at"], position, judgement)


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
