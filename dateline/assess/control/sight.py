"""What one claim shows of the places in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from dateline.assess.control import holders
from dateline.assess.control.sites import first, is_in_part, sites
from dateline.assess.control.values import Sighting, Site
from dateline.assess.control.when import Days, days, iso
from dateline.corroborate.called import plain
from dateline.corroborate.told import About
from dateline.values import Anchor, Claim, Party, Status

_STATUS: dict[Status, float] = {"actual": 1.0, "possible": 0.5, "planned": 0.15, "feared": 0.12}
"""What is said to be so, may be so, is to come. What is requested, supposed or asked tells nothing of the state."""
_REMOTE = frozenset({"aerial", "drone", "heavy-weapons", "explosives", "suicide-attack", "unconventional"})
_CLOSE = frozenset({"abduct", "beat", "torture", "sexual", "targeted", "firearms", "primitive"})
_OWN_WORD = 0.8  # one's own word for one's own gain
_ADMITTED = 1.1  # one's own word for one's own loss
_NEWS = 1  # days between a change and its undated report

Parties = tuple[Party, ...]


class Seen(Struct, frozen=True):
    """A pattern at a place on the first, the last, the middle day of the claim, or when the change came."""

    site: Site
    pattern: str
    named: Parties = ()
    excluded: Parties = ()
    when: str = "last"
    share: float = 1.0


def sightings(claim: Claim, anchor: Anchor, report: About, who: holders.Who = holders.party) -> tuple[Sighting, ...]:
    """What the claim shows of who holds a place; nothing where it is of another type, background, a total, a question,
    a demand, undated in an undated report, or names no place that can be held. ``who`` tells actors apart."""
    kind = _KINDS.get(claim.type)
    span = days(claim, report.published)
    if kind is None or span is None or claim.background or claim.aggregate:
        return ()
    denied = claim.negated or claim.status == "denied"
    weight = 1.0 if denied else _STATUS.get(claim.status, 0.0)
    if not weight:
        return ()
    actors, recipients = (_no_place(holders.parties(spans, who), claim) for spans in (claim.actors, claim.recipients))
    ahead = claim.status in ("planned", "feared") and not denied
    seen = kind(claim, actors, recipients, denied, ahead)
    made = [
        _sighting(one, claim, anchor, report, span, weight) for one in seen if one.named or one.excluded or _bare(one)
    ]
    return tuple(made)


def _no_place(found: Parties, claim: Claim) -> Parties:
    """Without what is named like one of the claim's places: the place itself, misread."""
    names = {plain(name) for p in claim.places for name in (p.name, p.text) if name}
    return tuple(p for p in found if p.id or plain(p.name) not in names)


def _bare(one: Seen) -> bool:
    """Patterns that say something without naming anyone."""
    return one.pattern in ("contested", "flight", "calm", "fought over")


def _sighting(one: Seen, claim: Claim, anchor: Anchor, report: About, span: Days, weight: float) -> Sighting:
    named = tuple(sorted({holders.key(p) for p in one.named}))
    excluded = tuple(sorted({holders.key(p) for p in one.excluded} - set(named)))
    day = _days(span)
    says = tuple(dict.fromkeys(s.name or s.text for s in claim.sources)) or (
        (report.publisher,) if report.publisher else ()
    )
    trust = weight * claim.confidence * span.share * one.share * _interest(claim, named, excluded)
    parties = tuple(sorted({holders.key(p): p for p in (*one.named, *one.excluded)}.values(), key=holders.key))
    return Sighting(
        one.site, iso(day[one.when]), one.pattern, named, excluded, parties, round(min(0.99, trust), 4), span.inferred,
        says, report.publisher, anchor, claim.type, claim.status,
    )  # fmt: skip


def _days(span: Days) -> dict[str, int]:
    """What is told without a day is news: it is so by the day of publication, and a change came shortly before."""
    middle = (span.first + span.last) // 2
    if span.inferred:
        return {"first": span.first, "last": span.last, "middle": span.last, "change": span.last - _NEWS}
    return {"first": span.first, "last": span.last, "middle": middle, "change": middle}


def _interest(claim: Claim, named: Sequence[str], excluded: Sequence[str]) -> float:
    """A party's word counts less for what it gains, more for what it loses."""
    words = {s.id or plain(s.name or s.text) for s in claim.sources}
    if words & set(named):
        return _OWN_WORD
    return _ADMITTED if words & set(excluded) else 1.0


