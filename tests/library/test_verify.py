"""What is damaged is found: a byte of evidence, a row, the log, a span; on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Raw
from msgspec.structs import replace
from shelf import FIRST, data_of, put, reading, report, reread
from sqlalchemy import Connection, Executable, delete, text, update

from dateline.errors import UsageError
from dateline.library import judgements as judged
from dateline.library.chain import NOTHING, canonical, link, parse_head
from dateline.library.judgements import Anchor, Judgement, add_judgement, judgements_made
from dateline.library.library import Library
from dateline.library.log import entries, read_head
from dateline.library.quotes import misquoted
from dateline.library.rows import reading_id
from dateline.library.tables import claims, evidence, head, judgements, log, parties, readings, reports, tombstones
from dateline.library.verify import verify
from dateline.values import Reading, Trigger


def problems(library: Library) -> list[tuple[str, str]]:
    return [(p.kind, p.problem) for p in verify(library).problems]


@pytest.fixture
def filled(library: Library) -> Library:
    """Three reports, one read twice, one removed; two judgements, one of them on the removed report."""
    for number in range(3):
        put(library, number)
    reread(library, 0)
    with library.writing() as writer:
        for number in (0, 2):
            anchor = Anchor(report(number).id, 10, 15, "claim")
            body = Raw(b'{"kind":"reject","note":"no aid","of":"AID"}')
            add_judgement(writer, Judgement("reject", "a tester", anchor, body=body))
        writer.remove(report(2).id, "a test")
    library.erase_unused()
    return library


def test_an_untouched_library_is_as_its_log_says(filled: Library) -> None:
    found = verify(filled)
    assert found.problems == ()
    assert found.ok
    assert (found.entries, found.reports, found.readings, found.evidence, found.removed) == (7, 2, 3, 2, 1)
    assert (found.judgements, found.loose) == (2, 0)
    assert found.quotes == 3 * misquoted(reading(report()))[0] > 30
    with filled.reading() as connection:
        assert found.head == str(read_head(connection))
        first, second = judgements_made(connection)
    assert first.judgement.body is not None
    assert second.judgement.body is None, "what was judged of a removed report may quote it"


def test_the_log_holds_no_words_of_a_report(filled: Library) -> None:
    with filled.reading() as connection:
        held = b"".join(bytes(entry.facts) for entry in entries(connection))
    for word in (b"Harim", b"gunmen", b"Bridge", b"Orchard", b"example.org", b"sellers"):
        assert word not in held


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_flipped_byte_of_evidence_is_found(filled: Library, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, 1))
    path = filled.evidence.path(report(number).sha256)
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    path.write_bytes(whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :])
    (problem,) = verify(filled).problems
    assert (problem.kind, problem.id) == ("evidence", report(number).sha256)
    assert "its bytes were changed" in problem.problem
    path.write_bytes(whole)


def test_missing_evidence_is_found_and_adding_does_not_hide_it(filled: Library) -> None:
    filled.evidence.path(report(1).sha256).unlink()
    assert put(filled, 1).done is False
    assert problems(filled) == [("evidence", "its bytes are missing: put back the file from a backup")]


OLD = reading_id(report(0).id, FIRST)
EDITS = [
    ("report", "was changed: it is", update(reports).values(text=reports.c.text + " ")),
    ("report", "was changed: it is", update(reports).values(publisher="Another Wire")),
    ("report", "was changed: it is", update(reports).values(published="2015-03-04")),
    ("report", "was changed: it is", update(reports).values(received="2001-01-01T00:00:00Z")),
    ("report", "was changed: it is", update(reports).values(origin='{"address":"elsewhere"}')),
    ("report", "was changed: another reading", update(reports).values(reading=OLD)),
    ("report", "was changed: it is", update(reports).values(position=reports.c.position + 50)),
    ("reading", "was changed", update(readings).values(model="model-9")),
    ("reading", "was changed", update(readings).values(position=readings.c.position + 50)),
    ("reading", "is damaged", update(readings).values(body=b"\x00")),
    ("reading", "is missing", delete(readings)),
    ("derived", "table claims", update(claims).values(type="AID")),
    ("derived", "table claims", update(claims).values(latitude=1.0)),
    ("derived", "table parties", delete(parties)),
    ("judgement", "was changed", update(judgements).values(who="somebody")),
    ("judgement", "was changed", update(judgements).values(body=None)),
    ("judgement", "is missing", delete(judgements)),
    ("removed", "tombstone", update(tombstones).values(reason="another")),
    ("removed", "tombstone", delete(tombstones)),
    ("evidence", "not listed", delete(evidence)),
    ("log", "head", update(head).values(position=head.c.position + 1)),
    ("log", "was changed", update(log).values(at="2001-01-01T00:00:00Z")),
    ("log", "was changed", update(log).where(log.c.kind == "report-removed").values(facts='{"reason":"x"}')),
    ("log", "entries are missing", delete(log).where(log.c.position == 2)),
    ("log", "head", delete(log).where(log.c.position == 7)),
]


@pytest.mark.parametrize(("kind", "words", "edit"), EDITS)
def test_one_edited_row_is_found(filled: Library, kind: str, words: str, edit: Executable) -> None:
    with filled.alone() as connection:
        unbound(connection)
        connection.execute(edit)
    found = verify(filled)
    assert not found.ok
    assert any(p.kind == kind and words in f"{p.id}: {p.problem}" for p in found.problems), found.problems
    for problem in found.problems:
        assert "gunmen" not in problem.problem


def unbound(connection: Connection) -> None:
    """Lifts what keeps tables in step, as one who tampers would."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA foreign_keys=OFF"))
    else:
        connection.execute(text("SET session_replication_role = replica"))


