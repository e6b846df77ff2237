"""What each system takes: the same reports for all, one after the other, one thread each.

``…_words_per_cpu_second``: words (parted by blanks) over processor seconds without the start; ``…_words_per_second``
the same by the clock, which a busy machine makes worth little; ``…_start_s``, ``…_start_cpu_s``: from the start of the
process until a first sentence is answered; ``…_peak_mb``: the most memory it held, 10^6 bytes."""

from __future__ import annotations

from pathlib import Path

from benchmarks import reports
from benchmarks.comparison.peering import MODULES, Peers
from benchmarks.comparison.process import Spent

REPORTS = 100
_DAY = "2015-03-02"


def figures(data: Path, peers: Peers) -> dict[str, float]:
    """The figures of all systems that are there; ``data`` is the folder of all corpora."""
    texts = reports.sample(data, REPORTS)
    words = sum(len(text.split()) for text in texts)
    found = {"speed_reports": float(len(texts)), "speed_words": float(words)}
    for system in MODULES:
        answered = peers.ask(system, ({"text": text, "day": _DAY} for text in texts))
        if answered is not None:
            found |= costs(system, words, answered.spent)
    return found


def costs(system: str, words: int, spent: Spent) -> dict[str, float]:
    """The figures of one system that read so many words."""
    found = {
        f"{system}_words_per_cpu_second": float(round(words / max(spent.cpu, 1e-6), -1)),
        f"{system}_words_per_second": float(round(words / max(spent.wall, 1e-6), -1)),
        f"{system}_start_s": round(spent.start_wall, 2),
        f"{system}_start_cpu_s": round(spent.start_cpu, 2),
    }
    return found if spent.peak is None else {**found, f"{system}_peak_mb": round(spent.peak / 1e6, 0)}
