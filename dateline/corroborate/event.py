"""All claims of one event as one value: who, where, when, how many, who says so, and how far it can be believed.

A pure function of the claims, their reports and the names; the order in which they come plays no part. What each field
is made of is written in ``docs/independence.md``, the grade in ``docs/grading.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from dateline.corroborate import days, disputes, numbers, whereabouts
from dateline.corroborate.agreement import agreeing, bound
from dateline.corroborate.called import BODIES, is_description, words
from dateline.corroborate.credibility import Case, Side, credibility
from dateline.corroborate.independence import Standing
from dateline.corroborate.parties import parties
from dateline.corroborate.told import Alike, Told
from dateline.values import Claim, ClaimType, Dispute, Event, Party, Status, Tally

V = TypeVar("V", bound=str)
_OPEN: tuple[Status, ...] = ("planned", "requested", "possible", "feared", "hypothetical", "asked")
_STATES = frozenset({("CONTROL", "holds"), ("CONTROL", "contests"), ("STRENGTH", "size")})
"""Type and mode of what lasts: told on several days, it is no other event."""


def event(id: str, told: Sequence[Told], alike: Alike | None = None) -> Event:  # noqa: A002 - the field's name
    """What ``told``, at least one claim, comes to. ``alike`` folds names; raises ``ValueError`` for an event that
    nobody tells."""
    if not told:
        raise ValueError("an event needs at least one claim")
    names = alike or Alike()
    every = sorted(told, key=_order)
    standing = Standing(every, names)
    status = _status(every, standing)
    behind = [one for one in every if _stance(one.claim) == _side(status, one.claim)]
    against = _contrary(every, behind, status, standing)
    type_: ClaimType | None = _best(behind, lambda claim: claim.type, standing)
    mode = _mode([one for one in behind if one.claim.type == type_], standing)
    actors, recipients = parties(behind, standing, names)
    found = whereabouts.located(behind) or whereabouts.located(every)
    place = whereabouts.place(found, standing)
    timed = days.dated(behind) or days.dated(every)
    lasts = (type_, mode) in _STATES
    when = days.when(timed, standing, lasts)
    aggregate = 2 * sum(one.claim.aggregate for one in behind) > len(behind)
    counts, rivals = _counts([one for one in behind if _counts_it(one.claim, aggregate, when)], standing)
    yes, no = (against, behind) if status == "denied" else (behind, against)
    disputed = _kept(
        disputes.happened(yes, no, standing),
        disputes.actors(behind, standing, names),
        *rivals,
        disputes.places(found, place, standing),
        None if lasts else disputes.dates(timed, when, standing),
    )
    agreed = agreeing(behind, standing, names)
    differ = _differ(disputed, agreed)
    case = Case(
        status=status,
        told=standing.voices(agreed),
        against=standing.voices(against),
        sides=(_names(actors), _names(recipients)),
        differ=differ,
        disputed=tuple(one.what for one in disputed if one.what not in (*differ, "happened")),
        sources=standing.count(behind),
        bound=bound(agreed, standing, names),
    )
    grade, reasons = credibility(case)
    return Event(
        id=id,
        type=type_ or behind[0].claim.type,
        mode=mode,
        status=status,
        aggregate=aggregate,
        actors=actors,
        recipients=recipients,
        place=place,
        earliest=when.earliest,
        latest=when.latest,
        precision=when.precision,
        counts=counts,
        reports=len({one.report.report for one in every}),
        outlets=len(set(standing.origins.outlet.values())),
        independent_sources=standing.count(behind),
        credibility=grade,
        reasons=reasons,
        disputed=disputed,
        claims=tuple(sorted({one.anchor for one in every})),
    )


def _order(one: Told) -> tuple[object, ...]:
    return one.anchor, one.claim.type, one.claim.id, one.claim.status


def _stance(claim: Claim) -> str:
    """``happened``, ``did not happen``, or ``open``."""
    if claim.status == "denied" or (claim.negated and claim.status == "actual"):
        return "did not happen"
    return "happened" if claim.status == "actual" else "open"


def _side(status: Status, claim: Claim) -> str:
    """The stance of claims that stand behind a status; of open ones only those of that status."""
    if status == "actual":
        return "happened"
    if status == "denied":
        return "did not happen"
    return "open" if claim.status == status else ""


def _status(told: Sequence[Told], standing: Standing) -> Status:
    """Whether it happened, by the side that more independent sources stand on; of equals it happened. What nobody tells
    as a fact, nor denies, has the status that most give it."""
    yes = standing.count(one for one in told if _stance(one.claim) == "happened")
    no = standing.count(one for one in told if _stance(one.claim) == "did not happen")
    if yes or no:
        return "actual" if yes >= no else "denied"
    counted = {status: standing.count(one for one in told if one.claim.status == status) for status in _OPEN}
    return max(_OPEN, key=lambda status: counted[status])


def _contrary(told: Sequence[Told], behind: Sequence[Told], status: Status, standing: Standing) -> list[Told]:
    """The claims that say the contrary. Who says both speaks of different parts of it, and denies nothing."""
    contrary = {"actual": "did not happen", "denied": "happened"}.get(status, "")
    voices = {standing.voice(one) for one in behind}
    return [one for one in told if _stance(one.claim) == contrary and standing.voice(one) not in voices]


def _best(told: Sequence[Told], of: Callable[[Claim], V | None], standing: Standing) -> V | None:
    """What most independent sources say, of equals what most claims say, then the first by name."""
    by_value: dict[V, list[Told]] = {}
    for one in told:
        value = of(one.claim)
        if value is not None:
            by_value.setdefault(value, []).append(one)
    rated = sorted((-standing.count(by_value[value]), -len(by_value[value]), value) for value in by_value)
    return rated[0][2] if rated else None


def _mode(told: Sequence[Told], standing: Standing) -> str | None:
    """The mode that most independent sources give, if half of the claims that give one agree."""
    given = [one for one in told if one.claim.mode is not None]
    best = _best(given, lambda claim: claim.mode, standing)
    return best if 2 * sum(one.claim.mode == best for one in given) >= len(given) else None


def _counts_it(claim: Claim, aggregate: bool, when: days.When) -> bool:
    """Whether a claim's numbers are those of the event: a total is none of a single event, nor is what a claim tells of
    a month one of an event of a day."""
    if claim.aggregate != aggregate:
        return False
    return aggregate or not days.is_long(claim.time) or days.spans(when)


def _counts(told: Sequence[Told], standing: Standing) -> tuple[dict[str, Tally], list[Dispute | None]]:
    """The numbers of all kinds, and the disputes over them."""
    tallies: dict[str, Tally] = {}
    disputed: list[Dispute | None] = []
    for kind in sorted({kind for one in told for kind in one.claim.counts}):
        given = numbers.given(kind, told, standing)
        if given:
            tallies[kind] = numbers.tally(given, standing)
            disputed.append(numbers.dispute(kind, given, standing))
    return tallies, disputed


def _differ(disputed: Sequence[Dispute], agreed: Sequence[Told]) -> tuple[str, ...]:
    """Whether those who otherwise bear each other out tell of another place or day: perhaps of another event."""
    counted = {one.anchor for one in agreed}
    return tuple(
        one.what
        for one in disputed
        if one.what in ("place", "day") and sum(not counted.isdisjoint(v.claims) for v in one.versions) > 1
    )


def _names(side: Sequence[Party]) -> Side:
    """The words of those who took part, bodies and names only: "refugees" do not speak as such."""
    spoken = [party for party in side if party.id or not is_description(party.name) or words(party.name) & BODIES]
    return tuple(name for party in spoken for name in (words(party.name), words(party.id or "")) if name)


def _kept(*found: Dispute | None) -> tuple[Dispute, ...]:
    return tuple(one for one in found if one is not None)
