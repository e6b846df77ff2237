"""``BENCHMARKS.md``, written whole from results: never by hand."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.comparison import layout
from benchmarks.published import AT_MOST, BARS

Result = Mapping[str, Any]
_BIN = re.compile(r"bin_(\d+)_(\w+)\Z")

_HEAD = """# Benchmarks

Written by `make bench`; every figure comes from one run of `python -m benchmarks`. Figures are percentages unless the
name says otherwise. What each one means is told in the docstring of its module in `benchmarks/`. Published figures are
quoted, not measured again; what is known of their texts stands below each table. Where those are other texts than
ours, the figures are for orientation, not a contest.
"""


def page(results: Sequence[Result]) -> str:
    """The whole page: a summary of all bars, then a section a benchmark. Results are the contract's ``bench`` objects,
    in the order of the page."""
    models = sorted({str(result["model_sha256"]) for result in results if result["model_sha256"]})
    lines = [_HEAD, f"Machine: {machine()}.", "", *(f"Model: sha256 `{model}`." for model in models), ""]
    lines += _bars(results)
    for result in results:
        lines += layout.section(result) if result["bench"] == "comparison" else _section(result)
    return "\n".join(lines).rstrip() + "\n"


def machine() -> str:
    """Cores, processor and Python, without the machine's name."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cores} cores, {_processor()}, {platform.system()}, Python {platform.python_version()}"


def _bars(results: Iterable[Result]) -> list[str]:
    rows = []
    for result in results:
        for metric, bar in BARS.get(result["bench"], {}).items():
            value = result["metrics"].get(metric)
            sign = "at most" if metric in AT_MOST else "at least"
            met = value is not None and (value <= bar if metric in AT_MOST else value >= bar)
            shown = "not measured" if value is None else _number(value)
            rows.append(
                f"| {result['bench']} | {metric} | {shown} | {sign} {_number(bar)} | {'yes' if met else 'no'} |"
            )
    if not rows:
        return []
    return ["## Bars", "", "| benchmark | figure | measured | bar | met |", "|---|---|---|---|---|", *rows, ""]


def _section(result: Result) -> list[str]:
    metrics: Mapping[str, float] = result["metrics"]
    published: Sequence[Mapping[str, Any]] = result["published"]
    lines = [f"## {result['bench']}, {result['split']}", ""]
    heads = " | ".join(["figure", "dateline", *(str(one["system"]) for one in published)])
    lines += [f"| {heads} |", "|---" * (2 + len(published)) + "|"]
    names = [*metrics, *(n for n in _published_names(published) if n not in metrics)]
    binned = [name for name in names if _BIN.match(name)]
    names = [name for name in names if name not in binned]
    for name in names:
        cells = [_number(metrics.get(name)), *(_number(one["metrics"].get(name)) for one in published)]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += ["", *(f"- {one['system']}: {one['source']}." for one in published), ""]
    lines += _binned(metrics, binned)
    lines += [f"Data sha256 `{result['data_sha256']}`; {result['seconds']:g} s.", ""]
    return lines


def _binned(metrics: Mapping[str, float], names: Sequence[str]) -> list[str]:
    """The figures ``bin_NN_COLUMN`` as a table with a row a bin; nothing where there are none."""
    rows: dict[int, dict[str, float]] = {}
    for name in names:
        if found := _BIN.match(name):
            rows.setdefault(int(found[1]), {})[found[2]] = metrics[name]
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    if not columns:
        return []
    lines = [f"| bin | {' | '.join(columns)} |", "|---" * (1 + len(columns)) + "|"]
    for number, row in sorted(rows.items()):
        lines.append(f"| {number} | {' | '.join(_number(row.get(column)) for column in columns)} |")
    return [*lines, ""]


def _published_names(published: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for one in published for name in one["metrics"]))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.10g}".replace(",", " ")


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.machine()
