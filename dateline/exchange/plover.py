"""POLECAT's 39 columns, separated by tabs, with PLOVER's codes. ``docs/exports/plover.md`` describes each column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from dateline.exchange import cells
from dateline.exchange.cells import Cell
from dateline.exchange.clean import line
from dateline.exchange.countries import country
from dateline.exchange.record import LeftOut, Record, Who
from dateline.exchange.words import place_name
from dateline.values import Event
from dateline.version import __version__

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
QUADS = {
    "VERBAL COOPERATION": "AGREE CONSULT SUPPORT CONCEDE",
    "MATERIAL COOPERATION": "COOPERATE AID RETREAT",
    "VERBAL CONFLICT": "REQUEST ACCUSE REJECT THREATEN",
    "MATERIAL CONFLICT": "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
}
_QUAD = {type_: quad for quad, types in QUADS.items() for type_ in types.split()}


def write(records: Iterable[Record], left: Callable[[LeftOut], None]) -> Iterator[bytes]:
    """The table: a heading, then a row for each event of a type that PLOVER has."""
    yield cells.write(COLUMNS, "\t")
    for record in records:
        try:
            yield cells.write(row(record), "\t")
        except LeftOut as reason:
            left(reason)


def row(record: Record) -> list[Cell]:
    """The cells of a record, in the order of ``COLUMNS``. Raises LeftOut where PLOVER has no code for it."""
    event, place = record.event, record.event.place
    if event.type not in _QUAD:
        raise LeftOut("of a type that PLOVER lacks")
    if event.status != "actual":
        raise LeftOut("not told as having happened")
    if event.aggregate:
        raise LeftOut("totals over several events")
    land = country(place.country) if place is not None else None
    return [
        event.id, day(event), event.type, event.mode, None, _QUAD[event.type], None,
        *_side(record.actors), *_side(record.recipients),
        line(place.name or place.text) if place else None,
        line(place.name or place.text) if place and place.feature == "settlement" else None,
        line(place.name or place.text) if place and place.feature in ("admin2", "district") else None,
        place.admin1 if place else None,
        land.iso3 if land else None,
        place.latitude if place else None,
        place.longitude if place else None,
        place.id if place else None,
        place_name(place) if place else None,
        place.feature if place else None,
        cells.one_line(quote.outlet for quote in record.quotes),
        min((quote.published for quote in record.quotes if quote.published), default=None),
        None, None, None, "eng" if record.quotes else None, f"dateline {__version__}",
    ]  # fmt: skip


def day(event: Event) -> str | None:
    """The day; where it is known less closely the month, the year or both ends, as ISO 8601 writes them."""
    first, last = event.earliest, event.latest
    if first is None and last is None:
        return None
    if first == last:
        return first
    if first is None or last is None:
        return f"{first or '..'}/{last or '..'}"
    if event.precision == "month" and first[:7] == last[:7]:
        return first[:7]
    return first[:4] if event.precision == "year" and first[:4] == last[:4] else f"{first}/{last}"


def _side(side: Sequence[Who]) -> list[Cell]:
    """The eight columns of a side; of several parties one behind the other."""
    lands = [country(who.country) for who in side]
    sectors = [who.sector for who in side]
    return [
        cells.one_line(who.full for who in side),
        cells.one_line(land.iso3 for land in lands if land is not None),
        cells.one_line(str(land.cow) for land in lands if land is not None and land.cow is not None),
        next((sector for sector in sectors if sector is not None), None),
        cells.one_line(sectors),
        None,
        cells.one_line(who.name for who in side),
        None,
    ]


_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|(\d{4}-\d\d-\d\d|\.\.)/(\d{4}-\d\d-\d\d|\.\.)|")


def check(data: bytes) -> list[str]:
    """What is wrong with a table: columns, codes, days."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), delimiter="\t"))
    if not rows or tuple(rows[0]) != COLUMNS:
        return ["the heading is not POLECAT's"]
    problems = []
    for number, found in enumerate(rows[1:], 1):
        if len(found) != len(COLUMNS):
            problems.append(f"row {number}: {len(found)} cells instead of {len(COLUMNS)}")
            continue
        cell = dict(zip(COLUMNS, found, strict=True))
        if _QUAD.get(cell["Event Type"]) != cell["Quad Code"]:
            problems.append(f"row {number}: {cell['Event Type']} is no type of {cell['Quad Code']}")
        if not _DAY.fullmatch(cell["Event Date"]):
            problems.append(f"row {number}: {cell['Event Date']} is no day")
    return problems
