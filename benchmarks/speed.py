"""Speed and memory of ``dateline read``, the whole way from files to JSON lines, measured from outside.

- ``words_per_second``: words (parted by blanks) of 500 reports over the wall-clock time of one command with two jobs,
  its start included;
- ``peak_mb``: the most memory that this command and its workers held at one time, 10^6 bytes, in another run;
- ``cold_start_s``: one short report in a fresh process, the place index already built, the median of three;
- ``floor_ratio``: the same 500 reports with one job, the median of three runs, over the bare encoder's forward pass
  (:mod:`benchmarks.floor`);
- ``locating_share``: percent of the time of reading 100 of them that finding and placing place names takes
  (:mod:`benchmarks.locating`);
- ``reports``, ``words``: what was read.

Reports: see :func:`benchmarks.reports.sample`.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from benchmarks import command, floor, locating, reports
from benchmarks.memory import measure
from dateline.read.model import Model

SPLITS = ("dev",)
NEEDS: tuple[str, ...] = ()
"""Any of the corpora will do."""
REPORTS = 500
LOCATED = 100
_SHORT = (
    "SURUC, Turkey - Fighters withdrew from two villages south of the town on Monday, a local official said.\n\n"
    "“They left before dawn,” the official told reporters by telephone. He did not say where they went.\n"
)


def files(data: Path, split: str) -> list[Path]:
    """The files that the reports come from."""
    return reports.sample_files(data)


def run(data: Path, split: str) -> dict[str, float]:
    """Measures; ``data`` is the folder that holds the corpora, or one with ``.txt`` and ``.jsonl`` reports. The machine
    should have nothing else to do."""
    texts = reports.sample(data, REPORTS)
    words = sum(len(text.split()) for text in texts)
    with tempfile.TemporaryDirectory() as name:
        folder, short = Path(name, "reports"), Path(name, "short")
        folder.mkdir()
        short.mkdir()
        command.save(texts, folder)
        command.save([_SHORT], short)
        measure(command.reading(short, 1), watch=False)  # builds the place index where there is none yet
        cold = statistics.median(measure(command.reading(short, 1), watch=False).seconds for _ in range(3))
        # Looking at the memory of three processes twenty times a second takes a tenth of a core: a run of its own.
        both = measure(command.reading(folder, 2), watch=False)
        peak = measure(command.reading(folder, 2)).peak_mb
        one = statistics.median(measure(command.reading(folder, 1), watch=False).seconds for _ in range(3))
    model = Model()
    bare, _ = floor.seconds(floor.word_pieces(texts, model), model)
    metrics = {
        "words_per_second": round(words / both.seconds, 0),
        "floor_ratio": round(one / bare, 2),
        "cold_start_s": round(cold, 2),
        "locating_share": round(locating.share(texts[:LOCATED]), 2),
        "reports": float(len(texts)),
        "words": float(words),
    }
    return metrics if peak is None else {**metrics, "peak_mb": round(peak, 0)}
