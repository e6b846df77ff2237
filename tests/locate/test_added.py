"""Gazetteers that the user adds, over a small built-in one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from dumps import LINES, NAMES, line, write
from gazetteer import ENTRIES

from dateline.errors import GazetteerError
from dateline.locate import PlaceMention, added, resolve
from dateline.locate import index as index_module
from dateline.locate.candidates import candidates, prominence
from dateline.locate.geo import distance_km
from dateline.locate.index import Index, open_index

HERE = Path(__file__).parent


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A cache folder of its own, where the built-in places are those of ``gazetteer.ENTRIES``."""
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(index_module, "all_entries", lambda: ENTRIES)
    return tmp_path / "cache" / "gazetteers"


def _names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_an_added_dump_is_used_at_once_and_gone_when_removed(cache: Path, tmp_path: Path) -> None:
    before = open_index()
    assert before.by_key("Khirbat al Ward") == []
    done = added.add(write(tmp_path / "SY.zip", LINES), "SY", "SY.zip", write(tmp_path / "alt.txt", NAMES))
    assert (done.name, done.places, done.skipped) == ("SY", 8, 0)
    assert added.installed() == [done]
    index = open_index()
    assert index.version != before.version
    for name in ("Khirbat al Ward", "Khirbet el Ward", "Gula Sor"):
        assert [p.geonames for p in index.by_key(name)] == [501]
    assert open_index() is index
    assert added.remove("SY") == done
    assert added.remove("SY") is None
    assert open_index().version == before.version
    assert open_index().by_key("Gula Sor") == []
    assert _names(cache) == ["installed.json", "lock"]


def test_a_place_that_both_know_is_one_with_the_names_of_both(cache: Path, tmp_path: Path) -> None:
    added.add(write(tmp_path / "SY.txt", LINES), "SY", "SY.txt", write(tmp_path / "alt.txt", NAMES))
    index = open_index()
    for name in ("Slouk", "Sulog", "Sulouk Town", "سلوك"):
        (place,) = index.by_key(name)
        assert (place.id, place.name, place.latitude, place.code) == (22, "Sulūk", 36.6, None)
    assert {"sulog", "slouk", "suluk"} <= set(index.spellings(22))
    (country,) = index.country("SY")
    assert (country.geonames, country.radius_km) == (1, 450.0)


def test_two_gazetteers_share_their_places_and_keep_their_own_apart(cache: Path, tmp_path: Path) -> None:
    added.add(write(tmp_path / "a.txt", LINES), "a", "a.txt")
    other = [line(501, "Ward Village", 36.41, 38.91), line("own1", "Bir al Ward", 33.3, 44.4, country="IQ", areas="")]
    added.add(write(tmp_path / "b.txt", other), "b", "b.txt")
    index = open_index()
    names = ["Ward Village", "Bir al Ward", "Raqqa", "Nowhere at all"]
    assert index.by_keys_once(names) == {name: found for name in names if (found := index.by_key(name))}
    (both,) = index.by_key("Ward Village")
    assert (both.id, both.name, both.folded) == (501, "Khirbat al Ward", ("ward village",))
    wells = index.by_key("Bir al Ward")
    assert {p.country for p in wells} == {"SY", "IQ"}
    assert len({p.id for p in wells}) == 2
    assert all(p.geonames is None for p in wells)
    assert [index.spellings(p.id) for p in wells] == [["bir al ward"]] * 2
    assert sorted(p.id for p in wells) == [p.id for p in wells]


def test_adding_again_replaces_and_the_same_gives_the_same_version(cache: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "SY.txt", LINES)
    added.add(path, "SY", "SY.txt")
    first = open_index().version
    added.add(path, "SY", "SY.txt")
    assert open_index().version == first
    added.add(write(tmp_path / "SY.txt", LINES[:3]), "SY", "SY.txt")
    assert open_index().version != first
    assert [g.places for g in added.installed()] == [3]
    assert len(_names(cache)) == 4


def test_a_file_of_another_version_is_made_again(cache: Path, tmp_path: Path) -> None:
    added.add(write(tmp_path / "SY.txt", LINES), "SY", "SY.txt", write(tmp_path / "alt.txt", NAMES))
    open_index()
    (places,) = cache.glob("*.sqlite")
    places.rename(places.with_name("SY-000000000000-000000000000.sqlite"))
    assert added.stale()
    assert [p.geonames for p in open_index().by_key("Gula Sor")] == [501]
    assert [p.name for p in cache.glob("*.sqlite")] == [places.name]
    assert not added.stale()


def test_a_refused_file_leaves_everything_as_it_was(cache: Path, tmp_path: Path) -> None:
    kept = added.add(write(tmp_path / "SY.txt", LINES), "SY", "SY.txt")
    there = _names(cache)
    (tmp_path / "other.txt").write_bytes(b"\0" * 5000)
    empty = write(tmp_path / "IQ.txt", [line(1, "Old Kingdom", 36.4, 38.9, "A.PCLH", areas="")])
    for path in (tmp_path / "other.txt", empty, tmp_path / "missing.txt"):
        with pytest.raises(GazetteerError, match=rf"^{path.name}: "):
            added.add(path, "SY", path.name)
    with pytest.raises(GazetteerError, match=r"^other\.txt: .*alternate names"):
        added.add(tmp_path / "SY.txt", "SY", "SY.txt", tmp_path / "other.txt")
    assert added.installed() == [kept]
    assert _names(cache) == there
    assert open_index().by_key("Khirbat al Ward")


