"""Actors and sources as tables for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from dateline.corroborate.actor import Tie
from dateline.work.actors import ActorRow, Alias
from dateline.work.sources import SourceRow
from dateline.work.wording import UNKNOWN, printable

_NAMES = 4


def actors(rows: Sequence[ActorRow]) -> RenderableType:
    """One row an actor; of its names those that reports give, with how many do."""
    if not rows:
        return Text("none", style="dim")
    table = _table("Actor", "Also called", "Kind", "Country", "Part of", "With")
    for name in ("Acts in", "Suffers in", "Events"):
        table.add_column(name, justify="right")
    for name in ("First", "Last"):
        table.add_column(name, no_wrap=True)
    for row in rows:
        table.add_row(
            Text.assemble(printable(row.name), "\n", (row.id, "dim")),
            Text(_aliases(row.aliases)),
            row.kind + (f"\n{row.sector}" if row.sector else ""),
            row.country or UNKNOWN,
            Text(_ties(row.part_of)),
            Text(_ties(row.allies)),
            str(row.claims_as_actor),
            str(row.claims_as_recipient),
            str(row.events_as_actor + row.events_as_recipient),
            row.first or UNKNOWN,
            row.last or UNKNOWN,
        )
    return table


def sources(rows: Sequence[SourceRow]) -> RenderableType:
    """One row a source."""
    if not rows:
        return Text("none", style="dim")
    table = _table("Source", "Kind")
    for name in ("As outlet", "Cited"):
        table.add_column(name, justify="right")
    table.add_column("Grade")
    for name in ("Borne out", "Contradicted", "Alone"):
        table.add_column(name, justify="right")
    for name in ("First", "Last"):
        table.add_column(name, no_wrap=True)
    for row in rows:
        grade = row.reliability + (
            f" by {printable(row.graded_by)}, {(row.graded_at or '')[:10]}" if row.graded_by else ""
        )
        track = [row.corroborated, row.contradicted, row.alone] if row.named else ["", "", ""]
        table.add_row(
            Text(printable(row.name), style="" if row.named else "dim"),
            row.kind if row.named else "",
            str(row.claims_as_outlet or ""),
            str(row.claims_cited or ""),
            grade if row.named else "",
            *map(str, track),
            row.first or UNKNOWN,
            row.last or UNKNOWN,
        )
    return table


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    return table


def _aliases(aliases: Sequence[Alias]) -> str:
    told = [f"{printable(a.name)} ({a.reports})" for a in aliases if a.reports]
    held = [printable(a.name) for a in aliases if not a.reports]
    return ", ".join([*told, *held][: max(len(told), _NAMES)])


def _ties(ties: Sequence[Tie]) -> str:
    return ", ".join(tie.id + _period(tie) for tie in ties)


def _period(tie: Tie) -> str:
    return f" {tie.since or ''}–{tie.until or ''}" if tie.since or tie.until else ""
