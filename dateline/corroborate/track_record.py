"""How often what a source says is borne out by others, contradicted, or said by nobody else.

A fact about the library, no grade: people grade sources. A source whose claims nobody else takes up is no worse for it,
and one that is contradicted may be the one that is right."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal

from msgspec import Struct

from dateline.values import Anchor, Dispute, Event

Outcome = Literal["corroborated", "contradicted", "alone"]


class Record(Struct, frozen=True):
    """In how many ``events`` a source has a word, and what became of it; the three add up to them."""

    events: int = 0
    corroborated: int = 0
    contradicted: int = 0
    alone: int = 0


def outcome(event: Event, own: Collection[Anchor]) -> Outcome:
    """What became of a source's word on an event, of whose claims ``own`` are its.

    ``contradicted``: in one of the event's disputes its claims stand on one side and others' alone on another.
    ``corroborated``: otherwise, if others' claims tell of the event too and there are two independent sources at least
    (copies and quotations of one source are none). ``alone``: otherwise."""
    if any(_is_apart(dispute, own) for dispute in event.disputed):
        return "contradicted"
    others = [anchor for anchor in event.claims if anchor not in own]
    return "corroborated" if others and event.independent_sources > 1 else "alone"


def record(events: Iterable[tuple[Event, Collection[Anchor]]]) -> Record:
    """The record of a source by the events that it has a word in, each once, with its claims there."""
    found = [outcome(event, own) for event, own in events]
    return Record(len(found), found.count("corroborated"), found.count("contradicted"), found.count("alone"))


def _is_apart(dispute: Dispute, own: Collection[Anchor]) -> bool:
    sides = [any(anchor in own for anchor in version.claims) for version in dispute.versions]
    return any(sides) and not all(sides)
