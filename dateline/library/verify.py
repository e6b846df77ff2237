"""Whether the library is what its log says, and every quoted span is where it is said to be.

Checked in one state of the library: the log's chain (and that it leads through a head kept elsewhere); every report,
reading, judgement and tombstone against the hash that the log has of it; what is derived from current claims; the bytes
of all evidence; every span of every reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256

from msgspec import Struct
from sqlalchemy import Connection, select

from dateline.corroborate.corrected import corrected
from dateline.errors import LibraryError
from dateline.library import imports, judged, rows
from dateline.library.chain import Head
from dateline.library.expected import Expected, replay
from dateline.library.judgements import row_hash
from dateline.library.library import Library
from dateline.library.log import entries, read_head
from dateline.library.quotes import misquoted
from dateline.library.tables import claims, evidence, judgements, parties, readings, reports, tombstones
from dateline.library.watch_tables import captures
from dateline.values import Claim

_BATCH = 200


class Problem(Struct, frozen=True):
    """Something that is not as it should be: of what ``kind`` (log, report, reading, evidence, quote, derived,
    judgement, removed, import), its ``id``, and what is wrong with it."""

    kind: str
    id: str
    problem: str


class Verified(Struct, frozen=True):
    """What was checked: numbers of log ``entries``, ``reports``, ``readings``, files of ``evidence``, spans
    (``quotes``), ``judgements``, ``removed`` reports, ``events`` and ``imports`` (files); ``loose``: files of evidence
    that no report names, left by a process that was killed. ``head`` is the end of the log."""

    ok: bool
    head: str
    entries: int
    reports: int
    readings: int
    evidence: int
    loose: int
    quotes: int
    judgements: int
    removed: int
    events: int
    problems: tuple[Problem, ...]
    imports: int = 0


More = Callable[[Connection], tuple[int, list[Problem]]]
"""What checks events: how many there are, and what is wrong with them."""


def verify(library: Library, expect: Head | None = None, more: More = lambda _: (0, [])) -> Verified:
    """Checks everything. ``expect``: a head that was kept elsewhere; the log must lead through it. ``more`` checks what
    this folder knows nothing of; it is not asked where claims or judgements are damaged."""
    with library.reading(frozen=True) as connection:
        state = replay(entries(connection), expect.position if expect else 0)
        counted: Counter[str] = Counter()
        problems = [
            *_log(connection, state, expect),
            *_reports(connection, state, counted),
            *_readings(connection, state, counted),
            *_judgements(connection, state),
            *_removed(connection, state),
            *_imports(connection, state),
            *_evidence(connection, library, counted),
            *_captures(connection, state),
        ]
        number, wrong = more(connection) if not problems else (0, [])
        problems += wrong
        named = set(connection.scalars(select(evidence.c.sha256)))
    problems += _bytes(library, sorted(named), counted)
    return Verified(
        ok=not problems,
        head=str(state.head),
        entries=state.head.position,
        reports=counted["reports"],
        readings=counted["readings"],
        evidence=counted["evidence"],
        loose=sum(name not in named for name in library.evidence.stored()),
        quotes=counted["quotes"],
        judgements=len(state.judgements),
        removed=len(state.removed),
        events=number,
        problems=tuple(problems),
        imports=len(state.imports),
    )


def _log(connection: Connection, state: Expected, expect: Head | None) -> Iterator[Problem]:
    for position, problem in state.problems:
        yield Problem("log", str(position), problem)
    if read_head(connection) != state.head:
        yield Problem("log", "head", f"the library's head is not the end of its log, which is {state.head}")
    if expect is None:
        return
    if state.expected_hash is None:
        yield Problem("log", str(expect.position), f"the log ends at {state.head.position}, before the kept head")
    elif state.expected_hash != expect.hash:
        yield Problem("log", str(expect.position), "the log was rewritten: it does not lead through the kept head")


def _reports(connection: Connection, state: Expected, counted: Counter[str]) -> Iterator[Problem]:
    missing = dict(state.reports)
    query = select(reports).order_by(reports.c.position).execution_options(yield_per=_BATCH)
    for found in connection.execute(query).mappings():
        row = dict(found)
        counted["reports"] += 1
        known = missing.pop(row["id"], None)
        if known is None:
            yield Problem("report", row["id"], "is there, but the log does not tell of its coming")
        elif (row["position"], rows.report_hash(row), row["evidence"]) != known:
            yield Problem("report", row["id"], "was changed: it is not what the log has the hash of")
        elif row["reading"] != state.current.get(row["id"]):
            yield Problem("report", row["id"], "was changed: another reading is current than the log says")
        elif not _is_own_text(row):
            yield Problem("report", row["id"], "its text or evidence is not what its hashes say")
    for id_ in missing:
        yield Problem("report", id_, "is missing: the log tells of its coming, not of its removal")


def _is_own_text(row: rows.Row) -> bool:
    report = rows.report_of(row)
    hashed = sha256(row["text"].encode()).hexdigest()
    return (report.id, report.sha256, report.text_sha256) == (row["id"], row["evidence"], hashed)


def _readings(connection: Connection, state: Expected, counted: Counter[str]) -> Iterator[Problem]:
    missing, said = dict(state.readings), judged.by_report(connection)
    text = (reports.c.text, reports.c.facts, reports.c.reading.label("current"))
    query = select(readings, *text).join(reports, reports.c.id == readings.c.report).order_by(readings.c.position)
    for found in connection.execute(query.execution_options(yield_per=_BATCH)).mappings():
        row = dict(found)
        counted["readings"] += 1
        known = missing.pop(row["id"], None)
        if known is None:
            yield Problem("reading", row["id"], "is there, but the log does not tell of it")
            continue
        try:
            hashed = rows.reading_hash(row)
            if (row["position"], hashed, row["report"]) != known:
                yield Problem("reading", row["id"], "was changed: it is not what the log has the hash of")
                continue
            report = rows.report_of({**row, "id": row["report"]})
            reading = rows.reading_of(report, rows.body_of(row))
        except LibraryError as error:
            yield Problem("reading", row["id"], str(error))
            continue
        number, wrong = misquoted(reading)
        counted["quotes"] += number
        yield from (Problem("quote", row["id"], problem) for problem in wrong)
        if row["id"] == row["current"]:
            try:
                seen = corrected(reading, judged.sayings_of(said.get(reading.report.id, ())))
            except (LibraryError, ValueError) as error:
                yield Problem("judgement", reading.report.id, f"one on this report cannot be applied: {error}")
                continue
            number, wrong = misquoted(seen) if seen != reading else (0, [])
            counted["quotes"] += number
            yield from (Problem("quote", reading.report.id, f"as judged: {problem}") for problem in wrong)
            yield from _derived(connection, reading.report.id, seen.claims)
    for id_ in missing:
        yield Problem("reading", id_, "is missing: the log tells of it")


def _derived(connection: Connection, report: str, found: tuple[Claim, ...]) -> Iterator[Problem]:
    wanted_claims = [rows.claim_row(report, n, claim) for n, claim in enumerate(found)]
    wanted_parties = [row for n, claim in enumerate(found) for row in rows.party_rows(report, n, claim)]
    for table, wanted in ((claims, wanted_claims), (parties, wanted_parties)):
        there = [dict(row) for row in connection.execute(select(table).where(table.c.report == report)).mappings()]
        keys = [column.name for column in table.primary_key.columns]
        if _sorted(there, keys) != _sorted(wanted, keys):
            yield Problem(
                "derived", report, f"the table {table.name} is not what the current reading says: dateline rebuild"
            )


def _sorted(found: list[rows.Row], keys: list[str]) -> list[rows.Row]:
    return sorted(found, key=lambda row: [row[name] for name in keys])


def _judgements(connection: Connection, state: Expected) -> Iterator[Problem]:
    missing = dict(state.judgements)
    for found in connection.execute(select(judgements)).mappings():
        row = dict(found)
        known = missing.pop(row["id"], None)
        is_erased = row["body"] is None and not {row["report"], row["other_report"]}.isdisjoint(state.removed)
        if known is None:
            yield Problem("judgement", row["id"], "is there, but the log does not tell of it")
        elif known[0] != row["position"] or (row_hash(row) != known[1] and not is_erased):
            yield Problem("judgement", row["id"], "was changed: it is not what the log has the hash of")
    for id_ in missing:
        yield Problem("judgement", id_, "is missing: the log tells of it")


def _removed(connection: Connection, state: Expected) -> Iterator[Problem]:
    there = {row.report: (row.position, row.reason) for row in connection.execute(select(tombstones))}
    for id_ in sorted(there.keys() | state.removed.keys()):
        if there.get(id_) != state.removed.get(id_):
            yield Problem("removed", id_, "its tombstone is not what the log says of its removal")
    for table in (claims, parties):
        query = select(table.c.report).distinct().where(table.c.report.not_in(select(reports.c.id)))
        for id_ in sorted(connection.scalars(query)):
            yield Problem("derived", id_, f"the table {table.name} has claims of a report that is not there")


def _imports(connection: Connection, state: Expected) -> Iterator[Problem]:
    missing = dict(state.imports)
    for one in imports.all_imports(connection):
        known = missing.pop(one.id, None)
        if known is None:
            yield Problem("import", one.id, "is there, but the log does not tell of it")
        elif known != (one.position, imports.import_hash(connection, one)):
            yield Problem("import", one.id, "was changed: it is not what the log has the hash of")
    for id_ in missing:
        yield Problem("import", id_, "is missing: the log tells of its coming, not of its removal")
    for id_ in imports.strays(connection):
        yield Problem("import", id_, "rows of it are there, but no import is")


def _evidence(connection: Connection, library: Library, counted: Counter[str]) -> Iterator[Problem]:
    """Which evidence must be there; an unused one is left where ``remove`` was cut off."""
    used = set(connection.scalars(select(reports.c.evidence).distinct()))
    used |= set(connection.scalars(select(captures.c.record)))
    there = set(connection.scalars(select(evidence.c.sha256)))
    for digest in sorted(there - used):
        yield Problem(
            "evidence", digest, "its report was removed, but its bytes may be there still: dateline remove again"
        )
    for digest in sorted(used - there):
        yield Problem("evidence", digest, "a report has it, but it is not listed")


def _captures(connection: Connection, state: Expected) -> Iterator[Problem]:
    """Archive records: those there are against the log; none may be missing whose page a report came from."""
    there = {row.record: row.payload for row in connection.execute(select(captures))}
    used = set(connection.scalars(select(reports.c.evidence).distinct()))
    for record, payload in sorted(there.items()):
        if state.captures.get(record) != payload:
            yield Problem("capture", record, "is not what the log says of it")
    for record, payload in sorted(state.captures.items()):
        if record not in there and payload in used:
            yield Problem("capture", record, "is missing: the log tells of it")


def _bytes(library: Library, named: list[str], counted: Counter[str]) -> Iterator[Problem]:
    """Reads every file of evidence. One whose report was removed since the check began is passed over."""
    for digest in named:
        counted["evidence"] += 1
        found = library.evidence.hash_of(digest)
        if found == digest:
            continue
        with library.reading() as connection:
            is_named = connection.scalar(select(evidence.c.size).where(evidence.c.sha256 == digest)) is not None
        if is_named:
            what = "its bytes are missing" if found is None else "its bytes were changed"
            yield Problem("evidence", digest, f"{what}: put back the file from a backup")
