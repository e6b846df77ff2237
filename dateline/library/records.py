"""Values that only the library has: what read a report, what is stored of it, what was erased."""

from __future__ import annotations

from msgspec import Struct

from dateline.values import Claim, Origin, Report


class Fingerprint(Struct, frozen=True):
    """What a reading was made with: hashes of the model's files, of the word lists, of the place index and of the code.
    Two readings of a report with the same four are the same reading."""

    model: str
    lexicon: str
    gazetteer: str
    code: str


class Stored(Struct, frozen=True):
    """A report in the library with its whole history but its readings. ``extractor``: the version of what took the text
    out of the bytes; ``received``: when it was added (UTC); ``reading``: id of the current one; ``position``: of the
    log entry that tells of its coming."""

    report: Report
    origin: Origin
    extractor: str
    received: str
    reading: str
    position: int


class ReadBy(Struct, frozen=True):
    """A reading of a report and what made it."""

    id: str
    report: str
    fingerprint: Fingerprint
    position: int


class Tombstone(Struct, frozen=True):
    """What is left of a report that was removed."""

    report: str
    reason: str
    at: str
    position: int


class Anchored(Struct, frozen=True):
    """A claim of a report's current reading, with the report's id: the claim's place in the world. Its anchor is the
    report and the span of the trigger."""

    report: str
    published: str | None
    publisher: str | None
    claim: Claim


class Change(Struct, frozen=True):
    """What a call did: ``position`` of its log entry, ``done`` false where nothing had to be changed."""

    report: str
    position: int
    done: bool
    claims: int = 0
