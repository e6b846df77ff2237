"""The parties of an event as ACLED names them and what it takes each to be."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.corroborate.called import is_description, uncounted
from dateline.exchange.clean import line
from dateline.exchange.countries import country
from dateline.exchange.record import Who
from dateline.exchange.sides import ARMED, Part, is_police, nation

CODES: dict[Part, str] = {
    "state": "State forces", "rebels": "Rebel group", "militia": "Political militia", "communal": "Identity militia",
    "rioters": "Rioters", "protesters": "Protesters", "civilians": "Civilians", "external": "External/Other forces",
}  # fmt: skip
"""What a party is, as ACLED's present files write it; in the order of its numbers."""
_ORDER = list(CODES)
_UNNAMED: dict[Part, str] = {
    "civilians": "Civilians", "protesters": "Protesters", "rioters": "Rioters", "militia": "Unidentified Armed Group",
    "rebels": "Unidentified Armed Group", "communal": "Unidentified Communal Militia",
}  # fmt: skip


class Actor(Struct, frozen=True):
    """A party as ACLED names it, with the ``others`` on its side."""

    name: str
    part: Part
    others: tuple[str, ...] = ()


def actor(side: Sequence[tuple[Who, Part]], land: str | None, is_peace: bool) -> Actor | None:
    """Who stands for a side in an event in the country ``land``: the first armed party, else the first crowd or
    civilians, else the first known one; the others that are known, of the same sort, beside it. Things are nobody, nor
    are names that say nothing. ``is_peace``: states act by their governments, not their forces."""
    people = [(who, one) for who, one in side if one != "thing" and (one != "unknown" or who.id is not None)]
    if not people:
        return None
    telling = [one for one in people if one[1] != "unknown"]
    best = next((one for one in people if one[1] in ARMED), (telling or people)[0])
    name = named(*best, land, is_peace)
    others = (
        named(who, one, land, is_peace)
        for who, one in people
        if who.id is not None and (who, one) != best and (one in ARMED) == (best[1] in ARMED)
    )
    return Actor(name, best[1], tuple(other for other in dict.fromkeys(others) if other != name))


def named(who: Who, one: Part, land: str | None, is_peace: bool) -> str:
    """How ACLED names a party: known ones by name, states by their forces or government, others by what they are."""
    if who.id is not None and who.kind == "state":
        of = country(who.country)
        body = "Government of" if is_peace else "Military Forces of"
        return f"{body} {of.acled if of is not None else line(who.full or who.name)}"
    if who.id is not None and one != "civilians":
        return line(who.full or who.name)
    if one in ("militia", "rebels", "communal") and not is_description(who.name):
        return line(uncounted(who.name))  # "Ayr sub-clan militia": it is named, though nobody knows the name
    if one in _UNNAMED:
        return unnamed(one, land)
    return _forces(who.name, land) if one in ("state", "external") else line(who.name)


def unnamed(one: Part, land: str | None) -> str:
    """A party of which only its part is known, such as "Civilians (Syria)"."""
    return f"{_UNNAMED[one]} ({land})" if land is not None else _UNNAMED[one]


def _forces(name: str, land: str | None) -> str:
    """State forces that are described: those of the country that the words name; police, of the event's."""
    of = nation(name)
    body = "Police Forces" if is_police(name) else "Military Forces"
    if of is not None:
        return f"{body} of {of.acled}"
    return f"{body} of {land}" if is_police(name) and land is not None else f"Unidentified {body}"


def interaction(one: Actor | None, two: Actor | None) -> str | None:
    """The two parties' codes as one, the lower number first, but civilians behind all others; None where one is not
    known."""
    if one is None or one.part not in CODES:
        return None
    if two is None:
        return f"{CODES[one.part]} only"
    if two.part not in CODES:
        return None
    pair = sorted((one.part, two.part), key=lambda part: (part == "civilians", _ORDER.index(part)))
    return f"{CODES[pair[0]]}-{CODES[pair[1]]}"
