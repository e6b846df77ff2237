"""Numbers for citations, in the order in which the text first needs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dateline.assess.brief.values import Backing, Citation
from dateline.assess.brief.voices import says
from dateline.values import Anchor

MOST = 5
"""Citations of one statement; the first of each report come first."""


class Cites:
    """Gives numbers to sentences of reports. ``backings``: claims by anchor, for what is known by anchors only."""

    def __init__(self, backings: Mapping[Anchor, tuple[Backing, ...]]) -> None:
        self._backings = backings
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._found: list[tuple[Backing, list[str]]] = []

    def of(self, those: Iterable[Backing], most: int = MOST) -> tuple[int, ...]:
        """The numbers of the sentences that claims stand in, in their order: one of each report, as many as
        ``most``."""
        chosen: dict[str, Backing] = {}
        for one in those:
            chosen.setdefault(one.of.report, one)
        return tuple(dict.fromkeys(self._number(one) for one in list(chosen.values())[:most]))

    def at(self, anchors: Iterable[Anchor], most: int = MOST) -> tuple[int, ...]:
        """The same for claims at ``anchors``; those that are not known are left out."""
        return self.of((one for anchor in anchors for one in self._backings.get(anchor, ())[:1]), most)

    def all(self) -> tuple[Citation, ...]:
        """All that were given a number, by number."""
        return tuple(
            Citation(n, one.of, one.sentence, one.claim.sentence.start, one.claim.sentence.end, tuple(named))
            for n, (one, named) in enumerate(self._found, 1)
        )

    def outlets(self) -> list[tuple[Backing, int]]:
        """The report and number of each citation so far."""
        return [(one, n) for n, (one, _) in enumerate(self._found, 1)]

    def _number(self, one: Backing) -> int:
        key = (one.of.report, one.claim.sentence.start, one.claim.sentence.end)
        if key not in self._numbers:
            self._found.append((one, []))
            self._numbers[key] = len(self._found)
        named = self._found[self._numbers[key] - 1][1]
        named += [name for name in says(one) if name not in named]
        return self._numbers[key]
