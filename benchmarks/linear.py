"""Whether the cost of ``dateline read`` grows in proportion to what it reads, from 100 to 10,000 reports.

Each size is one command with two jobs, its start included. Processor time is what is fitted, since it does not hang on
what else the machine does; time by the clock stands beside it.

- ``cpu_N_s``, ``wall_N_s``, ``words_N``: processor seconds of the command and its workers, seconds by the clock, and
  words (parted by blanks) of N reports;
- ``start_s``, ``cpu_s_per_million_words``: the straight line of processor time over words that fits best, each size's
  share of error counting alike (least squares over relative errors);
- ``worst_error``: percent by which the size that fits it worst lies off that line;
- ``exponent``: the power of the number of words with which the time without ``start_s`` grows (the slope between
  logarithms): 1 is linear, 2 quadratic;
- ``peak_N_mb``: the most memory that the command and its workers held at one time, 10^6 bytes.

Reports: :func:`benchmarks.reports.every`, shortest and longest mixed by their hash; where more are wanted than there
are, they come again with their lines turned round, so that no two are the same.
"""

from __future__ import annotations

import hashlib
import resource
import tempfile
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path

import numpy as np

from benchmarks import command, reports
from benchmarks.memory import measure

SPLITS = ("dev",)
NEEDS: tuple[str, ...] = ()
"""Any of the corpora will do."""
SIZES = (100, 300, 1000, 3000, 10_000)


def files(data: Path, split: str) -> list[Path]:
    """The files that the reports come from."""
    return reports.sample_files(data)


def run(data: Path, split: str, sizes: Sequence[int] = SIZES) -> dict[str, float]:
    """Measures; ``data`` is the folder that holds the corpora, or one with ``.txt`` and ``.jsonl`` reports."""
    base = sorted(list(reports.every(data)) or list(reports.own(data)), key=_rank)
    metrics: dict[str, float] = {}
    words, cpu = [], []
    with tempfile.TemporaryDirectory() as name:
        short = Path(name, "short")
        short.mkdir()
        command.save(base[:1], short)
        measure(command.reading(short, 1), watch=False)  # builds the place index where there is none yet
        for size in sizes:
            folder = Path(name, str(size))
            folder.mkdir()
            texts = list(islice(varied(base), size))
            command.save(texts, folder)
            before = _children_s()
            spent = measure(command.reading(folder, 2))
            cpu.append(_children_s() - before)
            words.append(sum(len(text.split()) for text in texts))
            metrics |= {
                f"cpu_{size}_s": round(cpu[-1], 2), f"wall_{size}_s": round(spent.seconds, 2),
                f"words_{size}": float(words[-1]),
            }  # fmt: skip
            if spent.peak_mb is not None:
                metrics[f"peak_{size}_mb"] = round(spent.peak_mb, 0)
    return metrics | fit(words, cpu)


def fit(words: Sequence[float], seconds: Sequence[float]) -> dict[str, float]:
    """The straight line and the power that fit best, of two sizes or more."""
    x, y = np.array(words, dtype=float), np.array(seconds, dtype=float)
    table = np.column_stack([np.ones_like(x), x])
    (start, slope), *_ = np.linalg.lstsq(table / y[:, None], np.ones_like(y), rcond=None)
    off = np.abs(start + slope * x - y) / y
    grown = np.maximum(y - max(start, 0.0), 1e-9)
    exponent = np.polyfit(np.log(x), np.log(grown), 1)[0]
    return {
        "start_s": round(float(start), 2),
        "cpu_s_per_million_words": round(float(slope * 1e6), 1),
        "worst_error": round(float(100 * off.max()), 2),
        "exponent": round(float(exponent), 3),
    }


def varied(base: Sequence[str]) -> Iterator[str]:
    """The reports; then again and again, the lines of each begun further down."""
    for turn in count():
        for text in base:
            lines = text.splitlines(keepends=True)
            at = turn % len(lines) if lines else 0
            again = [*lines[at:], "\n", *lines[:at]] if turn else lines
            yield "".join(again) if not turn else f"{''.join(again).rstrip()}\n({turn})\n"


def _rank(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _children_s() -> float:
    """Processor seconds of all processes that this one has waited for, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
