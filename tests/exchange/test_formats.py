"""What holds of every format: its own rules, no formulas, no control characters, the same bytes again."""

from __future__ import annotations

import csv
import io
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

sys.path.insert(0, str(Path(__file__).parent))  # tests is no package

import made_records as made

from dateline.errors import UsageError
from dateline.exchange.formats import FORMATS, format_of
from dateline.exchange.record import LeftOut, Record

TABLES = {"acled": ",", "csv": ",", "hxl": ",", "plover": "\t", "ucdp": ","}
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def written(name: str, found: list[Record]) -> tuple[bytes, list[str]]:
    left: list[str] = []
    try:
        return b"".join(FORMATS[name].write(found, lambda reason: left.append(str(reason)))), left
    except UsageError:  # CAP has no message without an event
        assert name == "cap"
        assert len(left) == len(found)
        return b"", left


@pytest.mark.parametrize("name", sorted(FORMATS))
@given(found=made.several())
@settings(max_examples=12, deadline=None)
def test_any_events_pass_the_formats_own_rules(name: str, found: list[Record]) -> None:
    data, left = written(name, found)
    assert data == b"" or FORMATS[name].check(data) == []
    assert written(name, found)[0] == data or name == "parquet"
    assert len(left) <= len(found)
    if name in ("csv", "geojson", "hxl", "kml", "parquet", "ftm"):
        assert left == []


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"parquet"}))
@given(found=made.several())
@settings(max_examples=8, deadline=None)
def test_no_control_characters(name: str, found: list[Record]) -> None:
    assert not CONTROL.search(written(name, found)[0].decode())


@pytest.mark.parametrize("name", sorted(TABLES))
@given(found=made.several())
@settings(max_examples=12, deadline=None)
def test_no_cell_is_a_formula(name: str, found: list[Record]) -> None:
    text = written(name, found)[0].decode()
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=TABLES[name]):
        for cell in row:
            if cell.lstrip()[:1] in set("=+-@＝＋－＠\t\r") - {""} and cell.strip():
                float(cell)  # a number, or it fails


def test_every_row_leads_back_to_the_report() -> None:
    found = made.record(actors=(made.REBELS,), recipients=(made.Who("villagers"),), killed=made.Tally(4, 4, 4))
    for name in sorted(set(FORMATS) - {"parquet", "plover"}):  # POLECAT has no column for it: the event's id leads on
        data = written(name, [found])[0].decode()
        assert "b" * 64 in data, name
        assert "Orchard Wire" in data, name
        assert "Gunmen killed four people in Harim." in data, name


def test_a_wrong_name_lists_the_formats() -> None:
    with pytest.raises(UsageError, match="acled, cap, csv"):
        format_of("shapefile")
    with pytest.raises(UsageError, match="these can: acled, geojson, timemap, ucdp"):
        list(FORMATS["kml"].read(b"", "x"))


def test_cap_without_an_event_says_so() -> None:
    with pytest.raises(UsageError, match="one event at least"):
        list(FORMATS["cap"].write([made.record(status="denied")]))


FEATURE = b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},%s}]}'
EVENT = b'{"events":[{"description":"","associations":[],%s}]}'
KML = b'<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark id="a">%s</Placemark></Document></kml>'


@pytest.mark.parametrize(
    ("name", "broken", "says"),
    [
        ("geojson", FEATURE % b'"geometry":{"type":"Point","coordinates":[36.5,136.2]}', "longitude and latitude"),
        ("geojson", FEATURE % b'"geometry":null,"time":{"date":"3 March"}', "no day"),
        ("timemap", EVENT % b'"date":"2015-03-03"', "M/D/YYYY"),
        ("timemap", EVENT % b'"mood":"x","date":"3/3/2015"', "not declared"),
        ("kml", KML % b"<Point/><name/>", "in that order"),
        ("cap", b'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>a b</identifier></alert>', "lacks"),
        ("hxl", b"a,b\n#x,#y\n", "hashtags"),
        ("acled", b"event_id_cnty\n1\n", "heading"),
        ("ftm", b'{"id":"a","schema":"Event","properties":{"proof":["b"]}}\n', "not there"),
    ],
)
def test_a_check_can_fail(name: str, broken: bytes, says: str) -> None:
    assert any(says in problem for problem in FORMATS[name].check(broken)), FORMATS[name].check(broken)


def test_kml_passes_the_schema_of_ogc(tmp_path: Path) -> None:
    from fastkml.validator import validate

    found = [made.record(), made.record(id="1" * 16, place=None, earliest=None)]
    path = tmp_path / "events.kml"
    path.write_bytes(written("kml", found)[0])
    assert validate(file_to_validate=str(path)) is True


@given(found=made.several())
@settings(max_examples=6, deadline=None)
def test_followthemoney_takes_every_entity(found: list[Record]) -> None:
    import json

    model = pytest.importorskip("followthemoney", reason="followthemoney needs ICU: .ci/run installs it").model
    for line in written("ftm", found)[0].splitlines():
        entity = model.get_proxy(json.loads(line), cleaned=False)
        entity.schema.validate(entity.to_dict())


def test_left_out_is_told_with_its_reason() -> None:
    data, left = written("acled", [made.record("REQUEST"), made.record(status="denied")])
    assert left == ["of a type that it does not code", "not told as having happened"]
    assert data.count(b"\n") == 1
    assert isinstance(LeftOut("x"), Exception)
