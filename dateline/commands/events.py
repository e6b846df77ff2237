"""``dateline events``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from dateline.commands.options import filtering, stored
from dateline.commands.printing import check_text, chosen, listed, print_array, print_lines
from dateline.work import terminal

if TYPE_CHECKING:
    from dateline.work.events import Shown


@click.command()
@stored
@filtering
@click.option("--id", "id_", metavar="ID", help="Only this event, with its quotes; an id that it had before will do.")
@click.option("--quotes", is_flag=True, help="With the sentences behind each event, who says them, where and when.")
@listed
def events(
    location: str | None, store: str | None, id_: str | None, quotes: bool, format_: str | None, **given: Any
) -> int:
    """Print the events that the library's reports tell of: what, who, where, when, how many, and on whose word."""
    from dateline.work.events import events_known
    from dateline.work.filters import Asked
    from dateline.work.keep import bring_up_to_date, opened

    asked = Asked(**given)
    for option, value in (("--place", asked.place), ("--actor", asked.actor), ("--id", id_)):
        check_text(option, value)
    with opened(location, store, tell=terminal.tell) as library:
        bring_up_to_date(library, terminal.tell)
        found = events_known(library, asked, id_, quotes or id_ is not None)
        if chosen(format_) == "table":
            from dateline.work import event_table

            console = terminal.console()
            console.print(event_table.show(list(found), console.width))
        else:
            (print_lines if chosen(format_) == "jsonl" else print_array)(_objects(found))
    return 0


def _objects(found: Iterator[Shown]) -> Iterator[bytes]:
    import msgspec

    for one in found:
        fields = msgspec.structs.asdict(one.event)
        yield msgspec.json.encode(fields if one.quotes is None else fields | {"quotes": one.quotes})
