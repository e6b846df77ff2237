"""Parquet, through Apache Arrow: the fields of plain CSV with their types; lists and quotes as such.

``docs/exports/parquet.md`` describes each column. A file is written in groups of rows, so that a large library needs no
more memory than a small one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from dateline.errors import UsageError
from dateline.exchange import plain
from dateline.exchange.clean import line
from dateline.exchange.record import LeftOut, Quote, Record
from dateline.exchange.words import sentence
from dateline.values import ClaimPlace

_GROUP = 5000
"""Rows of a group."""


class _Pieces:
    """A file to write to whose bytes are taken out as they come."""

    closed = False

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._at = 0

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._pieces.append(piece)
        self._at += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """What was written stays to be taken."""

    def taken(self) -> bytes:
        """What was written since it was last taken."""
        found = b"".join(self._pieces)
        self._pieces.clear()
        return found


def write(records: Iterable[Record], left: Callable[[LeftOut], None]) -> Iterator[bytes]:
    """The file. Raises UsageError where pyarrow is not installed."""
    arrow, parquet = _arrow()
    form, out, rest = schema(), _Pieces(), iter(records)
    with arrow.PythonFile(out, mode="w") as file, parquet.ParquetWriter(file, form, compression="zstd") as writer:
        while batch := [row(record) for record in islice(rest, _GROUP)]:
            writer.write_table(arrow.Table.from_pylist(batch, schema=form))
            yield out.taken()
    yield out.taken()


def schema() -> Any:
    """The columns with their types."""
    arrow, _ = _arrow()
    word, number, degree = arrow.string(), arrow.int64(), arrow.float64()
    words = arrow.list_(word)
    who = arrow.list_(arrow.struct({"name": word, "id": word, "sector": word, "country": word}))
    quote = arrow.struct(
        {
            "text": word, "report": word, "sha256": word, "start": number, "end": number, "says": words, "status": word,
            "outlet": word, "published": arrow.date32(), "title": word, "url": word,
        }
    )  # fmt: skip
    origin = arrow.struct(
        {
            "format": word, "sha256": word, "name": word, "row": number, "at": word, "who": word, "source": word,
            "notes": word,
        }
    )  # fmt: skip
    return arrow.schema(
        {
            "id": word, "type": word, "mode": word, "status": word, "aggregate": arrow.bool_(), "summary": word,
            "actors": who, "recipients": who, "place": word, "place_name": word, "place_id": word, "place_role": word,
            "relation": word, "latitude": degree, "longitude": degree, "radius_km": degree, "country": word,
            "admin1": word, "feature": word, "earliest": arrow.date32(), "latest": arrow.date32(), "precision": word,
            **{f"{what}_{bound}": number for what in plain.COUNTED for bound in ("low", "best", "high")},
            "reports": number, "outlets": number, "independent_sources": number, "credibility": number,
            "reasons": words, "disputed": words, "quotes": arrow.list_(quote),
            "changed": arrow.timestamp("ms", tz="UTC"), "imported": origin,
        }
    )  # fmt: skip


def row(record: Record) -> dict[str, Any]:
    """The values of a record by column."""
    event, where, origin = record.event, record.event.place, record.origin
    found: dict[str, Any] = {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "aggregate": event.aggregate,
        "summary": sentence(record),
        "actors": [plain.who(who) for who in record.actors],
        "recipients": [plain.who(who) for who in record.recipients],
        "earliest": _day(event.earliest),
        "latest": _day(event.latest),
        "precision": event.precision,
        "reports": event.reports,
        "outlets": event.outlets,
        "independent_sources": event.independent_sources,
        "credibility": event.credibility,
        "reasons": [line(reason) for reason in event.reasons],
        "disputed": [plain.disputed(one) for one in event.disputed],
        "quotes": [_quote(quote) for quote in record.quotes],
        "changed": datetime.fromisoformat(record.changed.replace("Z", "+00:00")) if record.changed else None,
    }
    if where is not None:
        found |= place(where)
    for what, tally in event.counts.items():
        found |= {f"{what}_low": tally.low, f"{what}_best": tally.best, f"{what}_high": tally.high}
    if origin is not None:
        found["imported"] = {
            name: getattr(origin, name) for name in ("format", "sha256", "name", "row", "at", "who", "source", "notes")
        }
    return found


def place(where: ClaimPlace) -> dict[str, Any]:
    """The values of a place by column."""
    return {
        "place": line(where.text), "place_name": where.name, "place_id": where.id, "place_role": where.role,
        "relation": where.relation, "latitude": where.latitude, "longitude": where.longitude,
        "radius_km": where.radius_km, "country": where.country, "admin1": where.admin1, "feature": where.feature,
    }  # fmt: skip


def _quote(quote: Quote) -> dict[str, Any]:
    return {**plain.quote(quote), "published": _day(quote.published)}


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso is not None else None


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UsageError("parquet needs pyarrow: install dateline[parquet]") from None
    return pyarrow, pyarrow.parquet


def check(data: bytes) -> list[str]:
    """What is wrong with a file: it must be readable, with our columns and types."""
    arrow, parquet = _arrow()
    try:
        found = parquet.read_schema(arrow.BufferReader(data))
    except arrow.ArrowInvalid as error:
        return [f"is no Parquet: {error}"]
    return [] if _types(found) == _types(schema()) else ["has other columns or types"]


def _types(form: Any) -> list[tuple[str, str]]:
    """Columns with their types; what stands in a list has a name of its own in files."""
    return [(column.name, str(column.type).replace("element: ", "item: ")) for column in form]
