"""The hash chain of the log: each entry's hash covers the one before, so that no entry can be changed, dropped or put
in without changing every later hash.

An entry's hash is the sha256 of the previous hash (64 hexadecimal digits; zeros before the first) and the entry as
canonical JSON: one line, UTF-8, keys sorted, no white space. Anyone can check it without this program."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from msgspec import Raw, Struct, json

from dateline.errors import UsageError

NOTHING = "0" * 64
"""The hash before the first entry."""


class Head(Struct, frozen=True):
    """The end of the log: the position of its last entry (0: none) and that entry's hash. Who keeps it elsewhere can
    tell later that nothing up to there was changed."""

    position: int
    hash: str

    def __str__(self) -> str:
        return f"{self.position}:{self.hash}"


EMPTY = Head(0, NOTHING)


class Entry(Struct, frozen=True):
    """One change. ``position`` counts from 1 without gaps; ``at`` is when (UTC); ``kind`` what happened; ``subject``
    the id of what it happened to; ``facts`` canonical JSON: ids, hashes and numbers, never words of a report."""

    position: int
    at: str
    kind: str
    subject: str
    facts: Raw
    hash: str


def canonical(value: Any) -> bytes:
    """Canonical JSON: keys sorted, no white space, UTF-8."""
    return json.encode(value, order="sorted")


def digest(value: Any) -> str:
    """The sha256, in hexadecimal, of a value as canonical JSON."""
    return sha256(canonical(value)).hexdigest()


def link(previous: str, position: int, at: str, kind: str, subject: str, facts: bytes) -> str:
    """The hash of an entry that follows the one with the hash ``previous``."""
    entry = {"at": at, "facts": Raw(facts), "kind": kind, "position": position, "subject": subject}
    return sha256(previous.encode() + canonical(entry)).hexdigest()


def parse_head(value: str) -> Head:
    """A head as ``Head.__str__`` writes it. Raises UsageError for anything else."""
    position, _, digits = value.strip().partition(":")
    if not (position.isascii() and position.isdigit() and len(digits) == 64 and set(digits) <= set("0123456789abcdef")):
        raise UsageError(f"{value[:80]!r} is no head: give what dateline log --head printed, POSITION:HASH")
    return Head(int(position), digits)
