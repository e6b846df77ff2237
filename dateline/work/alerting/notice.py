"""What an alert tells: in words, in numbers, with the sentences behind it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Literal

import msgspec
from msgspec import Struct

from dateline.assess.brief.plain import capital, day, joined, number, percent, short, tally, when
from dateline.assess.brief.sentence import HEDGED, behind, happening, together, told, where_called
from dateline.assess.brief.values import Backing, Given
from dateline.assess.brief.voices import voice
from dateline.assess.control.holding import Holding
from dateline.assess.protection.bears import bears
from dateline.assess.protection.concerns import CONCERNS, Kind
from dateline.values import Event, Tally

_QUOTES = 5
_HEADLINE = 240
_IN_HEADLINE = 150
ACT_NOW = frozenset({"warning", "feared", "siege", "blocked-aid"})
"""Concerns that can still be acted on."""
_QUOTED = ACT_NOW | {"displacement", "return"}
_SENTENCE = 420
CREDIBILITY = {
    1: "confirmed by other independent sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}
"""The Admiralty code's words for credibility."""


class Said(Struct, frozen=True):
    """A sentence behind an alert, word for word: its report (id, sha256 of the bytes received), offsets in its text,
    who says it there."""

    report: str
    sha256: str
    start: int
    end: int
    text: str
    says: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None


class Numbers(Struct, frozen=True):
    """What is said of a number of people."""

    low: int | None
    best: int | None
    high: int | None


class Notice(Struct, frozen=True):
    """What is told. ``headline``: one line; ``text``: a sentence or two with who says so; ``subject``: the event's id,
    or the place's; ``confidence``: of a change of control, 0 to 1; ``changes``: what differs from the last message;
    ``reason``: why it is cancelled; ``same_as``: the alert that goes on telling of it; ``stands_on``: the
    reports that it is made from. The rest is as in events."""

    rule: str
    kind: Literal["event", "control"]
    subject: str
    headline: str
    text: str
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    country: str | None = None
    earliest: str | None = None
    latest: str | None = None
    precision: str | None = None
    type: str | None = None
    mode: str | None = None
    status: str = "actual"
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    counts: dict[str, Numbers] = {}
    concerns: tuple[Kind, ...] = ()
    credibility: int | None = None
    independent_sources: int = 0
    reports: int = 0
    outlets: int = 0
    disputed: tuple[str, ...] = ()
    holder: str | None = None
    before: str | None = None
    confidence: float | None = None
    party_ids: tuple[str, ...] = ()
    quotes: tuple[Said, ...] = ()
    stands_on: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    reason: str | None = None
    same_as: str | None = None

    @property
    def digest(self) -> str:
        """Changes where something changes that is worth a message: not with every report more."""
        facts = [
            self.kind, self.type, self.mode, self.status, self.place, self.earliest, self.latest, self.party_ids,
            self.counts, self.concerns, self.credibility, self.disputed, self.holder, self.before,
        ]  # fmt: skip
        return sha256(msgspec.json.encode(facts, order="sorted")).hexdigest()[:16]


def of_event(rule: str, given: Given, sha256_of: dict[str, str]) -> Notice:
    """The notice of an event with its claims."""
    event = given.event
    best = behind(given)[0]
    more = together(given, {})
    at, found = event.place, concerns(given.told)
    undated = _undated(given) if event.earliest is None and event.latest is None else ""
    core = capital(happening(best.claim, {}, at)) + (f" ({more})" if more else "")
    quoted = list(behind(given))
    if found and found[0] in _QUOTED:  # what is asked, feared or kept from people is best told in its own words
        quoted.sort(key=lambda one: bears(one.claim, one.sentence) != found[0])
        where = f", {where_called(at, {})}" if at is not None and at.latitude is not None else ""
        headline = (
            f"{CONCERNS[found[0]].title}{where}: “{short(quoted[0].sentence, _IN_HEADLINE)}” ({voice(quoted[0])})"
        )
    else:
        headline = (f"{CONCERNS[found[0]].title}: " if found else "") + core
    return Notice(
        rule=rule,
        kind="event",
        subject=event.id,
        headline=short(headline, _HEADLINE) + undated,
        text=told(given, {}) + (f" By all reports together: {more}." if more else "") + _standing(event),
        place=where_called(at, {}) if at is not None else None,
        latitude=at.latitude if at else None,
        longitude=at.longitude if at else None,
        radius_km=at.radius_km if at else None,
        country=at.country if at else None,
        earliest=event.earliest,
        latest=event.latest,
        precision=event.precision,
        type=event.type,
        mode=event.mode,
        status=event.status,
        actors=tuple(sorted({party.name for party in event.actors})),
        recipients=tuple(sorted({party.name for party in event.recipients})),
        counts={kind: Numbers(of.low, of.best, of.high) for kind, of in sorted(event.counts.items())},
        concerns=found,
        credibility=event.credibility,
        independent_sources=event.independent_sources,
        reports=event.reports,
        outlets=event.outlets,
        disputed=tuple(sorted({dispute.what for dispute in event.disputed})),
        party_ids=tuple(sorted({one.id for one in (*event.actors, *event.recipients) if one.id is not None})),
        quotes=_quotes(quoted, sha256_of),
        stands_on=tuple(sorted({anchor.report for anchor in event.claims})),
    )


