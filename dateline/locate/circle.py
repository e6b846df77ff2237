"""The circle that covers what a report's words allow, by the point-radius method (Wieczorek, Guo and Hijmans 2004,
doi:10.1080/13658810412331280211): the place's own extent, the vagueness of the distance and that of the direction add
up.

The centre moves only where the text gives both a distance and a direction, or two places to lie between.
"""

from __future__ import annotations

from math import ceil, cos, radians, sqrt

from dateline.locate.geo import HALF_ROUND_KM, centre, distance_km, offset
from dateline.locate.relation import AREAS, WIDE, Relation

# How far the vague relations reach beyond the place itself, in km. "Near" is UCDP's second precision code, within about
# 25 km of a place (GED codebook); so are the border and the line beside a place. The rest is our choice, on the
# generous side: a Syrian district seldom ends 50 km from its town, and 100 km is about the median length of the roads
# and ways between two towns that MUC-4, CEHA and WikiWars speak of.
_REACH = {"near": 25.0, "border-of": 25.0, "along": 25.0, "countryside-of": 50.0, "road-to": 100.0, "between": 100.0}
_OUTSKIRTS = 8.0
_CITY_KM = 4.0  # "southern Khartoum" is in the city; "southern Kobane", a town of less than this radius, its district
# "North of X", no distance given: a village is told by a town close by, anything in the land by the capital. Of what
# MUC-4, CEHA, WikiWars and the geoparsing corpora place so many km to one side of a town (the metropoles, radius 14 km
# and more, aside) seven in ten lie within this much of it: a fixed part and a multiple of the town's radius. What is
# told without its distance should lie nearer than what is told with it.
_ASIDE_KM, _ASIDE_RADII, _ASIDE_MOST = 40.0, 6.0, 200.0
_GUESSED_ROAD = 30.0  # the least that a road reaches whose other end the text leaves to be guessed
_BEND = 1.1  # a road strays from the straight line
# What lies between two places farther apart than this is a journey, no place: each end keeps its own point.
WAY_KM = 300.0

Circle = tuple[float, float, float]


def covering(relation: Relation, lat: float, lon: float, radius_km: float, feature: str) -> Circle:
    """Centre (degrees) and radius (km) of a circle that covers what the relation to a place allows, given the place's
    own point, radius and kind. Never smaller than the place's own radius."""
    if relation.part and feature in AREAS:
        return lat, lon, _up(radius_km)
    if relation.distance_km is not None and relation.bearing is not None:
        there = offset(lat, lon, relation.bearing, relation.distance_km)
        vague = sector_km(relation.distance_km, relation.slack_km, relation.turn)
        return round(there[0], 4), round(there[1], 4), _up(radius_km + vague + 0.1)
    if relation.distance_km is not None:
        return lat, lon, _up(radius_km + relation.distance_km + relation.slack_km)
    return lat, lon, _up(radius_km + reach_km(relation, radius_km, feature))


def sector_km(distance: float, slack: float, turn: float) -> float:
    """The greatest distance from a point ``distance`` km off, in a direction true to ``turn`` degrees and a distance
    true to ``slack`` km, to where it may really be (law of cosines; on the sphere it is no more than in the plane)."""
    return max(
        sqrt(max(0.0, far * far + distance * distance - 2 * far * distance * cos(radians(turn))))
        for far in (max(0.0, distance - slack), distance + slack)
    )


def reach_km(relation: Relation, radius_km: float, feature: str) -> float:
    """How far a relation without a distance reaches beyond the place."""
    if relation.part and relation.bearing is not None:
        return max(_OUTSKIRTS, radius_km) if radius_km >= _CITY_KM else _REACH["countryside-of"]
    if relation.bearing is not None:
        return min(_ASIDE_KM + _ASIDE_RADII * radius_km, _ASIDE_MOST)
    if relation.name == "along" and feature in AREAS:
        return 0.0
    if relation.name == "outskirts-of":
        return max(_OUTSKIRTS, radius_km if feature not in AREAS else 0.0)
    return _REACH.get(relation.name, 0.0)


def between(a: Circle, b: Circle, road: bool = False) -> Circle | None:
    """The circle around the way from one place to another: their midpoint, half the distance and the larger of their
    radii; somewhat more for a road. None where they are too far apart for the way to be a place."""
    way = distance_km(a[0], a[1], b[0], b[1])
    if way > WAY_KM:
        return None
    lat, lon = centre([(a[0], a[1]), (b[0], b[1])])
    half = max(distance_km(lat, lon, *a[:2]), distance_km(lat, lon, *b[:2]))
    return round(lat, 4), round(lon, 4), _up(half * (_BEND if road else 1.0) + max(a[2], b[2]) + 0.1)


def reaching(a: Circle, b: Circle) -> Circle:
    """A circle around the first place that covers the way to the second one and that one itself."""
    way = distance_km(a[0], a[1], b[0], b[1])
    return a[0], a[1], _up(max(a[2], way * _BEND + b[2]))


def road_from(destination: Circle, origin: Circle) -> Circle:
    """A circle around where a road leads to, reaching back to where the text lets one guess that it comes from."""
    lat, lon, radius = reaching(destination, origin)
    return lat, lon, _up(max(radius, destination[2] + _GUESSED_ROAD))


def joins(feature: str, other: str) -> bool:
    """Whether two kinds of place have a way between them that is a place: two countries have not."""
    return not (feature in WIDE and other in WIDE)


def _up(km: float) -> float:
    """Rounded up to a tenth, so that rounding cuts nothing off; at most half the Earth's circumference."""
    return min(ceil(km * 10 - 1e-6) / 10, HALF_ROUND_KM)
