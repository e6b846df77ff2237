"""What the place index knows of the names in a run of words: the kind of the best known place, and how well known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from dateline.locate.candidates import prominence
from dateline.locate.context import abbreviated_area
from dateline.locate.index import Found, Index
from dateline.locate.names import fold
from dateline.read.tree import Tree
from dateline.toponyms.runs import Run

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
    """Look-ups in the places that come with dateline; those that a user added have namesakes of most words. What was
    found of the last thousands of names is remembered."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._known: dict[str, Known | None] = {}

    def of(self, name: str) -> Known | None:
        """What is known of a name; None where nothing is."""
        if name not in self._known:
            self._look_up([name])
        return self._known[name]

    def spans(self, tree: Tree, found: Iterable[Run]) -> dict[Run, list[tuple[int, int, Known]]]:
        """(first, last exclusive, what is known) of each known name within runs of words, by run. All names are looked
        up together, as asking takes longer than answering."""
        names = {run: list(_names(tree, *run)) for run in found}
        self._look_up({name for within in names.values() for _, _, name in within if name not in self._known})
        return {
            run: [(i, j, known) for i, j, name in within if (known := self.of(name)) is not None]
            for run, within in names.items()
        }

    def _look_up(self, names: Collection[str]) -> None:
        """Remembers what is known of names; those remembered before are forgotten when there are too many."""
        if len(self._known) + len(names) > _REMEMBERED:
            self._known.clear()
        folded = {name: fold(name) for name in names if not abbreviated_area(name)}
        found = self._index.by_keys_once({one for one in folded.values() if len(one) > 1 and not one.isdigit()})
        for name in names:
            own = folded.get(name)
            self._known[name] = Known("abbreviated", _LEVELS) if own is None else _best(own, found.get(own, ()))


def _names(tree: Tree, first: int, last: int) -> Iterator[tuple[int, int, str]]:
    """What may be a name within the words ``first:last``: (first, last exclusive, as written)."""
    text, words, form = tree.document.text, tree.document.words, tree.form
    for i in range(first, last):
        if not form[i][0].isalpha():
            continue
        for j in range(i + 1, min(last, i + LONGEST) + 1):
            stop = form[j - 1] == "."
            if not stop and not form[j - 1][0].isalnum():
                continue
            name = " ".join(text[words[i].start : words[j - 1].end].split())
            if not stop or abbreviated_area(name):  # "Kan.", not "Aleppo."
                yield i, j, name


def _best(folded: str, found: Iterable[Found]) -> Known | None:
    """The best known of the places found that come with dateline and have this very name."""
    own = [(prominence(p), p.feature) for p in found if folded in p.folded and not p.code]
    if not own:
        return None
    weight, feature = max(own)
    return Known(feature, min(int(_STEPS * weight), _LEVELS))


@lru_cache(maxsize=2)
def gazetteer(index: Index) -> Gazetteer:
    """The look-ups in an index; what they found is kept."""
    return Gazetteer(index)
