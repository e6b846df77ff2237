"""``dateline demo``: the main job on the bundled sample reports."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dateline.collect.options import Failure
from dateline.values import Reading
from dateline.work import table
from dateline.work.reading import read_paths
from dateline.work.samples import samples
from dateline.work.terminal import complain, progress

if TYPE_CHECKING:
    from rich.console import Console

IN_FULL = 3


def show(console: Console) -> int:
    """Print the claims of the samples that name the most sources, a line on each of the others, and what to try next.

    Gives the exit status: 1 if a sample could not be read, else 0."""
    folder = samples()
    readings: list[Reading] = []
    failed = 0
    with progress(read_paths([str(folder)]), None) as outcomes:
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                complain(outcome.error, outcome.name)
                failed = 1
            else:
                readings.append(outcome)
    readings.sort(key=lambda reading: (reading.report.published or "9", reading.report.id))  # undated ones last
    in_full = sorted(readings, key=_sources, reverse=True)[:IN_FULL]
    table.print_all(console, in_full)
    console.print("\nAll sample reports", style="bold")
    console.print(table.summary(readings))
    console.print(_totals(readings))
    console.print("\nThe reports are written for this project, by invented outlets. Where to look next:")
    for command, what in (
        (f"dateline read {folder}", "the claims of every sample"),
        ("dateline read report.txt --date 2015-02-23", "a report of your own; also .html, .eml, .warc, a feed, a URL"),
        ("dateline read --layers all --format jsonl report.txt", "everything that was found, with offsets, as JSON"),
        ("dateline --help", "the commands; docs/commands.md explains each"),
    ):
        console.print(f"  {command}\n      {what}", soft_wrap=True)
    return failed


def _sources(reading: Reading) -> int:
    return len({source.name or source.text for claim in reading.claims for source in claim.sources})


def _totals(readings: list[Reading]) -> str:
    claims = [claim for reading in readings for claim in reading.claims]
    statuses = Counter(claim.status for claim in claims)
    said = sum(1 for claim in claims if claim.sources)
    others = ", ".join(f"{statuses[status]} {status}" for status in sorted(statuses) if status != "actual")
    return f"\n{len(readings)} reports, {len(claims)} claims, {said} of them with a source of their own ({others})"
