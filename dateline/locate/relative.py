"""Relative places: what the words around a place's name say of how the event lies to it, and the circle that covers it.

The circle follows the point-radius method (Wieczorek, Guo and Hijmans 2004, doi:10.1080/13658810412331280211): the
anchor's own size, the vagueness of the direction and that of the distance add up. The centre moves only where the text
gives both a distance and a direction.
"""

from __future__ import annotations

import re
from math import pi

from msgspec import Struct

from dateline.locate.geo import BEARINGS, offset

_LEFT, _RIGHT = 110, 60  # characters looked at on either side of the name

# How far the vague relations reach beyond the anchor, in km. Our choice, on the generous side: reports call a village
# 15 km away "near", and a Syrian town's countryside (its district) seldom ends within 30 km.
_REACH = {
    "near": 20.0,
    "road-to": 50.0,
    "countryside-of": 50.0,
    "outskirts-of": 8.0,
    "between": 100.0,
    "border-of": 20.0,
    "along": 20.0,
}
_DIRECTION_REACH = 50.0
_AREAS = frozenset({"country", "admin1", "admin2", "region", "area", "continent", "sea", "ocean", "river", "mountain"})
_KM = {"km": 1.0, "kilometer": 1.0, "kilometre": 1.0, "mile": 1.609344, "mi": 1.609344}
_NUMBERS = {
    word: i
    for i, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "a": 1, "several": 10, "few": 5}


class Relation(Struct, frozen=True):
    """How a report places something by a name. ``name`` is the contract's ``relation``; ``bearing`` in degrees where a
    direction is given, ``distance_km`` where a distance is; ``part``: the direction names a part of the place
    ("northern Syria"), not what lies beyond it."""

    name: str = "at"
    bearing: float | None = None
    distance_km: float | None = None
    part: bool = False


_FEATURE = (
    r"(?:city|town|village|hamlet|district|sub-?district|governorate|province|region|area|suburb|camp|border|crossing|"
    r"dam|countryside|municipality|neighbou?rhood|outskirts|state|county|capital|river)"
)
# What may stand between the relation word and the name: "near | the strategic Syrian border town of | Kobane".
_LINKS = "in|at|on|from|to|of|and|or|with|by|for|who|which|that|as|after|before|into|than|near|were|was"
_FILL = rf"(?:the |a )?(?:(?:(?!(?:{_LINKS})\b)[\w’'-]{{1,20}} ){{0,4}}?{_FEATURE}s? (?:of )?(?:the )?)?$"
_COMPASS = r"(north|south|east|west)(?:-?(east|west))?"
_SEP = r"[\s-]+"
_NUMBER = r"(\d{1,4}(?:[.,]\d{1,3})?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_UNIT = r"(km|kms|kilomet(?:er|re)s?|miles?|mi)\b\.?"
_FLAGS = re.IGNORECASE

_DISTANCE_DIRECTION = re.compile(
    rf"\b{_NUMBER}{_SEP}?{_UNIT} (?:away )?(?:to the |due )?{_COMPASS}(?:ern)? (?:of|from) {_FILL}", _FLAGS
)
_DISTANCE = re.compile(rf"\b{_NUMBER}{_SEP}?{_UNIT} (?:away |outside )?(?:from|of|outside) {_FILL}", _FLAGS)
_DIRECTION = re.compile(rf"\b{_COMPASS} (?:of|from) {_FILL}", _FLAGS)
_PART = re.compile(rf"\b{_COMPASS}ern (?:part of |parts of |side of |half of )?(?:the )?$", _FLAGS)
_PART_INSIDE = re.compile(rf"(?:the )?(?:far )?{_COMPASS}ern (?=\S)", _FLAGS)
_DIRECTION_INSIDE = re.compile(rf"(?:the )?(?:far )?{_COMPASS}(?:ern)? (?=[A-Z])", _FLAGS)
_RELATION_BEFORE = re.compile(
    r"(?:[a-z0-9.,-]{1,20} ){0,8}?(?:of|near|from|to|around|outside|with|between|along) (?:the )?(?=[^\W\d_a-z])"
)
_RELATION_AFTER = re.compile(
    r"(?:[-–][A-Z]\w{2,20}(?= (?:border|frontier|road|highway)))?(?:['’]s)?(?: [a-z-]{4,12}ern)? "
    r"(?:countryside|suburbs|outskirts|border|frontier|borders|road|highway)$"
)
_LEFT_RULES = [
    (name, re.compile(rf"\b(?:{words}) {_FILL}", _FLAGS))
    for name, words in (
        ("countryside-of", r"countryside (?:of|around|near)|rural (?:areas?|parts) of|hinterlands? of|farmland around"),
        ("outskirts-of", r"outskirts of|edges? of|gates of|perimeter of|suburbs? of|(?:entrance|approaches) (?:to|of)"),
        ("road-to", r"(?:road|highway|route|motorway|way|supply line|track)s? (?:\w+ )?(?:to|towards?)|en route to"),
        ("border-of", r"borders? (?:with|of|area with)|frontier with|bordering"),
        ("along", r"along|banks? of|shores? of|astride"),
        ("near", r"near|close to|in the vicinity of|not far from|outside|adjacent to|next to|around|beside"),
    )
]
_RURAL_BEFORE = re.compile(r"\brural $", _FLAGS)
_BETWEEN_FIRST = re.compile(rf"\bbetween {_FILL}", _FLAGS)
_BETWEEN_SECOND = re.compile(rf"\bbetween [^.;:!?\n]{{2,50}} and {_FILL}", _FLAGS)
_AND_AFTER = re.compile(r"[^.;:!?\n]{0,30}? and ", _FLAGS)
_RIGHT_RULES = [
    (name, re.compile(rf"(?:[-–][A-Z]\w{{2,20}})?(?:['’]s?)?[\s-]+(?:{words})\b", _FLAGS))
    for name, words in (
        ("countryside-of", rf"(?:(?:city|town|province|governorate) )?(?:{_COMPASS}ern )?countryside|rural areas?"),
        ("outskirts-of", r"(?:city |town )?(?:outskirts|suburbs)"),
        ("border-of", r"(?:border|frontier)(?! (?:town|city|village|crossing|post|gate|guard|police))"),
        ("road-to", r"(?:road|highway|motorway)"),
    )
]
# "Amarna and Jazira checkpoints on the road to Jarablus": a post named after a village stands somewhere along the road.
_POST_ON_ROAD = re.compile(
    r"(?:,? and [\w’'-]{2,30})?,? (?:check-?points?|outposts?|posts?|barriers?|positions?|roadblocks?) "
    r"(?:that lie |lying |located )?(?:on|along) the (?:\w+ ){0,2}(?:road|highway|route|motorway)\b",
    _FLAGS,
)
_SIDE_AFTER = re.compile(rf"(?:['’]s?)? {_COMPASS}(?:ern)? (?:countryside|suburbs|outskirts)\b", _FLAGS)


