"""Choosing among the candidates of all names of a report at once, by the learned ranker (``ranker``) over what each
candidate says for itself (``signals``) and what the report says for it (``evidence``)."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, sqrt

import numpy as np
from msgspec import Struct

from dateline.locate.candidates import Candidate, fuzzy_candidates
from dateline.locate.evidence import POINTLESS, Report, Spoken, holds
from dateline.locate.geo import EARTH_KM
from dateline.locate.index import Found, Index
from dateline.locate.ranker import Ranker
from dateline.locate.signals import capital_of

_SAME_KM = 60.0  # candidates so close (a city and its province) are no rivals
CITY = 50_000
_SUPPORTED = 0.25  # share of the strongest country's evidence from which a country counts as spoken of
_FUZZY_KM = 150.0  # a misspelt name is looked for within this distance of the report's other places
_TOWN = 100_000  # people: a town of that size is no chance namesake
_CITY_BY_ALIAS = 500_000
_LOUD = 2.0  # a country's own name says more of it than a town's
_CLEAR = 2.0  # weight from which a report clearly speaks of a country
_BESIDE_KM = 400.0
_INEXACT_SURE = 0.8  # a name spelt otherwise is never as sure: the ranker has learned from names well spelt


class Group:
    """The mentions that share a name: one sense a report. ``inside``: what the text says it lies in, and how
    firmly; ``chance``: the probability, calibrated, that its pick lies where it is meant."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.mentions: list[int] = []
        self.found: list[Candidate] = []
        self.inside: list[tuple[int, Found]] = []
        self.kind: str | None = None
        self.pick: Candidate | None = None
        self.chance = 0.0


class Choice(Struct, frozen=True):
    """The candidate chosen for a name, and its probability as the ranker says it (not yet calibrated)."""

    candidate: Candidate
    chance: float


def settle(groups: Sequence[Group], spoken: Spoken, ranker: Ranker) -> None:
    """Picks a candidate for each group, or none, with the other groups' picks as evidence."""
    chosen = choose(groups, Report(groups, spoken), ranker)
    chosen = [_capital_instead(c, g, chosen) if c else None for g, c in zip(groups, chosen, strict=True)]
    weights = _country_weights([(c.candidate.place, len(g.mentions)) for g, c in _answered(groups, chosen)], spoken)
    for group, choice in zip(groups, chosen, strict=True):
        group.pick, group.chance = None, 0.0
        if choice and (_is_known(choice.candidate) or _supported(choice.candidate, group, weights, chosen)):
            sure = ranker.sure(choice.chance)
            group.pick = choice.candidate
            group.chance = round(sure if choice.candidate.exact else _INEXACT_SURE * sure, 3)


def _answered(groups: Sequence[Group], chosen: Sequence[Choice | None]) -> list[tuple[Group, Choice]]:
    return [(g, c) for g, c in zip(groups, chosen, strict=True) if c is not None]


def _capital_instead(choice: Choice, group: Group, chosen: Sequence[Choice | None]) -> Choice:
    """A country rather than the first-level area in it that bears its name ("Mexico"), or its capital rather than one
    elsewhere in it ("Washington"), where the text neither calls it an area nor speaks of any other place in there."""
    area = choice.candidate.place
    if area.feature != "admin1" or group.kind in {"admin1", "admin2"}:
        return choice
    there = [
        c for c in chosen if c and (c.candidate.place.country, c.candidate.place.admin1) == (area.country, area.admin1)
    ]
    country = next((c for c in group.found if c.place.feature == "country" and c.place.country == area.country), None)
    instead = country or capital_of(group.found)
    if len(there) > 1 or instead is None or instead.place.country != area.country:
        return choice
    return Choice(instead, choice.chance)


def _is_known(pick: Candidate) -> bool:
    """Whether a name alone may mean the place: not a small town, an alias of a larger one,
    another spelling, nor a place that only a dump knows."""
    place = pick.place
    if not pick.exact:
        return False
    if place.feature == "settlement":
        return place.population >= (_TOWN if pick.main else _CITY_BY_ALIAS)
    return place.code is None


