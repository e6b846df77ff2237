"""``dateline bench``: one public benchmark, scored and shown beside published figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table


def run(name: str, data: Path, split: str, predict: Path | None = None, errors: Path | None = None) -> dict[str, Any]:
    """The contract's ``bench`` object of one benchmark. ``predict`` and ``errors`` are files to write.

    Raises ``UsageError`` for an unknown benchmark or split and for missing folders."""
    import benchmarks

    return benchmarks.run(name, data, split, predict, errors)


def table(result: dict[str, Any]) -> Table:
    """Our figures and the published ones side by side, a row a metric."""
    from rich.table import Table

    published = result["published"]
    title = f"{result['bench']} {result['split']}, {result['seconds']:.1f} s"
    shown = Table(title=title, title_justify="left", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    shown.add_column("metric")
    shown.add_column("dateline", justify="right", style="bold")
    for other in published:
        shown.add_column(other["system"], justify="right", overflow="fold")
    names = dict.fromkeys([*result["metrics"], *(name for other in published for name in other["metrics"])])
    for name in names:
        values = [result["metrics"].get(name), *(other["metrics"].get(name) for other in published)]
        shown.add_row(name, *("–" if value is None else f"{value:g}" for value in values))
    return shown
