"""Counting of spans: exact, by token, by overlap. All offsets are characters, end exclusive.

The figures are percentages; a corpus is scored by adding the counts of its documents (micro average), never by
averaging documents.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable

from msgspec import Struct

from benchmarks import matching

Piece = tuple[int, int]
Labelled = tuple[int, int, str]

_TOKEN = re.compile(r"\w+|[^\w\s]")


class Counts(Struct, frozen=True):
    """How many were right, how many were found, how many there were."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Percent of the found ones that are right; 0 where nothing was found."""
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Percent of the gold ones that were found; 0 where there are none."""
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Percent; 0 where there is neither gold nor found, as in the CoNLL scorers."""
        total = self.found + self.gold
        return 200 * self.right / total if total else 0.0

    def metrics(self, name: str) -> dict[str, float]:
        """``{name_precision, name_recall, name_f1}``, rounded to two digits."""
        values = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {f"{name}_{key}": round(value, 2) for key, value in values.items()}


def exact(gold: Iterable[Hashable], found: Iterable[Hashable]) -> Counts:
    """Counts of items that are the same on both sides. Each side is a set: a repeated item counts once."""
    wanted, had = set(gold), set(found)
    return Counts(len(wanted & had), len(had), len(wanted))


def tokens(text: str) -> list[Piece]:
    """Runs of word characters and single other signs: the fixed tokens of the token-level figures, which so do not
    depend on the model's own tokeniser."""
    return [match.span() for match in _TOKEN.finditer(text)]


def inside(pieces: Iterable[Piece], words: list[Piece]) -> set[int]:
    """Numbers of the words that share at least one character with one of the pieces. ``words`` are in order and do not
    overlap."""
    covered: set[int] = set()
    i = 0
    for start, end in _union(pieces):
        while i < len(words) and words[i][1] <= start:
            i += 1
        j = i
        while j < len(words) and words[j][0] < end:
            covered.add(j)
            j += 1
    return covered


def by_token(gold: Iterable[Piece], found: Iterable[Piece], words: list[Piece]) -> Counts:
    """Counts of words inside gold pieces and inside found pieces."""
    return exact(inside(gold, words), inside(found, words))


def overlapping(gold: Iterable[Labelled], found: Iterable[Labelled]) -> Counts:
    """Counts of spans that share a character and the label, paired one to one, as many pairs as can be made."""
    right = wanted = had = 0
    gold_by, found_by = _by_label(gold), _by_label(found)
    for label in sorted(gold_by.keys() | found_by.keys()):
        left, other = gold_by.get(label, []), found_by.get(label, [])
        wanted, had = wanted + len(left), had + len(other)
        right += len(matching.pairs(left, other, _meet))
    return Counts(right, had, wanted)


def _meet(one: Piece, other: Piece) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _by_label(spans: Iterable[Labelled]) -> dict[str, list[Piece]]:
    groups: dict[str, list[Piece]] = {}
    for start, end, label in sorted(set(spans)):
        groups.setdefault(label, []).append((start, end))
    return groups


def _union(pieces: Iterable[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for start, end in sorted(pieces):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
