"""A row of an export: an event with all that stands behind it, before any format has shaped it.

Formats know nothing else. What a record does not hold cannot leak into any of them: ``redact`` makes records that hold
no words of a report."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from dateline.values import Event


class Who(Struct, frozen=True):
    """Someone who takes part. ``name`` as reports call it, ``full`` the name of the known actor; its ``kind`` (state,
    armed-actor, organisation), ``sector`` (PLOVER's code) and ``country`` (ISO code); ``wider`` the ids of the bodies
    that it is part of on that day."""

    name: str
    id: str | None = None
    full: str | None = None
    kind: str | None = None
    sector: str | None = None
    country: str | None = None
    wider: tuple[str, ...] = ()


class Quote(Struct, frozen=True):
    """One claim of the event as it stands in its report. ``report`` is the report's id and ``sha256`` the hash of the
    bytes it came in; ``text`` the sentence and ``start``, ``end`` its offsets in the report's text; ``words_start`` and
    ``words_end`` those of the telling words. ``says``: who says it, nearest first (empty: the outlet itself);
    ``killed``: the words that tell how many were killed."""

    report: str
    sha256: str
    text: str | None
    start: int | None
    end: int | None
    words_start: int | None
    words_end: int | None
    type: str
    mode: str | None
    status: str
    says: tuple[str, ...]
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    means: tuple[str, ...] = ()
    killed: str | None = None


class Provenance(Struct, frozen=True):
    """Where an imported event comes from: the ``format`` and SHA-256 of the file, its ``name``, the ``row`` in it
    (from 1), when it was imported (UTC) and by whom; ``key`` is the row's own id in the file, ``source`` and ``notes``
    what it says of its sources and in words."""

    format: str
    sha256: str
    name: str
    row: int
    at: str
    who: str
    key: str | None = None
    source: str | None = None
    notes: str | None = None


class Record(Struct, frozen=True):
    """``changed``: when what is known of the event last changed in the library (UTC); ``origin``: of an imported one.
    ``redacted``: no words of a report."""

    event: Event
    actors: tuple[Who, ...] = ()
    recipients: tuple[Who, ...] = ()
    quotes: tuple[Quote, ...] = ()
    changed: str | None = None
    origin: Provenance | None = None
    redacted: bool = False


class AsItIs(Struct, frozen=True):
    """A row of an imported file that is written in the format it came in: as it stands there."""

    row: Any


class LeftOut(Exception):
    """Why a format has no row for an event, in a few words, for the count on standard error."""
