"""UCDP's rows: who against whom, numbers, precision codes, the PRIO grid."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # tests is no package

import made_records as made

from dateline.exchange import ucdp
from dateline.exchange.formats import FORMATS
from dateline.exchange.record import LeftOut, Record, Who
from dateline.values import Anchor, Figure, Tally

FOUR = Tally(3, 4, 6)


def row(record: Record) -> dict[str, object]:
    return dict(zip(ucdp.COLUMNS, ucdp.row(record), strict=True))


@pytest.mark.parametrize(
    ("actors", "recipients", "type_", "a", "b"),
    [
        ((made.REBELS,), (made.ARMY,), 1, "Government of Syria", "Sand Brigade"),
        ((made.REBELS,), (Who("x", "reed", "Reed Brigade", "armed-actor", "REB"),), 2, "Sand Brigade", "Reed Brigade"),
        ((made.REBELS,), (Who("villagers"),), 3, "Sand Brigade", "Civilians"),
        ((made.TURKEY,), (made.REBELS,), 1, "Government of Turkey", "Sand Brigade"),
    ],
)
def test_who_against_whom(actors: tuple[Who, ...], recipients: tuple[Who, ...], type_: int, a: str, b: str) -> None:
    found = row(made.record(actors=actors, recipients=recipients, killed=FOUR))
    assert (found["type_of_violence"], found["side_a"], found["side_b"]) == (type_, a, b)
    assert found["dyad_name"] == f"{a} - {b}"


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (made.record(actors=(made.REBELS,), recipients=(made.ARMY,)), "without a death"),
        (made.record(actors=(Who("gunmen"),), recipients=(made.ARMY,), killed=FOUR), "parties that are not known"),
        (made.record(actors=(made.REBELS,), recipients=(made.ARMY,), killed=FOUR, status="feared"), "not told as"),
        (made.record("AID", actors=(made.REBELS,), recipients=(made.ARMY,), killed=FOUR), "does not code"),
        (made.record(actors=(made.REBELS,), recipients=(made.ARMY,), killed=FOUR, place=None), "without a place"),
    ],
)
def test_what_has_no_row(record: Record, why: str) -> None:
    with pytest.raises(LeftOut, match=why):
        ucdp.row(record)


def test_the_cells_of_a_row() -> None:
    found = row(made.record(actors=(made.ARMY,), recipients=(made.REBELS,), killed=FOUR))
    assert (found["low"], found["best"], found["high"], found["deaths_unknown"]) == (3, 4, 6, 4)
    assert (found["gwnoa"], found["gwnob"], found["country_id"], found["country"]) == (652, None, 652, "Syria")
    assert (found["where_prec"], found["date_prec"], found["event_clarity"]) == (1, 1, 1)
    assert found["date_start"] == "2015-03-03 00:00:00.000"
    assert found["geom_wkt"] == "POINT (36.500000 36.200000)"
    assert (found["relid"], found["id"]) == ("0123456789abcdef", 0x0123456789ABC)
    assert len(ucdp.COLUMNS) == 49


def test_deaths_are_split_only_where_the_claim_says_whose() -> None:
    def told(of: str | None) -> Tally:
        return Tally(4, 4, 4, (Figure(4, 4, "x", Anchor("r", 0, 1), of),))

    def split(of: str | None) -> tuple[object, ...]:
        found = row(made.record(actors=(made.ARMY,), recipients=(made.REBELS,), killed=told(of)))
        return tuple(found[name] for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"))

    assert split("villagers") == (0, 0, 4, 0)
    assert split("Sand Brigade fighters") == (0, 4, 0, 0)
    assert split("people of the army and the Sand Brigade") == (0, 0, 4, 0)
    assert split(None) == (0, 0, 0, 4)
    one_sided = row(made.record(actors=(made.ARMY,), recipients=(Who("villagers"),), killed=told(None)))
    assert one_sided["deaths_civilians"] == 4


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [(-90, -180, 1), (-90, 179.9, 720), (90, 180, 259200), (89.9, -180, 258481), (36.2, 36.5, 252 * 720 + 434)],
)
def test_the_prio_grid(latitude: float, longitude: float, cell: int) -> None:
    assert ucdp.priogrid(latitude, longitude) == cell


@pytest.mark.parametrize(
    ("days", "code"),
    [(("2015-03-03", "2015-03-03"), 1), (("2015-03-03", "2015-03-08"), 2), (("2015-03-02", "2015-03-08"), 3),
     (("2015-03-01", "2015-03-31"), 4), (("2015-01-01", "2015-12-31"), 5)],
)  # fmt: skip
def test_date_precision(days: tuple[str, str], code: int) -> None:
    assert row(made.record(actors=(made.ARMY,), recipients=(made.REBELS,), killed=FOUR, days=days))["date_prec"] == code


@pytest.mark.parametrize(
    ("feature", "radius_km", "code"),
    [("settlement", 3.0, 1), ("settlement", 20.0, 2), ("admin2", 40.0, 3), ("admin1", 90.0, 4), ("river", 200.0, 5),
     ("country", 400.0, 6)],
)  # fmt: skip
def test_where_precision(feature: str, radius_km: float, code: int) -> None:
    found = made.record(feature=feature, radius_km=radius_km)
    assert found.event.place is not None
    assert ucdp.where_precision(found.event.place) == code


def test_it_opens_in_pandas() -> None:
    import pandas as pd

    data = b"".join(FORMATS["ucdp"].write([made.record(actors=(made.ARMY,), recipients=(made.REBELS,), killed=FOUR)]))
    found = pd.read_csv(io.BytesIO(data))
    assert list(found.columns) == list(ucdp.COLUMNS)
    for name in ("id", "year", "best", "high", "low", "priogrid_gid", "where_prec"):
        assert found[name].dtype.kind == "i"
