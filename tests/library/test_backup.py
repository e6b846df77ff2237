"""Copies: what is restored is what was there, whole, from either database into either."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec import Raw
from shelf import put, report, reread
from sqlalchemy import text

from dateline.errors import LibraryError, UsageError
from dateline.library import migrate, queries
from dateline.library.backup import backup, restore
from dateline.library.judgements import Anchor, Judgement, add_judgement
from dateline.library.library import Library, open_library
from dateline.library.log import entries
from dateline.library.verify import verify


@pytest.fixture
def filled(library: Library) -> Library:
    """Reports of two outlets with the same bytes, one read again, one judged twice, one removed."""
    put(library, 0)
    put(library, 0, "Bridge Post")
    put(library, 1)
    reread(library, 0)
    with library.writing() as writer:
        anchor = Anchor(report(0).id, 0, 6, "claim")
        first = add_judgement(writer, Judgement("reject", "Ada", anchor, body=Raw(b'{"kind":"reject","of":"AID"}')))
        add_judgement(writer, Judgement("retract", "Ada", retracts=first.id))
        writer.remove(report(1).id, "a test")
    library.erase_unused()
    return library


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Another place for a library."""
    if request.param == "sqlite":
        return str(tmp_path / "copy.sqlite")
    url: str = request.getfixturevalue("another_database")
    return url


def contents(library: Library) -> list[object]:
    with library.reading() as connection:
        return [*queries.current_readings(connection), *entries(connection), *queries.removed_reports(connection)]


def test_what_is_restored_is_what_was_there(filled: Library, elsewhere: str, tmp_path: Path) -> None:
    file = tmp_path / "copy.tar"
    assert backup(filled, file).evidence == 1
    restore(file, elsewhere, str(tmp_path / "evidence"))
    with open_library(elsewhere) as copy:
        assert contents(copy) == contents(filled)
        assert verify(copy).problems == ()
        assert copy.evidence.folder != filled.evidence.folder, "erasing in one must not erase in the other"
        with copy.writing() as writer:
            for publisher in ("Orchard Wire", "Bridge Post"):
                writer.remove(report(0, publisher).id, "a test")
        copy.erase_unused()
        assert verify(copy).problems == ()
    assert verify(filled).problems == ()
    with pytest.raises(UsageError, match="holds a library already"):
        restore(file, elsewhere)
    with pytest.raises(UsageError, match="is there already"):
        backup(filled, file)


def test_two_backups_of_the_same_library_hold_the_same(filled: Library, tmp_path: Path) -> None:
    for name in ("a.tar", "b.tar"):
        backup(filled, tmp_path / name)
    assert (tmp_path / "a.tar").read_bytes() == (tmp_path / "b.tar").read_bytes()


def test_a_damaged_backup_restores_nothing(filled: Library, tmp_path: Path) -> None:
    file = tmp_path / "copy.tar"
    backup(filled, file)
    whole = file.read_bytes()
    byte = whole.index(b"as received")
    damaged = [
        b"",
        b"notes" * 500,
        whole[: len(whole) // 2],
        whole[:byte] + b"X" + whole[byte + 1 :],
    ]
    for number, data in enumerate(damaged):
        file.write_bytes(data)
        place = tmp_path / f"copy-{number}.sqlite"
        with pytest.raises(LibraryError) as caught:
            restore(file, str(place), str(tmp_path / "evidence"))
        assert "\n" not in str(caught.value)
        if place.exists():
            with open_library(str(place)) as copy:
                assert contents(copy) == []
    with pytest.raises(UsageError, match="is not there"):
        restore(tmp_path / "none.tar", str(tmp_path / "x.sqlite"))


def test_a_backup_without_its_evidence_is_refused(filled: Library, tmp_path: Path) -> None:
    filled.evidence.path(report().sha256).unlink()
    with pytest.raises(LibraryError, match="is missing"):
        backup(filled, tmp_path / "copy.tar")
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == []


def test_a_backup_that_cannot_be_written_is_told(filled: Library, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="No such file"):
        backup(filled, tmp_path / "no-such-folder" / "copy.tar")


STEP = '''"""A step after the newest."""
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{newest}"


def upgrade() -> None:
    op.add_column("reports", sa.Column("colour", sa.String(10)))
    {fault}
'''


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """Migrations with one more step."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.SCRIPTS, folder)
    (folder / "versions" / "step_9999.py").write_text(STEP.format(newest=migrate.REVISION, fault=""))
    return folder


def test_an_upgrade_copies_the_library_first(
    filled: Library, location: str, scripts: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before, told = contents(filled), []
    filled.close()
    monkeypatch.setattr(migrate, "REVISION", "9999")
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    with open_library(location, tell=told.append) as upgraded:
        assert contents(upgraded) == before
        with upgraded.reading() as connection:
            assert connection.scalar(text("SELECT count(colour) FROM reports")) == 0
        with open_library(location, tell=told.append):
            pass
        (line,) = told
    monkeypatch.undo()
    copy = Path(line.split("copied it to ")[1].removesuffix(" first"))
    if filled.engine.dialect.name == "sqlite":
        assert copy.name == f"library.sqlite.before-{migrate.REVISION}"
        copy.rename(tmp_path / "old.sqlite")
    else:
        restore(copy, str(tmp_path / "old.sqlite"), str(tmp_path / "evidence"))
    with open_library(str(tmp_path / "old.sqlite"), str(tmp_path / "evidence")) as old:
        assert contents(old) == before
        assert verify(old).ok


def test_an_upgrade_that_fails_leaves_the_library_as_it_was(
    filled: Library, location: str, scripts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(filled)
    step = STEP.format(newest=migrate.REVISION, fault='op.add_column("no_such_table", sa.Column("x", sa.String(1)))')
    (scripts / "versions" / "step_9999.py").write_text(step)
    with monkeypatch.context() as newer:
        newer.setattr(migrate, "REVISION", "9999")
        newer.setattr(migrate, "SCRIPTS", scripts)
        with pytest.raises(LibraryError):
            open_library(location)
    with open_library(location) as library:
        assert contents(library) == before


def test_an_older_backup_is_brought_up_to_date(
    filled: Library, scripts: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    backup(filled, tmp_path / "old.tar")
    monkeypatch.setattr(migrate, "REVISION", "9999")
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    restore(tmp_path / "old.tar", str(tmp_path / "copy.sqlite"), str(tmp_path / "evidence"))
    with open_library(str(tmp_path / "copy.sqlite")) as copy, copy.reading() as connection:
        assert migrate.revision_of(connection) == "9999"
        assert connection.scalar(text("SELECT count(*) FROM reports WHERE colour IS NULL")) == 2


def test_a_library_of_a_newer_version_is_left_alone(filled: Library, location: str) -> None:
    with filled.engine.begin() as connection:
        connection.execute(text("UPDATE schema_version SET version_num = '9999'"))
    with pytest.raises(LibraryError, match="written by a newer version of dateline"):
        open_library(location)


def test_tables_of_others_in_the_same_database_are_left_alone(filled: Library, tmp_path: Path) -> None:
    with filled.engine.begin() as connection:
        connection.execute(text("CREATE TABLE theirs (x INTEGER)"))
    manifest = backup(filled, tmp_path / "copy.tar")
    assert "theirs" not in {table.name for table in manifest.tables}
    with filled.writing() as writer:
        migrate.reset(writer.connection, migrate.REVISION)
        assert writer.connection.scalar(text("SELECT count(*) FROM theirs")) == 0
