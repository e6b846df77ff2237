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
