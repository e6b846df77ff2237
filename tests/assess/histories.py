"""Claims and events, made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.assess.indicators.known import Known
from dateline.corroborate.told import About, Told
from dateline.values import (
    Anchor,
    Claim,
    ClaimPlace,
    ClaimSource,
    Count,
    Event,
    Extent,
    PlaceRole,
    Span,
    Status,
    Time,
    Trigger,
)


def party(name: str) -> Span:
    return Span(name, 0, len(name))


def place(name: str, role: PlaceRole = "at", feature: str = "settlement", relation: str = "at") -> ClaimPlace:
    return ClaimPlace(
        name,
        0,
        len(name),
        name,
        f"id-{name}",
        latitude=1.0,
        longitude=1.0,
        feature=feature,
        relation=relation,
        role=role,
    )


def claim(
    kind: str,
    mode: str | None = None,
    *,
    by: Sequence[str] = (),
    on: Sequence[str] = (),
    at: Sequence[ClaimPlace] | None = None,
    status: Status = "actual",
    word: str = "did",
    day: str | None = None,
    says: ClaimSource | None = None,
    sentence: int = 0,
    confidence: float = 0.9,
    background: bool = False,
    aggregate: bool = False,
    counts: Mapping[str, Count] | None = None,
) -> Claim:
    """A claim; of control and of a withdrawal at Ford, unless another place is named."""
    if at is None:
        at = [place("Ford", "held" if kind == "CONTROL" else "from")] if kind in ("CONTROL", "RETREAT") else ()
    return Claim(
        id=f"{kind}-{word}-{sentence}",
        type=kind,  # type: ignore[arg-type]
        mode=mode,
        status=status,
        negated=status == "denied",
        aggregate=aggregate,
        background=background,
        trigger=Trigger(word, sentence, sentence + len(word)),
        sentence=Extent(sentence, sentence + 100),
        actors=tuple(map(party, by)),
        recipients=tuple(map(party, on)),
        places=tuple(at),
        time=None if day is None else Time(day, 0, 1, day, day, "day"),
        counts=dict(counts or {}),
        sources=() if says is None else (says,),
        confidence=confidence,
    )


def event(
    *claims: Claim,
    id: str = "e1",  # noqa: A002
    outlets: Sequence[str] = ("Daily",),
    published: str | None = "2020-03-04",
    credibility: int = 3,
) -> Known:
    """An event that every outlet tells with each of the claims."""
    told = tuple(
        Told(
            Anchor(f"{id}-{outlet}", one.trigger.start, one.trigger.end),
            one,
            About(f"{id}-{outlet}", outlet, None, published),
        )
        for outlet in outlets
        for one in claims
    )
    lead = claims[0]
    return Known(
        Event(
            id=id,
            type=lead.type,
            mode=lead.mode,
            status=lead.status,
            aggregate=lead.aggregate,
            actors=(),
            recipients=(),
            place=lead.places[0] if lead.places else None,
            earliest=lead.time.earliest if lead.time else None,
            latest=lead.time.latest if lead.time else None,
            precision=lead.time.precision if lead.time else None,
            counts={},
            reports=len(outlets),
            outlets=len(outlets),
            independent_sources=len(outlets),
            credibility=credibility,
            reasons=(),
            disputed=(),
            claims=tuple(sorted(t.anchor for t in told)),
        ),
        told,
    )
