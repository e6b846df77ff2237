"""Plain CSV: one row an event, every field. ``docs/exports/csv.md`` describes each column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from dateline.exchange import cells
from dateline.exchange.cells import Cell
from dateline.exchange.clean import line, text
from dateline.exchange.record import LeftOut, Quote, Record, Who
from dateline.exchange.words import sentence
from dateline.values import Dispute

COUNTED = ("killed", "injured", "displaced", "detained", "force")
COLUMNS = (
    "id", "type", "mode", "status", "aggregate", "summary",
    "actors", "actor_ids", "recipients", "recipient_ids",
    "place", "place_name", "place_id", "place_role", "relation", "latitude", "longitude", "radius_km", "country",
    "admin1", "feature",
    "earliest", "latest", "precision",
    *(f"{what}_{bound}" for what in COUNTED for bound in ("low", "best", "high")),
    "reports", "outlets", "independent_sources", "credibility", "reasons", "disputed",
    "sources", "outlet_names", "titles", "urls", "report_ids", "report_sha256", "quotes",
    "changed", "import_format", "import_sha256", "import_file", "import_row", "import_at", "import_who",
    "import_source", "import_notes",
)  # fmt: skip
BETWEEN = " | "
"""Between the values of one cell."""


def write(records: Iterable[Record], left: Callable[[LeftOut], None]) -> Iterator[bytes]:
    """The table: a heading, then a row an event."""
    yield cells.write(COLUMNS)
    for record in records:
        yield cells.write(row(record))


def row(record: Record) -> list[Cell]:
    """The cells of a record, in the order of ``COLUMNS``."""
    event, place, origin = record.event, record.event.place, record.origin
    quotes = record.quotes
    counts: list[Cell] = []
    for what in COUNTED:
        tally = event.counts.get(what)
        counts += [tally.low, tally.best, tally.high] if tally is not None else [None, None, None]
    return [
        event.id, event.type, event.mode, event.status, str(event.aggregate).lower(), sentence(record),
        _names(record.actors), _ids(record.actors), _names(record.recipients), _ids(record.recipients),
        place.text if place else None,
        place.name if place else None,
        place.id if place else None,
        place.role if place else None,
        place.relation if place else None,
        place.latitude if place else None,
        place.longitude if place else None,
        place.radius_km if place else None,
        place.country if place else None,
        place.admin1 if place else None,
        place.feature if place else None,
        event.earliest, event.latest, event.precision,
        *counts,
        event.reports, event.outlets, event.independent_sources, event.credibility,
        joined(event.reasons), joined(map(disputed, event.disputed)),
        joined(name for quote in quotes for name in quote.says),
        joined(quote.outlet for quote in quotes),
        joined(quote.title for quote in quotes),
        joined(quote.url for quote in quotes),
        joined(quote.report for quote in quotes),
        joined(quote.sha256 for quote in quotes),
        quoted(quotes) if quotes else None,
        record.changed,
        origin.format if origin else None,
        origin.sha256 if origin else None,
        origin.name if origin else None,
        origin.row if origin else None,
        origin.at if origin else None,
        origin.who if origin else None,
        origin.source if origin else None,
        origin.notes if origin else None,
    ]  # fmt: skip


def joined(values: Iterable[str | None]) -> str | None:
    """Distinct values in one cell."""
    return cells.one_line(values, BETWEEN)


def disputed(one: Dispute) -> str:
    """A dispute as text: "killed: 4 (Outlet A) / 6 (Outlet B)"; what it is over alone where no version is told."""
    versions = " / ".join(f"{line(v.says)} ({', '.join(map(line, v.said_by))})" for v in one.versions)
    return f"{one.what}: {versions}" if versions else one.what


def quoted(quotes: Sequence[Quote]) -> str:
    """Quotes as a JSON array: ``text`` with ``report``, ``sha256``, ``start``, ``end``, ``says``, ``outlet``,
    ``published``, ``title``, ``url``."""
    return msgspec.json.encode([quote(one) for one in quotes]).decode()


def quote(one: Quote) -> dict[str, object]:
    """A quote as an object; what is not known is left out."""
    found: dict[str, object] = {
        "text": text(one.text) if one.text is not None else None,
        "report": one.report,
        "sha256": one.sha256,
        "start": one.start,
        "end": one.end,
        "says": [line(name) for name in one.says],
        "status": one.status,
        "outlet": line(one.outlet) if one.outlet is not None else None,
        "published": one.published,
        "title": line(one.title) if one.title is not None else None,
        "url": line(one.url) if one.url is not None else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def who(one: Who) -> dict[str, str]:
    """Someone who takes part as an object; what is not known is left out."""
    found = {"name": line(one.name), "id": one.id, "sector": one.sector, "country": one.country}
    return {name: value for name, value in found.items() if value is not None}


def _names(side: Sequence[Who]) -> str | None:
    return joined(who.name for who in side)


def _ids(side: Sequence[Who]) -> str | None:
    return joined(who.id for who in side)


def check(data: bytes) -> list[str]:
    """What is wrong with a table that ``write`` made."""
    return cells.check(data, COLUMNS, "csv")