def test_a_log_rewritten_behind_a_kept_head_is_found(filled: Library) -> None:
    with filled.reading() as connection:
        kept = read_head(connection)
        told = list(entries(connection))
    assert verify(filled, kept).ok
    put(filled, 5)
    assert verify(filled, kept).ok, "the log may grow"
    forged, previous = [], NOTHING
    for entry in told:
        at = "2001-01-01T00:00:00Z" if entry.position == 4 else entry.at
        previous = link(previous, entry.position, at, entry.kind, entry.subject, bytes(entry.facts))
        forged.append({"position": entry.position, "at": at, "hash": previous})
    with filled.engine.begin() as connection:
        connection.execute(delete(log).where(log.c.position == 8))
        for row in forged:
            connection.execute(
                update(log).where(log.c.position == row["position"]).values(at=row["at"], hash=row["hash"])
            )
        connection.execute(update(head).values(position=7, hash=previous))
    assert not any(p.kind == "log" for p in verify(filled).problems), "the forged chain holds in itself"
    assert [p.problem for p in verify(filled, kept).problems if p.kind == "log"] == [
        "the log was rewritten: it does not lead through the kept head"
    ]


def test_a_log_cut_before_a_kept_head_is_found(filled: Library) -> None:
    with filled.reading() as connection:
        kept, told = read_head(connection), list(entries(connection))
    with filled.engine.begin() as connection:
        connection.execute(delete(log).where(log.c.position > 6))
        connection.execute(update(head).values(position=6, hash=told[5].hash))
    words = [p.problem for p in verify(filled, kept).problems if p.kind == "log"]
    assert words == ["the log ends at 6, before the kept head"]


def test_the_chain_can_be_checked_without_this_program(filled: Library) -> None:
    """The rule of the docs, in nothing but the standard library."""
    import hashlib
    import json

    previous = "0" * 64
    with filled.reading() as connection:
        for entry in entries(connection):
            told = {
                "at": entry.at,
                "facts": json.loads(bytes(entry.facts)),
                "kind": entry.kind,
                "position": entry.position,
                "subject": entry.subject,
            }
            line = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            previous = hashlib.sha256((previous + line).encode()).hexdigest()
            assert previous == entry.hash


@pytest.mark.parametrize("value", ["", "7", "7:", "7:xyz", "x:" + "0" * 64, "7:" + "A" * 64, "²:" + "0" * 64])
def test_what_is_no_head_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="is no head"):
        parse_head(value)


@given(st.integers(-3, 60), st.integers(-3, 60))
def test_a_span_that_does_not_quote_its_text_is_found(start: int, end: int) -> None:
    found = reading(report())
    quoted = found.report.text[start:end] if 0 <= start <= end else "?"
    moved = replace(found.claims[0], trigger=Trigger("killed", start, end))
    number, wrong = misquoted(Reading(found.report, (moved,)))
    assert number > 5
    assert bool(wrong) == (quoted != "killed")


def test_a_misquoting_reading_is_found(library: Library) -> None:
    found = reading(report())
    wrong = replace(found, claims=(replace(found.claims[0], trigger=Trigger("killed", 1, 7)),))
    with library.writing() as writer:
        from shelf import EXTRACTOR, FIRST, origin

        writer.add(wrong, data_of(), origin(), EXTRACTOR, FIRST)
    assert problems(library) == [("quote", "claims[0].trigger [1, 7] does not stand there")]


def test_a_cut_off_removal_is_found_and_ended(filled: Library, tmp_path: Path) -> None:
    with filled.writing() as writer:
        writer.remove(report(1).id, "a test")
    assert [kind for kind, _ in problems(filled)] == ["evidence"]
    filled.erase_unused()
    assert problems(filled) == []
    assert list(filled.evidence.stored()) == [report(0).sha256]


def test_bytes_that_a_killed_process_left_are_counted_and_swept(filled: Library) -> None:
    filled.evidence.put(b"left behind")
    found = verify(filled)
    assert (found.ok, found.loose) == (True, 1)
    filled.erase_unused()
    assert verify(filled).loose == 0


def test_judgements_come_back_as_they_were_made(library: Library) -> None:
    put(library)
    body = Raw(canonical({"kind": "same", "one": [], "other": []}))
    pair = Judgement("same", "Ada", Anchor(report().id, 1, 2), Anchor(report().id, 3, 4), None, body)
    with library.writing() as writer:
        made = add_judgement(writer, pair)
        twice = add_judgement(writer, pair)
        back = add_judgement(writer, Judgement("retract", "Ada", subject="Orchard Wire", retracts=made.id))
    assert len({made.id, twice.id, back.id}) == 3
    with library.reading() as connection:
        assert list(judgements_made(connection)) == [made, twice, back]
        row = dict(connection.execute(judgements.select()).mappings().first() or {})
    assert judged.row_hash(row)
    assert verify(library).ok
