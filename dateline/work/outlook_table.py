"""An outlook in plain words, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.assess.indicators import placed
from dateline.assess.indicators.series import Series
from dateline.assess.outlook.answer import NONE
from dateline.assess.outlook.lines import Line
from dateline.assess.outlook.outlook import Outlook
from dateline.work.wording import printable

_SPARKS = "▁▂▃▄▅▆▇█"
_WEEKS = 26
_SURE = 0.9
_LIKELY = 0.5


def show(found: Outlook, turned: bool = False) -> RenderableType:
    """The whole outlook; ``turned``: the question was whether the actor gains."""
    return Group(*_parts(found, turned))


def _parts(found: Outlook, turned: bool) -> Iterator[RenderableType]:
    yield Text(f"{printable(found.actor)}, {found.since or '…'} to {found.until or '…'}", style="bold")
    if turned:
        yield Text(
            "Asked whether it gains; what can be told is how likely it declines. The one is not the other turned."
        )
    yield Text(statement(found))
    yield Text(scope(found))
    yield Text("")
    yield from _evidence("For decline", found.for_)
    yield from _evidence("Against decline", found.against)
    yield from _texts("Missing", found.missing)
    yield from _texts("What would change it", found.would_change_it)
    if found.indicators:
        yield Text("Indicators: events by week", style="bold")
        yield _table(found.indicators)


def statement(found: Outlook) -> str:
    """The answer, and apart from it the confidence."""
    if found.answer == NONE or found.probability is None:
        return f"Whether it declines cannot be judged: {'; '.join(found.because)}."
    low, high = (round(100 * p) for p in found.probability)
    return f"That it declines is {_said(found.answer)} ({low}-{high} %). Confidence: {found.confidence}."


def _said(word: str) -> str:
    return f"a {word}" if word.endswith("chance") and not word.startswith("almost") else word


def scope(found: Outlook) -> str:
    """Where it holds."""
    names = placed.names(found.scope)
    called = [printable(placed.label(p, names.get(placed.key(p)[0]))) for p in found.scope]
    if not called:
        return "No place is named: it holds of no area."
    return f"Only in the areas named: {', '.join(called)}."


def _evidence(title: str, lines: Sequence[Line]) -> Iterator[RenderableType]:
    yield Text(f"{title} ({len(lines)})", style="bold")
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(width=3, no_wrap=True)
    table.add_column(overflow="fold")
    for line in lines:
        table.add_row(line.grade, Text(printable(line.text)))
    yield Padding(table if lines else Text("nothing", style="dim"), (0, 0, 1, 2))


def _texts(title: str, texts: Sequence[str]) -> Iterator[RenderableType]:
    yield Text(title, style="bold")
    yield Padding(Text("\n".join(printable(text) for text in texts) or "nothing"), (0, 0, 1, 2))


def _table(series: Sequence[Series]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 2), header_style="bold")
    for name in ("", "Events", "Weeks", "Course", "Change"):
        table.add_column(name, justify="right" if name == "Events" else "left")
    for one in series:
        table.add_row(one.title, str(one.events), _spark(one.counts[-_WEEKS:]), _course(one), _change(one))
    return table


def _spark(counts: Sequence[float]) -> str:
    top = max(counts, default=0.0)
    return "".join(_SPARKS[min(7, int(n / top * 7.999))] if n > 0 else "·" for n in counts) if top else ""


def _course(one: Series) -> str:
    if one.trend is None:
        return ""
    low, high = one.trend.factor.low, one.trend.factor.high
    way = "falls" if one.trend.falling > _SURE else "rises" if one.trend.falling < 1 - _SURE else "no clear course"
    return f"{way} (×{low:.2f}-{high:.2f} a week)"


def _change(one: Series) -> str:
    if one.change is None or one.change.probability < _LIKELY:
        return ""
    ratio = one.change.ratio
    if ratio.low <= 1 <= ratio.high:
        return ""
    return f"about {one.change.week}: ×{ratio.median:.1f} ({ratio.low:.1f}-{ratio.high:.1f})"