def of_control(rule: str, site: str, names: Sequence[str], change: Change, sha256_of: dict[str, str]) -> Notice:
    """The notice of a change of control at a place that reports call by ``names``."""
    place, held, holder = names[0], change.holding, change.holder
    about = f"about {day(change.day)}"
    before = f"; before it was held by {change.before}" if change.before else ""
    says = joined(list(held.says)) if held.says else "an outlet that is not known"
    return Notice(
        rule=rule,
        kind="control",
        subject=site,
        headline=short(f"{holder} took control of {place}, {about}{before}", _HEADLINE),
        text=(
            f"By {number(held.reports, 'report')} ({says}), {place} has been in the hands of {holder} since {about}"
            f"{before}. The chance that {holder} alone holds it: {percent(change.confidence)}."
        ),
        place=place,
        latitude=held.place.latitude,
        longitude=held.place.longitude,
        radius_km=held.place.radius_km,
        country=held.place.country,
        earliest=change.day,
        latest=change.day,
        type="CONTROL",
        mode="gains",
        actors=(change.holder,),
        holder=change.holder,
        before=change.before,
        confidence=round(change.confidence, 2),
        reports=held.reports,
        quotes=_quotes(change.behind, sha256_of),
        stands_on=tuple(sorted({one.of.report for one in change.behind})),
    )


class Change(Struct, frozen=True):
    """That a place came into other hands. ``day``: about when; ``confidence``: how sure it was, at most, in the time
    that followed; ``holding``: the answer for the day when it was; ``behind``: the claims for it."""

    day: str
    holder: str
    before: str | None
    confidence: float
    holding: Holding
    behind: tuple[Backing, ...]


def concerns(claims: Sequence[Backing]) -> tuple[Kind, ...]:
    """What claims tell of that bears on civilians, in the order of urgency."""
    found = {bears(one.claim, one.sentence) for one in claims}
    return tuple(kind for kind in CONCERNS if kind in found)


def differences(old: Notice, new: Notice) -> tuple[str, ...]:
    """What a message says that the last one said otherwise, in words."""
    found = []
    if old.status != new.status:
        found.append(f"it {HEDGED.get(new.status, 'is now told as a fact')}")
    if (old.type, old.mode) != (new.type, new.mode):
        found.append(f"now told of as {' '.join(filter(None, [new.type, new.mode]))}")
    if old.place != new.place:
        found.append(f"place: {old.place or 'unknown'} → {new.place or 'unknown'}")
    if (old.earliest, old.latest) != (new.earliest, new.latest):
        found.append(f"when: {_when(old)} → {_when(new)}")
    for kind in sorted({*old.counts, *new.counts}):
        one, two = old.counts.get(kind), new.counts.get(kind)
        if one != two:
            found.append(f"{kind}: {_number(one)} → {_number(two)}")
    for what, one_, two_ in (("by", old.actors, new.actors), ("against", old.recipients, new.recipients)):
        if one_ != two_ and old.party_ids != new.party_ids:
            found.append(f"{what}: {joined(list(one_)) or 'unknown'} → {joined(list(two_)) or 'unknown'}")
    if old.credibility != new.credibility and new.credibility is not None and old.credibility is not None:
        better = "more" if new.credibility < old.credibility else "less"
        found.append(f"{better} credible: {CREDIBILITY[old.credibility]} → {CREDIBILITY[new.credibility]}")
    if new.disputed and old.disputed != new.disputed:
        found.append(f"reports contradict each other on {joined(list(new.disputed))}")
    if old.disputed and not new.disputed:
        found.append("reports do not contradict each other any more")
    found += [CONCERNS[kind].title.lower() for kind in new.concerns if kind not in old.concerns]
    if (old.holder, old.before) != (new.holder, new.before):
        found.append(f"held by {new.holder}, before by {new.before or 'nobody known'}")
    return tuple(found)


def _undated(given: Given) -> str:
    """That no day is known, and when it was first reported."""
    days = sorted(one.of.published for one in given.told if one.of.published is not None)
    return f" (no day given; first reported on {day(days[0])})" if days else " (no day given)"


def _standing(event: Event) -> str:
    """How far it can be believed."""
    backing = (
        f"{number(event.reports, 'report')} of {number(event.outlets, 'outlet')}, "
        f"{number(event.independent_sources, 'independent source')}; credibility {event.credibility}, "
        f"{CREDIBILITY[event.credibility]}"
    )
    whats = joined(sorted({dispute.what for dispute in event.disputed}))
    return f" ({backing}{f'; reports contradict each other on {whats}' if whats else ''}.)"


def _quotes(found: Sequence[Backing], sha256_of: dict[str, str]) -> tuple[Said, ...]:
    """The best sentences, one a report first."""
    chosen: dict[str, Backing] = {}
    for one in found:
        chosen.setdefault(one.of.report, one)
    return tuple(
        Said(
            report=one.of.report,
            sha256=sha256_of.get(one.of.report, ""),
            start=one.claim.sentence.start,
            end=one.claim.sentence.end,
            text=short(one.sentence, _SENTENCE),
            says=voice(one),
            outlet=one.of.outlet,
            published=one.of.published,
            title=one.of.title,
            url=one.of.url,
        )
        for one in list(chosen.values())[:_QUOTES]
    )


def _when(of: Notice) -> str:
    return when(of.earliest, of.latest, of.precision) or "unknown"


def _number(of: Numbers | None) -> str:
    if of is None:
        return "unknown"
    return tally(Tally(of.low, of.best, of.high)) or "unknown"
