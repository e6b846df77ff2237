"""What the place index knows of the names in a run of words: the kind of the best known place, and how well known."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from dateline.locate.candidates import prominence
from dateline.locate.context import abbreviated_area
from dateline.locate.index import Index
from dateline.locate.names import fold
from dateline.read.tree import Tree

LONGEST = 5
"""Words of the longest names looked up."""
_LEVELS = 9
_STEPS = 2  # levels to a unit of prominence
_REMEMBERED = 1 << 14


class Known(Struct, frozen=True):
    """The best known place of a name: its kind, and its prominence as a whole number from 0 to 9."""

    feature: str
    level: int


class Gazetteer:
    """Look-ups in the places that come with dateline; those that a user added have namesakes of most words."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.of = lru_cache(maxsize=_REMEMBERED)(self._of)

    def spans(self, tree: Tree, first: int, last: int) -> Iterator[tuple[int, int, Known]]:
        """(first, last exclusive, what is known) of each known name within the words ``first:last``."""
        text, words, form = tree.document.text, tree.document.words, tree.form
        for i in range(first, last):
            if not form[i][0].isalpha():
                continue
            for j in range(i + 1, min(last, i + LONGEST) + 1):
                stop = form[j - 1] == "."
                if not stop and not form[j - 1][0].isalnum():
                    continue
                name = " ".join(text[words[i].start : words[j - 1].end].split())
                known = self.of(name) if not stop or abbreviated_area(name) else None  # "Kan.", not "Aleppo."
                if known is not None:
                    yield i, j, known

    def _of(self, name: str) -> Known | None:
        if abbreviated_area(name):
            return Known("abbreviated", _LEVELS)
        folded = fold(name)
        if len(folded) < 2 or folded.isdigit():
            return None
        own = [p for p in self._index.by_key_once(folded) if folded in p.folded and not p.code]
        found = [(prominence(p), p.feature) for p in own]
        if not found:
            return None
        weight, feature = max(found)
        return Known(feature, min(int(_STEPS * weight), _LEVELS))


@lru_cache(maxsize=2)
def gazetteer(index: Index) -> Gazetteer:
    """The look-ups in an index; what they found is kept."""
    return Gazetteer(index)
