"""Which blocks a telling goes to, so that any two that are to be compared share one.

Tellings that stand at known places, both, and in times that may meet, share a block of a stretch of time and a cell of
the H3 grid. What else may be compared shares a key of what :mod:`dateline.corroborate.candidates` marks it by: the same
two names, and the telling word or one of both without a day, at any time; a word, a topic or two names where one of
both stands at no place or at a wide one. The proof
is in ``docs/cluster.md``; ``tests/cluster/test_blocks.py`` holds it to all pairs of made-up tellings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from hashlib import blake2b

from dateline.corroborate.candidates import FAR_KM, SEASON, WINDOW, Gate, Marks, span
from dateline.corroborate.telling import Telling

RESOLUTION = 2
"""Of H3: cells of some 87,000 km², 300 km across; the blocks of a war are some dozens."""
STRETCH = 128
"""Days of a stretch of time."""
WIDEST_KM = 100.0
"""Places with a larger radius stand nowhere in particular; so do those nearer to a pole than this latitude leaves, for
nearness is reckoned on a flat map."""
NORTHMOST = 70.0
_MARGIN = 1.05
"""What a flat map may be wrong by, for tellings as near as are compared."""

Circle = tuple[float, float, float]


def is_placed(gate: Gate) -> bool:
    """Whether a telling stands at known places, all of them narrow."""
    return bool(gate.circles) and all(r <= WIDEST_KM and abs(lat) <= NORTHMOST for lat, _, r in gate.circles)


def there(telling: Telling, gate: Gate) -> Iterator[tuple[object, ...]]:
    """The blocks by time and cell of a telling that stands at places. Any two such tellings with windows or seasons in
    common, no farther apart than is compared, share one."""
    first, last = span(telling)
    if first is None or last is None or not is_placed(gate):
        return
    if telling.latest is None:
        first -= timedelta(days=SEASON)
    # Two share a window only within WINDOW days, a season only within SEASON: each is taken to last longer by half.
    reach = max(WINDOW, SEASON) // 2 + 1
    cells = sorted({cell for circle in gate.circles for cell in cover(circle)})
    for stretch in range((first.toordinal() - reach) // STRETCH, (last.toordinal() + reach) // STRETCH + 1):
        yield from (("there", stretch, cell) for cell in cells)


def named(marks: Marks) -> Iterator[tuple[object, ...]]:
    """The keys of a telling in a window or season, which it shares with whatever it meets there."""
    kinds = [bit for bit in range(marks.kinds.bit_length()) if marks.kinds >> bit & 1]
    for window in _range(marks.windows):
        for kind in kinds:
            yield from (("topic", kind, window, word) for word in sorted(marks.topics))
            yield from (("word", kind, window, word) for word in sorted(marks.words))
            yield from (("cell", kind, window, *cell) for cell in sorted(marks.cells))
    for season in _range(marks.seasons):
        for kind in kinds:
            yield from (("names", kind, season, *couple) for couple in sorted(marks.couples))


def recalled(marks: Marks) -> Iterator[tuple[object, ...]]:
    """The keys that hold at any time."""
    return (("recalled", marks.head, *couple) for couple in sorted(marks.couples))


def undated(marks: Marks) -> Iterator[tuple[object, ...]]:
    """The keys by which what nothing fixes in time meets whatever names the same two."""
    return (("undated", *couple) for couple in sorted(marks.couples))


def number(key: tuple[object, ...]) -> int:
    """63 bits that stand for a block or key."""
    return int.from_bytes(blake2b(repr(key).encode(), digest_size=8).digest(), "big") >> 1


def _range(both: tuple[int, int] | None) -> range:
    return range(both[0], both[1] + 1) if both else range(0)


@lru_cache(maxsize=50_000)
def cover(circle: Circle) -> tuple[str, ...]:
    """Cells that a circle touches which is wider by half of how far apart tellings are compared: two circles that are
    near have one in common."""
    import h3

    latitude, longitude, radius = circle
    reach = (FAR_KM / 2 + radius) * _MARGIN
    here = (latitude, (longitude + 180) % 360 - 180)
    found = []
    for cell in h3.grid_disk(h3.latlng_to_cell(*here, RESOLUTION), 2):
        centre = h3.cell_to_latlng(cell)
        size = max(h3.great_circle_distance(centre, corner) for corner in h3.cell_to_boundary(cell))
        if h3.great_circle_distance(here, centre) <= reach + size:
            found.append(cell)
    return tuple(sorted(found))
