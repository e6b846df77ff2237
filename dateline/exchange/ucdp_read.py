"""Reading UCDP's Georeferenced Event Dataset: each row kept as it is, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from dateline.errors import BrokenInputError
from dateline.exchange import cells
from dateline.exchange.countries import by_gw, by_name
from dateline.exchange.imported import Imported, degrees, number, span_of
from dateline.exchange.ucdp import COLUMNS
from dateline.values import Tally

_MOST = 10_000_000
_RADII = {"1": 5.0, "2": 25.0, "3": 50.0, "4": 100.0, "5": 150.0, "6": 500.0, "7": 500.0}
_AGGREGATE = "2"


def read(data: bytes, name: str) -> Iterator[Imported]:
    """The rows of a file. Raises BrokenInputError for the first one that cannot be understood."""
    for row_number, row in enumerate(cells.read(data, COLUMNS, name), 1):
        yield _imported(row, f"{name}, row {row_number}")


def _imported(row: list[str], where: str) -> Imported:
    cell = dict(zip(COLUMNS, row, strict=True))
    first, last = (_day(cell[column], f"{where}, {column}") for column in ("date_start", "date_end"))
    if first > last:
        raise BrokenInputError(f"{where}: date_end {last} lies before date_start {first}")
    latitude, longitude = degrees(cell["latitude"], cell["longitude"], where)
    low, best, high = (int(number(cell[column], f"{where}, {column}", 0, _MOST)) for column in ("low", "best", "high"))
    land = by_gw(int(cell["country_id"])) if cell["country_id"].isascii() and cell["country_id"].isdigit() else None
    land = land or by_name(cell["country"])
    return Imported(
        row=msgspec.Raw(msgspec.json.encode(row)),
        key=cell["id"] or None,
        type="ASSAULT",
        aggregate=cell["event_clarity"] == _AGGREGATE,
        one=tuple(filter(None, [cell["side_a"]])),
        two=tuple(filter(None, [cell["side_b"]])),
        earliest=first,
        latest=last,
        precision=span_of(first, last),
        place=cell["where_coordinates"] or None,
        latitude=latitude,
        longitude=longitude,
        radius_km=_RADII.get(cell["where_prec"]) if latitude is not None else None,
        country=land.iso2 if land is not None else None,
        admin1=cell["adm_1"] or None,
        killed=Tally(low, best, high),
        source=cell["source_article"] or None,
        notes=cell["where_description"] or None,
    )


def _day(written: str, where: str) -> str:
    """A day as UCDP writes it: ``2015-03-04 00:00:00.000`` or ``2015-03-04``."""
    try:
        return date.fromisoformat(written.strip()[:10]).isoformat()
    except ValueError:
        raise BrokenInputError(f"{where}: {written[:40]!r} is no day") from None
