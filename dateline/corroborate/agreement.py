"""Which claims bear each other out: those that have at least one detail in common, whoever groups them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.corroborate.called import is_description, is_pronoun
from dateline.corroborate.cluster import components
from dateline.corroborate.days import dated
from dateline.corroborate.independence import Standing
from dateline.corroborate.told import Alike, Told
from dateline.corroborate.whereabouts import WIDE_KM

_LONG = 7
"""Days; a longer time is no detail."""
TOWN_KM = 20.0
"""Larger places are no detail of an event's own."""
_Detail = tuple[str, object]


def agreeing(told: Sequence[Told], standing: Standing, alike: Alike) -> list[Told]:
    """The claims that bear each other out.

    Claims are of one part where they share, directly or by others, who, whom, how many, where (a town) or when (a
    week), or come from one report or source; the part of the most sources counts, of equals the larger one. What
    gives no detail of a kind that this part gives contradicts nothing, and counts with it."""
    if standing.count(told) < 2:
        return list(told)
    details = [list(_details(one, alike)) for one in told]
    holding: dict[_Detail, int] = {}
    pairs: list[tuple[int, int]] = []
    for number, one in enumerate(told):
        own = [*details[number], ("voice", standing.voice(one)), ("report", one.report.report)]
        pairs += [(holding.setdefault(detail, number), number) for detail in own]
    parts = components(range(len(told)), pairs)
    main = max(parts, key=lambda part: (standing.count(told[i] for i in part), len(part)))
    kinds = {kind for i in main for kind, _ in details[i]}
    kept = [
        i for part in parts if part is main or kinds.isdisjoint(k for i in part for k, _ in details[i]) for i in part
    ]
    return [told[i] for i in sorted(kept)]


def bound(told: Sequence[Told], standing: Standing, alike: Alike) -> int:
    """How many independent sources at most are bound to one event: their claims share, directly or by others, a detail
    of its own, or stand in one report. Its own are a day or week, a town, a number, and a name that is not one of the
    listed actors': such an actor does the like again and again."""
    holding: dict[object, int] = {}
    pairs: list[tuple[int, int]] = []
    for number, one in enumerate(told):
        listed = {span.id for span in (*one.claim.actors, *one.claim.recipients) if span.id}
        own = [detail for detail in _details(one, alike, TOWN_KM) if detail[0] != "who" or detail[1] not in listed]
        pairs += [(holding.setdefault(detail, number), number) for detail in (*own, ("report", one.report.report))]
    return max((standing.count(told[i] for i in part) for part in components(range(len(told)), pairs)), default=0)


def _details(one: Told, alike: Alike, widest: float = WIDE_KM) -> Iterable[_Detail]:
    claim = one.claim
    for span in (*claim.actors, *claim.recipients):
        name = span.name or span.text
        if span.id or not (is_pronoun(name) or is_description(name)):
            yield "who", span.id or alike.who(name)
    for kind, count in claim.counts.items():
        if count.low is not None and count.low > 1:
            yield kind, count.low
    for place in claim.places:
        if place.latitude is not None and (place.radius_km or 0.0) <= widest:
            yield "where", place.id or (place.latitude, place.longitude)
    for time in dated((one,)):
        if time.last - time.first < _LONG:
            yield from (("when", day) for day in range(time.first, time.last + 1))
