"""What goes in comes out, once, and stays; on both databases."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from shelf import FIRST, SECOND, data_of, origin, put, reading, report, reread

from dateline.errors import LibraryError, RemovedError, UsageError
from dateline.library import queries
from dateline.library.library import Library, open_library
from dateline.library.log import entries, read_head
from dateline.library.migrate import REVISION, SCRIPTS, revision_of
from dateline.library.tables import claims, metadata, parties


def test_the_connection_that_was_used_last_is_used_first(tmp_path: Path) -> None:
    with open_library(str(tmp_path / "x.sqlite"), create=True) as library:
        first, second = library.engine.connect(), library.engine.connect()
        last = second.connection.dbapi_connection
        first.close()
        second.close()
        for _ in range(3):
            with library.engine.connect() as again:
                assert again.connection.dbapi_connection is last


def test_a_report_and_its_reading_come_out_as_they_went_in(library: Library) -> None:
    change = put(library, 3)
    assert (change.done, change.position, change.claims) == (True, 1, 2)
    with library.reading() as connection:
        ((stored, found),) = queries.current_readings(connection)
        assert found == reading(report(3))
        assert msgspec.json.encode(found) == msgspec.json.encode(reading(report(3))), "byte for byte"
        assert stored.report == report(3)
        assert stored.origin.address == "https://example.org/3"
        assert stored.extractor == "extractor-1"
        assert [c.claim.type for c in queries.current_claims(connection)] == ["ASSAULT", "ASSAULT"]
        assert queries.stored_report(connection, report(3).id) == stored
        assert queries.stored_report(connection, "0" * 32) is None
    stream = library.evidence.open(report(3).sha256)
    assert stream is not None
    with stream:
        assert stream.read() == data_of(3)


def test_the_same_report_again_changes_nothing(library: Library) -> None:
    put(library)
    with library.reading() as connection:
        before = list(entries(connection))
    assert put(library).done is False
    with library.reading() as connection:
        assert list(entries(connection)) == before
        assert len(list(queries.stored_reports(connection))) == 1


def test_the_same_text_from_two_outlets_is_two_reports_that_share_their_bytes(library: Library) -> None:
    put(library, 0, "Orchard Wire")
    put(library, 0, "Bridge Post")
    with library.reading() as connection:
        outlets = [stored.report.publisher for stored in queries.stored_reports(connection)]
    assert outlets == ["Orchard Wire", "Bridge Post"]
    assert len(list(library.evidence.stored())) == 1


def test_reading_again_adds_a_reading_and_the_newest_is_current(library: Library) -> None:
    put(library)
    put(library, 1)
    assert reread(library).position == 3
    with library.reading() as connection:
        first, second = queries.readings_of(connection, report().id)
        assert (first.fingerprint, second.fingerprint) == (FIRST, SECOND)
        assert [c.claim.type for c in queries.current_claims(connection, frozenset({report().id}))] == [
            "COERCE",
            "ASSAULT",
        ]
        assert queries.outdated(connection, SECOND) == [report(1).id]
        assert sorted(connection.scalars(claims.select().with_only_columns(claims.c.type))) == ["ASSAULT"] * 3 + [
            "COERCE"
        ]
    assert reread(library).done is False
    back = reread(library, made_with=FIRST, type_="ASSAULT")
    assert back.done
    with library.reading() as connection:
        assert [e.kind for e in entries(connection)][2:] == ["reading-added", "reading-current"]
        assert len(queries.readings_of(connection, report().id)) == 2
        assert queries.outdated(connection, FIRST) == []


def test_a_reading_needs_its_report(library: Library) -> None:
    with pytest.raises(LibraryError, match="not there any more"):
        reread(library)
    with library.reading() as connection:
        assert read_head(connection).position == 0


def test_an_error_inside_a_transaction_leaves_nothing(library: Library) -> None:
    with pytest.raises(ZeroDivisionError), library.writing() as writer:
        writer.add(reading(report()), data_of(), origin(), "x", FIRST)
        raise ZeroDivisionError
    with library.reading() as connection:
        assert read_head(connection).position == 0
        assert list(queries.stored_reports(connection)) == []
    assert put(library).position == 1


def test_bytes_that_are_not_those_that_were_read_are_refused(library: Library) -> None:
    with pytest.raises(LibraryError, match="not those that were read"), library.writing() as writer:
        writer.add(reading(report()), b"something else", origin(), "x", FIRST)


def test_removed_bytes_text_and_quotes_are_gone_and_a_tombstone_stays(library: Library, tmp_path: Path) -> None:
    put(library, 0)
    put(library, 1)
    reread(library, 0)
    with library.writing() as writer:
        assert writer.remove(report(0).id, "the outlet withdrew it").done
    library.erase_unused()
    with library.reading() as connection:
        assert [s.report.id for s in queries.stored_reports(connection)] == [report(1).id]
        assert [t.reason for t in queries.removed_reports(connection)] == ["the outlet withdrew it"]
        for table in (claims, parties):
            assert set(connection.scalars(table.select().with_only_columns(table.c.report))) == {report(1).id}
        assert queries.find_report(connection, report(0).id[:10]) == report(0).id
    assert list(library.evidence.stored()) == [report(1).sha256]
    if library.engine.dialect.name == "sqlite":
        held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert b"near bridge 1" in held
        assert b"near bridge 0" not in held
        assert b"report 0, as received" not in held


def test_a_removed_report_comes_back_only_on_demand(library: Library) -> None:
    put(library)
    with library.writing() as writer:
        writer.remove(report().id, "a test")
    with pytest.raises(RemovedError, match=r"removed .* \(a test\): --again"):
        put(library)
    with library.writing() as writer:
        assert writer.remove(report().id, "again").done is False
        with pytest.raises(LibraryError, match="not in the library"):
            writer.remove("0" * 32, "never there")
    with library.writing() as writer:
        assert writer.add(reading(report()), data_of(), origin(), "x", FIRST, again=True).done
    library.erase_unused()
    with library.reading() as connection:
        assert queries.removed_reports(connection) == []
    assert library.evidence.hash_of(report().sha256) == report().sha256


def test_bytes_that_another_report_has_stay(library: Library) -> None:
    put(library, 0, "Orchard Wire")
    put(library, 0, "Bridge Post")
    with library.writing() as writer:
        writer.remove(report(0, "Bridge Post").id, "a test")
    library.erase_unused()
    assert list(library.evidence.stored()) == [report().sha256]
    with library.writing() as writer:
        writer.remove(report(0).id, "a test")
    library.erase_unused()
    assert list(library.evidence.stored()) == []


def test_reports_are_found_by_the_beginning_of_their_id(library: Library) -> None:
    put(library)
    with library.reading() as connection:
        assert queries.find_report(connection, report().id[:8].upper()) == report().id
        with pytest.raises(UsageError, match="8 characters or more"):
            queries.find_report(connection, report().id[:7])
        with pytest.raises(UsageError, match="8 characters or more"):
            queries.find_report(connection, "%_%_%_%_%_%")
        with pytest.raises(UsageError, match="no such report"):
            queries.find_report(connection, "0" * 12)


def test_the_schema_that_migrations_make_is_the_one_the_code_knows(library: Library) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with library.reading() as connection:
        assert revision_of(connection) == REVISION
        context = MigrationContext.configure(connection, opts={"version_table": "schema_version"})
        assert compare_metadata(context, metadata) == []
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [REVISION]


def test_opening_says_what_is_not_there(location: str, tmp_path: Path, library: Library) -> None:
    with pytest.raises(UsageError, match="there is no library"):
        open_library(str(tmp_path / "other.sqlite"))
    assert not (tmp_path / "other.sqlite").exists()
    put(library)
    with pytest.raises(LibraryError, match="is not there; name its folder"):
        open_library(location, str(tmp_path / "elsewhere"))
    with open_library(location) as again:  # the folder of evidence is remembered
        assert again.evidence.folder == library.evidence.folder


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("mysql://x/y", "is no library"),
        ("sqlite://", "is no library"),
        ("http://example.org", "is no library"),
        ("postgresql://tester:secret@127.0.0.1:1/none", "cannot be reached"),
        ("sqlite:///x.sqlite?timeout=soon", "wrong option"),
    ],
)
def test_a_wrong_location_is_told_without_its_password(location: str, words: str) -> None:
    with pytest.raises((UsageError, LibraryError), match=words) as caught:
        open_library(location, create=True)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_library_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite"
    path.write_bytes(b"these are notes, not a database. " * 99)
    with pytest.raises(LibraryError, match="is no library"):
        open_library(str(path))


def test_a_server_needs_a_folder_for_evidence(new_database: str) -> None:
    with pytest.raises(UsageError, match="--evidence FOLDER"):
        open_library(new_database, create=True)
    with pytest.raises(UsageError, match="no folder on this machine"):
        open_library(new_database, "s3://bucket/evidence", create=True)
