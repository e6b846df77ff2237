"""What quantising costs: ``python -m benchmarks.int8 --float FILE --data FOLDER``.

Runs benchmarks whose data are there with the bundled int8 graph and with a float graph of the same training
(``training`` leaves it beside the checkpoint; it is not shipped), and prints both and the difference. The float graph
is read with the bundled small weights and vocabulary, so both must come from one training.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.registry import missing, run
from dateline.errors import DatelineError, UsageError
from dateline.read.reader import Reader

MAIN = {
    "own": ("claims_f1", "actors_f1", "recipients_f1", "places_f1", "sources_f1", "status_accuracy"),
    "plover": ("type_accuracy",),
    "polnear": ("source_f1", "cue_f1", "content_f1", "micro_f1", "linked_f1"),
    "ewt": ("upos", "uas", "las", "raw_las"),
}
MOST_LOST = 0.5
"""Percentage points that int8 may lose on a figure."""
TWO_ITEMS = {"plover": 200 / 163}
"""The same where two items are more than :data:`MOST_LOST`."""


def compare(data: Path, graph: Path, split: str = "dev") -> dict[str, dict[str, tuple[float, float]]]:
    """Benchmark → figure → (int8, float), for the benchmarks whose corpora ``data`` holds. Raises ``UsageError`` where
    the graph is missing or no corpus is there."""
    if not graph.is_file():
        raise UsageError(f"{graph}: no such file; name the float graph that training wrote")
    floating = Reader.load(graph=str(graph.resolve()))
    result: dict[str, dict[str, tuple[float, float]]] = {}
    for name in MAIN:
        if missing(name, data) is not None:
            continue
        small, large = run(name, data, split)["metrics"], run(name, data, split, reader=floating)["metrics"]
        result[name] = {figure: (small[figure], large[figure]) for figure in MAIN[name]}
    if not result:
        raise UsageError(f"{data}: no benchmark's data there; point --data at the corpora")
    return result


def allowed(name: str) -> float:
    """The points that a benchmark's figures may lose."""
    return TWO_ITEMS.get(name, MOST_LOST)


def lines(result: dict[str, dict[str, tuple[float, float]]]) -> list[str]:
    """One line a figure: int8, float, difference, and a mark where more is lost than may be."""
    return [
        f"{name:8} {figure:12} int8 {small:6.2f}  float {large:6.2f}  {small - large:+.2f}"
        + ("  too much is lost" if large - small > allowed(name) else "")
        for name, figures in result.items()
        for figure, (small, large) in figures.items()
    ]


def section(result: dict[str, dict[str, tuple[float, float]]]) -> str:
    """The comparison as a section of the page of benchmarks."""
    rows = [
        f"| {name} | {figure} | {small:.2f} | {large:.2f} | {small - large:+.2f} |"
        for name, figures in result.items()
        for figure, (small, large) in figures.items()
    ]
    head = f"The same training in floating point, not shipped. At most {MOST_LOST} points, or two items, may be lost."
    table = ["| benchmark | figure | int8 | float | difference |", "|---|---|---|---|---|", *rows]
    return "\n".join(["", "## int8 against float, dev", "", head, "", *table, ""])


def main(arguments: list[str] | None = None) -> int:
    """The command; its exit status: 1 where a figure loses too much, 2 where it could not run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.int8", description=__doc__)
    parser.add_argument("--float", type=Path, required=True, dest="graph", help="the float graph (.onnx)")
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds a folder for each corpus")
    parser.add_argument("--split", default="dev")
    options = parser.parse_args(arguments)
    try:
        result = compare(options.data, options.graph, options.split)
    except DatelineError as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(lines(result)))
    lost = ((name, large - small) for name, figures in result.items() for small, large in figures.values())
    return int(any(points > allowed(name) for name, points in lost))


if __name__ == "__main__":
    sys.exit(main())
