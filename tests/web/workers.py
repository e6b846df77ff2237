"""What worker processes of the tests do: work with a reader that takes no time, or one that dies."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "library"))  # tests is no package

from shelf import FIRST, reading

from dateline.values import Reading, Report
from dateline.work.worker import Tools, serve_jobs

LINE = '{{"text": "Bridge {0} shelled\\n\\nMarket sellers in Harim said gunmen killed 3 people near bridge {0}."}}'


def lines(count: int) -> bytes:
    """A file with so many reports."""
    return "".join(LINE.format(number).replace("\n", "\\n") + "\n" for number in range(count)).encode()


def plain(report: Report) -> Reading:
    """Two claims about the report."""
    return reading(report)


def tools() -> Tools:
    """Reading with it."""
    return Tools(load, lambda: FIRST)


def load() -> Callable[[Report], Reading]:
    """The reader."""
    return plain


def work(location: str, holder: str) -> None:
    """A worker with it."""
    serve_jobs(location, holder, tools())


def dies_always(location: str, holder: str) -> None:
    """A worker that is killed by the second report whenever it reads it."""
    serve_jobs(location, holder, Tools(load_deadly, lambda: FIRST))


def deadly(report: Report) -> Reading:
    """Two claims about the report, if it is not the second one."""
    if "Bridge 1 " in report.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return reading(report)


def load_deadly() -> Callable[[Report], Reading]:
    """That reader."""
    return deadly


def slow(location: str, holder: str) -> None:
    """A worker that takes a while for each report."""

    def read(report: Report) -> Reading:
        time.sleep(0.2)
        return reading(report)

    serve_jobs(location, holder, Tools(lambda: read, lambda: FIRST))
