from __future__ import annotations

import json
import multiprocessing
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from gazetteer import ENTRIES

from dateline.errors import GazetteerError
from dateline.locate import index as index_module
from dateline.locate.index import Index, build, cache_folder, default_path, open_index
from dateline.locate.names import skeleton, skeleton_neighbours
from dateline.locate.sources import Entry, merge


def test_look_up_by_key_ignores_transcription_habits(small: Index) -> None:
    for name in ("Raqqa", "ar-Raqqah", "Al Raqqa"):
        assert 20 in [p.id for p in small.by_key(name)]
    assert [p.name for p in small.by_key("Teshreen Dam")] == ["Tishrin Dam"]
    assert small.by_key("Nowhere at all") == []


def test_who_remembers_for_himself_takes_no_room_from_others(small: Index) -> None:
    for name in ("Raqqa", "Teshreen Dam", "Nowhere at all"):
        assert small.by_keys_once([name]).get(name, []) == small.by_key(name)
    names = [spelling for entry in ENTRIES for spelling in (entry.name, entry.name.upper(), f"x{entry.name}")]
    assert small.by_keys_once(names) == {name: found for name in names if (found := small.by_key(name))}
    before = small._by_name.cache_info()
    small.by_keys_once(["Sinjar"])
    assert small._by_name.cache_info() == before


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux's /proc")
def test_a_file_is_not_held_as_a_whole_by_who_reads_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    build(ENTRIES, path)
    index = Index(path)
    assert index.spellings(20)
    assert path.name not in Path("/proc/self/maps").read_text()
    index.close()


def test_places_without_geonames_id_have_none(small: Index) -> None:
    (dam,) = small.by_key("Tishrin Dam")
    assert dam.geonames is None
    assert dam.id < 0


def test_look_up_by_skeleton_keeps_to_the_country(small: Index) -> None:
    bones = skeleton_neighbours(skeleton("sinjar"))
    assert [row for row in small.named_like(bones, "SY") if row[1] == "sinjar"] == [(28, "sinjar", "sinjar")]
    assert 27 in [place for place, _, _ in small.named_like(bones, "IQ")]
    assert small.places([27, 28, 999_999]).keys() == {27, 28}


def test_areas_and_countries_by_code(small: Index) -> None:
    assert small.area_name("SY", "04") == "Ar-Raqqah"
    assert small.area_name("SY", None) is None
    assert small.area_name("FR", "99") is None
    assert [p.name for p in small.country("TR")] == ["Turkey"]


def test_building_twice_gives_the_same_content(tmp_path: Path) -> None:
    dumps = []
    for name in ("a", "b"):
        build(ENTRIES, tmp_path / name)
        with sqlite3.connect(tmp_path / name) as db:
            dumps.append(list(db.iterdump()))
    assert dumps[0] == dumps[1]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "b"]


def test_a_supplement_row_adds_names_or_a_place() -> None:
    rows = [
        {"geonames": "22", "name": "Suluk", "latitude": "", "longitude": "", "country": "SY", "admin1": "04",
         "feature": "settlement", "radius_km": "", "aliases": "Sulug|Solouk"},
        {"geonames": "", "name": "Some Bridge", "latitude": "36.5", "longitude": "38.2", "country": "SY",
         "admin1": "09", "feature": "facility", "radius_km": "3", "aliases": ""},
        {"geonames": "999", "name": "Gone", "latitude": "", "longitude": "", "country": "SY", "admin1": "09",
         "feature": "settlement", "radius_km": "", "aliases": "Lost"},
    ]  # fmt: skip
    merged = {e.name: e for e in merge(ENTRIES, rows)}
    assert {"Sulug", "Suluk", "Slouk"} <= set(merged["Sulūk"].aliases)
    assert (merged["Sulūk"].latitude, merged["Sulūk"].feature) == (36.6, "settlement")
    assert merged["Some Bridge"].radius_km == 3.0
    assert "Gone" not in merged


def test_the_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATELINE_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "dateline"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == Path.home() / ".cache" / "dateline"
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own"
    assert default_path().parent == tmp_path / "own"


def test_a_damaged_index_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "places.sqlite"
    broken.write_bytes(b"no database at all" * 1000)
    with pytest.raises(GazetteerError, match=r"places\.sqlite: the place index cannot be read .*delete it"):
        Index(broken)


def test_a_cache_that_cannot_be_written_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "file" / "inside"))
    with pytest.raises(GazetteerError, match="set DATELINE_CACHE"):
        open_index()


def test_a_failed_build_leaves_nothing(tmp_path: Path) -> None:
    twice = [Entry(1, name, 0, 0, "SY", None, "settlement", 0, 2.0) for name in ("A", "B")]
    with pytest.raises(GazetteerError, match="cannot be written"):
        build(twice, tmp_path / "x.sqlite")
    assert list(tmp_path.iterdir()) == []


_CONCURRENT = """
import json, sys
sys.path.insert(0, sys.argv[1])
from gazetteer import ENTRIES
from dateline.locate import index
built = []
def entries():
    built.append(1)
    return ENTRIES
index.all_entries = entries
print(json.dumps([len(built), len(index.open_index().by_key("Raqqa")), len(built)]))
"""


def test_builders_at_the_same_time_build_once(tmp_path: Path) -> None:
    env = os.environ | {"DATELINE_CACHE": str(tmp_path)}
    here = str(Path(__file__).parent)
    runs = [
        subprocess.Popen([sys.executable, "-c", _CONCURRENT, here], env=env, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [json.loads(run.communicate(timeout=120)[0]) for run in runs]
    assert [s[1] for s in said] == [2, 2, 2]
    assert sum(s[2] for s in said) == 1
    assert not [p for p in tmp_path.iterdir() if p.suffix == ".part"]


def test_a_forked_child_opens_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path))
    monkeypatch.setattr(index_module, "all_entries", lambda: ENTRIES)
    mine = open_index()
    assert open_index() is mine
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply(_child, (id(mine),)) == (True, 2)


def _child(parents: int) -> tuple[bool, int]:
    own = open_index()
    return id(own) != parents, len(own.by_key("Raqqa"))
