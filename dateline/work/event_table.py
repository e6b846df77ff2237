"""Events as tables for people: one row each, or one event with all that stands behind it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.values import Anchor, Event, Party, Tally
from dateline.work import wording
from dateline.work.events import Quote, Shown

WIDE = 110
"""Columns of a terminal from which place and day have columns of their own."""
LEGEND = (
    "Backing: reports · outlets · independent sources, then the credibility (1 confirmed … 6 cannot be judged); "
    "! disputed"
)


def show(found: Sequence[Shown], width: int) -> RenderableType:
    """A table with a row an event; those with quotes as blocks, one below the other."""
    if not found:
        return Text("no events", style="dim")
    if any(one.quotes is not None for one in found):
        return Group(*(_block(one) for one in found))
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold", expand=True)
    table.add_column("Id", width=8, no_wrap=True, overflow="crop")
    table.add_column("Event", width=13, overflow="fold")
    table.add_column("Who → whom", ratio=30, overflow="fold")
    if width >= WIDE:
        table.add_column("Where", ratio=16, overflow="fold")
        table.add_column("When", min_width=10, max_width=10, overflow="fold")
        table.add_column("How many", ratio=14, overflow="fold")
    else:
        table.add_column("Where, when", ratio=18, overflow="fold")
    table.add_column("Backing", width=11, overflow="fold")
    for one in found:
        event = one.event
        cells = [event.id[:8], _kind(event), _parties(event)]
        if width >= WIDE:
            cells += [_place(event), _when(event), _counts(event)]
        else:
            cells.append("\n".join([_place(event), _when(event), *([_counts(event)] if event.counts else [])]))
        table.add_row(*(Text(cell) for cell in cells), _backing(event), style="" if event.status == "actual" else "dim")
    return Group(table, Text(LEGEND, style="dim"))


def _block(one: Shown) -> RenderableType:
    event = one.event
    heading = Text(" ".join([_kind(event).replace("\n", ", "), _parties(event)]), style="bold")
    facts = [_place(event), _when(event), _counts(event), f"event {event.id}"]
    parts: list[RenderableType] = [heading, Text(" · ".join(fact for fact in facts if fact), style="dim")]
    parts.append(
        Text(
            f"{_number(event.reports, 'report')}, {_number(event.outlets, 'outlet')}, "
            f"{_number(event.independent_sources, 'independent source')}; credibility {event.credibility}: "
            + "; ".join(map(wording.printable, event.reasons))
        )
    )
    for dispute in event.disputed:
        sides = [f"{v.says} ({', '.join(v.said_by) or wording.UNKNOWN})" for v in dispute.versions]
        parts.append(Text(f"disputed, {dispute.what}: " + wording.printable(" / ".join(sides)), style="yellow"))
    by_anchor: dict[Anchor, list[Quote]] = {}
    for quote in one.quotes or ():
        by_anchor.setdefault(quote.claim, []).append(quote)
    parts += [Padding(_quote(quotes), (0, 0, 0, 2)) for quotes in by_anchor.values()]
    return Group(*parts, Text(""))


def _quote(quotes: Sequence[Quote]) -> RenderableType:
    """The claims at one place: the sentence once, then what is claimed, when, by whom, where it stands."""
    quote = quotes[0]
    at = quote.claim.start - quote.start
    before, trigger, after = (
        wording.printable(part)
        for part in (
            quote.text[:at],
            quote.text[at : quote.claim.end - quote.start],
            quote.text[quote.claim.end - quote.start :],
        )
    )
    says = " via ".join(map(wording.printable, quote.says))
    kinds = [" ".join([q.type, *([] if q.status == "actual" else [f"({q.status})"])]) for q in quotes]
    who = " · ".join(
        [
            ", ".join(dict.fromkeys(kinds)),
            quote.published or "undated",
            wording.printable(quote.outlet) if quote.outlet else "outlet unknown",
            *([f"says {says}"] if says else []),
            f"{quote.claim.report[:8]}:{quote.claim.start}-{quote.claim.end}",
        ]
    )
    left = " " if quote.text[at - 1 : at].isspace() and before else ""
    right = " " if quote.text[quote.claim.end - quote.start :][:1].isspace() and after else ""
    return Group(
        Text.assemble("“", before + left, (trigger, "bold"), right + after, "”", style="italic"),
        Text(who, style="dim"),
    )


def _kind(event: Event) -> str:
    words = [event.type, event.mode or ""]
    if event.status != "actual":
        words.append(f"({event.status})")
    return "\n".join([" ".join(w for w in words if w), *(["in total"] if event.aggregate else [])])


def _parties(event: Event) -> str:
    actors, recipients = (", ".join(map(_party, parties)) for parties in (event.actors, event.recipients))
    return f"{actors or wording.UNKNOWN}{wording.ARROW}{recipients}" if recipients else actors or wording.UNKNOWN


def _party(party: Party) -> str:
    return wording.printable(party.name)


def _place(event: Event) -> str:
    return wording.place(event.place) if event.place is not None else wording.UNKNOWN


def _when(event: Event) -> str:
    if event.earliest is None and event.latest is None:
        return wording.UNKNOWN
    first, last = event.earliest or "…", event.latest or "…"
    if event.precision == "month" and first[:7] == last[:7]:
        return first[:7]
    if event.precision == "year" and first[:4] == last[:4]:
        return first[:4]
    return first if first == last else f"{first} – {last}"


def _counts(event: Event) -> str:
    return ", ".join(f"{kind} {_tally(tally)}" for kind, tally in event.counts.items())


def _tally(tally: Tally) -> str:
    if tally.low == tally.high == tally.best and tally.best is not None:
        return str(tally.best)
    low, high = ("…" if n is None else str(n) for n in (tally.low, tally.high))
    best = f", best {tally.best}" if tally.best is not None else ""
    return f"{low}–{high}{best}"


def _backing(event: Event) -> Text:
    numbers = f"{event.reports}·{event.outlets}·{event.independent_sources}"
    return Text(f"{numbers}  {event.credibility}{' !' if event.disputed else ''}")


def _number(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
