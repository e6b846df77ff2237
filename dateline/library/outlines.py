"""What lists, maps and the review show of an event without opening it: columns of its row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dateline.assess.attention import attention
from dateline.corroborate.told import Told
from dateline.library.rows import Row
from dateline.values import ClaimPlace, Event, Party

_NAMES = 2
_LONGEST = 60
_WEEK = 7


def outline(event: Event, told: Sequence[Told]) -> Row:
    """The columns of an event that its claims ``told``."""
    place, killed, seen = event.place, event.counts.get("killed"), attention(event, told)
    return {
        "mode": event.mode,
        "called": _called(place) if place is not None else None,
        "label": label(event),
        "reports": event.reports,
        "sources": event.independent_sources,
        "killed": killed.best if killed is not None else None,
        "week": week(event.earliest, event.latest),
        "concern": seen.concern,
        "attention": seen.bits,
        "weight": seen.weight,
    }


def label(event: Event) -> str:
    """Who → whom: type and mode; parties that nobody names are left out."""
    actors, recipients = _names(event.actors), _names(event.recipients)
    who = f"{actors or '?'} → {recipients}" if recipients else actors
    kind = " ".join([event.type.lower(), *([event.mode] if event.mode else [])])
    return f"{who}: {kind}" if who else kind


def _called(place: ClaimPlace) -> str:
    """The report's spelling; the gazetteer's where the text has no name ("the town")."""
    is_named = any(word[:1].isupper() for word in place.text.split())
    return _short(place.text if is_named or place.name is None else place.name)


def _names(parties: Sequence[Party]) -> str:
    shown = ", ".join(_short(party.name) for party in parties[:_NAMES])
    return f"{shown} +{len(parties) - _NAMES}" if len(parties) > _NAMES else shown


def _short(name: str) -> str:
    folded = " ".join(name.split())
    return folded if len(folded) <= _LONGEST else folded[: _LONGEST - 1].rstrip() + "…"


def week(earliest: str | None, latest: str | None) -> str | None:
    """The Monday of the week in which something began that is dated within seven days; else None."""
    if earliest is None or latest is None:
        return None
    first = date.fromisoformat(earliest)
    if (date.fromisoformat(latest) - first).days >= _WEEK:
        return None
    try:
        return (first - timedelta(first.weekday())).isoformat()
    except OverflowError:  # before the first Monday of the calendar
        return None
