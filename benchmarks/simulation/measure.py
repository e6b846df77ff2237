"""Measures the reader's errors on the own dev set and writes them down for the simulator.

``python -m benchmarks.simulation.measure --data FOLDER`` writes ``errors.json`` beside this file.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import msgspec

from benchmarks.claims import stored
from benchmarks.claims.match import SLOTS, shared
from benchmarks.claims.reading import Read, read
from benchmarks.claims.score import days_of
from benchmarks.simulation.errors import FILE, ReaderErrors
from dateline.read.reader import Reader

_BINS = 10
_TYPES = ("CONTROL", "ASSAULT", "RETREAT", "MOBILIZE", "DISPLACE")


def measured(documents: Sequence[Read]) -> ReaderErrors:
    """All shares of one reading of the dev set."""
    matched = [d.matched for d in documents]
    pairs = [(a, b, m.text) for m in matched for a, b in m.pairs]
    missed, extra = [c for m in matched for c in m.first_only], [c for m in matched for c in m.second_only]
    slots: dict[str, dict[str, float]] = {}
    for slot in SLOTS:
        right = wanted = given = 0
        for gold, found, text in pairs:
            ours, theirs = getattr(gold, slot), getattr(found, slot)
            right, wanted, given = right + len(shared(ours, theirs, text)), wanted + len(ours), given + len(theirs)
        slots[slot] = _parts(right, wanted, given)
    dated = [(days_of(a), days_of(b)) for a, b, _ in pairs]
    slots["dates"] = _parts(
        sum(a == b and a is not None for a, b in dated),
        sum(a is not None for a, _ in dated),
        sum(b is not None for _, b in dated),
    )
    modes: dict[str, Counter[str]] = defaultdict(Counter)
    status: dict[str, Counter[str]] = defaultdict(Counter)
    for gold, found, _ in pairs:
        modes[f"{gold.type} {gold.mode}"][str(found.mode)] += 1
        status[gold.status][found.status] += 1
    judged = sorted(j for d in documents for j in d.judged)
    return ReaderErrors(
        missed=round(len(missed) / (len(missed) + len(pairs)), 4),
        extra=round(len(extra) / (len(extra) + len(pairs)), 4),
        extra_types={t: sum(c.type == t for c in extra) for t in _TYPES},
        slots=slots,
        modes={key: dict(sorted(count.items())) for key, count in sorted(modes.items()) if key.split()[0] in _TYPES},
        status={key: dict(sorted(count.items())) for key, count in sorted(status.items())},
        confidence_right=_spread([c for c, right in judged if right]),
        confidence_wrong=_spread([c for c, right in judged if not right]),
    )


def _parts(right: int, wanted: int, given: int) -> dict[str, float]:
    """Of the elements that are there: the share found, and the share of those found that are wrong."""
    return {"found": round(right / max(1, wanted), 4), "wrong": round(1 - right / max(1, given), 4)}


def _spread(values: Sequence[float]) -> tuple[float, ...]:
    """Middles of ten bins of as many values each."""
    return tuple(round(values[len(values) * (2 * i + 1) // (2 * _BINS)], 3) for i in range(_BINS))


def main(arguments: list[str] | None = None) -> int:
    """Reads the dev set and writes the file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.simulation.measure", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds a folder for each corpus")
    options = parser.parse_args(arguments)
    documents = list(read(stored.dev_documents(stored.folder()), options.data, Reader.load()))
    FILE.write_bytes(msgspec.json.format(msgspec.json.encode(measured(documents)), indent=1) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
