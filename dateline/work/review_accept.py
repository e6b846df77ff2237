"""Accepting claims in bulk, as far as that is safe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct
from sqlalchemy import select

from dateline.corroborate.corrected import Entry
from dateline.errors import UsageError
from dateline.library import events as grouped
from dateline.library.library import Library
from dateline.library.tables import events
from dateline.work import judge_claims
from dateline.work.anchors import find_claims
from dateline.work.judge_posted import made, refuse_stale
from dateline.work.judgement_list import Listed
from dateline.work.judging import Session, judging
from dateline.work.review import unsafe

MOST = 100


class Bulk(Struct, frozen=True, forbid_unknown_fields=True):
    """The claims to be accepted, by their anchors. ``seen``: the position of the log that the person has seen."""

    anchors: Annotated[tuple[Annotated[str, Meta(max_length=400)], ...], Meta(min_length=1, max_length=MOST)]
    seen: Annotated[int, Meta(ge=0, le=2**31 - 1)]
    note: Annotated[str, Meta(max_length=4000)] | None = None


class Refused(Struct, frozen=True):
    """A claim that was not accepted, and why it should be looked at by itself."""

    anchor: str
    why: str


class Accepted(Struct, frozen=True):
    """What came into the library, and what was not accepted."""

    items: tuple[Listed, ...]
    refused: tuple[Refused, ...]
    position: int


def accept(library: Library, who: str, bulk: Bulk) -> Accepted:
    """Accepts claims of which nothing is unsure, all or none of them; of the others it says why they are left. Raises
    UsageError for an anchor that is none, ConflictError where someone else judged one of them since ``bulk.seen``."""
    refused: list[Refused] = []
    with judging(library, who, bulk.note) as session:
        for given in dict.fromkeys(bulk.anchors):
            reason = _reason(session, given)
            if reason is not None:
                refused.append(Refused(given, reason))
            else:
                judge_claims.accept(session, [given])
        refuse_stale(session, bulk.seen)
    done = made(library, session)
    return Accepted(done.items, tuple(refused), done.position)


def _reason(session: Session, given: str) -> str | None:
    _, found = find_claims(session.connection, given)
    if not found:
        raise UsageError(f"{given}: no claim stands there")
    return _rejected(found) or _unsure(session, found)


def _rejected(found: Sequence[Entry]) -> str | None:
    return "it was rejected" if any(entry.is_out for entry in found) else None


def _unsure(session: Session, found: Sequence[Entry]) -> str | None:
    """Why one of the claims at some words, or their event, is not sure enough."""
    of = grouped.events_of(session.connection, [entry.telling for entry in found])
    for entry in found:
        event = of.get(entry.telling)
        bits = session.connection.scalar(select(events.c.attention).where(events.c.id == event)) if event else None
        reason = "it is in no event" if bits is None else unsafe(bits, entry.claim)
        if reason is not None:
            return reason
    return None