_SLOW = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from gazetteer import ENTRIES
from dateline.locate import added, index
index.all_entries = lambda: ENTRIES
real = added.rows
def slow(*arguments):
    for row in real(*arguments):
        time.sleep(0.2)
        yield row
added.rows = slow
index.built_in()
print("begun", flush=True)
added.add(Path(sys.argv[2]), "IQ", "IQ.txt")
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_one_changes_nothing(cache: Path, tmp_path: Path, how: signal.Signals) -> None:
    kept = added.add(write(tmp_path / "SY.txt", LINES), "SY", "SY.txt")
    path = write(tmp_path / "IQ.txt", LINES)
    with subprocess.Popen(
        [sys.executable, "-c", _SLOW, str(HERE), str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as adding:
        assert adding.stdout is not None
        adding.stdout.readline()
        time.sleep(0.5)
        os.kill(adding.pid, how)
        adding.wait(30)
    assert adding.returncode != 0
    assert added.installed() == [kept]
    assert open_index().by_key("Khirbat al Ward")
    added.add(path, "IQ", "IQ.txt")  # and the lock is free
    assert not [name for name in _names(cache) if name.endswith(".part")]
    assert [g.name for g in added.installed()] == ["IQ", "SY"]


def test_a_damaged_list_is_named(cache: Path) -> None:
    cache.mkdir(parents=True)
    (cache / "installed.json").write_text("[{]", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"installed\.json: cannot be read"):
        open_index()


def test_a_dumps_areas_reach_their_settlements(cache: Path, tmp_path: Path) -> None:
    added.add(write(tmp_path / "SY.txt", LINES), "SY", "SY.txt")
    (area,) = open_index().by_key("Nahiyat al Ward")
    assert (area.feature, area.admin1) == ("admin2", "04")
    assert area.radius_km >= distance_km(area.latitude, area.longitude, 36.5, 39.2)
    assert area.radius_km < 60


def test_an_area_across_the_date_line_is_no_belt_around_the_world(cache: Path, tmp_path: Path) -> None:
    lines = [
        line(1001, "East Ward", -17.0, 179.9, country="FJ", areas="01/02"),
        line(1002, "West Ward", -17.0, -179.9, country="FJ", areas="01/02"),
        line(1003, "Ward District", -17.0, 180.0, "A.ADM2", "FJ", "01/02"),
    ]
    added.add(write(tmp_path / "FJ.txt", lines), "FJ", "FJ.txt")
    (area,) = open_index().by_key("Ward District")
    assert 10 < area.radius_km < 30


def test_names_in_place_of_area_codes_are_understood(cache: Path, tmp_path: Path) -> None:
    """By the places that both files know; by the area's name where none is there; else they stay unknown."""
    lines = [line(n, f"Place {n}", 36.0, 39.0, areas="The Rakka Land") for n in (20, 22, 601)]
    lines.append(line(10_001, "Near Deir", 35.3, 40.1, areas="Deir ez-Zor"))
    lines.append(line(10_002, "Nowhere Known", 35.3, 40.1, areas="Zone 9"))
    with_three = [*lines, line(10, "Ar-Raqqah", 36.0, 39.0, "A.ADM1", areas="The Rakka Land")]
    added.add(write(tmp_path / "SY.txt", with_three), "SY", "SY.txt")
    index = open_index()
    codes = {name: index.by_key(name)[0].admin1 for name in ("Place 601", "Near Deir", "Nowhere Known")}
    assert codes["Place 601"] == "04"
    assert codes["Nowhere Known"] is None
    assert codes["Near Deir"] == "07"


def test_a_farm_is_no_rival_of_a_town(cache: Path, tmp_path: Path) -> None:
    added.add(write(tmp_path / "SY.txt", LINES), "SY", "SY.txt")
    index = open_index()
    found = candidates(index, "Manbij")
    assert [c.place.id for c in found] == [25, 503]
    assert prominence(found[1].place) < prominence(found[0].place)
    text = "From Raqqa in Syria they drove to Manbij."
    mentions = [PlaceMention(text.index(n), text.index(n) + len(n), n) for n in ("Raqqa", "Syria", "Manbij")]
    assert [p.id for p in resolve(mentions, text, None, index)][2] == "25"


def test_a_lone_farm_in_a_country_not_spoken_of_is_no_answer(cache: Path, tmp_path: Path) -> None:
    added.add(write(tmp_path / "x.txt", [line(700, "Nowhereville", 31, -99, "S.FRM", "US", "TX")]), "x", "x.txt")
    text = "In Syria, men from Raqqa and Aleppo spoke of Nowhereville."
    names = ("Syria", "Raqqa", "Aleppo", "Nowhereville")
    mentions = [PlaceMention(text.index(n), text.index(n) + len(n), n) for n in names]
    assert resolve(mentions, text, None, open_index())[3].latitude is None


def test_an_open_index_outlives_the_removal(cache: Path, tmp_path: Path) -> None:
    added.add(write(tmp_path / "SY.txt", LINES), "SY", "SY.txt")
    index = open_index()
    added.remove("SY")
    assert [p.geonames for p in index.by_key("Khirbat al Ward")] == [501]


def test_files_of_a_whos_on_first_country_go_in(cache: Path, tmp_path: Path, shared: Path) -> None:
    source = shared / "data" / "gazetteer" / "SY.txt"
    shutil.copy(source, tmp_path / "SY.txt")
    done = added.add(tmp_path / "SY.txt", "SY", "SY.txt")
    assert done.skipped == 0
    assert done.places > 10_000
    index = open_index()
    assert isinstance(index, Index)
    assert 164895 in {p.geonames for p in index.by_key("Suluk")}