def _control(claim: Claim, actors: Parties, recipients: Parties, denied: bool, ahead: bool) -> Iterator[Seen]:
    for place in sites(claim, ("held",)) or first(claim, ("at", "to")):
        if claim.mode == "contests" or (is_in_part(claim) and not denied and not ahead):
            yield Seen(place, "contested", (*actors, *recipients), when="middle", share=0.3 if denied or ahead else 1.0)
        elif claim.mode == "gains":
            yield from _gained(place, actors, recipients, denied, ahead)
        elif claim.mode == "loses":
            # The loser is the recipient; readers sometimes take him for the actor where nobody gains.
            losers = recipients or actors
            winners = tuple(p for p in actors if p not in losers)
            if denied or ahead:
                yield Seen(place, "holds", losers)
            else:
                yield _change(place, winners, losers)
        elif denied or ahead:
            yield Seen(place, "not his", excluded=actors)
        else:
            yield Seen(place, "holds", actors, when="middle")


def _gained(place: Site, winners: Parties, losers: Parties, denied: bool, ahead: bool) -> Iterator[Seen]:
    # Who is on both sides was driven out: it is the one who gains that sentences leave out.
    winners = tuple(p for p in winners if p not in losers)
    if denied or ahead:
        yield Seen(place, "still there", losers) if losers else Seen(place, "not his", excluded=winners)
    else:
        yield _change(place, winners, losers)


def _change(place: Site, winners: Parties, losers: Parties) -> Seen:
    if not winners:
        return Seen(place, "lost", excluded=losers, when="change")
    return Seen(place, "took from" if losers else "took", winners, losers, when="change")


def _assault(claim: Claim, actors: Parties, recipients: Parties, denied: bool, ahead: bool) -> Iterator[Seen]:
    if denied:
        return
    for place in first(claim, ("at", "to", "held")):
        defenders = tuple(p for p in recipients if p not in actors)
        if ahead or claim.mode in _REMOTE or (not recipients and not claim.recipients and len(actors) == 1):
            yield Seen(place, "attacked", defenders, actors, when="middle")
        elif (defenders and actors) or len(actors) > 1:
            yield Seen(place, "fought over", (*actors, *defenders), when="middle")
        elif claim.mode in _CLOSE and not defenders:
            yield Seen(place, "acts there", actors, when="middle")


def _retreat(claim: Claim, actors: Parties, recipients: Parties, denied: bool, ahead: bool) -> Iterator[Seen]:
    if claim.mode != "withdraw":
        return
    if denied or ahead:
        for place in sites(claim, ("from",)):
            yield Seen(place, "still there", actors)
        return
    for place in sites(claim, ("from",)) or first(claim, ("at",)):
        yield Seen(place, "left", excluded=actors, when="change")
    for place in sites(claim, ("to",)):
        yield Seen(place, "went there", actors)


def _mobilize(claim: Claim, actors: Parties, recipients: Parties, denied: bool, ahead: bool) -> Iterator[Seen]:
    if denied or ahead:
        return
    for place in first(claim, ("at",)):
        yield Seen(place, "deployed", actors, when="middle")
    for place in first(claim, ("to",)):
        yield Seen(place, "arrives", actors)
    for place in first(claim, ("from",)):
        yield Seen(place, "sent from", actors, when="first")


def _displace(claim: Claim, actors: Parties, recipients: Parties, denied: bool, ahead: bool) -> Iterator[Seen]:
    if denied or ahead:
        return
    if claim.mode == "return":
        for place in sites(claim, ("to", "at")):
            yield Seen(place, "calm", when="middle")
        return
    for place in sites(claim, ("from",)):
        if claim.mode == "expelled" and actors:
            yield Seen(place, "expulsion", actors, when="middle")
        else:
            yield Seen(place, "flight", when="middle")
    for place in sites(claim, ("to",)):
        yield Seen(place, "calm", when="middle", share=0.5)


_KINDS: dict[str, Callable[[Claim, Parties, Parties, bool, bool], Iterator[Seen]]] = {
    "CONTROL": _control, "ASSAULT": _assault, "RETREAT": _retreat, "MOBILIZE": _mobilize, "DISPLACE": _displace,
}  # fmt: skip
