"""Which places of the index a name may stand for, before the rest of the report is looked at."""

from __future__ import annotations

import re
from functools import lru_cache
from math import cos, log10, radians, sin

from msgspec import Struct, structs

from dateline.locate.context import abbreviated_area, nationalities
from dateline.locate.features import VILLAGE, standing
from dateline.locate.index import Found, Index
from dateline.locate.names import fold, key, likeness, sounds, split_feature
from dateline.locate.nearest import nearest
from dateline.locate.relative import strip_direction

_REMEMBERED = 1 << 14
_MOST = 24  # candidates kept for a name: beyond that they are hamlets of a common name
_FUZZY_LIKENESS = 0.88  # below this, names of different villages of a country meet (checked on the dump of Iraq)
_FUZZY_SOUNDS = 4  # shorter names have too many neighbours
_TERRITORY = frozenset(
    "territory territories soil side border borders mainland lands airspace waters coast shores land frontier".split()
)

_SITE_WEIGHT = 2.3  # sites are in the index only because reports name them
# How much better known a place of a kind is than a nameless hamlet, in the units of `prominence`.
_KIND_WEIGHT = {
    "country": 4.5,
    "continent": 4.2,
    "ocean": 3.6,
    "sea": 3.2,
    "region": 3.2,
    "area": 2.0,
    "river": 2.2,
    "admin2": 1.2,
    **dict.fromkeys(("facility", "airport", "camp", "dam", "crossing"), _SITE_WEIGHT),
}
_DEFAULT_WEIGHT = 1.5
_DECADE = 0.45  # a town of ten times the people is that much better known
_UNLIKE = 6.0  # a name half unlike weighs more than any prominence
_INEXACT = 0.5
_ARTICLE = 2.0  # "the West", "the Summit": a town's or area's name seldom has an article that its spellings lack
_MAIN = 0.6  # a place's main name says more than an alias of a namesake
_AREA_BELOW_CITY = 0.3


# A letter that begins a name: a capital, or any letter of a script without case.
_HAS_NAME = re.compile(r"(?:^|[^\w])(?=[^\W\d_])[^a-zß-öø-ÿ]")
# "the Karrada district of Baghdad": a part with a name of its own; where that is unknown, the whole holds it.
_NAMED_PART = re.compile(r"([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?) (?:district|neighbou?rhood|quarter|suburb|area) of (.+)$")


class Candidate(Struct, frozen=True):
    """A place that a name may stand for. ``score`` is what name, kind and prominence alone give; ``likeness`` 0 to 1;
    ``exact``: same folded spelling; ``main``: it is the place's main name; ``at``: unit vector of the point; ``own``:
    it is the main name but for habits of transcription ("Raqqa"), or words of it that stand together ("New York")."""

    place: Found
    likeness: float
    exact: bool
    main: bool
    score: float
    at: tuple[float, float, float]
    own: bool = True


class Name(Struct, frozen=True):
    """A mention's name as it is looked up: folded, with the kind of place that the mention itself tells."""

    folded: str
    kind: str | None = None


def name_forms(text: str) -> list[Name]:
    """The readings of a mention's text, strictest first: as it stands, without a kind ("Raqqa governorate"), without a
    direction ("northern Syria", "East Mosul"). None for a text without a name in it ("the dam")."""
    plain = text.strip().removesuffix("'s").removesuffix("’s").strip(' ,;:"“”()')
    for article in ("the ", "The "):
        plain = plain.removeprefix(article)
    if not _HAS_NAME.search(plain):
        return []
    forms = [Name(fold(plain))]
    bare = strip_direction(plain)
    for words in dict.fromkeys((plain, bare)):
        if m := _NAMED_PART.match(words):
            forms.append(Name(fold(m[1]), "settlement"))
            forms.append(Name(fold(m[2])))
            continue
        core, kind = split_feature(words)
        forms.append(Name(fold(core), kind))
    forms.append(Name(fold(bare)))
    return [f for f in dict.fromkeys(forms) if f.folded]


def nationality_country(text: str) -> str | None:
    """The country code of "Turkish territory", "the Syrian side", or of a bare nationality word."""
    words = fold(text).removeprefix("the ").split()
    for n in (2, 1):
        code = nationalities().get(" ".join(words[:n]))
        if code and all(w in _TERRITORY for w in words[n:]):
            return code
    return None


