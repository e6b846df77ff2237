"""``dateline import`` and ``dateline imports``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dateline.commands.options import filtering, stored
from dateline.commands.printing import check_text, chosen, listed, print_each, print_rows
from dateline.work import terminal


@click.command("import")
@click.argument("kind", metavar="FORMAT")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@stored
@click.option("--who", metavar="NAME", help="Who imports it. Default: $DATELINE_WHO, else the login name.")
@click.option("--note", metavar="TEXT", help="Where the file is from, or why. Kept with it.")
@listed
def import_(
    kind: str,
    file: Path,
    location: str | None,
    store: str | None,
    who: str | None,
    note: str | None,
    format_: str | None,
) -> int:
    """Import events of another data set from FILE: acled, ucdp, geojson or timemap.

    They are kept apart from what reports claim: no event, history or answer is made of them. dateline imports lists
    them, dateline export --imported writes them."""
    from dateline.work.imported import import_file
    from dateline.work.keep import opened

    for option, value in (("--who", who), ("--note", note)):
        check_text(option, value)
    with opened(location, store, create=True, tell=terminal.tell) as library:
        done = import_file(library, kind, file, who, note)
    return print_rows([done], format_)


@click.group()
def imports() -> None:
    """List and remove files that were imported, and what they tell of."""


@imports.command("list")
@stored
@listed
def imports_list(location: str | None, store: str | None, format_: str | None) -> int:
    """List the imported files."""
    from dateline.work.imported import imports as work
    from dateline.work.keep import opened

    with opened(location, store, tell=terminal.tell) as library:
        return print_rows(work(library), format_)


@imports.command("events")
@click.argument("id_", metavar="ID", default="all")
@stored
@filtering
@listed
def imports_events(id_: str, location: str | None, store: str | None, format_: str | None, **given: Any) -> int:
    """Print the events of an imported file, or of all: what each row says, and where it comes from."""
    from dateline.work.filters import Asked
    from dateline.work.imported import imported_events
    from dateline.work.keep import opened

    for option in ("place", "actor"):
        check_text(f"--{option}", given[option])
    with opened(location, store, tell=terminal.tell) as library:
        found = imported_events(library, Asked(**given), id_)
        return print_rows(list(found), format_) if chosen(format_) == "table" else print_each(found, chosen(format_))


@imports.command("remove")
@click.argument("id_", metavar="ID")
@click.option("--reason", required=True, metavar="WHY", help="Stays in the log.")
@stored
@listed
def imports_remove(id_: str, reason: str, location: str | None, store: str | None, format_: str | None) -> int:
    """Erase an imported file with all its events; ID is the beginning of its id, or of the file's hash."""
    from dateline.work.imported import remove
    from dateline.work.keep import opened

    check_text("--reason", reason)
    with opened(location, store, tell=terminal.tell) as library:
        return print_rows([remove(library, id_, reason)], format_)
