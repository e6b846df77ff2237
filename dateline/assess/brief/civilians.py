"""What bears on civilians, and how urgent it is."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dateline.assess.brief.sentence import behind, status
from dateline.assess.brief.values import Given
from dateline.assess.indicators.civilians import any_civilian, civilian_thing
from dateline.assess.indicators.words import begins
from dateline.values import Claim

Kind = Literal["warned", "feared", "siege", "weapons", "harmed", "taken", "displaced"]
Urgency = Literal["ahead", "recent", "earlier", "undated"]
KINDS: dict[Kind, str] = {
    "warned": "Warnings and appeals to leave",
    "feared": "Harm feared, threatened or planned",
    "siege": "Siege and restrictions",
    "weapons": "Explosive weapons in populated places",
    "harmed": "Civilians killed or attacked",
    "taken": "Civilians detained or abducted",
    "displaced": "Displacement",
}
"""The kinds of matters, by weight."""
URGENT: dict[Urgency, str] = {
    "ahead": "Ahead",
    "recent": "Of the last two weeks",
    "earlier": "Of earlier days",
    "undated": "Of a day not known",
}
"""The degrees of urgency, the most urgent first."""
RECENT = 14
"""Days before the end of the brief that count as recent: two weeks."""
AHEAD = 42
"""Days for which what was warned of or feared still lies ahead: six weeks from the report, or until its own day."""
_LEAVING = ("evacuat", "leave", "leaving", "flee", "stay away", "keep away", "stay indoors")
_SIEGE = ("besieg", "siege", "blockad", "encircl", "surround", "cut off", "trapped", "starv")
_EXPLOSIVE = frozenset({"aerial", "drone", "heavy-weapons", "explosives", "suicide-attack", "unconventional"})
_HOSTILE = frozenset({"ASSAULT", "COERCE", "THREATEN"})
_OPEN = frozenset({"planned", "feared", "possible", "requested", "hypothetical"})
_PEOPLED = frozenset({"settlement"})


def kind(given: Given) -> Kind | None:
    """What kind of matter an event is, by the claim that it is told from; None where it does not bear on civilians, or
    is only denied or asked about."""
    best = behind(given)[0]
    claim, stands = best.claim, status(best.claim)
    hurt = any_civilian(claim.recipients) or any(civilian_thing(one) for one in claim.recipients)
    if stands in ("denied", "asked"):
        return None
    if claim.type == "REQUEST" and begins(f"{claim.trigger.text} {best.sentence}", _LEAVING) and _people(claim):
        return "warned"
    if claim.type == "DISPLACE":
        if stands in ("requested", "planned"):
            return "warned"
        return "displaced" if stands == "actual" else "feared"
    if claim.type == "THREATEN" or (stands in _OPEN and claim.type in _HOSTILE):
        return "feared" if hurt or stands == "feared" else None
    return _fact(claim, hurt) if stands == "actual" else None


def _fact(claim: Claim, hurt: bool) -> Kind | None:
    if claim.type == "COERCE":
        if begins(claim.trigger.text, _SIEGE) or (hurt and claim.mode in ("restrict", "withhold", "curfew")):
            return "siege"
        return "taken" if hurt and claim.mode in ("arrest", "deport", None) else None
    if claim.type != "ASSAULT":
        return None
    if claim.mode == "abduct":
        return "taken" if hurt else None
    peopled = any(place.feature in _PEOPLED and place.relation == "at" for place in claim.places)
    if claim.mode in _EXPLOSIVE and (hurt or peopled):
        return "weapons"
    return "harmed" if hurt else None


def urgency(given: Given, until: str | None) -> Urgency:
    """How urgent a matter is on the last day of the brief."""
    event = given.event
    last = event.latest or event.earliest
    if event.status in _OPEN or event.type == "THREATEN" or kind(given) == "warned":
        reported = max((one.of.published for one in given.told if one.of.published), default=None)
        day = max(filter(None, [last, reported]), default=None)
        return "ahead" if day is None or _before(day, until) <= AHEAD else "earlier"
    if last is None:
        return "undated"
    return "recent" if _before(last, until) <= RECENT else "earlier"


def _before(day: str, until: str | None) -> int:
    return (date.fromisoformat(until) - date.fromisoformat(day)).days if until is not None else 0


def _people(claim: Claim) -> bool:
    return any_civilian(claim.recipients) or any_civilian(claim.actors) or not claim.recipients
