"""Choosing among the candidates of all names of a report at once.

The weights are set by hand. What they weigh is kept apart (``Evidence``, ``Group``), so that a learned ranker can take
their place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import asin, exp, sqrt

from dateline.locate.candidates import Candidate, fuzzy_candidates
from dateline.locate.geo import EARTH_KM, distance_km
from dateline.locate.index import Found, Index

_COUNTRY = 2.4  # weight of the country being spoken of
_AREA = 0.8  # … of the first-level area being spoken of
_NEAR = 1.8  # … of other places being near
_NEAR_KM = 250.0  # how far "near" reaches: the weight falls to a third at that distance
_INSIDE = 3.5  # … of the text saying it lies in an area that holds it
_OUTSIDE = -2.0  # … or in one that does not
_ROUNDS = 3
_NEIGHBOURS = 40  # other names looked at on either side, so that time stays in proportion to the report's length
_SAME_KM = 60.0  # candidates so close (a city and its province) are no rivals
_ENOUGH = 1.3  # a score under this is no answer
_UNKNOWN_TOWN = 500_000  # an alias of a smaller town counts only where something else speaks for it
CITY = 50_000
_SMALL = 100_000  # a town under this in a country that nothing speaks for, where others are spoken of, is no answer
_CLEAR = 2.0  # evidence for a country from which the report clearly speaks of it
_SUPPORTED = 0.25  # share of the strongest country's evidence from which a country counts as spoken of
_BESIDE_KM = 400.0  # an exact name this near to another place of the report is believed without its country
_FUZZY_KM = 150.0  # a misspelt name is looked for within this distance of the report's other places
_INEXACT_SURE = 0.8  # a name spelt otherwise is never as sure
POINTLESS = frozenset({"country", "continent", "region", "ocean", "sea"})  # too large to be near anything


class Group:
    """The mentions that share a name: one sense a report."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.mentions: list[int] = []
        self.found: list[Candidate] = []
        self.inside: list[Found] = []
        self.kind: str | None = None
        self.pick: Candidate | None = None
        self.scores: list[float] = []

    def support(self) -> float:
        """How much this group's place speaks for its country: more for repeated names, most for countries."""
        if self.pick is None:
            return 0.0
        times = sqrt(min(len(self.mentions), 4))
        return (2.0 if self.pick.place.feature == "country" else 1.0) * times


class Evidence:
    """What the report as a whole speaks for: countries and first-level areas, as shares of the strongest."""

    def __init__(self, spoken: Counter[str], groups: Sequence[Group]) -> None:
        self.country: Counter[str] = Counter()
        self.area: Counter[tuple[str, str]] = Counter()
        for code, times in spoken.items():
            self.country[code] += 0.5 * min(times, 4)  # type: ignore[assignment]
        for group in groups:
            if group.pick is None or group.pick.place.country is None:
                continue
            place = group.pick.place
            self.country[place.country] += group.support()  # type: ignore[assignment,index]
            if place.admin1:
                self.area[place.country, place.admin1] += group.support()  # type: ignore[assignment,index]

    def share(self, place: Found, group: Group) -> tuple[float, float]:
        """Shares of the place's country and first-level area, without the group's own voice."""
        if place.country is None:
            return 0.0, 0.0
        own = group.pick.place if group.pick else None
        mine = group.support() if own and own.country == place.country else 0.0
        country = (self.country[place.country] - mine) / max(1.0, *self.country.values(), 1.0)
        if not place.admin1:
            return country, 0.0
        mine = group.support() if own and (own.country, own.admin1) == (place.country, place.admin1) else 0.0
        area = (self.area[place.country, place.admin1] - mine) / max(1.0, *self.area.values(), 1.0)
        return country, area

    def clear(self, group: Group) -> bool:
        """Whether others than the group clearly speak of some country."""
        own = group.pick.place.country if group.pick else None
        return any(w - (group.support() if c == own else 0.0) >= _CLEAR for c, w in self.country.items())

    def countries(self) -> list[str]:
        """Countries spoken of, strongest first, at most three."""
        top = max(self.country.values(), default=0.0)
        spoken = [c for c, w in self.country.items() if w >= max(_SUPPORTED * top, 0.5)]
        return sorted(spoken, key=lambda c: (-self.country[c], c))[:3]


def settle(groups: Sequence[Group], spoken: Counter[str]) -> None:
    """Picks a candidate for each group, again and again, with the others' picks as evidence."""
    for round_number in range(_ROUNDS):
        evidence = Evidence(spoken, groups)
        picks: list[Candidate | None] = []
        for i, group in enumerate(groups):
            others = [
                g.pick
                for g in (*groups[max(0, i - _NEIGHBOURS) : i], *groups[i + 1 : i + 1 + _NEIGHBOURS])
                if g.pick is not None and g.pick.place.feature not in POINTLESS
            ]
            group.scores = [_score(c, group, evidence, others if round_number else []) for c in group.found]
            picks.append(_choose(group, evidence, others, last=round_number == _ROUNDS - 1))
        for group, pick in zip(groups, picks, strict=True):
            group.pick = pick


