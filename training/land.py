"""The outline of land that maps of a brief are drawn on: ``python -m training.land land-50m.json``.

The file is that of the npm package world-atlas 2.0.2 (ISC licence): Natural Earth's land at 1:50 million, which is in
the public domain, as TopoJSON. Only land is taken, never a boundary. What is written,
``dateline/assess/brief/land.bin``, is read by :mod:`dateline.assess.brief.land`."""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.assess.brief.land import FILE, PARTS

Points = NDArray[np.float64]
_LEAST = 4
"""Points of a ring: fewer are no area."""


def rings(topology: dict[str, Any]) -> Iterator[Points]:
    """The rings of land, in degrees (longitude, latitude)."""
    scale, move = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + move for arc in topology["arcs"]]
    shapes = [topology["objects"]["land"]]
    while shapes:
        shape = shapes.pop(0)
        shapes += shape.get("geometries", ())
        many = shape.get("arcs", ()) if shape["type"] == "MultiPolygon" else [shape["arcs"]] if "arcs" in shape else ()
        for polygon in many:
            for ring in polygon:
                lines = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in ring]
                yield _across(np.concatenate([line if n == 0 else line[1:] for n, line in enumerate(lines)]))


def _across(ring: Points) -> Points:
    """A ring that goes over the 180th meridian and comes back goes on beyond 180°; one that goes around a pole is left
    as it is."""
    over = np.concatenate([[0.0], np.cumsum(-360.0 * np.rint(np.diff(ring[:, 0]) / 360.0))])
    return ring + np.stack([over, np.zeros(len(ring))], axis=1) if over[-1] == 0 else ring


def packed(found: Iterator[Points]) -> bytes:
    """Rings in parts of a degree, without points that fall together: their lengths, then differences from point to
    point."""
    kept = []
    for ring in found:
        whole = np.rint(ring * PARTS).astype(np.int32)
        moves = np.any(np.diff(whole, axis=0, prepend=whole[:1] - 1) != 0, axis=1)
        if moves.sum() >= _LEAST:
            kept.append(whole[moves])
    lengths = np.array([len(kept), *(len(ring) for ring in kept)], dtype="<u4")
    every = np.concatenate(kept)
    change = np.diff(every, axis=0, prepend=np.zeros((1, 2), dtype=np.int32)).astype("<i2")
    return zlib.compress(lengths.tobytes() + change.T.tobytes(), level=9)


def main(arguments: list[str]) -> int:
    """Writes the outline."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    data = packed(rings(json.loads(Path(arguments[0]).read_text(encoding="utf-8"))))
    FILE.write_bytes(data)
    print(f"{FILE}: {len(data) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
