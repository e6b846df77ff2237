"""Values to rows and back, and the hashes of rows that the log holds.

A report's row is hashed whole, but for which reading is current and for its position: the log itself tells these. A
reading's ``body`` is its claims, attributions, mentions, places and times as JSON, in the order of their fields; its
words are beside it (``dateline.library.words``). Readings of a library's first schema have none."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import msgspec
from msgspec import Struct

from dateline.errors import LibraryError
from dateline.library.chain import canonical, digest
from dateline.library.records import Fingerprint, Stored
from dateline.library.words import packed, unpacked
from dateline.values import Attribution, Claim, ClaimSource, Mention, Origin, Place, Reading, Report, Span, Time, Token

Row = dict[str, Any]
NAME = 200
"""Characters of a name that the table of parties keeps for filters; PostgreSQL's indexes take no longer ones."""


class Body(Struct, frozen=True):
    """What is stored of a reading."""

    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...]
    mentions: tuple[Mention, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]


def report_row(report: Report, origin: Origin, extractor: str, received: str) -> Row:
    """The row of a report, without its current reading and position."""
    facts = msgspec.to_builtins(report)
    del facts["text"]
    return {
        "id": report.id,
        "evidence": report.sha256,
        "text": report.text,
        "facts": canonical(facts).decode(),
        "publisher": report.publisher,
        "published": report.published,
        "url": report.url,
        "extractor": extractor,
        "origin": canonical(msgspec.structs.replace(origin, address=_as_text(origin.address))).decode(),
        "received": received,
    }


def _as_text(address: str) -> str:
    """A damaged file name with what is no text escaped."""
    return address.encode("utf-8", "backslashreplace").decode()


def report_of(row: Row) -> Report:
    """The report of a row. Raises LibraryError for a row that was tampered with."""
    try:
        return msgspec.convert({**msgspec.json.decode(row["facts"]), "text": row["text"]}, Report)
    except (ValueError, TypeError) as error:  # ValueError: no JSON of this kind, or no UTF-8
        raise _damaged("report", row["id"]) from error


def stored_of(row: Row) -> Stored:
    """A report's row as a value."""
    try:
        origin = msgspec.json.decode(row["origin"], type=Origin)
    except ValueError as error:  # no JSON of this kind, or no UTF-8
        raise _damaged("report", row["id"]) from error
    return Stored(report_of(row), origin, row["extractor"], row["received"], row["reading"], row["position"])


_REPORT_HASHED = (
    "id", "evidence", "text", "facts", "publisher", "published", "url", "extractor", "origin", "received",
)  # fmt: skip


def report_hash(row: Row) -> str:
    """The hash of a report's row."""
    return digest([row[name] for name in _REPORT_HASHED])


def reading_row(reading: Reading, fingerprint: Fingerprint) -> Row:
    """The row of a reading, without its position."""
    body = msgspec.json.encode(
        Body(reading.claims, reading.attributions, reading.mentions, reading.places, reading.times)
    )
    parts = msgspec.structs.asdict(fingerprint)
    return {
        "id": reading_id(reading.report.id, fingerprint),
        "report": reading.report.id,
        **parts,
        "body": zlib.compress(body),
        "words": zlib.compress(packed(reading.tokens, reading.report.text), 9) if reading.tokens else None,
    }


def reading_id(report: str, fingerprint: Fingerprint) -> str:
    """The id of the reading of a report with what ``fingerprint`` says."""
    return digest([report, *msgspec.structs.astuple(fingerprint)])[:32]


def fingerprint_of(row: Row) -> Fingerprint:
    """What made the reading of a row."""
    return Fingerprint(row["model"], row["lexicon"], row["gazetteer"], row["code"])


def reading_hash(row: Row) -> str:
    """The hash of a reading's row; of body and words as they were before packing."""
    parts = [sha256(_unpacked(row, name)).hexdigest() for name in ("body", "words") if row[name] is not None]
    return digest([row["id"], row["report"], *msgspec.structs.astuple(fingerprint_of(row)), *parts])


def body_of(row: Row) -> Body:
    """The body of a reading's row. Raises LibraryError for a row that was tampered with."""
    try:
        return _decode(_unpacked(row, "body"))
    except ValueError as error:  # no JSON of this kind, or no UTF-8
        raise _damaged("reading", row["id"]) from error


_decode = msgspec.json.Decoder(Body).decode


def words_of(row: Row, text: str) -> tuple[Token, ...]:
    """The words of a reading's row; none for one that was made before they were kept. Raises LibraryError for a row
    that was tampered with."""
    if row["words"] is None:
        return ()
    try:
        return unpacked(_unpacked(row, "words"), text)
    except ValueError as error:
        raise _damaged("reading", row["id"]) from error


def _unpacked(row: Row, name: str) -> bytes:
    try:
        return zlib.decompress(row[name])
    except zlib.error as error:
        raise _damaged("reading", row["id"]) from error


def _damaged(what: str, id_: str) -> LibraryError:
    return LibraryError(f"{what} {id_} is damaged: run dateline verify, and restore a backup")


def reading_of(report: Report, body: Body, words: tuple[Token, ...] = ()) -> Reading:
    """The reading with its report."""
    return Reading(report, body.claims, body.attributions, body.mentions, body.places, body.times, words)


def claim_row(report: str, number: int, claim: Claim) -> Row:
    """The row of a current claim, for filters."""
    place = claim.places[0] if claim.places else None
    time = claim.time
    return {
        "report": report,
        "number": number,
        "type": claim.type,
        "mode": claim.mode,
        "status": claim.status,
        "negated": claim.negated,
        "aggregate": claim.aggregate,
        "background": claim.background,
        "confidence": claim.confidence,
        "start": claim.trigger.start,
        "stop": claim.trigger.end,
        "earliest": time.earliest if time else None,
        "latest": time.latest if time else None,
        "precision": time.precision if time else None,
        "place": place.id if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "radius_km": place.radius_km if place else None,
        "country": place.country if place else None,
    }


def party_rows(report: str, number: int, claim: Claim) -> Iterator[Row]:
    """The rows of those who have a part in a current claim, by the names that they stand for."""
    roles: tuple[tuple[str, tuple[Span, ...]], ...] = (
        ("actor", claim.actors),
        ("recipient", claim.recipients),
        ("source", claim.sources),
    )
    for role, spans in roles:
        for place, span in enumerate(spans):
            source = span if isinstance(span, ClaimSource) else None
            yield {
                "report": report,
                "number": number,
                "role": role,
                "place": place,
                "name": (span.name or span.text)[:NAME],
                "id": span.id,
                "kind": source.kind if source else None,
                "named": source.named if source else None,
            }
