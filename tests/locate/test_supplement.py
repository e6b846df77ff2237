"""Our own tables: sound rows, and coordinates that agree with the GeoNames-derived files where those are at hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dateline.locate.geo import distance_km
from dateline.locate.names import fold
from dateline.locate.sources import TABLES, geography, read_table, supplement

_KINDS = {
    "settlement", "admin1", "admin2", "dam", "lake", "crossing", "camp", "airport", "facility", "road", "mountain",
    "area", "river", "region", "sea", "ocean", "canal", "island", "continent",
}  # fmt: skip


@pytest.mark.parametrize(("rows", "least"), [(supplement(), 200), (geography(), 600)], ids=["supplement", "geography"])
def test_rows_are_sound(rows: list[dict[str, str]], least: int) -> None:
    assert len(rows) >= least
    for row in rows:
        assert row["name"], row
        assert row["feature"] in _KINDS, row
        assert (row["latitude"] == "") == (row["longitude"] == ""), row
        if row["latitude"]:
            assert -90 <= float(row["latitude"]) <= 90, row
            assert -180 <= float(row["longitude"]) <= 180, row
            assert row["radius_km"] or row["geonames"], row
        else:
            assert row["geonames"], row
            assert row["aliases"], row
        assert None not in row, row


def test_no_place_stands_twice() -> None:
    both = [*supplement(), *geography()]
    numbers = [r["geonames"] for r in both if r["geonames"]]
    assert len(numbers) == len(set(numbers))
    names = [(fold(r["name"]), r["country"], r["feature"]) for r in both]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("table", TABLES)
def test_tables_say_where_they_come_from(table: str, root: Path) -> None:
    first = (root / "dateline" / "locate" / table).read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert read_table(table)


def test_conflict_places_of_the_region_are_many() -> None:
    near = [r for r in supplement() if r["country"] in {"SY", "IQ", "TR"}]
    assert len(near) >= 120


def test_ids_and_points_agree_with_the_country_files(shared: Path) -> None:
    known: dict[str, tuple[str, float, float]] = {}
    for name in ("SY.txt", "IQ.txt"):
        with (shared / "data" / "gazetteer" / name).open(encoding="utf-8", newline="") as stream:
            for cells in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
                known[cells[0]] = (cells[6], float(cells[4]), float(cells[5]))
    checked = 0
    for row in supplement():
        found = known.get(row["geonames"])
        if found is None or not row["latitude"]:
            continue
        checked += 1
        way = distance_km(float(row["latitude"]), float(row["longitude"]), found[1], found[2])
        if found[0] == "P":
            assert way < 2, row
        else:
            assert way <= float(row["radius_km"]), row
    assert checked >= 50
