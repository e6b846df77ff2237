"""A process that adds reports as ``dateline add`` does, with a reader that takes no time; run by the tests."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from shelf import FIRST, reading

from dateline.errors import LibraryError
from dateline.library.library import open_library
from dateline.values import Reading, Report
from dateline.work.add import add_paths

LINE = (
    '{{"text": "Bridge {0} shelled\\n\\nMarket sellers in Harim said gunmen killed 3 people near bridge {0}.", {1}}}\n'
)


def plain(report: Report) -> Reading:
    """Two claims about the report."""
    return reading(report)


def load() -> object:
    """The reader."""
    return plain


def reports(path: Path, numbers: list[int]) -> Path:
    """A file with a report for each number."""
    lines = [LINE.format(n, f'"published": "2015-03-03", "publisher": "Orchard Wire {n % 3}"') for n in numbers]
    path.write_text("".join(line.replace("\n", "\\n")[:-2] + "\n" for line in lines), encoding="utf-8")
    return path


def work(location: str, evidence: str, file: str, tell: Connection) -> None:
    """Adds the reports of a file; tells (status, id) of each as it is acknowledged, at last the error if one came."""
    tell.send("ready")
    try:
        with open_library(location, evidence, create=True) as library:
            for added in add_paths([file], library, jobs=1, load=load, made_with=lambda: FIRST):  # type: ignore[arg-type]
                tell.send((added.status, added.report))
        tell.send("done")
    except LibraryError as error:
        tell.send(str(error))
