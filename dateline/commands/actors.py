"""``dateline actors`` and ``dateline sources``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dateline.commands.options import filtering, stored
from dateline.commands.printing import check_text, chosen, listed, print_rows
from dateline.work import terminal

if TYPE_CHECKING:
    from dateline.work.filters import Asked


@click.command()
@stored
@filtering
@listed
def actors(location: str | None, store: str | None, format_: str | None, **given: Any) -> int:
    """List who takes part in the claims of the library: armed groups, states and their forces, organisations.

    Persons are not listed. --actor shows one alone, with all that it has a part in."""
    from dateline.work.actors import actors as work
    from dateline.work.keep import bring_up_to_date, opened

    with opened(location, store, tell=terminal.tell) as library:
        bring_up_to_date(library, terminal.tell)
        found = work(library, _asked(given))
    if chosen(format_) != "table":
        return print_rows(found, format_)
    from dateline.work import actor_table

    terminal.console().print(actor_table.actors(found))
    return 0


@click.command()
@stored
@filtering
@listed
def sources(location: str | None, store: str | None, format_: str | None, **given: Any) -> int:
    """List who says what the library knows: its outlets and those whom they cite, with grade and track record.

    Sources without a name are counted for each outlet, never put together. dateline judge grades a source."""
    from dateline.work.keep import bring_up_to_date, opened
    from dateline.work.sources import sources as work

    with opened(location, store, tell=terminal.tell) as library:
        bring_up_to_date(library, terminal.tell)
        found = work(library, _asked(given))
    if chosen(format_) != "table":
        return print_rows(found, format_)
    from dateline.work import actor_table

    terminal.console().print(actor_table.sources(found))
    return 0


def _asked(given: dict[str, Any]) -> Asked:
    from dateline.work.filters import Asked

    asked = Asked(**given)
    check_text("--place", asked.place)
    check_text("--actor", asked.actor)
    return asked
