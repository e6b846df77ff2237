"""A small archive of vector tiles: PMTiles version 3 (github.com/protomaps/PMTiles, spec/v3) around Mapbox Vector Tiles
2.1, written by hand, with the layers that extracts of OpenStreetMap by Protomaps have."""

from __future__ import annotations

import gzip
import json
import struct
from itertools import pairwise
from pathlib import Path

Ring = list[tuple[int, int]]
EXTENT = 4096
_GZIP, _MVT = 2, 1


def archive(path: Path, zoom: int = 7) -> None:
    """Writes an archive of the whole world down to a zoom: each tile is land with a square lake in its middle, and a
    road across it."""
    tiles = [(z, x, y) for z in range(zoom + 1) for x in range(1 << z) for y in range(1 << z)]
    data = gzip.compress(_tile(), mtime=0)
    ids = sorted(_id(*tile) for tile in tiles)
    # One entry for all: the tiles are the same, and their ids follow each other.
    root = gzip.compress(_varint(1) + _varint(ids[0]) + _varint(len(ids)) + _varint(len(data)) + _varint(1), mtime=0)
    meta = gzip.compress(json.dumps({"vector_layers": [{"id": n, "fields": {}} for n in _LAYERS]}).encode(), mtime=0)
    at = 127
    header = b"PMTiles\x03" + struct.pack(
        "<11Q6B4iB2i",
        at, len(root), at + len(root), len(meta), at + len(root) + len(meta), 0, at + len(root) + len(meta), len(data),
        len(ids), 1, 1,
        1, _GZIP, _GZIP, _MVT, 0, zoom,
        -1800000000, -850000000, 1800000000, 850000000, 0, 0, 0,
    )  # fmt: skip
    assert len(header) == at
    path.write_bytes(header + root + meta + data)


def _id(z: int, x: int, y: int) -> int:
    """A tile's number: along Hilbert curves, one zoom behind the other."""
    found, side = ((1 << 2 * z) - 1) // 3, 1 << z
    step = side // 2
    while step > 0:
        right, down = int(x & step > 0), int(y & step > 0)
        found += step * step * ((3 * right) ^ down)
        if down == 0:
            if right == 1:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        step //= 2
    return found


_SQUARE: Ring = [(0, 0), (EXTENT, 0), (EXTENT, EXTENT), (0, EXTENT)]
_LAKE: Ring = [(1500, 1500), (2600, 1500), (2600, 2600), (1500, 2600)]
_ROAD: Ring = [(0, 0), (EXTENT, EXTENT)]
_LAYERS = {"earth": (3, _SQUARE), "water": (3, _LAKE), "roads": (2, _ROAD), "boundaries": (2, _ROAD[::-1])}


def _tile() -> bytes:
    return b"".join(_field(3, _layer(name, kind, points)) for name, (kind, points) in _LAYERS.items())


def _layer(name: str, kind: int, points: Ring) -> bytes:
    commands = [1 << 3 | 1, *_steps([(0, 0), points[0]]), (len(points) - 1) << 3 | 2, *_steps(points)]
    if kind == 3:
        commands.append(1 << 3 | 7)
    feature = _number(3, kind) + _field(4, b"".join(map(_varint, commands)))
    return _field(1, name.encode()) + _field(2, feature) + _number(5, EXTENT) + _number(15, 2)


def _steps(points: Ring) -> list[int]:
    """From point to point, in zigzag."""
    found = []
    for (x, y), (next_x, next_y) in pairwise(points):
        found += [_zigzag(next_x - x), _zigzag(next_y - y)]
    return found


def _zigzag(number: int) -> int:
    return (number << 1) ^ (number >> 63)


def _field(number: int, data: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _varint(number: int) -> bytes:
    found = b""
    while number > 0x7F:
        found += bytes([number & 0x7F | 0x80])
        number >>= 7
    return found + bytes([number])
