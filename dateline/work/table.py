"""The claims of a report as a table for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.values import Claim, Reading, Report
from dateline.work import wording

WIDE = 110
"""Columns of a terminal from which the sentence fits beside the claim; on others its trigger stands in, and the status
is told where it is not actual."""
LEGEND = "( ) carried over from an earlier sentence · [ ] stands for · ? unknown, or not found on the map · “…” undated"
_STATUS_STYLE = {"actual": "", "denied": "bold red", "feared": "yellow", "planned": "cyan", "requested": "cyan"}


def show(reading: Reading, width: int) -> RenderableType:
    """A heading and a table with one row a claim, for a terminal of ``width`` columns."""
    heading = _heading(reading.report, len(reading.claims))
    if not reading.claims:
        return Group(heading, Text(""))
    return Group(heading, _claims(reading, width), Text(""))


def summary(readings: Sequence[Reading]) -> RenderableType:
    """One row a report: date, outlet, title, number of claims and their most frequent types."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("Date", "Outlet", "Title"):
        table.add_column(name, no_wrap=name == "Date", overflow="fold")
    table.add_column("Claims", justify="right")
    table.add_column("Mostly", style="dim")
    for reading in readings:
        report = reading.report
        types = Counter(claim.type for claim in reading.claims)
        common = sorted(types, key=lambda type_: (-types[type_], type_))[:3]
        table.add_row(
            report.published or wording.UNKNOWN,
            Text(wording.printable(report.publisher or wording.UNKNOWN)),
            Text(wording.printable(report.title or report.text[:60])),
            str(len(reading.claims)),
            " ".join(common),
        )
    return table


def rows(found: Sequence[Struct]) -> RenderableType:
    """A row an object, a column a field; what is long (a hash) is cut."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    if not found:
        return Text("none", style="dim")
    names = found[0].__struct_fields__
    for name in names:
        numbers = all(isinstance(getattr(one, name), int | float) for one in found)
        table.add_column(name, justify="right" if numbers else "left", overflow="fold")
    for one in found:
        values = [getattr(one, name) for name in names]
        table.add_row(*(Text(wording.UNKNOWN if v is None else wording.printable(_short(str(v)))) for v in values))
    return table


def _short(value: str) -> str:
    return value[:12] if len(value) == 64 and value.isalnum() else value


def print_all(console: Console, readings: Sequence[Reading]) -> None:
    """Print some readings one after another, then what the signs mean."""
    for reading in readings:
        console.print(show(reading, console.width))
    print_legend(console)


def print_legend(console: Console) -> None:
    """Print what the signs in the tables mean."""
    console.print(Text(LEGEND, style="dim"))


def _heading(report: Report, number: int) -> RenderableType:
    title = Text(wording.printable(report.title or report.text[:80]), style="bold")
    place = report.dateline.text if report.dateline else None
    facts = [
        wording.printable(report.publisher) if report.publisher else "outlet unknown",
        report.published or "undated",
        f"from {wording.printable(place)}" if place else "",
        f"by {wording.printable(report.author)}" if report.author else "",
        f"{number} claim{'' if number == 1 else 's'}" if number else "no claims found",
    ]
    return Group(title, Text(" · ".join(fact for fact in facts if fact), style="dim"))


def _claims(reading: Reading, width: int) -> RenderableType:
    wide = width >= WIDE
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold", expand=True)
    table.add_column("Claim", width=13, overflow="fold")  # the longest mode
    table.add_column("Who → whom", ratio=26, overflow="fold")
    if wide:
        table.add_column("Where", ratio=17, overflow="fold")
        table.add_column("When", min_width=10, max_width=10, overflow="fold")
        table.add_column("Status", min_width=6, no_wrap=True)
        table.add_column("Says", ratio=20, overflow="fold")
        table.add_column("In the text", ratio=34, overflow="fold")
    else:
        table.add_column("Where, when", ratio=20, overflow="fold")
        table.add_column("Says", ratio=20, overflow="fold")
    for claim in reading.claims:
        row = _wide_row(reading, claim) if wide else _narrow_row(reading.report, claim)
        table.add_row(*row, style="dim" if claim.background else "")
    return Padding(table, (0, 0, 0, 1))


def _wide_row(reading: Reading, claim: Claim) -> list[Text]:
    before, trigger, after = wording.quote(reading.report.text, claim, 110)
    return [
        _kind(claim),
        Text(wording.parties(claim)),
        Text(wording.places(claim)),
        Text(wording.when(claim.time)),
        _status(claim),
        _says(reading.report, claim),
        Text.assemble("“", before, (trigger, "bold"), after, "”", style="italic"),
    ]


def _narrow_row(report: Report, claim: Claim) -> list[Text]:
    kind = _kind(claim)
    if claim.status != "actual":
        kind = Text("\n").join([kind, _status(claim)])
    trigger = Text(f"“{wording.printable(claim.trigger.text)}”", style="italic")
    return [
        kind,
        Text("\n").join([Text(wording.parties(claim)), trigger]),
        Text("\n".join([*([wording.places(claim)] if claim.places else []), wording.when(claim.time)])),
        _says(report, claim),
    ]


def _kind(claim: Claim) -> Text:
    return Text(wording.kind(claim), style="bold red" if claim.negated else "bold")


def _status(claim: Claim) -> Text:
    return Text(claim.status, style=_STATUS_STYLE.get(claim.status, "magenta"))


def _says(report: Report, claim: Claim) -> Text:
    if claim.sources:
        return Text("says " + wording.says(claim))
    return Text(f"({wording.printable(report.publisher) if report.publisher else 'the report itself'})", style="dim")
