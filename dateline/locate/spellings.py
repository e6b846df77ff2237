"""The learned weights of spelling differences, from ``spellings.csv``.

A cost is in hundredths of a nat of log odds: how much likelier a difference is between strangers than between spellings
of one place. For a word it is the percentage of its letters' cost that counts. ``python -m training spellings`` writes
the file; its first lines say from what.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

FILE = "spellings.csv"
WHOLE = 100
"""The percentage of a word that nothing is known of."""
PAIRS = ("latin", "mixed", "arabic")
"""Kinds of pairs of names by their scripts: both Latin, one of each, both Arabic."""
SWAP = 600
"""The cost of exchanging letters that no row names: learned costs above it are not kept."""
_DROP = 450
_LETTERS = 0x700  # letters up to here have numbers of their own: Latin, Arabic

Numbers = NDArray[np.int32]


class Costs(Struct, frozen=True):
    """Costs between two scripts: of a letter left out, and of two letters exchanged, by the letters' numbers."""

    drop: Numbers
    swap: Numbers


class Weights(Struct, frozen=True):
    """``numbers``: code point to letter's number, 0 for letters without a row; ``pairs``: costs by kind of pair;
    ``words``: core word to percentage."""

    numbers: Numbers
    pairs: dict[str, Costs]
    words: dict[str, int]

    def number(self, points: Numbers) -> Numbers:
        """The numbers of letters given as code points."""
        return self.numbers[np.minimum(points, _LETTERS)]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights that come with dateline."""
    return read(files("dateline.locate").joinpath(FILE).read_text(encoding="utf-8"))


def read(text: str) -> Weights:
    """Weights from the text of a table with the columns ``pair,a,b,cost``; lines that begin with ``#`` are notes."""
    rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    letters = sorted({r[side] for r in rows if r["pair"] in PAIRS for side in "ab"} - {""})
    number = {letter: n for n, letter in enumerate(letters, 1)}
    numbers = np.zeros(_LETTERS + 1, np.int32)
    for letter, n in number.items():
        numbers[ord(letter)] = n
    size = len(letters) + 1
    pairs = {p: Costs(np.full(size, _DROP, np.int32), np.full((size, size), SWAP, np.int32)) for p in PAIRS}
    for row in rows:
        if row["pair"] not in PAIRS:
            continue
        costs, a = pairs[row["pair"]], number[row["a"]]
        if row["b"]:
            b = number[row["b"]]
            costs.swap[a, b] = costs.swap[b, a] = int(row["cost"])
        else:
            costs.drop[a] = int(row["cost"])
    return Weights(numbers, pairs, {r["a"]: int(r["cost"]) for r in rows if r["pair"] == "word"})
