"""``dateline control``."""

from __future__ import annotations

from typing import Any

import click

from dateline.commands.options import filtering, stored
from dateline.commands.printing import check_text, chosen, listed, print_each
from dateline.work import terminal


@click.command()
@stored
@click.option("--on", "on_day", metavar="YYYY-MM-DD", help="On that day. Default: that of the newest report.")
@click.option("--source", metavar="NAME", help="On the word of one source or outlet alone.")
@filtering
@listed
def control(
    location: str | None,
    store: str | None,
    on_day: str | None,
    source: str | None,
    format_: str | None,
    **given: Any,
) -> int:
    """Print who holds which place, how sure that is, and which claims speak for and against it.

    With --since or --until: a row for each day on which the answer changes."""
    from dateline.work.control import control as work
    from dateline.work.filters import Asked
    from dateline.work.keep import bring_up_to_date, opened

    for option, value in (("--place", given["place"]), ("--actor", given["actor"]), ("--source", source)):
        check_text(option, value)
    with opened(location, store, tell=terminal.tell) as library:
        bring_up_to_date(library, terminal.tell)
        found = list(work(library, Asked(**given), on_day, source))
    if chosen(format_) != "table":
        return print_each(iter(found), chosen(format_))
    from dateline.work import control_table

    terminal.console().print(control_table.show(found))
    return 0
