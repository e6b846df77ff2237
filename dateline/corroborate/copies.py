"""Which reports are copies of each other, whole or in part, told from a sketch of at most 1 kB a report.

A report is the set of its runs of :data:`RUN` words ("shingles", Broder 1997). Its sketch is the :data:`KEPT` smallest
of their hashes: MinHash with one hash function ("bottom-k", Cohen and Kaplan 2007). Below the smaller of the two
largest hashes kept, both sketches hold all there is, so the share of the shorter report's runs that stand in the longer
one can be estimated, not only the likeness of wholes: a wire story inside a longer report counts as copied too. One
function of forty lines; libraries for it estimate likeness alone, or keep more than a kilobyte.

Hashes are of a fixed function: the same text has the same sketch on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import combinations
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dateline.corroborate.cluster import components

RUN = 4
"""Words of a run."""
KEPT = 240
"""Hashes kept: 960 bytes, and 4 for the number of runs."""
COPIED = 0.2
"""The share of the shorter report's runs from which on the two count as one text; chosen by reading pairs of reports on
one event (``docs/independence.md``): reports written apart share names, figures and a quotation, seldom more."""
FEWEST = 15
"""Runs that two reports must share at least, unless the shorter one stands in the other whole."""
_WORD = re.compile(r"\w+")
_MIX = np.uint64(0x9E3779B97F4A7C15)
_MIX2 = np.uint64(0xBF58476D1CE4E5B9)
_MIX3 = np.uint64(0x94D049BB133111EB)
Hashes = NDArray[np.uint32]


def signature(text: str) -> bytes:
    """The sketch of a text: empty where it has no words."""
    number: dict[str, int] = {}
    words = [number.setdefault(word, len(number)) for word in _WORD.findall(text.casefold())]
    if not words:
        return b""
    each = np.array([crc32(word.encode("utf-8", "replace")) for word in number], dtype=np.uint64)[words]
    runs = min(RUN, len(each))
    mixed = np.zeros(len(each) - runs + 1, dtype=np.uint64)
    for i in range(runs):
        mixed = _scramble(mixed * _MIX + each[i : len(each) - runs + 1 + i])
    hashes = np.unique((mixed >> np.uint64(32)).astype(np.uint32))
    return len(hashes).to_bytes(4, "little") + hashes[:KEPT].astype("<u4").tobytes()


def shared(one: bytes, other: bytes) -> float:
    """The estimated share, 0 to 1, of the shorter text's runs that the other one holds too."""
    a, b = _hashes(one), _hashes(other)
    return _share(one, other, len(np.intersect1d(a, b, assume_unique=True))) if len(a) and len(b) else 0.0


def copies(signatures: Mapping[str, bytes]) -> list[list[str]]:
    """Reports in groups of one text each, by their sketches; copies of a copy belong together. In rising order."""
    names = sorted(signatures)
    pairs = [
        (a, b)
        for (a, b), common in _meeting((name, signatures[name]) for name in names).items()
        if _is_copy(signatures[a], signatures[b], common)
    ]
    return components(names, pairs)


def _meeting(sketches: Iterable[tuple[str, bytes]]) -> dict[tuple[str, str], int]:
    """How many hashes two sketches share, for those that share any."""
    holding: dict[int, list[str]] = {}
    for name, sketch in sketches:
        for value in _hashes(sketch).tolist():
            holding.setdefault(value, []).append(name)
    found: dict[tuple[str, str], int] = {}
    for names in holding.values():
        if len(names) > 1:
            for pair in combinations(names, 2):
                found[pair] = found.get(pair, 0) + 1
    return found


def _share(one: bytes, other: bytes, common: int) -> float:
    short, long = (one, other) if _runs(one) <= _runs(other) else (other, one)
    a, b = _hashes(short), _hashes(long)
    # Where a sketch holds all runs of its text, nothing of it is cut off.
    ends = [int(h[-1]) for h, sketch in ((a, short), (b, long)) if _runs(sketch) > KEPT]
    compared = int(np.searchsorted(a, min(ends), side="right")) if ends else len(a)
    return common / compared if compared else 0.0


def _is_copy(one: bytes, other: bytes, common: int) -> bool:
    share = _share(one, other, common)
    return share == 1.0 or (share >= COPIED and share * min(_runs(one), _runs(other)) >= FEWEST)


def _runs(sketch: bytes) -> int:
    return int.from_bytes(sketch[:4], "little")


def _hashes(sketch: bytes) -> Hashes:
    return np.frombuffer(sketch[4:], dtype="<u4")


def _scramble(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spreads bits (the finisher of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * _MIX2
    values = (values ^ (values >> np.uint64(27))) * _MIX3
    mixed: NDArray[np.uint64] = values ^ (values >> np.uint64(31))
    return mixed
