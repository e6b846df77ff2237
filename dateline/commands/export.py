"""``dateline export``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.commands.options import filtering, stored
from dateline.commands.printing import check_text
from dateline.errors import UsageError
from dateline.work import terminal

if TYPE_CHECKING:
    from dateline.work.export import Written


@click.command()
@click.argument("format_", metavar="FORMAT")
@stored
@filtering
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write there, all at once when it is whole. Default: standard output.",
)
@click.option("--redact", is_flag=True, help="Without persons, quotes, titles, addresses and exact places.")
@click.option(
    "--key",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="With --redact: what ids and hashes are hidden with. Default: a key that the library keeps.",
)
@click.option("--imported", metavar="ID", help="The rows of an imported file instead; all: of every file.")
@click.option("--sender", metavar="NAME", help="Of cap: who sends it. Default: dateline.invalid.")
@click.option(
    "--alert-status",
    type=click.Choice(["Actual", "Exercise", "System", "Test", "Draft"]),
    help="Of cap. Default: Draft.",
)
def export(
    format_: str,
    location: str | None,
    store: str | None,
    output: Path | None,
    redact: bool,
    key: Path | None,
    imported: str | None,
    sender: str | None,
    alert_status: str | None,
    **given: Any,
) -> int:
    """Write events in a format of the field: acled, cap, csv, ftm, geojson, hxl, kml, parquet, plover, timemap, ucdp.

    The rows are those that dateline events gives with the same filters. What the format has no row for is left out and
    counted on standard error."""
    from dateline.library.files import drafted
    from dateline.work.export import key_of, write
    from dateline.work.filters import Asked
    from dateline.work.keep import bring_up_to_date, opened

    settings = {name: value for name, value in (("sender", sender), ("status", alert_status)) if value is not None}
    if settings and format_ != "cap":
        raise UsageError("--sender and --alert-status are for cap alone: leave them out")
    if key is not None and not redact:
        raise UsageError("--key is for --redact: add it, or leave the key out")
    for option in ("place", "actor"):
        check_text(f"--{option}", given[option])
    with opened(location, store, tell=terminal.tell) as library:
        bring_up_to_date(library, terminal.tell)
        secret = key_of(library, key) if redact else None
        asked = Asked(**given)
        if output is None:
            done = write(library, asked, format_, sys.stdout.buffer, secret, imported, **settings)
            sys.stdout.buffer.flush()
        else:
            with drafted(output) as draft, draft.open("wb") as stream:
                done = write(library, asked, format_, stream, secret, imported, **settings)
    _tell(format_, done)
    return 0


def _tell(format_: str, done: Written) -> None:
    rows = f"{done.rows} {'row' if done.rows == 1 else 'rows'} written"
    if not done.left_out:
        terminal.tell(rows)
        return
    why = "; ".join(f"{number} {reason}" for reason, number in sorted(done.left_out.items()))
    click.echo(f"dateline: {rows}; {done.left_out.total()} events have no row in {format_}: {why}", err=True)
