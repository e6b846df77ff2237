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


def _details(one: Told, alike: Alike) -> Iterable[_Detail]:
    claim = one.claim
    for span in (*claim.actors, *claim.recipients):
        name = span.name or span.text
        if span.id or not (is_pronoun(name) or is_description(name)):
            yield "who", span.id or alike.who(name)
    for kind, count in claim.counts.items():
        if count.low is not None and count.low > 1:
            yield kind, count.low
    for place in claim.places:
        if place.latitude is not None and (place.radius_km or 0.0) <= WIDE_KM:
            yield "where", place.id or (place.latitude, place.longitude)
    for time in dated((one,)):
        if time.last - time.first < _LONG:
            yield from (("when", day) for day in range(time.first, time.last + 1))
