"""Which claims bear each other out: those that have at least one detail in common, whoever groups them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.corroborate.called import is_description, is_pronoun
from dateline.corroborate.cluster import components
from dateline.corroborate.days import dated
from dateline.corroborate.independence import Standing
from dateline.corroborate.told import Alike, Told

_WIDE_KM = 100.0
"""A place larger than this (a country) is no detail: whatever happens there shares it."""
_LONG = 7
"""Days; a longer time is no detail."""
_Detail = tuple[str, object]


def agreeing(told: Sequence[Told], standing: Standing, alike: Alike) -> list[Told]:
    """The claims of the most independent sources that agree with each other, directly or by others, on who, whom, how
    many, where (to a town) or when (to a week); of equals the largest such part, then the first. All are given where
    there is one source."""
    if standing.count(told) < 2:
        return list(told)
    holding: dict[_Detail, int] = {}
    pairs: list[tuple[int, int]] = []
    for number, one in enumerate(told):
        pairs += [(holding.setdefault(detail, number), number) for detail in _details(one, alike)]
    # What one outlet or source says of it hangs together by itself.
    for number, one in enumerate(told):
        pairs.append((holding.setdefault(("voice", standing.voice(one)), number), number))
        pairs.append((holding.setdefault(("report", one.report.report), number), number))
    parts = [[told[i] for i in part] for part in components(range(len(told)), pairs)]
    return max(parts, key=lambda part: (standing.count(part), len(part)))


def _details(one: Told, alike: Alike) -> Iterable[_Detail]:
    claim = one.claim
    for span in (*claim.actors, *claim.recipients):
        name = span.name or span.text
        if span.id or not (is_pronoun(name) or is_description(name)):
            yield "who", alike.who(name)
    for kind, count in claim.counts.items():
        if count.low is not None and count.low > 1:
            yield kind, count.low
    for place in claim.places:
        if place.latitude is not None and (place.radius_km or 0.0) <= _WIDE_KM:
            yield "where", place.id or (place.latitude, place.longitude)
    for time in dated((one,)):
        if time.last - time.first < _LONG:
            yield from (("when", day) for day in range(time.first, time.last + 1))
