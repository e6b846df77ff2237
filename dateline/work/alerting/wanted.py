"""Rules with their names resolved, and what fits them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from msgspec import Struct
from sqlalchemy import Connection

from dateline.assess.brief.plain import number
from dateline.assess.brief.sentence import HEDGED
from dateline.assess.brief.values import Backing
from dateline.assess.protection.concerns import CONCERNS, Kind
from dateline.errors import UsageError
from dateline.values import Event
from dateline.work.alerting.rules import UNTOLD, Rule, Rules
from dateline.work.where import Circle, circle
from dateline.work.who import meant, registry

_TOWN_KM = 12.0
"""Places up to this radius are points to a rule that asks for what lies around one."""


class Wanted(Struct, frozen=True):
    """A rule as it is applied: ``circle`` around its place, ``actors`` by id with their names, ``channels`` by name."""

    rule: Rule
    circle: Circle | None
    actors: dict[str, str]
    channels: tuple[str, ...]


def wanted(connection: Connection, rules: Rules) -> list[Wanted]:
    """The rules of a file with their places and actors looked up. Raises UsageError for a name that stands for nothing;
    the message names the rule."""
    known = registry(connection)
    found = []
    for rule in rules.rules:
        try:
            place = circle(rule.place, rule.within, connection) if rule.place is not None else None
            actors = {actor.id: actor.name for name in rule.actor for actor in (meant(name, known),)}
        except UsageError as error:
            what = str(error).replace("--place ", "place ").replace("--actor ", "actor ").replace("--within", "within")
            raise UsageError(f"rule {rule.name!r}: {what}") from None
        found.append(Wanted(rule, place, actors, rules.channels_of(rule)))
    return found


def misfit(one: Wanted, event: Event) -> str | None:
    """Why an event, its parties named, is not what a rule wants; None where it is, but for concerns."""
    rule = one.rule
    if event.status not in rule.status if rule.status else event.status in UNTOLD:
        return f"it {HEDGED.get(event.status, 'is told as a fact')}"
    if event.aggregate and not rule.totals:
        return "it is told of as a total over several events now"
    if rule.type and event.type not in rule.type:
        return f"it is told of as {event.type} now"
    if rule.mode and event.mode not in rule.mode:
        return f"it is told of as {event.type} {event.mode or 'of no certain kind'} now"
    if one.circle is not None and not is_at(one.circle, event.place):
        return "by what is known now it lies elsewhere, or nobody knows where"
    if one.actors and not any(party.id in one.actors for party in (*event.actors, *event.recipients)):
        return "by what is known now others took part"
    if rule.credibility is not None and event.credibility > rule.credibility:
        return f"its credibility is {event.credibility} now, the rule asks for {rule.credibility} or better"
    if rule.counts and not any(reaches(event, kind, least) for kind, least in rule.counts.items()):
        return "its numbers are lower now than the rule asks for"
    return None


def misfit_of_concern(one: Wanted, found: Collection[Kind]) -> str | None:
    """Why the concerns that an event's claims tell of are not those that a rule wants; None where they are."""
    asked = one.rule.concerns
    if not asked or set(asked) & set(found):
        return None
    return "it does not tell of this any more: " + ", ".join(CONCERNS[kind].title.lower() for kind in asked)


def is_recent(rule: Rule, event: Event, told: Sequence[Backing], published: str | None) -> bool:
    """Whether an event is news, not what a report recalls: no longer before ``published``, the day of its first report,
    than the rule says. What has no day is recent unless all its claims tell it as something that lies back; so is what
    has no dated report."""
    last = event.latest or event.earliest
    if last is None:
        return not all(one.claim.background for one in told)
    return published is None or last >= earliest(rule, published)


def earliest(rule: Rule, published: str) -> str:
    """The first day that is recent for a rule in a report of that day."""
    return (date.fromisoformat(published) - timedelta(min(rule.recent, 300_000))).isoformat()


def is_at(around: Circle, place: object) -> bool:
    """Whether a place lies in a circle. What is only known to lie in a province is not known to lie in a town there."""
    latitude, longitude = getattr(place, "latitude", None), getattr(place, "longitude", None)
    if around.country is not None:
        return getattr(place, "country", None) == around.country
    km = getattr(place, "radius_km", None) or 0.0
    return km <= max(around.km, _TOWN_KM) and around.holds(latitude, longitude)


def reaches(event: Event, kind: str, least: int) -> bool:
    """Whether a number of an event is so high, by its best figure, or by the lowest where there is no best."""
    tally = event.counts.get(kind)
    if tally is None:
        return False
    known = next((n for n in (tally.best, tally.low, tally.high) if n is not None), None)
    return known is not None and known >= least


def described(one: Wanted) -> str:
    """A rule in words, for a list."""
    rule = one.rule
    parts: list[str] = []
    if rule.change_of_control:
        parts.append("changes of control")
    if rule.type or rule.mode:
        parts.append(", ".join([*rule.type, *rule.mode]))
    if rule.concerns:
        titles = [CONCERNS[kind].title for kind in dict.fromkeys(rule.concerns)]
        parts.append(titles[0] if len(titles) == 1 else f"one of: {', '.join(titles)}")
    if one.circle is not None:
        where = one.circle.name
        parts.append(f"in {where}" if one.circle.country else f"within {one.circle.km:g} km of {where}")
    if one.actors:
        parts.append("with " + " or ".join(one.actors.values()))
    if rule.status:
        parts.append("told as " + " or ".join(rule.status))
    if rule.credibility is not None:
        parts.append(f"of credibility {rule.credibility} or better")
    if rule.counts:
        parts.append(" or ".join(f"{least} {kind} or more" for kind, least in rule.counts.items()))
    return "; ".join([*parts, f"not older than {number(rule.recent, 'day')}"])
