"""Distances and directions on the sphere. Degrees WGS84, kilometres, bearings clockwise from north."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, atan2, cos, degrees, floor, hypot, pi, radians, sin, sqrt

EARTH_KM = 6371.0088  # mean radius, IUGG
HALF_ROUND_KM = 20_000.0  # no two places are farther apart than this, to the kilometre or ten
BEARINGS = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0,
    "south": 180.0, "southwest": 225.0, "west": 270.0, "northwest": 315.0,
}  # fmt: skip


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance (haversine)."""
    a, b = radians(lat1), radians(lat2)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, h)))


def offset(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The point ``km`` away in the direction of ``bearing``."""
    a, d, t = radians(lat), km / EARTH_KM, radians(bearing)
    b = asin(sin(a) * cos(d) + cos(a) * sin(d) * cos(t))
    turn = atan2(sin(t) * sin(d) * cos(a), cos(d) - sin(a) * sin(b))
    return degrees(b), (degrees(radians(lon) + turn) + 540) % 360 - 180


def centre(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the points on the sphere (mean of the unit vectors), so that areas across the date line work."""
    x = sum(cos(radians(a)) * cos(radians(o)) for a, o in points)
    y = sum(cos(radians(a)) * sin(radians(o)) for a, o in points)
    z = sum(sin(radians(a)) for a, _ in points)
    return degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x))


def middle(points: Sequence[tuple[float, float]], cell: float = 0.5) -> tuple[float, float]:
    """The middle of the ground that the points cover: one point for each square of ``cell`` degrees that holds any, so
    that a crowded corner of an area does not draw its centre."""
    squares: dict[tuple[int, int], tuple[float, float]] = {}
    for lat, lon in sorted(points):
        squares.setdefault((floor(lat / cell), floor(lon / cell)), (lat, lon))
    return centre(list(squares.values()))


def reach_km(lat: float, lon: float, points: Sequence[tuple[float, float]]) -> float:
    """Distance from the centre to the farthest of the points, 0 where there are none."""
    return max((distance_km(lat, lon, a, o) for a, o in points), default=0.0)


def disc_km(area_km2: float) -> float:
    """Radius of the circle of that area."""
    return sqrt(area_km2 / pi)
