"""``dateline outlook`` and ``dateline ask``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dateline.commands.options import filtering, stored
from dateline.commands.printing import check_text, chosen, listed, print_each
from dateline.work import terminal

if TYPE_CHECKING:
    from dateline.assess.outlook.outlook import Outlook


@click.command()
@click.argument("name", metavar="ACTOR")
@stored
@filtering
@listed
def outlook(name: str, location: str | None, store: str | None, format_: str | None, **given: Any) -> int:
    """Print how an armed actor fares: its indicators, the evidence for and against its decline, and a graded answer.

    ACTOR is a name as in reports, or an id. --since and --until are the period (default: the 26 weeks to the last
    day known); --actor asks for events with that other actor too."""
    from dateline.work.filters import Asked
    from dateline.work.keep import bring_up_to_date, opened
    from dateline.work.outlook import fares

    _check(given | {"actor name": name})
    with opened(location, store, tell=terminal.tell) as library:
        bring_up_to_date(library, terminal.tell)
        found = fares(library, name, Asked(**given))
    return _print(found, format_)


@click.command()
@click.argument("question", nargs=-1, required=True)
@stored
@filtering
@listed
def ask(question: tuple[str, ...], location: str | None, store: str | None, format_: str | None, **given: Any) -> int:
    """Answer a plain question: whether an armed actor declines, or who holds a place.

    QUESTION is as in "Is it the beginning of the end for ISIS?" or "Who holds Raqqa on 2015-02-28?"; another is
    refused, with what can be asked."""
    from dateline.work.filters import Asked
    from dateline.work.keep import bring_up_to_date, opened
    from dateline.work.outlook import ask as work

    text = " ".join(question)
    _check(given | {"question": text})
    with opened(location, store, tell=terminal.tell) as library:
        bring_up_to_date(library, terminal.tell)
        found = work(library, text, Asked(**given))
    if found.outlook is not None:
        return _print(found.outlook, format_, found.question.turned)
    if chosen(format_) != "table":
        return print_each(iter(found.holdings), chosen(format_))
    from dateline.work import control_table

    terminal.console().print(control_table.show(found.holdings))
    return 0


def _check(given: dict[str, Any]) -> None:
    for option in ("place", "actor", "actor name", "question"):
        check_text(f"--{option}" if option in ("place", "actor") else f"the {option}", given.get(option))


def _print(found: Outlook, format_: str | None, turned: bool = False) -> int:
    if chosen(format_) != "table":
        return print_each(iter((found,)), chosen(format_))
    from dateline.work import outlook_table

    terminal.console().print(outlook_table.show(found, turned))
    return 0
