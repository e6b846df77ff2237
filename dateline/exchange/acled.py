"""ACLED's 31 columns, each described in ``docs/exports/acled.md``; what an event becomes is told in ``acled_kinds``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from dateline.exchange import cells
from dateline.exchange.acled_kinds import DISORDER, KINDS, Kind, kind
from dateline.exchange.acled_parties import CODES, interaction
from dateline.exchange.cells import Cell
from dateline.exchange.clean import line
from dateline.exchange.countries import Country, country
from dateline.exchange.days import Days, days, seconds
from dateline.exchange.record import AsItIs, LeftOut, Quote, Record
from dateline.exchange.rows import table
from dateline.exchange.words import sentence
from dateline.values import ClaimPlace

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
NUMBERS = frozenset("year time_precision iso latitude longitude geo_precision fatalities timestamp".split())
"""Columns of numbers; in all but the degrees they are whole."""
_IS_NUMBER = tuple(column in NUMBERS for column in COLUMNS)
_WEEK, _MONTH = 7, 31
_TOWN_KM, _PART_KM = 12.0, 60.0
_VAGUE = {"dozens": (24, 12), "hundreds": (200, 100)}
"""Words for numbers: as we read them, and as ACLED counts them."""


def write(records: Iterable[Record | AsItIs], left: Callable[[LeftOut], None]) -> Iterator[bytes]:
    """The table: a heading, then a row for each event that ACLED has one for."""
    yield from table(records, left, COLUMNS, _IS_NUMBER, row)


def row(record: Record) -> list[Cell]:
    """The cells of a record, in the order of ``COLUMNS``. Raises LeftOut where ACLED has no row for it."""
    event = record.event
    if event.status != "actual":
        raise LeftOut("not told as having happened")
    if event.aggregate:
        raise LeftOut("totals over several events")
    made = kind(record)
    when = days(event, _MONTH)
    place, land = where(event.place)
    quotes = record.quotes
    return [
        f"{land.iso3}{event.id}", when.middle.isoformat(), when.middle.year, _time_precision(when),
        DISORDER.get(made.sub_type, KINDS[made.type][0]), made.type, made.sub_type,
        made.one.name if made.one else None,
        cells.one_line(made.one.others) if made.one else None,
        CODES.get(made.one.part) if made.one else None,
        made.two.name if made.two else None,
        cells.one_line(made.two.others) if made.two else None,
        CODES.get(made.two.part) if made.two else None,
        interaction(made.one, made.two),
        "Civilian targeting" if made.civilians else None,
        land.number, land.acled_region, land.acled, place.admin1, None, None,
        line(place.name or place.text), place.latitude, place.longitude, geo_precision(place),
        cells.one_line(quote.outlet for quote in quotes), None,
        notes(record), fatalities(record), _tags(record, made),
        seconds(record.changed) if record.changed is not None else None,
    ]  # fmt: skip


def where(place: ClaimPlace | None) -> tuple[ClaimPlace, Country]:
    """The place and its country. Raises LeftOut where neither or no more than the country is known."""
    if place is None or place.latitude is None or place.longitude is None:
        raise LeftOut("without a place on the map")
    land = country(place.country)
    if land is None or not land.acled_region:
        raise LeftOut("at a place in no country")
    if place.feature in ("country", "continent"):
        raise LeftOut("known to lie in a country and no closer")
    return place, land


def geo_precision(place: ClaimPlace) -> int:
    """1 the town that is named, 2 near it or a part of a region, 3 a wider region or a feature of nature."""
    radius = place.radius_km if place.radius_km is not None else _PART_KM
    if place.feature == "settlement" and place.relation == "at" and radius <= _TOWN_KM:
        return 1
    return 2 if radius <= _PART_KM and place.feature not in ("admin1", "region") else 3


def _time_precision(when: Days) -> int:
    return 1 if when.number == 1 else 2 if when.number <= _WEEK else 3


def fatalities(record: Record) -> int:
    """The most conservative number of dead that is reported; 0 where none is. "Dozens" are 12 and "hundreds" 100."""
    tally = record.event.counts.get("killed")
    if tally is None:
        return 0
    low = tally.low if tally.low is not None else tally.best
    for word, (ours, theirs) in _VAGUE.items():
        if low == ours and any(quote.killed and word in quote.killed.casefold() for quote in record.quotes):
            return theirs
    return low or 0


def notes(record: Record) -> str:
    """Our sentence, then each quote with its outlet, day, and where it stands: hash of the report, offsets."""
    return " ".join([sentence(record), *backing(record)])


def backing(record: Record) -> list[str]:
    """What stands behind a record, one text each: its quotes; of an imported one the file and row, and their notes."""
    found = list(map(cited, distinct(record.quotes)))
    origin = record.origin
    if origin is not None:
        file = f"{origin.format} file {line(origin.name)}".rstrip()
        notes = f": {line(origin.notes)}" if origin.notes is not None else ""
        found.append(f"(imported from {file}, row {origin.row}; sha256:{origin.sha256}{notes})")
    return found


def cited(quote: Quote) -> str:
    """A quote with where it stands."""
    said = f"“{line(quote.text)}” " if quote.text is not None else ""
    by = ", ".join(line(name) for name in (*quote.says, quote.outlet, quote.published) if name)
    span = f":{quote.start}-{quote.end}" if quote.start is not None else ""
    return f"{said}({by + '; ' if by else ''}sha256:{quote.sha256}{span})"


def distinct(quotes: Sequence[Quote]) -> list[Quote]:
    """Quotes, each sentence once."""
    return list({(quote.sha256, quote.start, quote.end, quote.says): quote for quote in quotes}.values())


def _tags(record: Record, made: Kind) -> str | None:
    if made.type not in ("Protests", "Riots"):
        return None
    crowd = record.event.counts.get("force")
    return f"crowd size={crowd.best}" if crowd is not None and crowd.best is not None else "crowd size=no report"


def check(data: bytes) -> list[str]:
    """What is wrong with a table by ACLED's own lists: columns, kinds, codes, numbers."""
    return cells.check(data, COLUMNS, "acled", _check_row)


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_RANGES = {"time_precision": (1, 3), "geo_precision": (1, 3), "latitude": (-90, 90), "longitude": (-180, 180)}


def _check_row(found: dict[str, str]) -> Iterator[str]:
    for name in ("event_id_cnty", "event_date", "event_type", "sub_event_type", "iso", "country", "location"):
        if not found[name]:
            yield f"{name} is empty"
    if not _DAY.fullmatch(found["event_date"]) or found["year"] != found["event_date"][:4]:
        yield "event_date is no day, or not of the year"
    if found["sub_event_type"] not in KINDS.get(found["event_type"], ((), ()))[1]:
        yield f"{found['event_type']} has no {found['sub_event_type']}"
    for name in ("inter1", "inter2"):
        if found[name] and found[name] not in CODES.values():
            yield f"{name} is no code"
    for name in sorted(NUMBERS):
        if not re.fullmatch(r"-?\d+(\.\d+)?" if name in ("latitude", "longitude") else r"\d+", found[name]):
            yield f"{name} is no number"
        elif name in _RANGES and not _RANGES[name][0] <= float(found[name]) <= _RANGES[name][1]:
            yield f"{name} is out of its range"
