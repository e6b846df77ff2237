"""Which of two namesakes one mention means, and how large it is: "Raqqa", "Raqqa province", "the countryside of Raqqa".

A name has one sense in a report, but a city and its province share one, and the words beside each mention tell them
apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.locate.candidates import Candidate
from dateline.locate.context import kind_beside
from dateline.locate.geo import distance_km
from dateline.locate.index import Found
from dateline.locate.names import split_feature
from dateline.locate.rank import CITY

_AREA_KM = {"admin1": 100.0, "admin2": 40.0, "area": 40.0}  # an area known only by its town is at least so large
_AREAS = frozenset({"admin1", "admin2", "area"})
_STATE_AFTER = re.compile(r" (?:state|State)(?!['’]?s? (?:TV|television|media|news|radio|University))\b")


def kind_told(head: str, text: str, start: int, end: int) -> str | None:
    """The kind of place that the words of a mention, or those right beside its name ``text[start:end]``, give."""
    told = split_feature(head.strip())[1] or kind_beside(text, start, end)
    if told is None and _STATE_AFTER.match(text[end : end + 12]):
        return "admin1"
    return told


def meant(found: Found, kind: str | None, rivals: Sequence[Candidate]) -> Found:
    """``found``, or its namesake of the kind that the words beside this mention give: the area around a town, or the
    town of an area. ``rivals``: all places that the name may mean."""
    if kind in _AREAS and found.feature == "settlement":
        around = [p for p in _namesakes(found, rivals) if p.feature == kind]
        return min(around, key=lambda p: (p.radius_km, p.id), default=found)
    if kind in (None, "settlement") and found.feature in _AREAS:
        least = 0 if kind else CITY  # a bare name that a city shares with its province is the city's
        towns = [p for p in _namesakes(found, rivals) if p.feature == "settlement" and p.population >= least]
        return max(towns, key=lambda p: (p.population, -p.id), default=found)
    return found


def extent(found: Found, kind: str | None) -> float:
    """The radius that the place may be taken to have, in km: where it stands for an area that is not known itself, at
    least that of a common one."""
    if found.feature == "settlement" and kind is not None:
        return max(found.radius_km, _AREA_KM.get(kind, 0.0))
    return found.radius_km


def countryside_km(found: Found, rivals: Sequence[Candidate]) -> float:
    """How far from a town its countryside may end: at the far side of the area that has its name, 0 where none has."""
    return max(
        (
            distance_km(found.latitude, found.longitude, p.latitude, p.longitude) + p.radius_km
            for p in _namesakes(found, rivals)
            if p.feature in _AREAS
        ),
        default=0.0,
    )


def _namesakes(found: Found, rivals: Sequence[Candidate]) -> list[Found]:
    """The other places of exactly that name that hold it or lie in it."""
    same = [c.place for c in rivals if c.exact and c.place.id != found.id and c.place.country == found.country]
    return [
        p
        for p in same
        if distance_km(found.latitude, found.longitude, p.latitude, p.longitude) <= max(p.radius_km, found.radius_km)
    ]
