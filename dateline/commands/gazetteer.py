"""``dateline gazetteer``."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.commands.printing import listed, print_rows
from dateline.work import terminal


@click.group()
def gazetteer() -> None:
    """Place names: look one up, add a country's from GeoNames or a file, list and remove what was added."""


@gazetteer.command("add")
@click.argument("what", metavar="CODE|FILE")
@click.option(
    "--names", metavar="FILE", type=click.Path(path_type=Path), help="GeoNames' table of alternate names for a FILE."
)
@listed
def gazetteer_add(what: str, names: Path | None, format_: str | None) -> int:
    """Add places: a country's dump, fetched from GeoNames with its alternate names, or a local one.

    CODE is a country's two letters (SY), or all. FILE is a dump of GeoNames' 19 columns, .txt or .zip."""
    from dateline.work import gazetteer as work

    terminal.announce()
    return print_rows([work.add(what, names, terminal.tell)], format_)


@gazetteer.command("list")
@listed
def gazetteer_list(format_: str | None) -> int:
    """List the gazetteers that were added."""
    from dateline.work import gazetteer as work

    return print_rows(work.installed(), format_)


@gazetteer.command("search")
@click.argument("name")
@click.option("--country", metavar="CODE", help="Only there; finds misspelt names too.")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="How many at most.")
@listed
def gazetteer_search(name: str, country: str | None, limit: int, format_: str | None) -> int:
    """Show the places that NAME may stand for by itself, likeliest first."""
    from dateline.work import gazetteer as work

    terminal.announce()
    return print_rows(work.search(name, country, limit), format_)


@gazetteer.command("remove")
@click.argument("name", metavar="CODE|NAME")
@listed
def gazetteer_remove(name: str, format_: str | None) -> int:
    """Remove a gazetteer that was added, by the name that list shows."""
    from dateline.work import gazetteer as work

    return print_rows([work.remove(name)], format_)