def find_misspelt(groups: Sequence[Group], spoken: Counter[str], index: Index) -> bool:
    """Looks for the names that found no place among misspelt ones, in the countries spoken of and near the places
    found. Says whether any was found."""
    countries = Evidence(spoken, groups).countries()
    anchors = [g.pick for g in groups if g.pick is not None and g.pick.place.feature not in POINTLESS]
    found = False
    for group in groups:
        if group.found or not countries:
            continue
        within = [a.country for a in group.inside if a.country]
        near = fuzzy_candidates(index, group.text, within or countries, group.kind)
        group.found = [c for c in near if (within and not anchors) or any(_km(c, a) <= _FUZZY_KM for a in anchors)]
        found = found or bool(group.found)
    return found


def confidence(group: Group) -> float:
    """0 to 1, from the pick's score and its lead over the best candidate elsewhere. Not calibrated."""
    if group.pick is None:
        return 0.0
    at = group.found.index(group.pick)
    best = group.scores[at]
    rivals = [s for s, c in zip(group.scores, group.found, strict=True) if _km(c, group.pick) > _SAME_KM]
    lead = best - max(rivals, default=0.0)
    sure = 1 / (1 + exp(-(0.9 * lead + 0.4 * (best - 3.0))))
    return round(min(0.99, sure if group.pick.exact else _INEXACT_SURE * sure), 3)


def _score(candidate: Candidate, group: Group, evidence: Evidence, others: Sequence[Candidate]) -> float:
    place = candidate.place
    country, area = evidence.share(place, group)
    score = candidate.score + _COUNTRY * country + _AREA * area
    if others and place.feature not in POINTLESS:
        score += _NEAR * _nearness(candidate, others)
    inside = [a for a in group.inside if a.id != place.id]
    if inside:
        score += _INSIDE if any(_holds(a, candidate) for a in inside) else _OUTSIDE
    return score


def _nearness(candidate: Candidate, others: Sequence[Candidate]) -> float:
    """Mean closeness, 0 to 1, of the three nearest other places."""
    close = [exp(-_km(candidate, o) / _NEAR_KM) for o in others if o.place.id != candidate.place.id]
    return sum(sorted(close)[-3:]) / 3


def _km(a: Candidate, b: Candidate) -> float:
    chord = sqrt(sum((x - y) ** 2 for x, y in zip(a.at, b.at, strict=True)))
    return 2 * EARTH_KM * asin(min(1.0, chord / 2))


def _holds(area: Found, candidate: Candidate) -> bool:
    """Whether an area holds a place: by country and code, or by distance for areas without a code."""
    place = candidate.place
    if area.feature == "country":
        return place.country == area.country
    if area.feature == "admin1":
        return place.country == area.country and place.admin1 == area.admin1
    if area.country and place.country and area.country != place.country:
        return False
    way = distance_km(area.latitude, area.longitude, place.latitude, place.longitude)
    return way <= area.radius_km + place.radius_km


def _choose(group: Group, evidence: Evidence, others: Sequence[Candidate], last: bool) -> Candidate | None:
    """The best candidate, or None where none is good enough; strictness comes in the last round only, when the others
    have had their say."""
    if not group.found:
        return None
    best = max(range(len(group.found)), key=lambda i: (group.scores[i], -i))
    pick = group.found[best]
    if pick.place.feature == "admin1" and group.kind not in {"admin1", "admin2"}:
        pick = _namesake_city(pick, group.found)
        best = group.found.index(pick)
    if last and (group.scores[best] < _ENOUGH or not _believable(pick, group, evidence, others)):
        return None
    return pick


def _namesake_city(area: Candidate, found: Sequence[Candidate]) -> Candidate:
    """The city of the area's own name within it, where there is one: a name that both share means the city unless the
    text says otherwise."""
    where = (area.place.country, area.place.admin1)
    for c in found:
        city = c.place.feature == "settlement" and c.place.population >= CITY
        if city and c.exact and (c.place.country, c.place.admin1) == where:
            return c
    return area


def _believable(pick: Candidate, group: Group, evidence: Evidence, others: Sequence[Candidate]) -> bool:
    """A name that is not the place's own spelling, or an alias of a small town, needs the report's support."""
    place = pick.place
    if place.feature in POINTLESS or any(_holds(a, pick) for a in group.inside):
        return True
    if pick.exact and any(_km(pick, o) <= _BESIDE_KM for o in others if o.place.id != place.id):
        return True
    country, _ = evidence.share(place, group)
    if pick.main or (pick.exact and place.feature == "admin1"):
        small = (place.feature == "settlement" or place.code is not None) and place.population < _SMALL
        return not small or country > 0 or not evidence.clear(group)
    if country >= _SUPPORTED:
        return pick.exact or pick.likeness >= 0.8
    return pick.exact and place.population >= _UNKNOWN_TOWN
