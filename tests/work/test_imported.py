"""Imported events: kept apart, in the log, checked, removed, the same again when exported."""

from __future__ import annotations

import csv
import io
import sys
import zlib
from pathlib import Path

import pytest
from sqlalchemy import update

sys.path.insert(0, str(Path(__file__).parent))  # tests is no package
sys.path.insert(0, str(Path(__file__).parents[1] / "exchange"))

import at_once
import made_records as made

from dateline.errors import BrokenInputError, NotFoundError, UsageError
from dateline.exchange.formats import FORMATS
from dateline.exchange.record import Who
from dateline.library.backup import backup, restore
from dateline.library.import_tables import imported
from dateline.library.library import Library, open_library
from dateline.values import Tally
from dateline.work import keep
from dateline.work.events import events_known
from dateline.work.export import key_of, write
from dateline.work.filters import Asked
from dateline.work.imported import import_file, imported_events, imports, remove

ABLE = sorted(name for name, one in FORMATS.items() if one.imports)


@pytest.fixture(scope="module")
def told() -> dict[str, bytes]:
    """Files of every format that can be imported."""
    month = ("2015-02-01", "2015-02-28")
    four, villagers = Tally(3, 4, 6), Who("villagers of Harim")
    some = [
        made.record(actors=(made.REBELS,), recipients=(made.ARMY,), killed=four, id="1" * 16),
        made.record(actors=(made.REBELS,), recipients=(villagers,), killed=four, id="2" * 16, days=month),
        made.record("REQUEST", actors=(made.TURKEY,), id="3" * 16, place=None),
        made.record(mode="aerial", actors=(made.TURKEY,), recipients=(made.REBELS,), id="4" * 16, killed=four),
    ]  # fmt: skip
    return {name: b"".join(FORMATS[name].write(some)) for name in ABLE}


def file(told: dict[str, bytes], tmp_path: Path, name: str) -> Path:
    path = tmp_path / f"{name}.file"
    path.write_bytes(told[name])
    return path


def again(library: Library, name: str, which: str) -> bytes:
    out = io.BytesIO()
    write(library, Asked(), name, out, None, which)
    return out.getvalue()


def test_export_import_export_is_the_same(library: Library, told: dict[str, bytes], tmp_path: Path) -> None:
    for name in ABLE:
        done = import_file(library, name, file(told, tmp_path, name), "Nour", "from a test")
        assert done.status == "imported"
        assert again(library, name, done.id) == told[name]
        assert import_file(library, name, file(told, tmp_path, name), "Sami").status == "already there"
    assert [one.format for one in imports(library)] == ABLE
    assert {one.who for one in imports(library)} == {"Nour"}
    assert keep.check(library).ok
    assert keep.check(library).imports == len(ABLE)


def test_nothing_is_made_of_them(library: Library, told: dict[str, bytes], tmp_path: Path) -> None:
    for reading in at_once.some()[:4]:
        at_once.add(library, reading)
    before = [one.event for one in events_known(library, Asked())]
    import_file(library, "geojson", file(told, tmp_path, "geojson"), "Nour")
    assert [one.event for one in events_known(library, Asked())] == before
    keep.rebuild(library)
    assert [one.event for one in events_known(library, Asked())] == before
    assert keep.check(library).ok
    every = list(imported_events(library, Asked()))
    assert every
    assert [one.earliest or "9" for one in every] == sorted(one.earliest or "9" for one in every)
    assert {one.provenance.who for one in every} == {"Nour"}
    some = list(imported_events(library, Asked(types=("ASSAULT",))))
    assert [one.id for one in some] == [one.id for one in every if one.type == "ASSAULT"]
    assert list(imported_events(library, Asked(credibility=3))) == []


