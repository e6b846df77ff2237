"""Who is known without any report: states and their institutions, and the list of actors that comes with dateline."""

from __future__ import annotations

from functools import cache

from dateline.corroborate.registry import Registry
from dateline.exchange.record import Who


def body(who: Who) -> str | None:
    """The name that a party has there; None for one that only reports or people's judgements know, so that it may be a
    person."""
    actor = _shipped().by_id(who.id) if who.id is not None else None
    return actor.name if actor is not None and actor.origin != "text" else None


@cache
def _shipped() -> Registry:
    return Registry()
