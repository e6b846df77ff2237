"""The outline of land, for the ground of a map: coarse, and never a boundary.

The data are Natural Earth's land at 1:50 million (public domain), made by ``training/land.py``; a coast may lie some
kilometres off."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("land.bin")
PARTS = 80
"""Parts of a degree that are told apart: 1.4 km."""
Point = tuple[float, float]
"""Longitude and latitude, degrees."""
Ring = tuple[Point, ...]


def within(west: float, south: float, east: float, north: float) -> Iterator[Ring]:
    """The rings of land cut to an area in degrees, which may reach beyond 180° on either side. Filled by the even-odd
    rule they show the land in it: seas within land are rings too."""
    for (low, bottom, high, top), ring in _rings():
        if bottom > north or top < south:
            continue
        for turn in (-360.0, 0.0, 360.0):
            if low + turn <= east and high + turn >= west:
                cut = _cut([(lon + turn, lat) for lon, lat in ring], west, south, east, north)
                if len(cut) > 2:
                    yield tuple(cut)


def _cut(ring: Sequence[Point], west: float, south: float, east: float, north: float) -> list[Point]:
    """A ring cut to an area, side by side (Sutherland and Hodgman 1974, "Reentrant polygon clipping")."""
    found = list(ring)
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        before, found = found, []
        for n, here in enumerate(before):
            last = before[n - 1]
            inside, was = sign * (here[axis] - limit) >= 0, sign * (last[axis] - limit) >= 0
            if inside != was:
                share = (limit - last[axis]) / (here[axis] - last[axis])
                found.append((last[0] + share * (here[0] - last[0]), last[1] + share * (here[1] - last[1])))
            if inside:
                found.append(here)
    return found


@cache
def _rings() -> tuple[tuple[tuple[float, float, float, float], Ring], ...]:
    """All rings, each with its westernmost, southernmost, easternmost and northernmost degree."""
    import numpy as np

    data = zlib.decompress(FILE.read_bytes())
    number = int(np.frombuffer(data, dtype="<u4", count=1)[0])
    lengths = np.frombuffer(data, dtype="<u4", count=number, offset=4)
    change = np.frombuffer(data, dtype="<i2", offset=4 * (number + 1)).reshape(2, -1)
    points = np.cumsum(change.astype(np.int32), axis=1).T / PARTS
    found = []
    for part in np.split(points, np.cumsum(lengths)[:-1]):
        (low, bottom), (high, top) = part.min(axis=0), part.max(axis=0)
        ring = tuple((float(lon), float(lat)) for lon, lat in part)
        found.append(((float(low), float(bottom), float(high), float(top)), ring))
    return tuple(found)
