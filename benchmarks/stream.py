"""Reports as a stream into a library: ``python -m benchmarks.stream --data FOLDER`` or ``--claims N``.

MUC-4's raw training messages (``FOLDER`` holds ``muc4/``) are read once; or readings of ``N`` claims are made up
(:mod:`benchmarks.wires`), which takes no model. They go into one library in one transaction and into another, shuffled,
one by one after a first half; both must hold the same events to the byte. Prints figures as JSON; status 1 where
the events differ. Times are processor seconds without reading."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random

import msgspec
from msgspec.structs import replace
from sqlalchemy import text

from benchmarks.corpora.muc4 import muc4
from benchmarks.wires import wires
from dateline.library.library import Library, open_library
from dateline.library.records import Fingerprint
from dateline.values import Origin, Reading, Report
from dateline.work.derived import recompute

BY = Fingerprint("model", "lexicon", "gazetteer", "code")
_TABLES = ("events", "members", "event_parties")


class Figures(msgspec.Struct, frozen=True):
    """``megabytes`` is the size of the SQLite file without evidence; ``text_megabytes`` that of the texts in it;
    ``seconds`` of all at once, ``median_seconds`` and ``worst_seconds`` of one more report."""

    reports: int
    claims: int
    events: int
    events_of_several_reports: int
    megabytes: float
    text_megabytes: float
    seconds: float
    median_seconds: float
    worst_seconds: float
    same: bool


def read(data: Path) -> Iterator[Reading]:
    """MUC-4's messages, read."""
    from dateline.work.reader import load_reader

    reader = load_reader()
    for message in muc4(data / "muc4" / "raw" / "dev"):
        digest = sha256(message.text.encode()).hexdigest()
        report = Report(digest[:32], digest, digest, message.text, published=message.published)
        yield reader(report)


def stream(readings: Sequence[Reading], folder: Path, one_by_one: int) -> Figures:
    """Adds readings both ways; the last ``one_by_one`` of the shuffled ones by themselves."""
    with open_library(str(folder / "once.sqlite"), create=True) as library:
        seconds = _add(library, readings)
        wanted, events, several = _rows(library), *_counted(library)
    size = (folder / "once.sqlite").stat().st_size
    mixed = Random(11).sample(readings, len(readings))
    with open_library(str(folder / "mixed.sqlite"), create=True) as library:
        _add(library, mixed[: len(mixed) - one_by_one])
        each = sorted(_add(library, [one]) for one in mixed[len(mixed) - one_by_one :])
        same = _rows(library) == wanted
    return Figures(
        reports=len(readings),
        claims=sum(len(one.claims) for one in readings),
        events=events,
        events_of_several_reports=several,
        megabytes=round(size / 1e6, 1),
        text_megabytes=round(sum(len(one.report.text.encode()) for one in readings) / 1e6, 1),
        seconds=round(seconds, 1),
        median_seconds=round(each[len(each) // 2], 3) if each else 0.0,
        worst_seconds=round(each[-1], 3) if each else 0.0,
        same=same,
    )


def _add(library: Library, readings: Sequence[Reading]) -> float:
    began = time.process_time()
    with library.writing() as writer:
        for one in readings:
            data = one.report.text.encode()
            own = replace(one, report=replace(one.report, sha256=sha256(data).hexdigest()))
            writer.add(own, data, Origin("stream", "file", "text"), "stream", BY)
        recompute(writer)
    return time.process_time() - began


def _rows(library: Library) -> list[str]:
    with library.reading() as connection:
        return sorted(repr(row) for name in _TABLES for row in connection.execute(text(f"SELECT * FROM {name}")))


def _counted(library: Library) -> tuple[int, int]:
    with library.reading() as connection:
        every = connection.execute(text("SELECT count(DISTINCT report) FROM members GROUP BY event")).scalars().all()
    return len(every), sum(number > 1 for number in every)


def main() -> int:
    """Runs it; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="the folder that holds muc4/")
    parser.add_argument("--claims", type=int, metavar="N", help="so many made-up claims")
    parser.add_argument("--one-by-one", type=int, default=100, metavar="N", help="reports added by themselves")
    given = parser.parse_args()
    if (given.data is None) == (given.claims is None):
        parser.error("give --data FOLDER or --claims N")
    readings = list(read(given.data) if given.data is not None else wires(given.claims))
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        found = stream(readings, Path(folder), min(given.one_by_one, len(readings)))
    print(msgspec.json.encode(found).decode())
    return 0 if found.same else 1


if __name__ == "__main__":
    sys.exit(main())