def test_any_format_can_be_made_of_them(library: Library, told: dict[str, bytes], tmp_path: Path) -> None:
    for name in ABLE:
        import_file(library, name, file(told, tmp_path, name), "Nour")
    for name in FORMATS:
        assert FORMATS[name].check(again(library, name, "all")) == [], name
        out = io.BytesIO()
        write(library, Asked(), name, out, key_of(library), "all")
        assert b"Nour" not in out.getvalue()
        assert b".file" not in out.getvalue()


def test_what_is_written_is_counted_whatever_is_left_out(
    library_in_file: Library, told: dict[str, bytes], tmp_path: Path
) -> None:
    """One row is of a type that dateline lacks, two have no deaths: UCDP has no row for these either."""
    path = file(told, tmp_path, "acled")
    heading, first, *others = path.read_text().splitlines(keepends=True)
    cell = dict(zip(*csv.reader([heading, first]), strict=True))
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow((cell | {"sub_event_type": "Other"}).values())
    path.write_text("".join([heading, row.getvalue(), *others]))
    import_file(library_in_file, "acled", path, "Nour")
    for name in ("geojson", "ucdp"):
        out = io.BytesIO()
        done = write(library_in_file, Asked(), name, out, None, "all")
        lines = out.getvalue().count(b'"Feature"' if name == "geojson" else b"\n")
        assert done.rows == lines - (name == "ucdp")
        assert done.rows + done.left_out.total() == 1 + len(others)
        assert done.left_out["of a type that dateline lacks"] == 1


def test_removed_they_are_gone(library: Library, told: dict[str, bytes], tmp_path: Path) -> None:
    done = import_file(library, "acled", file(told, tmp_path, "acled"), "Nour")
    with pytest.raises(UsageError, match="say why"):
        remove(library, done.id, " ")
    with pytest.raises(UsageError, match="there is no such import"):
        remove(library, "f" * 8, "wrong")
    gone = remove(library, done.sha256[:8], "not ours")
    assert (gone.id, gone.rows, gone.position) == (done.id, done.rows, 2)
    assert imports(library) == []
    assert list(imported_events(library, Asked())) == []
    assert keep.check(library).ok
    assert import_file(library, "acled", file(told, tmp_path, "acled"), "Nour").status == "imported"
    assert keep.check(library).ok


def test_verify_finds_a_changed_row(library: Library, told: dict[str, bytes], tmp_path: Path) -> None:
    done = import_file(library, "geojson", file(told, tmp_path, "geojson"), "Nour")
    with library.writing() as writer:
        first = imported.c.number == 1
        writer.connection.execute(update(imported).where(first).values(body=zlib.compress(b"{}")))
    found = keep.check(library)
    assert [(one.kind, one.id) for one in found.problems] == [("import", done.id)]
    with library.writing() as writer:
        writer.connection.execute(imported.delete().where(imported.c.number == 2))
    assert not keep.check(library).ok


def test_a_file_goes_in_whole_or_not_at_all(library: Library, told: dict[str, bytes], tmp_path: Path) -> None:
    path = file(told, tmp_path, "acled")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:3], b"x,y\n"]))
    with pytest.raises(BrokenInputError, match="row 3: has 2 cells"):
        import_file(library, "acled", path, "Nour")
    assert imports(library) == []
    with pytest.raises(NotFoundError):
        import_file(library, "acled", tmp_path / "none.csv", "Nour")
    with pytest.raises(UsageError, match="kml cannot be imported"):
        import_file(library, "kml", path, "Nour")


def test_a_backup_holds_them(library: Library, told: dict[str, bytes], tmp_path: Path) -> None:
    done = import_file(library, "timemap", file(told, tmp_path, "timemap"), "Nour")
    backup(library, tmp_path / "copy.tar")
    restore(tmp_path / "copy.tar", str(tmp_path / "other.sqlite"), str(tmp_path / "elsewhere"))
    with open_library(str(tmp_path / "other.sqlite")) as other:
        assert again(other, "timemap", done.id) == told["timemap"]
        assert keep.check(other).ok
