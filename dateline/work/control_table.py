"""Who holds which place, as a table for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dateline.assess.control.holding import Holding
from dateline.assess.control.sites import name_of
from dateline.work import wording

LEGEND = (
    "Chances in percent. Unknown: it may have changed hands since, or someone holds it whom no report names. "
    "Claims: for · against the likeliest answer. *: no claim for it gives a day; the week before publication."
)
_LEAST = 0.05
_WORDS = 3


def show(found: Sequence[Holding]) -> RenderableType:
    """A row a place and day."""
    if not found:
        return Text("no places", style="dim")
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold", expand=True)
    table.add_column("Place", ratio=18, overflow="fold")
    table.add_column("On", width=10, no_wrap=True)
    table.add_column("Held by", ratio=26, overflow="fold")
    table.add_column("Contested", justify="right", width=9)
    table.add_column("Unknown", justify="right", width=7)
    table.add_column("Claims", width=7, no_wrap=True)
    table.add_column("On the word of", ratio=28, overflow="fold")
    for one in found:
        table.add_row(
            Text(wording.printable(name_of(one.place))),
            one.on,
            Text(_holders(one), style="bold" if one.leading not in ("unknown", "another", "contested") else ""),
            _percent(one.contested),
            _percent(one.unknown),
            f"{len(one.claims_for)} · {len(one.claims_against)}{'*' if one.inferred else ''}",
            Text(_word(one)),
        )
    return Group(table, Text(LEGEND, style="dim"))


def _holders(one: Holding) -> str:
    shown = [h for h in one.holders if h.probability >= _LEAST]
    if shown:
        return "\n".join(f"{wording.printable(h.actor)} {_percent(h.probability)}" for h in shown)
    named = ", ".join(wording.printable(h.actor) for h in one.holders)
    return f"not {named}" if one.leading == "another" else wording.UNKNOWN


def _word(one: Holding) -> str:
    """How many reports, and who is named as saying so."""
    if not one.reports:
        return "no report of these days" if not one.claims_against else "only claims against it"
    number = "one report" if one.reports == 1 else f"{one.reports} reports"
    more = len(one.says) - _WORDS
    said = "; ".join(map(wording.printable, one.says[:_WORDS])) + (f"; {more} more" if more > 0 else "")
    return f"{number}: {said}" if said else number


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"
