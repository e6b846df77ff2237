"""Dates of WikiWars' even files (:mod:`benchmarks.wikiwars`).

``…_wikiwars_exact``, ``…_wikiwars_overlap``: F1 of finding them; ``…_wikiwars_days``: of the annotated single days, the
percent found with that day. dateparser knows only days, so that its value for a month or a year can never be right:
months and years are asked of none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import wikiwars
from benchmarks.comparison.peering import Peers
from benchmarks.wikiwars import Found

SYSTEMS = ("dateparser", "timexy")


def figures(data: Path, peers: Peers) -> dict[str, float]:
    """The figures of dateline and of every system that is there."""
    folder = data / "wikiwars"
    found = named("dateline", wikiwars.run(folder, "dev"))
    bodies = [wikiwars.read(path) for path in wikiwars.files(folder, "dev")]
    for system in SYSTEMS:
        answered = peers.ask(system, ({"text": text, "day": day.isoformat()} for text, day, _ in bodies))
        if answered is not None:
            rows = zip(bodies, answered.answers, strict=True)
            found |= named(system, wikiwars.figures((golds, read(answer)) for (_, _, golds), answer in rows))
    return found


def named(system: str, figures: dict[str, float]) -> dict[str, float]:
    """The figures that are compared, under the system's name."""
    return {
        f"{system}_wikiwars_exact": figures["detection_exact_f1"],
        f"{system}_wikiwars_overlap": figures["detection_overlap_f1"],
        f"{system}_wikiwars_days": figures["day_accuracy"],
    }


def read(answer: Iterable[Sequence[Any]]) -> list[Found]:
    """A peer's dates."""
    return [Found(start, end, (_day(first), _day(last)), (True, True)) for start, end, first, last in answer]


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