def candidates(index: Index, text: str, kind: str | None = None) -> list[Candidate]:
    """Places with the mention's name: those spelt alike where there are any, else those that differ in transcription
    only; best first. ``kind`` is the kind of place that the text beside the mention tells."""
    alike: list[Candidate] = []
    if area := _told(index, text):
        return _score(area, "", None)
    article = text.strip()[:4].lower() == "the "
    for form in name_forms(text):
        found = _score(index.by_key(form.folded), form.folded, form.kind or kind)
        if article and not (form.kind or kind):
            found = _best([_articled(c) for c in found])
        if any(c.exact for c in found):
            return found
        alike = alike or found
    return alike


def _told(index: Index, text: str) -> list[Found]:
    """What a nationality word ("Turkish territory", "Syrian") or an abbreviation ("Calif.") stands for, of which the
    index has only chance namesakes."""
    if code := nationality_country(text):
        return index.country(code)
    short = abbreviated_area(text) if text.strip().endswith(".") else None
    return index.area(*short) if short else []


def fuzzy_candidates(index: Index, text: str, countries: list[str], kind: str | None = None) -> list[Candidate]:
    """Places of the given countries with a name much like the mention's, best first; for a name that no place has.
    Short names find none."""
    found: list[Candidate] = []
    for form in name_forms(text):
        if len(sounds(form.folded)) < _FUZZY_SOUNDS:
            continue
        for country in countries:
            near = [n for n in nearest(index, form.folded, country) if n.likeness >= _FUZZY_LIKENESS]
            places = index.places(n.place for n in near)
            alike = [structs.replace(places[n.place], folded=(n.folded,)) for n in near]
            found += _score(alike, form.folded, form.kind or kind)
        if found:
            break
    return _best(found)


def prominence(place: Found) -> float:
    """How well known a place is by its kind and its people; a hamlet has about 0.9, Paris 2.8, a country 4.5."""
    if place.feature == "settlement":
        people = _DECADE * log10(place.population + 100)
        return people if place.code is None else _of_a_dump(place.code, people)
    if place.feature == "admin1":
        return _DECADE * log10(place.population + 10_000) - _AREA_BELOW_CITY
    if place.code is not None:
        return standing(place.code)
    return _KIND_WEIGHT.get(place.feature, _DEFAULT_WEIGHT)


def _of_a_dump(code: str, people: float) -> float:
    """A seat of government is known whatever its people; an abandoned village or a quarter less than its people say."""
    return max(standing(code), people + min(0.0, standing(code) - VILLAGE))


def _score(places: list[Found], folded: str, kind: str | None) -> list[Candidate]:
    found = []
    filed = key(folded)
    for place in places:
        exact = not folded or folded in place.folded  # nothing was looked up by name: the caller knows the place
        alike = 1.0 if exact else max(likeness(folded, f) for f in place.folded)
        name, name_filed = _name_of(place.name)
        main = folded == name
        own = not folded or filed == name_filed or f" {folded} " in f" {name} "
        score = prominence(place) - _UNLIKE * (1 - alike) + _MAIN * main - _INEXACT * (not exact)
        score += _kind_agreement(kind, place.feature)
        a, o = radians(place.latitude), radians(place.longitude)
        at = (cos(a) * cos(o), cos(a) * sin(o), sin(a))
        found.append(Candidate(place, alike, exact, main, score, at, own))
    return _best(found)


@lru_cache(maxsize=_REMEMBERED)
def _name_of(name: str) -> tuple[str, str]:
    """A main name folded, and its key."""
    folded = fold(name)
    return folded, key(folded)


def _articled(candidate: Candidate) -> Candidate:
    place = candidate.place
    if place.feature not in {"settlement", "admin1"} or any(f.startswith("the ") for f in place.folded):
        return candidate
    return structs.replace(candidate, score=candidate.score - _ARTICLE)


def _best(found: list[Candidate]) -> list[Candidate]:
    return sorted(found, key=lambda c: (-c.score, c.place.id))[:_MOST]


def _kind_agreement(kind: str | None, feature: str) -> float:
    if kind is None:
        return 0.0
    if kind == feature:
        return 1.5
    if {kind, feature} <= {"admin1", "admin2"}:
        return 0.8
    return -1.0 if kind in {"settlement", "admin1", "admin2", "river"} else 0.0
