"""How far from another place the text itself says that a place lies: "Guayabal, on the outskirts of Medellin",
"Santo Tomas, 43 km south of the city". A namesake elsewhere is not meant, however well known it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from dateline.locate.candidates import Candidate
from dateline.locate.evidence import POINTLESS
from dateline.locate.geo import distance_km
from dateline.locate.measures import DISTANCE
from dateline.locate.relative import relation_of

_GAP = 90  # characters between the two names
_LEAD = re.compile(
    r"(?:\s(?:farm|estate|ranch|camp|village|town|base|barracks|area|district|neighbou?rhood))?\s?(?:,|--|–|—|\()?\s?"
    r"(?:(?:which|that) (?:is|lies) )?(?:(?:located|situated|lying|lies) )?"
    r"(?:an? (?:[\w-]+ )?(?:town|village|city|suburb|neighbou?rhood|hamlet|settlement|district) )?"
    rf"(?={DISTANCE}\b|(?:on|in|at) the (?:\w+ )?(?:outskirts|edge|fringe|vicinity)|(?:just )?(?:near|outside) |"
    r"close to |not far from )",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;:!?()\[\]]")
_WORDS = 9  # from the first word of relation to the other name
_BESIDE_KM = {"near": 60.0, "outskirts-of": 40.0}
_ROUND = 15.0  # km: towns are no points, and distances are told by roads and in round figures
_ROAD = 0.5  # the way as the crow flies, of a way by road
_LONG = 1.25


class Span(Struct, frozen=True):
    """That a place lies ``low`` to ``high`` km from another one."""

    low: float
    high: float

    def holds(self, one: Candidate, other: Candidate) -> bool:
        """Whether two places may lie so, their sizes allowed for."""
        a, b = one.place, other.place
        km = distance_km(a.latitude, a.longitude, b.latitude, b.longitude)
        return self.low - a.radius_km - b.radius_km <= km <= self.high + a.radius_km + b.radius_km


def told_near(text: str, end: int, other: int) -> Span | None:
    """What the words from ``end``, the end of a place's name, to ``other``, where the next one's begins, say of the
    distance between the two; None where they say nothing of it."""
    if not 0 < other - end <= _GAP:
        return None
    gap = " ".join(f"|{text[end:other]}|".split())[1:-1]
    lead = _LEAD.match(gap)
    if lead is None:
        return None
    rest = gap[lead.end() :]
    if _CLAUSE.search(rest) or len(rest.split()) > _WORDS:
        return None
    found = relation_of(rest, len(rest), len(rest))
    if found.distance_km is not None:
        low, high = found.distance_km - found.slack_km, found.distance_km + found.slack_km
        return Span(max(_ROAD * low - _ROUND, 0.0), _LONG * high + _ROUND)
    reach = _BESIDE_KM.get(found.name)
    return None if reach is None or found.listed else Span(0.0, reach)


def held(found: Sequence[Candidate], others: Sequence[Candidate], span: Span) -> list[Candidate]:
    """The candidates of a name that lie so to a candidate of the other; all where that one is not known to be a place
    that others lie near."""
    near = [o for o in others if o.place.feature not in POINTLESS]
    return [c for c in found if any(span.holds(c, o) for o in near)] if len(near) == len(others) > 0 else list(found)


__all__ = ["Span", "held", "told_near"]
