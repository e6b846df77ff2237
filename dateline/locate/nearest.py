"""The places of a country whose names are most like a given one: for names that no place has as they are written.

Names with the same skeleton of consonants or one letter's difference are read from the index, all are compared roughly
at once, and the best exactly. A place that other names of it speak for too stands before its namesakes, and so does one
that has the article if the name has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from msgspec import Struct

from dateline.locate.index import Index
from dateline.locate.names import (
    bare_skeleton,
    has_article,
    likenesses,
    rough_likenesses,
    skeleton,
    skeleton_neighbours,
)

MOST = 24
"""Places given back: beyond that they are as good as strangers."""
_CLOSER = 160  # names that are compared exactly
_ARTICLE = 0.05  # measured on Iraq, as is the next
_SECOND = 0.05  # what the likeness of a place's second name adds, of itself

Row = tuple[int, str, str]
"""A name as the index has it: the place's number, the folded spelling, the key."""


class Near(Struct, frozen=True):
    """A place by its number, its folded name that is most alike, how alike (0 to 1), and the score that ranks it."""

    place: int
    folded: str
    likeness: float
    score: float


def nearest(index: Index, folded: str, country: str, most: int = MOST) -> list[Near]:
    """Places of one country with names like a folded one, best first, no more than ``most``. The last names asked for
    are remembered: the press has its own spellings, and keeps to them."""
    return list(_nearest(index, folded, country, most))


@lru_cache(maxsize=512)
def _nearest(index: Index, folded: str, country: str, most: int) -> tuple[Near, ...]:
    return tuple(ranked(folded, index.named_like(skeletons(folded), country), most))


def skeletons(folded: str) -> list[str]:
    """The skeletons under which names like a folded one are looked up."""
    found = skeleton_neighbours(skeleton(folded))
    bare = bare_skeleton(folded)
    return found if bare is None or bare in found else [*found, bare]


def ranked(folded: str, rows: Sequence[Row], most: int = MOST) -> list[Near]:
    """The places that the rows name, by how like a folded name they are, best first; places alike by number."""
    if len(rows) > _CLOSER:
        rough = rough_likenesses(folded, [key for _, _, key in rows])
        rows = [rows[i] for i in np.argsort(-rough, kind="stable")[:_CLOSER].tolist()]
    alike = likenesses(folded, [name for _, name, _ in rows])
    names: dict[int, dict[str, float]] = {}
    for (place, name, _), value in zip(rows, alike, strict=True):
        names.setdefault(place, {})[name] = value
    article = has_article(folded)
    found = [_near(place, spelt.items(), article) for place, spelt in names.items()]
    return sorted(found, key=lambda n: (-n.score, n.place))[:most]


def _near(place: int, spelt: Iterable[tuple[str, float]], article: bool) -> Near:
    first, *others = sorted(spelt, key=lambda s: (-s[1], s[0]))
    fit = max(value - _ARTICLE * (has_article(name) != article) for name, value in (first, *others))
    second = others[0][1] if others else 0.0
    return Near(place, first[0], first[1], round(fit + _SECOND * second, 6))
