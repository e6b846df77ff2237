"""The columns of partitioned output. Those of a claim that an event has too are the export's, name and type."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from dateline.collect.gather import Received
from dateline.corroborate.registry import Registry
from dateline.exchange import parquet as exported
from dateline.exchange.clean import line, text
from dateline.exchange.plain import COUNTED
from dateline.values import Claim, Party, Report, Span
from dateline.work.records import who

_AS_EXPORTED = (
    "id", "type", "mode", "status", "aggregate", "actors", "recipients", "place", "place_name", "place_id",
    "place_role", "relation", "latitude", "longitude", "radius_km", "country", "admin1", "feature", "earliest",
    "latest", "precision", *(f"{what}_{bound}" for what in COUNTED for bound in ("low", "high")),
)  # fmt: skip


def claims() -> Any:
    """A row a claim."""
    arrow, form = _arrow(), exported.schema()
    word, words, number = arrow.string(), arrow.list_(arrow.string()), arrow.int64()
    return arrow.schema(
        [
            arrow.field("report", word),
            *(form.field(name) for name in _AS_EXPORTED),
            *(arrow.field(name, arrow.bool_()) for name in ("negated", "background")),
            *(arrow.field(name, words) for name in ("means", "says")),
            *(arrow.field(name, word) for name in ("trigger", "text")),
            *(arrow.field(name, number) for name in ("trigger_start", "trigger_end", "start", "end")),
            arrow.field("confidence", arrow.float64()),
            *(arrow.field(name, word) for name in ("sha256", "outlet", "title", "url")),
            arrow.field("published", arrow.date32()),
        ]
    )


def reports() -> Any:
    """A row a report that was read."""
    arrow = _arrow()
    word = arrow.string()
    names = ("report", "sha256", "text_sha256", "text", "title", "publisher", "author", "dateline", "url", "language")
    fields = [arrow.field(name, word) for name in names]
    return arrow.schema([*fields, arrow.field("published", arrow.date32()), arrow.field("input", word)])


def rejects() -> Any:
    """A row a record that was set aside: which, the class of the reason, the reason in words."""
    arrow = _arrow()
    return arrow.schema([arrow.field(name, arrow.string()) for name in ("input", "reason", "message")])


def tales() -> Any:
    """A row a report, with what events are made of: for this program alone."""
    arrow = _arrow()
    fields = {"report": arrow.string(), "claims": arrow.int64(), "tale": arrow.binary(), "quotes": arrow.binary()}
    return arrow.schema(fields)


def report_row(received: Received) -> dict[str, Any]:
    """The values of a report by column."""
    report = received.report
    return {
        "report": report.id,
        "sha256": report.sha256,
        "text_sha256": report.text_sha256,
        "text": report.text,
        "title": _line(report.title),
        "publisher": _line(report.publisher),
        "author": _line(report.author),
        "dateline": _line(report.dateline.text if report.dateline else None),
        "url": _line(report.url),
        "language": report.language,
        "published": _day(report.published),
        "input": line(received.origin.address),
    }


def claim_row(claim: Claim, report: Report, known: Registry) -> dict[str, Any]:
    """The values of a claim by column. ``place`` is the most specific one; ``known`` tells sector and country of those
    who have an id."""
    found: dict[str, Any] = {
        "report": report.id,
        "id": claim.id,
        "type": claim.type,
        "mode": claim.mode,
        "status": claim.status,
        "aggregate": claim.aggregate,
        "actors": _side(claim.actors, claim, known),
        "recipients": _side(claim.recipients, claim, known),
        "negated": claim.negated,
        "background": claim.background,
        "means": [line(one.name or one.text) for one in claim.means],
        "says": [line(one.name or one.text) for one in claim.sources],
        "trigger": text(claim.trigger.text),
        "trigger_start": claim.trigger.start,
        "trigger_end": claim.trigger.end,
        "text": text(report.text[claim.sentence.start : claim.sentence.end]),
        "start": claim.sentence.start,
        "end": claim.sentence.end,
        "confidence": claim.confidence,
        "sha256": report.sha256,
        "outlet": _line(report.publisher),
        "title": _line(report.title),
        "url": _line(report.url),
        "published": _day(report.published),
    }
    if claim.time is not None:
        found |= {
            "earliest": _day(claim.time.earliest),
            "latest": _day(claim.time.latest),
            "precision": claim.time.precision,
        }
    if claim.places:
        found |= exported.place(claim.places[0])
    for what, count in claim.counts.items():
        found |= {f"{what}_low": count.low, f"{what}_high": count.high}
    return found


def table(rows: Sequence[dict[str, Any]], form: Any) -> bytes:
    """A file of Parquet; equal rows give equal bytes."""
    arrow = _arrow()
    import pyarrow.parquet

    out = io.BytesIO()
    made = arrow.Table.from_pylist(list(rows), schema=form)
    pyarrow.parquet.write_table(made, out, compression="zstd", compression_level=3, version="2.6")
    return out.getvalue()


def _side(spans: Iterable[Span], claim: Claim, known: Registry) -> list[dict[str, Any]]:
    day = claim.time.earliest if claim.time else None
    found = (who(Party(one.name or one.text, one.id), day, known) for one in spans)
    return [{"name": line(one.name), "id": one.id, "sector": one.sector, "country": one.country} for one in found]


def _line(value: str | None) -> str | None:
    return line(value) if value is not None else None


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso is not None else None


def _arrow() -> Any:
    import pyarrow

    return pyarrow
