"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def _all(*options: Callable[[F], F]) -> Callable[[F], F]:
    def add(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return add


collecting: Callable[[F], F] = _all(
    click.option("--date", metavar="YYYY-MM-DD", help="Publication date of reports that show none."),
    click.option("--publisher", metavar="NAME", help="Outlet of all reports."),
    click.option("--raw", is_flag=True, help="The text is the body as it stands: nothing is cleaned away."),
)
"""What reports are taken to be."""

processes: Callable[[F], F] = click.option(
    "--jobs", type=int, metavar="N", help="Processes. Default: one for a few reports, else one a core."
)

stored: Callable[[F], F] = _all(
    click.option(
        "--library",
        "location",
        metavar="URL",
        help="A file, sqlite:///FILE or postgresql://USER@HOST/DATABASE. Default: $DATELINE_LIBRARY, else "
        "library.sqlite in the user's data folder.",
    ),
    click.option(
        "--evidence",
        "store",
        metavar="URL",
        help="The folder for the bytes of reports. Default: where they are; at first, evidence beside an SQLite file.",
    ),
)
"""Which library."""

filtering: Callable[[F], F] = _all(
    click.option("--since", metavar="YYYY-MM-DD", help="From that day on; what has no day is left out."),
    click.option("--until", metavar="YYYY-MM-DD", help="Up to that day; what has no day is left out."),
    click.option("--place", metavar="NAME", help="There: a name as in reports, or LATITUDE,LONGITUDE."),
    click.option("--within", type=float, metavar="KM", help="So far around the place. Default: its own extent."),
    click.option("--actor", metavar="NAME", help="With that actor: a name as in reports, or an id."),
    click.option(
        "--type", "types", multiple=True, metavar="TYPE", help="Of that type (ASSAULT, CONTROL …), or several."
    ),
    click.option("--status", "statuses", multiple=True, metavar="STATUS", help="Of that status (actual, denied …)."),
    click.option(
        "--credibility",
        type=click.IntRange(1, 6),
        metavar="1-6",
        help="Of events of that credibility or a better one; 1 is the best.",
    ),
)
"""Which part of a library: parameters since, until, place, within, actor, types, statuses, credibility, the fields of
``dateline.work.filters.Asked``."""
