"""What is written, read and written again is the same, byte for byte."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))  # tests is no package

import made_records as made

from dateline.errors import BrokenInputError
from dateline.exchange import cells
from dateline.exchange.acled import COLUMNS
from dateline.exchange.formats import FORMATS
from dateline.exchange.imported import Imported
from dateline.exchange.record import AsItIs, Record
from dateline.work.imported import as_written

ABLE = sorted(name for name, one in FORMATS.items() if one.imports)


def written(name: str, found: list[Any]) -> bytes:
    return b"".join(FORMATS[name].write(found))


@pytest.mark.parametrize("name", ABLE)
@given(found=made.several())
@settings(max_examples=15, deadline=None)
def test_write_read_write_is_the_same(name: str, found: list[Record]) -> None:
    data = written(name, found)
    rows = [msgspec.json.decode(msgspec.json.encode(row), type=Imported) for row in FORMATS[name].read(data, "x")]
    assert written(name, [AsItIs(as_written(name, row.row)) for row in rows]) == data


@given(made.NASTY)
def test_the_apostrophe_comes_off_again(text: str) -> None:
    assert cells.unguarded(cells.guarded(text)) == text


@given(st.lists(made.NASTY, min_size=2, max_size=4))
def test_a_table_gives_back_its_cells(values: list[str]) -> None:
    heading = [f"c{number}" for number in range(len(values))]
    data = cells.write(heading) + cells.write(values)
    assert list(cells.read(data, heading, "x")) == [[cells.line(value) for value in values]]


def table(**cell: str) -> bytes:
    usual = {
        "event_id_cnty": "SYR1", "event_date": "04 March 2015", "year": "2015", "time_precision": "2",
        "sub_event_type": "Armed clash", "event_type": "Battles", "actor1": "Sand Brigade", "iso": "760",
        "country": "Syria", "location": "Harim", "latitude": "36.2", "longitude": "36.5", "geo_precision": "2",
        "fatalities": "3", "notes": "'=cmd", "assoc_actor_1": "Reed Brigade; Oak Brigade",
    }  # fmt: skip
    return cells.write(COLUMNS) + cells.write([(usual | cell).get(column, "") for column in COLUMNS])


def test_a_file_of_acleds_own() -> None:
    (row,) = FORMATS["acled"].read(table(), "x.csv")
    assert (row.type, row.earliest, row.latest, row.precision) == ("ASSAULT", "2015-03-01", "2015-03-07", "week")
    assert (row.country, row.radius_km, row.one) == ("SY", 25.0, ("Sand Brigade", "Reed Brigade", "Oak Brigade"))
    assert row.killed is not None
    assert (row.killed.low, row.killed.best, row.killed.high) == (3, 3, None)
    (none,) = FORMATS["acled"].read(table(fatalities="0", sub_event_type="Other"), "x.csv")
    assert (none.killed, none.type) == (None, None)


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ({"event_date": "2015-02-30"}, "row 1, event_date: '2015-02-30' is no day"),
        ({"latitude": "96"}, "row 1, latitude: '96' is no number from -90 to 90"),
        ({"fatalities": "many"}, "row 1, fatalities: 'many'"),
        ({"longitude": ""}, "longitude"),
    ],
)
def test_the_row_that_cannot_be_understood_is_named(cell: dict[str, str], says: str) -> None:
    with pytest.raises(BrokenInputError, match=says):
        list(FORMATS["acled"].read(table(**cell), "x.csv"))


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("acled", b"\xff\xfe", "is not UTF-8"),
        ("acled", b"a,b\n1,2\n", "has no column event_id_cnty"),
        ("ucdp", b"", "has no column id"),
        ("geojson", b"[1]", "no GeoJSON FeatureCollection"),
        ("geojson", b'{"type":"FeatureCollection","features":[{"type":"Feature"}]}', "feature 1: lacks geometry"),
        ("timemap", b"{}", "no data of timemap"),
        ("timemap", b'{"events":[{"description":1,"associations":[]}]}', "event 1: description"),
    ],
)
def test_a_file_that_is_none_is_refused(name: str, data: bytes, says: str) -> None:
    with pytest.raises(BrokenInputError, match=says):
        list(FORMATS[name].read(data, "x"))


def test_a_feature_of_another_program() -> None:
    data = (
        b'{"type":"FeatureCollection","features":[\n {"type":"Feature","properties":{"name":"x"},\n'
        b'  "geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}},'
        b'{"type":"Feature","id":7,"properties":null,"geometry":{"type":"Point","coordinates":[36.50,36.2]},'
        b'"time":{"interval":["2015-03-01",".."]}}]}'
    )
    shape, point = FORMATS["geojson"].read(data, "x")
    assert (shape.latitude, shape.type, shape.earliest) == (None, None, None)
    assert (point.key, point.longitude, point.earliest, point.latest) == ("7", 36.5, "2015-03-01", None)
    assert b"36.50" in bytes(point.row)


@pytest.mark.parametrize("name", ABLE)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_damaged_file_is_read_or_refused(name: str, data: st.DataObject) -> None:
    whole = written(name, [made.record(actors=(made.REBELS,), recipients=(made.ARMY,), killed=made.Tally(3, 4, 6))])
    at = data.draw(st.integers(0, len(whole)))
    cut = data.draw(st.integers(0, 30))
    broken = (
        whole[:at]
        + data.draw(st.binary(max_size=12) | st.sampled_from([b"null", b"[]", b"1e999", b'"', b"-"]))
        + whole[at + cut :]
    )
    try:
        rows = list(FORMATS[name].read(broken, "x"))
    except BrokenInputError:
        return
    again = written(name, [AsItIs(as_written(name, row.row)) for row in rows])
    assert list(FORMATS[name].read(again, "x")) == rows or name in ("acled", "ucdp")


@pytest.mark.parametrize("name", ["geojson", "timemap"])
def test_a_file_that_nests_without_end_is_refused(name: str) -> None:
    deep = b"[" * 200_000
    for inside in (deep, deep + b"]" * 200_000):
        data = b'{"type":"FeatureCollection","events":[' + inside + b'],"features":[' + inside + b"]}"
        with pytest.raises(BrokenInputError):
            list(FORMATS[name].read(data, "x"))


@pytest.mark.parametrize(
    "feature",
    [
        b'{"type":"Feature","geometry":{"type":["Point"]},"properties":null}',
        b'{"type":"Feature","geometry":{"type":"GeometryCollection","geometries":5},"properties":null}',
        b'{"type":"Feature","geometry":null,"properties":{},"time":{"interval":[1,2]}}',
        b'{"type":"Feature","geometry":null,"properties":{},"time":{"timestamp":"soonZ"}}',
        b'{"type":"Feature","geometry":{"type":"Point","coordinates":[1e999,2]},"properties":{}}',
        b'{"type":"Feature","geometry":{"type":"Point","coordinates":[true,2]},"properties":{}}',
    ],
)
def test_a_feature_that_is_none_is_refused(feature: bytes) -> None:
    with pytest.raises(BrokenInputError):
        list(FORMATS["geojson"].read(b'{"type":"FeatureCollection","features":[%s]}' % feature, "x"))


def test_properties_of_any_kind_are_left_alone() -> None:
    odd = b'{"type":["ASSAULT"],"status":{},"precision":5,"actors":[1,{"name":2}],"counts":{"killed":5},"country":7}'
    data = b'{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":%s}]}' % odd
    (row,) = FORMATS["geojson"].read(data, "x")
    assert (row.type, row.status, row.one, row.country) == (None, "actual", (), None)
