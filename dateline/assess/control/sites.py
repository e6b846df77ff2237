"""Which places of a claim someone may hold: points on the map of a town's size, not areas, not what lies near one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from dateline.assess.control.values import Site
from dateline.values import Claim, ClaimPlace, PlaceRole

LARGEST_KM = 40.0
"""Radius of the largest city; what is wider is an area, in which some parts may be one side's and some another's."""
_ARTICLE = re.compile(r"(?:a[ldnrstzh]|ash|el?|e[drsz]|esh)[-‘'’][^\W\d_]", re.IGNORECASE)
"""An Arabic article before a name, also in lower case."""
_PART = re.compile(
    r"(?:[\w-]+ ){0,4}?(?:half|parts?|third|quarters?|districts?|side|outskirts|suburbs?|neighbou?rhoods?|centre|"
    r"center|streets?|edges?|entrances?)\b(?! (?:city|town|village))",
    re.IGNORECASE,
)
"""Few words before it, so that it is what the expression is about."""
_AREAS = frozenset("country admin1 admin2 area continent island lake river canal mountain ocean sea road".split())


def site(place: ClaimPlace) -> Site | None:
    """The place as one that can be held; None for an area, what lies beside a place, a place not found on the map."""
    if place.id is None or place.latitude is None or place.relation != "at" or place.feature in _AREAS:
        return None
    if place.radius_km is not None and place.radius_km > LARGEST_KM:
        return None
    return Site(place.id, replace(place, role="held"))


def sites(claim: Claim, roles: Sequence[PlaceRole]) -> tuple[Site, ...]:
    """The claim's places of these roles that can be held, each once. Where one of the claim's places of such a role is
    only a part of a town that was not found, the town is still what is spoken of."""
    return _once(site(place) for place in claim.places if place.role in roles)


def is_in_part(claim: Claim) -> bool:
    """Whether only a part of a town is held or taken: the part stands first, and is not on the map itself.

    Of "the southern half of the town" half speaks."""
    held = [place for place in claim.places if place.role == "held"]
    return len(held) > 1 and held[0].id is None and _PART.match(held[0].text) is not None


def first(claim: Claim, roles: Sequence[PlaceRole]) -> tuple[Site, ...]:
    """The most specific of them alone: the places behind it are those it lies in."""
    return sites(claim, roles)[:1]


def name_of(place: ClaimPlace) -> str:
    """What a report calls a place; the gazetteer's name where the text has none ("the town")."""
    name = called_in(place.text)
    return name if any(c.isupper() for c in name) else place.name or name


def called_in(text: str) -> str:
    """The name in an expression for a place: its last run of words with capitals; all of it where there is none.

    >>> called_in("the army-held town of Ain Issa"), called_in("Raqqa city"), called_in("the town")
    ('Ain Issa', 'Raqqa', 'the town')
    >>> called_in("the border town of Ras al-Ayn"), called_in("Deir ez-Zor")
    ('Ras al-Ayn', 'Deir ez-Zor')
    """
    runs: list[list[str]] = [[]]
    for word in text.split():
        if word[:1].isupper() or _ARTICLE.match(word):
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    runs = [run for run in runs if run]
    return " ".join(runs[-1]) if runs else text


def _once(found: Iterable[Site | None]) -> tuple[Site, ...]:
    return tuple({one.key: one for one in reversed([f for f in found if f is not None])}.values())[::-1]
