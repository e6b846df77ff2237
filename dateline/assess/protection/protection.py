"""What civilians face, by place and urgency, each with the claims that tell of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from msgspec import Struct

from dateline.assess.indicators import placed
from dateline.assess.indicators.known import Known
from dateline.assess.indicators.weeks import When, day, when
from dateline.assess.protection.bears import bears
from dateline.assess.protection.concerns import CONCERNS, ORDER, Kind, Urgency, urgency
from dateline.corroborate.told import Told
from dateline.values import Anchor, ClaimPlace, Place

_LONGEST = 240


class Concern(Struct, frozen=True):
    """One concern at one place. ``events``: how many; ``first`` and ``last``: their days (null where no day is
    known); ``inferred``: ``last`` is the day of a report; ``sure``: at least one of them is told as a fact, not as
    feared or possible (a warning is itself a fact); ``killed``: the largest number that one of them gives for
    people killed; ``text`` tells the newest in its own words, ``says`` who says so; ``claims`` are all claims
    behind it; ``credibility`` the best of its events', 1 to 6."""

    urgency: Urgency
    kind: Kind
    title: str
    place: Place | None
    events: int
    first: str | None
    last: str | None
    inferred: bool
    sure: bool
    killed: int | None
    text: str
    says: tuple[str, ...]
    credibility: int
    claims: tuple[Anchor, ...]


class _Case(Struct, frozen=True):
    known: Known
    told: tuple[Told, ...]
    when: When | None


def protection(
    events: Iterable[Known],
    since: date | None = None,
    until: date | None = None,
    *,
    quote: Callable[[Told], str | None] = lambda told: None,
) -> tuple[Concern, ...]:
    """All that bears on civilians in the period, the most urgent first, then by kind and place. Urgency is measured
    from ``until``, by default the last day that anything is known of; what is undated is kept, and only to be
    watched. ``quote`` gives a claim's sentence."""
    cases: dict[tuple[Kind, tuple[str, str] | None], list[_Case]] = {}
    spots: dict[tuple[str, str], ClaimPlace] = {}
    every = sorted(events, key=lambda known: known.event.id)
    end = until or _last(every)
    for known in every:
        day_of = when(known.event, known.told)
        if day_of is not None and not _within(day_of, since, until):
            continue
        if (day_of is None or day_of.loose) and all(one.claim.background for one in known.told):
            continue
        by: dict[tuple[Kind, tuple[str, str] | None], list[Told]] = {}
        for one in known.told:
            kind = bears(one.claim, quote(one))
            if kind is not None:
                place = _place(one, known)
                at = None if place is None else placed.key(place)
                if place is not None and at is not None:
                    spots.setdefault(at, place)
                by.setdefault((kind, at), []).append(one)
        for spot, told in by.items():
            cases.setdefault(spot, []).append(_Case(known, tuple(told), day_of))
    found = [_concern(kind, spots[at] if at else None, those, end, quote) for (kind, at), those in cases.items()]
    kinds = list(CONCERNS)
    return tuple(
        sorted(found, key=lambda c: (ORDER.index(c.urgency), kinds.index(c.kind), _name(c.place), c.claims[0]))
    )


def _place(one: Told, known: Known) -> ClaimPlace | None:
    found = placed.places(one.claim)
    return found[0] if found else known.event.place


def _concern(
    kind: Kind,
    place: Place | None,
    cases: list[_Case],
    end: date | None,
    quote: Callable[[Told], str | None],
) -> Concern:
    dated = [(c.when.latest, c.when.inferred) for c in cases if c.when is not None]
    last = max(dated, default=None)
    age = None if last is None or end is None else (end - last[0]).days
    newest = max(cases, key=lambda c: (c.when is not None, c.when.latest if c.when else date.min, c.known.event.id))
    best = min(newest.told, key=lambda one: (-one.claim.confidence, one.anchor))
    told = [one for c in cases for one in c.told]
    return Concern(
        urgency=urgency(kind, age),
        kind=kind,
        title=CONCERNS[kind].title,
        place=place,
        events=len({c.known.event.id for c in cases}),
        first=min(c.when.earliest for c in cases if c.when is not None).isoformat() if dated else None,
        last=last[0].isoformat() if last else None,
        inferred=last[1] if last else False,
        sure=any(one.claim.status in ("actual", "requested") for one in told),
        killed=max((n for one in told if (n := _killed(one)) is not None), default=None),
        text=_text(best, quote),
        says=tuple(sorted({_says(one) for one in told})),
        credibility=min(c.known.event.credibility for c in cases),
        claims=tuple(sorted({one.anchor for one in told})),
    )


def _killed(one: Told) -> int | None:
    count = one.claim.counts.get("killed")
    return None if count is None or one.claim.status != "actual" else count.low


def _says(one: Told) -> str:
    by = one.report.publisher or one.report.url or "an outlet that is not known"
    nearest = one.claim.sources[0] if one.claim.sources else None
    return by if nearest is None else f"{nearest.name or nearest.text}, in {by}"


def _text(one: Told, quote: Callable[[Told], str | None]) -> str:
    text = " ".join((quote(one) or one.claim.trigger.text).split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _within(of: When, since: date | None, until: date | None) -> bool:
    return (until is None or of.earliest <= until) and (since is None or of.latest >= since)


def _last(events: Iterable[Known]) -> date | None:
    days = [d for known in events for one in known.told if (d := day(one.report.published)) is not None]
    return max(days, default=None)


def _name(place: Place | None) -> tuple[bool, str]:
    return place is None, "" if place is None else placed.label(place).casefold()
