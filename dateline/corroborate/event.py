"""All claims of one event as one value: who, where, when, how many, who says so, and how far it can be believed.

A pure function of the claims, their reports and the names; the order in which they come plays no part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dateline.corroborate.told import Alike, Told
from dateline.values import Event, Figure, Party, Span, Tally


def event(id: str, told: Sequence[Told], alike: Alike | None = None) -> Event:  # noqa: A002 - the field's name
    """What ``told``, at least one claim, comes to. ``alike`` folds names; raises ``ValueError`` for an event that
    nobody tells."""
    if not told:
        raise ValueError("an event needs at least one claim")
    names = alike or Alike()
    every = sorted(told, key=_order)
    actual = [one for one in every if one.claim.status == "actual"] or every
    lead = actual[0].claim
    dated = [one.claim.time for one in actual if one.claim.time is not None and one.claim.time.latest is not None]
    placed = [p for one in actual for p in one.claim.places if p.latitude is not None]
    outlets = {names.who(one.report.publisher or one.report.url or one.report.report) for one in every}
    return Event(
        id=id,
        type=lead.type,
        mode=lead.mode,
        status=lead.status,
        aggregate=lead.aggregate,
        actors=_parties((s for one in actual for s in one.claim.actors), names),
        recipients=_parties((s for one in actual for s in one.claim.recipients), names),
        place=placed[0] if placed else None,
        earliest=dated[0].earliest if dated else None,
        latest=dated[0].latest if dated else None,
        precision=dated[0].precision if dated else None,
        counts={kind: _tally(kind, actual) for kind in sorted({k for one in actual for k in one.claim.counts})},
        reports=len({one.report.report for one in every}),
        outlets=len(outlets),
        independent_sources=len(outlets),
        credibility=6,
        reasons=("not yet graded",),
        disputed=(),
        claims=tuple(sorted({one.anchor for one in every})),
    )


def _order(one: Told) -> tuple[object, ...]:
    return one.anchor, one.claim.type, one.claim.id


def _parties(spans: Iterable[Span], names: Alike) -> tuple[Party, ...]:
    found: dict[str, Counter[str]] = {}
    for span in spans:
        name = span.name or span.text
        found.setdefault(names.who(name), Counter())[name] += 1
    return tuple(Party(min(c, key=lambda n: (-c[n], n))) for _, c in sorted(found.items()))


def _tally(kind: str, told: Sequence[Told]) -> Tally:
    given = [(one, one.claim.counts[kind]) for one in told if kind in one.claim.counts]
    numbers = [n for _, c in given for n in (c.low, c.high) if n is not None]
    figures = tuple(Figure(c.low, c.high, one.report.publisher, one.anchor) for one, c in given)
    return Tally(min(numbers, default=None), min(numbers, default=None), max(numbers, default=None), figures)
