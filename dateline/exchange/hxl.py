"""CSV with HXL's hashtags in a second heading, as humanitarian tools read it. ``docs/exports/hxl.md`` describes it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator

from dateline.exchange import cells, plain
from dateline.exchange.acled import backing
from dateline.exchange.cells import Cell
from dateline.exchange.clean import line
from dateline.exchange.countries import country
from dateline.exchange.record import LeftOut, Record
from dateline.exchange.words import sentence

TAGGED = (
    ("Event id", "#event+code"),
    ("First day", "#date+start"),
    ("Last day", "#date+end"),
    ("Day", "#date+occurred"),
    ("Type", "#event+type"),
    ("Sub-type", "#event+type+sub"),
    ("Status", "#status"),
    ("First party", "#group+name+first"),
    ("Second party", "#group+name+second"),
    ("Country", "#country+name"),
    ("Country code", "#country+code+v_iso3"),
    ("First-level area", "#adm1+name"),
    ("Second-level area", "#adm2+name"),
    ("Third-level area", "#adm3+name"),
    ("Place", "#loc+name"),
    ("Latitude", "#geo+lat"),
    ("Longitude", "#geo+lon"),
    ("Radius in km", "#geo+radius+km"),
    ("Killed, lowest", "#affected+killed+min"),
    ("Killed", "#affected+killed"),
    ("Killed, highest", "#affected+killed+max"),
    ("Injured", "#affected+injured"),
    ("Displaced", "#affected+displaced"),
    ("Detained", "#affected+detained"),
    ("Reports", "#indicator+reports+num"),
    ("Independent sources", "#indicator+sources+num"),
    ("Credibility", "#indicator+credibility+code"),
    ("Outlets", "#meta+source"),
    ("Said by", "#meta+source+said"),
    ("Links", "#meta+url"),
    ("Report hashes", "#meta+id+sha256"),
    ("Description", "#description"),
    ("Quotes", "#description+quote"),
)
COLUMNS = tuple(heading for heading, _ in TAGGED)
TAGS = tuple(tag for _, tag in TAGGED)


def write(records: Iterable[Record], left: Callable[[LeftOut], None]) -> Iterator[bytes]:
    """The table: a heading for people, the hashtags, then a row an event."""
    yield cells.write(COLUMNS)
    yield cells.write(TAGS)
    for record in records:
        yield cells.write(row(record))


def row(record: Record) -> list[Cell]:
    """The cells of a record, in the order of ``TAGGED``."""
    event, place, quotes = record.event, record.event.place, record.quotes
    land = country(place.country) if place is not None else None
    killed = event.counts.get("killed")
    best = {what: tally.best for what, tally in event.counts.items()}
    return [
        event.id, event.earliest, event.latest,
        event.earliest if event.earliest == event.latest else None,
        event.type, event.mode, event.status,
        cells.one_line(who.name for who in record.actors),
        cells.one_line(who.name for who in record.recipients),
        land.name if land else None,
        land.iso3 if land else None,
        place.admin1 if place else None,
        None, None,
        line(place.name or place.text) if place else None,
        place.latitude if place else None,
        place.longitude if place else None,
        place.radius_km if place else None,
        killed.low if killed else None,
        killed.best if killed else None,
        killed.high if killed else None,
        best.get("injured"), best.get("displaced"), best.get("detained"),
        event.reports, event.independent_sources, event.credibility,
        plain.joined(quote.outlet for quote in quotes),
        plain.joined(name for quote in quotes for name in quote.says),
        plain.joined(quote.url for quote in quotes),
        plain.joined(quote.sha256 for quote in quotes),
        sentence(record),
        " ".join(backing(record)) or None,
    ]  # fmt: skip


_TAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")


def check(data: bytes) -> list[str]:
    """What is wrong with a table by HXL's rules: a row of hashtags, each well formed, as many as cells."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    if len(rows) < 2 or tuple(rows[1]) != TAGS:
        return ["the second row does not hold the hashtags"]
    problems = [f"{tag} is no hashtag" for tag in rows[1] if not _TAG.fullmatch(tag)]
    for number, found in enumerate(rows[2:], 1):
        if len(found) != len(TAGS):
            problems.append(f"row {number}: {len(found)} cells instead of {len(TAGS)}")
    without_tags = b"".join(cells.write(line) for line in (rows[0],)) + data.split(b"\n", 2)[2]
    return problems + cells.check(without_tags, COLUMNS, "hxl")
