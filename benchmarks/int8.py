"""What quantising costs: ``python -m benchmarks.int8 --float FILE --data FOLDER``.

Runs PolNeAR and EWT with the bundled int8 graph and with a float graph of the same training (``training`` leaves it
beside the checkpoint; it is not shipped), and prints both and the difference. The float graph is read with the bundled
small weights and vocabulary, so both must come from one training.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.registry import run
from dateline.errors import DatelineError, UsageError
from dateline.read.reader import Reader

BENCHES = ("polnear", "ewt")
MAIN = {
    "polnear": ("source_f1", "cue_f1", "content_f1", "micro_f1", "linked_f1"),
    "ewt": ("upos", "uas", "las", "raw_las"),
}
MOST_LOST = 0.5
"""Percentage points that int8 may lose on a figure."""


def compare(data: Path, graph: Path, split: str = "dev") -> dict[str, dict[str, tuple[float, float]]]:
    """Benchmark → figure → (int8, float). Raises ``DatelineError`` where a file is missing."""
    if not graph.is_file():
        raise UsageError(f"{graph}: no such file; name the float graph that training wrote")
    floating = Reader.load(graph=str(graph.resolve()))
    result: dict[str, dict[str, tuple[float, float]]] = {}
    for name in BENCHES:
        small, large = run(name, data, split)["metrics"], run(name, data, split, reader=floating)["metrics"]
        result[name] = {figure: (small[figure], large[figure]) for figure in MAIN[name]}
    return result


def lines(result: dict[str, dict[str, tuple[float, float]]]) -> list[str]:
    """One line a figure: int8, float, difference, and a mark where more than :data:`MOST_LOST` is lost."""
    return [
        f"{name:8} {figure:12} int8 {small:6.2f}  float {large:6.2f}  {small - large:+.2f}"
        + ("  too much is lost" if large - small > MOST_LOST else "")
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
    head = f"The same training in floating point, which is not shipped. At most {MOST_LOST} points may be lost."
    table = ["| benchmark | figure | int8 | float | difference |", "|---|---|---|---|---|", *rows]
    return "\n".join(["", "## int8 against float, dev", "", head, "", *table, ""])


def main(arguments: list[str] | None = None) -> int:
    """The command; its exit status: 1 where a figure loses too much, 2 where it could not run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.int8", description=__doc__)
    parser.add_argument("--float", type=Path, required=True, dest="graph", help="the float graph (.onnx)")
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds polnear/ and ewt/")
    parser.add_argument("--split", default="dev")
    options = parser.parse_args(arguments)
    try:
        result = compare(options.data, options.graph, options.split)
    except DatelineError as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(lines(result)))
    return int(any(large - small > MOST_LOST for figures in result.values() for small, large in figures.values()))


if __name__ == "__main__":
    sys.exit(main())
