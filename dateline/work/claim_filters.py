"""The filters of the library's lists, asked of single claims."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from sqlalchemy import Connection

from dateline.corroborate.actor import Actor
from dateline.corroborate.registry import Registry
from dateline.library.parts import Part, parts
from dateline.work.filters import Filters, matches


def wanted_parts(
    connection: Connection, wanted: Filters, roles: tuple[str, ...], events: Container[tuple[str, int, int]]
) -> Iterator[Part]:
    """The parts of these roles in the claims that are wanted, whoever is in them. ``events``: where claims stand of the
    events that are credible enough, where that was asked."""
    for part in parts(connection, roles):
        if matches(wanted, part.claim) and (wanted.credibility is None or part.anchor in events):
            yield part


def claims_with(found: Iterable[Part], actor: Actor, known: Registry) -> set[tuple[str, int]]:
    """The claims, by report and number, in which an actor has one of the parts."""
    there = ((part, who(known, part)) for part in found)
    return {(part.report, part.number) for part, one in there if one is not None and one.id == actor.id}


def who(known: Registry, part: Part) -> Actor | None:
    """Who plays a part in a claim."""
    day = part.claim["earliest"] or part.published
    found = known.resolve(part.name, part.report, day, part.claim["country"])
    return found or (known.by_id(part.id) if part.id is not None else None)
