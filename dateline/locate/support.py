"""What a report says for a place beside its name: the countries spoken of, the places near by, what holds it."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, sqrt
from typing import Protocol

from dateline.locate.candidates import Candidate, prominence
from dateline.locate.evidence import POINTLESS, Spoken, holds
from dateline.locate.geo import EARTH_KM
from dateline.locate.index import Found
from dateline.locate.names import split_feature
from dateline.locate.no_names import COMMON

_TOWN = 100_000  # people: a town of that size is no chance namesake
_CITY_BY_ALIAS = 500_000
_GREATER = 0.9  # prominence: a town of a hundred times the people
_SHORT = 3  # letters: "UP", "CA", "SLC"
_LOUD = 2.0  # a country's own name says more of it than a town's
_CLEAR = 2.0  # weight from which a report clearly speaks of a country
_IN_PASSING = 0.25  # share of the weight of the country most spoken of; alone, as good as none is
_BESIDE_KM = 400.0


class Named(Protocol):
    """One name of a report with its candidates; ``inside``: places that the text says it lies in, how firmly."""

    name: str
    mentions: list[int]
    found: list[Candidate]
    inside: list[tuple[int, Found]]


class Heard:
    """What all names of a report, given what each stands for by now (None: unknown), say for a candidate of one of
    them. Words that any area may be called by ("Northern") say nothing for others."""

    def __init__(self, names: Sequence[Named], picks: Sequence[Candidate | None], spoken: Spoken) -> None:
        self._names = names
        self._common = [_bare(name.name) in COMMON for name in names]
        self._picks = [None if common else pick for common, pick in zip(self._common, picks, strict=True)]
        told = [(p.place, len(n.mentions)) for n, p in zip(names, self._picks, strict=True) if p is not None]
        self._weights = country_weights(told, spoken)

    def believes(self, pick: Candidate, number: int) -> bool:
        """Whether the pick of that name is no chance namesake: it is known by its name alone, or has anything beside
        its name for it."""
        return (not self._common[number] and _is_known(pick, self._names[number].name)) or self._supports(pick, number)

    def means_own_name(self, pick: Candidate, number: int) -> bool:
        """Whether rather a place of about the pick's standing is meant whose own name it is, as the pick only has it
        among others: "San Miguel" is the town before it is what San Diego was once called, and "Bombay" is Mumbai
        before it is a hamlet. Not where the report speaks of the pick's surroundings, or of its country more."""
        most = prominence(pick.place) - _GREATER
        rivals = [c for c in self._names[number].found if c.own and c.exact and prominence(c.place) > most]
        if not rivals or self._held(pick, number) or self._near(pick, number):
            return False
        if any(self._near(c, number) for c in rivals):
            return True
        here = self._country(pick.place.country, number)
        return here <= max(self._country(c.place.country, number) for c in rivals)

    def _supports(self, pick: Candidate, number: int) -> bool:
        """Whether a place has anything beside its name for it. The ranker has learned from places that reports name,
        not from dumps, which have a farm of nearly every name, nor from all aliases of the world's towns: where the
        report clearly speaks of other countries and of no place near, it is a chance namesake."""
        most = max((self._country(country, number) for country in self._weights), default=0.0)
        # A town by another name ("Nashwa" for Nashua) needs its country spoken of beside the others, not in passing.
        least = 0.0 if pick.own else _IN_PASSING * most
        if self._held(pick, number) or self._country(pick.place.country, number) > least:
            return True
        if any(p is not None and p.place.id == pick.place.id for i, p in enumerate(self._picks) if i != number):
            return True
        if most < (_CLEAR if pick.own else _IN_PASSING) and pick.exact and not self._common[number]:
            return True
        return self._near(pick, number)

    def _held(self, pick: Candidate, number: int) -> bool:
        return any(holds(area, pick) for _, area in self._names[number].inside)

    def _near(self, pick: Candidate, number: int) -> bool:
        """Whether another name stands for a place near by."""
        return any(
            p.place.id != pick.place.id and p.place.feature not in POINTLESS and apart_km(pick, p) <= _BESIDE_KM
            for i, p in enumerate(self._picks)
            if p is not None and i != number
        )

    def _country(self, code: str | None, number: int) -> float:
        """How strongly the other names and the words of nationality speak of a country."""
        weight = self._weights.get(code, 0.0) if code else 0.0
        mine = self._picks[number]
        if mine is not None and mine.place.country == code:
            weight -= _voice(mine.place, len(self._names[number].mentions))
        return max(weight, 0.0)


def _is_known(pick: Candidate, name: str) -> bool:
    """Whether a name alone may mean the place: not a small town, an alias of a larger one, another spelling, an
    abbreviation, nor a place that only a dump knows."""
    place = pick.place
    if not pick.exact:
        return False
    if place.feature == "settlement":
        return place.population >= (_TOWN if pick.main else _CITY_BY_ALIAS)
    if place.feature == "admin1" and not pick.own and len(name) <= _SHORT:
        return False
    return place.code is None


def country_weights(places: Sequence[tuple[Found, int]], spoken: Spoken) -> dict[str, float]:
    """How strongly each country is spoken of, by nationality words and by places with the numbers of their mentions."""
    weight: dict[str, float] = {}
    for (country, area), times in spoken.items():
        if area is None:
            weight[country] = weight.get(country, 0.0) + 0.5 * min(times, 4)
    for place, mentions in places:
        if place.country:
            weight[place.country] = weight.get(place.country, 0.0) + _voice(place, mentions)
    return weight


def apart_km(a: Candidate, b: Candidate) -> float:
    """The distance between two candidates."""
    chord = sqrt(sum((x - y) ** 2 for x, y in zip(a.at, b.at, strict=True)))
    return 2 * EARTH_KM * asin(min(1.0, chord / 2))


def _voice(place: Found, mentions: int) -> float:
    return (_LOUD if place.feature == "country" else 1.0) * sqrt(min(mentions, 4))


def _bare(name: str) -> str:
    return split_feature(name.removeprefix("the "))[0]


__all__ = ["Heard", "apart_km", "country_weights"]
