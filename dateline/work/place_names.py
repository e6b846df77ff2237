"""The place names of a report, where the tagger of names and the expressions in claims do not agree on their extent."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from dateline.toponyms.known import Gazetteer

Extent = tuple[int, int]
"""Start and end of a name, code points into the text."""


class Names:
    """The names of ``text`` that the tagger ``found``, in order; they do not overlap."""

    def __init__(self, text: str, found: Sequence[Extent], gazetteer: Gazetteer) -> None:
        self._text = text
        self.found = list(found)
        self._ends = [end for _, end in found]
        self._gazetteer = gazetteer

    def meant(self, name: Extent) -> Extent:
        """The tagger's name where a name in a claim's expression shares characters with one (the last, where with
        several): "Idlib" for "Idlib province". Not where only the claim's is the name of a known place."""
        met = self._meeting(name)
        if not met or (not self._is_known(met[-1]) and self._is_known(name)):
            return name
        return met[-1]

    def beside(self, names: Iterable[Extent]) -> list[Extent]:
        """All names in order: the tagger's and ``names``, which take the place of those that they share characters
        with."""
        others = set(names) - set(self.found)
        replaced = {met for name in others for met in self._meeting(name)}
        return sorted((set(self.found) - replaced) | others)

    def _meeting(self, name: Extent) -> list[Extent]:
        first = bisect_left(self._ends, name[0] + 1)
        last = first
        while last < len(self.found) and self.found[last][0] < name[1]:
            last += 1
        return self.found[first:last]

    def _is_known(self, name: Extent) -> bool:
        return self._gazetteer.of(" ".join(self._text[name[0] : name[1]].split())) is not None
