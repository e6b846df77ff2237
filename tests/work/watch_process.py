"""A process that watches, with a reader that takes its time; killed by the tests."""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from watching import NOW, bare, quick

from dateline.library.library import open_library
from dateline.values import Reading, Report
from dateline.work.watch import watch


def slow(report: Report) -> Reading:
    """A moment for each report."""
    time.sleep(0.02)
    return bare(report)


if __name__ == "__main__":
    location, evidence, feed = sys.argv[1:]
    with open_library(location, evidence, create=True) as library:
        for found in watch(library, [feed], quick(), load=lambda: slow, made_with=lambda: NOW):
            print(found.status, found.input, flush=True)