def relation_of(text: str, start: int, end: int) -> Relation:
    """What the words around ``text[start:end]``, a place's name, say of its relation; "at" where they say nothing.
    Looks at no more than some hundred characters to the left and sixty to the right, never across a line break."""
    left = _tail(text, start)
    right = text[end : end + _RIGHT].split("\n", 1)[0]
    inside = text[start : min(end, start + _LEFT)]
    if m := _DISTANCE_DIRECTION.search(left):
        bearing, name = _compass(m[3], m[4])
        return Relation(name, bearing, _kilometres(m[1], m[2]))
    if m := _DIRECTION.search(left):
        bearing, name = _compass(m[1], m[2])
        return Relation(name, bearing)
    if m := _DISTANCE.search(left):
        return Relation("near", None, _kilometres(m[1], m[2]))
    for name, pattern in _RIGHT_RULES:
        if pattern.match(right):
            return Relation(name)
    if _POST_ON_ROAD.match(right):
        return Relation("road-to")
    if _SIDE_AFTER.match(right):
        return Relation("countryside-of")
    for name, pattern in _LEFT_RULES:
        if pattern.search(left):
            return Relation(name)
    if _RURAL_BEFORE.search(left):
        return Relation("countryside-of")
    if _BETWEEN_SECOND.search(left) or (_BETWEEN_FIRST.search(left) and _AND_AFTER.match(right)):
        return Relation("between")
    if m := _PART.search(left) or _PART_INSIDE.match(inside):
        bearing, name = _compass(m[1], m[2])
        return Relation(name, bearing, part=True)
    return Relation()


def covering(relation: Relation, lat: float, lon: float, radius_km: float, feature: str) -> tuple[float, float, float]:
    """Centre and radius (km) of a circle that covers what the relation to a place allows, given the place's own point,
    radius and kind."""
    if relation.bearing is not None and relation.distance_km is not None:
        # Eight directions are good to an eighth of a turn, half of it on either side; distances are rounded.
        vague = relation.distance_km * (pi / 8 + 0.1)
        lat, lon = offset(lat, lon, relation.bearing, relation.distance_km)
        return round(lat, 4), round(lon, 4), round(radius_km + vague + 1, 1)
    if relation.distance_km is not None:
        return lat, lon, round(radius_km + 1.1 * relation.distance_km + 1, 1)
    if relation.part and feature in _AREAS:
        return lat, lon, radius_km
    if relation.bearing is not None:
        return lat, lon, round(radius_km + _DIRECTION_REACH, 1)
    if relation.name == "along" and feature in _AREAS:
        return lat, lon, radius_km
    return lat, lon, round(radius_km + _REACH.get(relation.name, 0.0), 1)


def named(relation: Relation, feature: str) -> str:
    """The contract's name of the relation: a part of an area lies in it, so "northern Syria" is "at"."""
    return "at" if relation.part and feature in _AREAS else relation.name


def strip_direction(name: str) -> str:
    """A name without a direction in front of it: "northern Syria" → "Syria", "East Mosul" → "Mosul"."""
    m = _DIRECTION_INSIDE.match(name)
    return name[m.end() :] if m else name


def core_span(mention: str) -> tuple[int, int]:
    """Where the place's name lies in a mention that holds words of relation too: "areas north of Raqqa" → "Raqqa",
    "Aleppo's northern countryside" → "Aleppo", "the Turkish-Syrian border" → "Turkish"."""
    start, end = 0, len(mention)
    if m := _RELATION_BEFORE.match(mention[:_LEFT]):
        start = m.end()
    if m := _RELATION_AFTER.search(mention, max(start, end - _RIGHT)):
        end = m.start()
    return (start, end) if start < end else (0, len(mention))


def _tail(text: str, start: int) -> str:
    left = text[max(0, start - _LEFT) : start].rsplit("\n", 1)[-1]
    return left.replace("\u00a0", " ")


def _compass(first: str, second: str | None) -> tuple[float, str]:
    word = (first + (second or "")).lower()
    if word not in BEARINGS:  # "eastwest"
        word = first.lower()
    return BEARINGS[word], f"{word}-of"


def _kilometres(number: str, unit: str) -> float:
    word = number.lower()
    value = float(_NUMBERS[word]) if word in _NUMBERS else float(word.replace(",", "."))
    return round(value * _KM[unit.lower().rstrip(".").removesuffix("s")], 2)