def _supported(pick: Candidate, group: Group, weights: dict[str, float], chosen: Sequence[Choice | None]) -> bool:
    """Whether a place has anything beside its name for it. The ranker has learned from places that reports name, not
    from dumps, which have a farm of nearly every name, nor from all aliases of the world's towns: where the report
    clearly speaks of other countries and of no place near, it is a chance namesake."""
    place = pick.place
    if any(holds(area, pick) for _, area in group.inside):
        return True
    mine = _LOUD if place.feature == "country" else 1.0
    others = dict(weights)
    if place.country:
        others[place.country] = others.get(place.country, 0.0) - mine * sqrt(min(len(group.mentions), 4))
        if others[place.country] > 0:
            return True
    if max(others.values(), default=0.0) < _CLEAR and pick.exact:
        return True
    return any(
        c.candidate.place.id != place.id
        and c.candidate.place.feature not in POINTLESS
        and apart_km(pick, c.candidate) <= _BESIDE_KM
        for c in chosen
        if c is not None
    )


def choose(groups: Sequence[Group], report: Report, ranker: Ranker) -> list[Choice | None]:
    """The likeliest candidate of each group, None where it is likelier that none is meant. Candidates beside each other
    (a city and its province) speak for the same place."""
    chances, none = ranker.chances(report)
    chosen: list[Choice | None] = []
    for number, group in enumerate(groups):
        rows = slice(int(report.first[number]), int(report.first[number + 1]))
        mine, at = chances[rows], report.at[rows]
        if not group.found:
            chosen.append(None)
            continue
        beside = np.arccos(np.clip(at @ at.T, -1, 1)) * EARTH_KM <= _SAME_KM
        together = beside @ mine
        best = int(np.argmax(together))
        members = np.flatnonzero(beside[best])
        top = group.found[int(members[np.argmax(mine[members])])]
        plain = top.exact and top.place.feature in POINTLESS and top.place.code is None
        if together[best] < none[number] and not plain:  # the tables have seas and regions by their common names
            chosen.append(None)
            continue
        if top.place.feature == "admin1" and group.kind not in {"admin1", "admin2"}:
            top = _namesake_city(top, group.found)
        chosen.append(Choice(top, float(together[best])))
    return chosen


def find_misspelt(groups: Sequence[Group], spoken: Spoken, index: Index) -> bool:
    """Looks for the names that found no place among misspelt ones, in the countries spoken of and near the places
    found. Says whether any was found."""
    countries = _countries(groups, spoken)
    anchors = [g.pick for g in groups if g.pick is not None and g.pick.place.feature not in POINTLESS]
    found = False
    for group in groups:
        if group.found or not countries:
            continue
        within = [area.country for _, area in group.inside if area.country]
        near = fuzzy_candidates(index, group.text, within or countries, group.kind)
        group.found = [c for c in near if (within and not anchors) or any(apart_km(c, a) <= _FUZZY_KM for a in anchors)]
        found = found or bool(group.found)
    return found


def _countries(groups: Sequence[Group], spoken: Spoken) -> list[str]:
    """Countries spoken of, strongest first, at most three."""
    weight = _country_weights([(g.pick.place, len(g.mentions)) for g in groups if g.pick is not None], spoken)
    top = max(weight.values(), default=0.0)
    told = [c for c, w in weight.items() if w >= max(_SUPPORTED * top, 0.5)]
    return sorted(told, key=lambda c: (-weight[c], c))[:3]


def _country_weights(places: Sequence[tuple[Found, int]], spoken: Spoken) -> dict[str, float]:
    """How strongly each country is spoken of, by nationality words and by places with the numbers of their mentions."""
    weight: dict[str, float] = {}
    for (country, area), times in spoken.items():
        if area is None:
            weight[country] = weight.get(country, 0.0) + 0.5 * min(times, 4)
    for place, mentions in places:
        if place.country:
            loud = _LOUD if place.feature == "country" else 1.0
            weight[place.country] = weight.get(place.country, 0.0) + loud * sqrt(min(mentions, 4))
    return weight


def apart_km(a: Candidate, b: Candidate) -> float:
    """The distance between two candidates."""
    chord = sqrt(sum((x - y) ** 2 for x, y in zip(a.at, b.at, strict=True)))
    return 2 * EARTH_KM * asin(min(1.0, chord / 2))


def _namesake_city(area: Candidate, found: Sequence[Candidate]) -> Candidate:
    """The city of the area's own name within it, where there is one: a name that both share means the city unless the
    text says otherwise."""
    where = (area.place.country, area.place.admin1)
    for c in found:
        city = c.place.feature == "settlement" and c.place.population >= CITY
        if city and c.exact and (c.place.country, c.place.admin1) == where:
            return c
    return area


def confidence(group: Group) -> float:
    """The calibrated probability that the group's pick is where it is meant to be; 0 without a pick."""
    return group.chance if group.pick is not None else 0.0


__all__ = ["CITY", "POINTLESS", "Choice", "Group", "apart_km", "choose", "confidence", "find_misspelt", "settle"]
