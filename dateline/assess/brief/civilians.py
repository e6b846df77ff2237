"""What bears on civilians among the events of a brief, by the rules of :mod:`dateline.assess.protection`."""

from __future__ import annotations

from datetime import date

from dateline.assess.brief.values import Backing, Given
from dateline.assess.protection.bears import bears
from dateline.assess.protection.concerns import CONCERNS, Kind, Urgency, urgency

KINDS: dict[Kind, str] = {kind: one.title for kind, one in CONCERNS.items()}
"""The kinds of concern with their titles, in order."""
URGENT: dict[Urgency, str] = {"immediate": "Immediate", "soon": "Soon", "watch": "To be watched", "past": "Past"}
"""The degrees of urgency, the most urgent first."""


def concerns(given: Given) -> dict[Kind, Given]:
    """The concerns that the claims of an event tell of, each as the event with these claims alone. What is only told as
    background, without a day, is none."""
    found: dict[Kind, list[Backing]] = {}
    for one in given.told:
        kind = bears(one.claim, one.sentence)
        if kind is not None:
            found.setdefault(kind, []).append(one)
    dated = given.event.latest is not None
    return {
        kind: Given(given.event, tuple(found[kind]))
        for kind in CONCERNS
        if kind in found and (dated or not all(one.claim.background for one in found[kind]))
    }


def how_urgent(kind: Kind, given: Given, until: str | None) -> Urgency:
    """How urgent a concern is on the last day of a brief: by its day, else by that of the first report of it."""
    reported = [one.of.published for one in given.told if one.of.published and not one.claim.background]
    last = given.event.latest or min(reported, default=None)
    if last is None or until is None:
        return urgency(kind, None)
    return urgency(kind, (date.fromisoformat(until) - date.fromisoformat(last)).days)
