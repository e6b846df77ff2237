"""The commands that keep the library: what goes in, its history, its check, what is erased, copies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.commands.options import collecting, processes, stored
from dateline.commands.printing import check_text, chosen, listed, print_each, print_rows
from dateline.errors import DatelineError
from dateline.work import terminal

if TYPE_CHECKING:
    from dateline.work.add import Added
    from dateline.work.reread import Reread


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@stored
@collecting
@click.option("--again", is_flag=True, help="Add reports too that were removed from the library.")
@processes
@listed
def add(
    paths: tuple[str, ...],
    location: str | None,
    store: str | None,
    date: str | None,
    publisher: str | None,
    raw: bool,
    again: bool,
    jobs: int | None,
    format_: str | None,
) -> int:
    """Read reports into the library, which is made where there is none; a report that is there changes nothing.

    PATH is as in read. A line a report: added, already there, or failed and why. What is told is in the library for
    good."""
    from dateline.collect.options import Options
    from dateline.work.add import add_paths
    from dateline.work.keep import opened

    check_text("--publisher", publisher)
    options = Options(date=date, publisher=publisher, raw=raw)
    with opened(location, store, create=True, tell=terminal.tell) as library:
        terminal.announce()
        return print_each(add_paths(paths, library, options, jobs, again), chosen(format_), _told)


def _told(outcome: Added) -> tuple[str | None, tuple[str, str] | None]:
    if outcome.status == "failed":
        return None, (outcome.input, outcome.why or "")
    claims = f", {outcome.claims} claim{'' if outcome.claims == 1 else 's'}" if outcome.status == "added" else ""
    return f"{outcome.status}: {(outcome.report or '')[:8]} {outcome.title or outcome.input}{claims}", None


@click.command()
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@stored
@processes
@listed
def reread(
    reports: tuple[str, ...], location: str | None, store: str | None, jobs: int | None, format_: str | None
) -> int:
    """Read reports again whose reading is of an older model, word list, gazetteer or version; older readings are kept.

    REPORT is the beginning of a report's id; without one all that are outdated are read."""
    from dateline.work.keep import opened
    from dateline.work.reread import reread as work

    with opened(location, store, tell=terminal.tell) as library:
        terminal.announce()
        return print_each(work(library, reports, jobs), chosen(format_), _reread)


def _reread(outcome: Reread) -> tuple[str | None, tuple[str, str] | None]:
    if outcome.status == "failed":
        return None, (outcome.report, outcome.why or "")
    return f"{outcome.status}: {outcome.report[:8]} {outcome.title or ''}, {outcome.claims} claims", None


@click.command()
@click.argument("report")
@stored
@click.option("--reason", required=True, help="Why. It stays in the log for good: do not quote the report.")
@listed
def remove(report: str, location: str | None, store: str | None, reason: str, format_: str | None) -> int:
    """Erase a report: its bytes, its text, all that quotes it. A tombstone with the reason stays.

    REPORT is the beginning of its id, eight characters or more."""
    from dateline.work.keep import opened
    from dateline.work.remove import remove as work

    check_text("--reason", reason)
    with opened(location, store, tell=terminal.tell) as library:
        return print_rows([work(library, report, reason)], format_)


@click.command()
@stored
@click.option("--after", type=click.IntRange(min=0), default=0, metavar="POSITION", help="Only what came behind it.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="How many entries at most.")
@click.option("--head", is_flag=True, help="Print the log's head alone, to be kept elsewhere for verify --expect.")
@listed
def log(location: str | None, store: str | None, after: int, limit: int | None, head: bool, format_: str | None) -> int:
    """Print the library's log: every change, in order; a position is the cursor of what came later."""
    from dateline.work.keep import head as read_head
    from dateline.work.keep import history, opened

    with opened(location, store, tell=terminal.tell) as library:
        if head:
            click.echo(str(read_head(library)))
            return 0
        found = history(library, after, limit)
        return print_rows(list(found), format_) if chosen(format_) == "table" else print_each(found, chosen(format_))


@click.command()
@stored
@click.option("--expect", metavar="HEAD", help="A head that log --head printed: the log must lead through it.")
@listed
def verify(location: str | None, store: str | None, expect: str | None, format_: str | None) -> int:
    """Check the library: the log's chain, every row and file against its hash, every quoted span. Else status 1."""
    from dateline.work.keep import check, opened

    with opened(location, store, tell=terminal.tell) as library:
        found = check(library, expect)
    for problem in found.problems:
        terminal.complain(DatelineError(f"{problem.kind} {problem.id}: {problem.problem}"))
    if chosen(format_) == "table":
        click.echo(
            f"{'in order' if found.ok else f'{len(found.problems)} problems'}: {found.entries} log entries, "
            f"{found.reports} reports ({found.removed} removed), {found.readings} readings, "
            f"{found.quotes} quoted spans, {found.evidence} files of evidence; head {found.head}"
        )
    else:
        print_rows([found], format_)
    return 0 if found.ok else 1


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@stored
@listed
def backup(file: Path, location: str | None, store: str | None, format_: str | None) -> int:
    """Write the whole library, evidence included, to a new FILE, as it is at one moment; others may go on writing."""
    from dateline.work.keep import backup as work
    from dateline.work.keep import opened

    with opened(location, store, tell=terminal.tell) as library:
        return print_rows([work(library, file)], format_)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@stored
@listed
def restore(file: Path, location: str | None, store: str | None, format_: str | None) -> int:
    """Make the library that backup wrote to FILE; there must be none at the place yet."""
    from dateline.work.keep import restore as work

    return print_rows([work(file, location, store)], format_)


@click.command()
@stored
@listed
def rebuild(location: str | None, store: str | None, format_: str | None) -> int:
    """Make everything again that is worked out from readings and judgements."""
    from dateline.work.keep import opened
    from dateline.work.keep import rebuild as work

    with opened(location, store, tell=terminal.tell) as library:
        return print_rows([work(library)], format_)


COMMANDS = (add, log, verify, reread, remove, backup, restore, rebuild)
