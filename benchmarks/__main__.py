"""``python -m benchmarks --data FOLDER --write BENCHMARKS.md``: every benchmark whose data are there, one table."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks import int8, table
from benchmarks.registry import missing, names, run
from dateline.errors import DatelineError


def main(arguments: list[str] | None = None) -> int:
    """Runs the benchmarks one by one and writes the table of those that could be run; exit status 2 where one could
    not."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds a folder for each corpus")
    parser.add_argument("--write", type=Path, help="the page to write; printed where left out")
    parser.add_argument("--only", nargs="*", choices=names(), help="run these alone")
    parser.add_argument("--float", type=Path, dest="graph", help="float graph of the same training, to compare")
    parser.add_argument("--peers", type=Path, metavar="PYTHON", help="Python of the peers' environment (make peers)")
    options = parser.parse_args(arguments)
    results, status = [], 0
    for name in options.only or names():
        absent = missing(name, options.data)
        if absent is not None:
            print(f"{name}: no folder {absent}, left out", file=sys.stderr)
            continue
        try:
            results.append(run(name, options.data, "dev", peers=options.peers))
        except DatelineError as error:
            print(f"{name}: {error}", file=sys.stderr)
            status = 2
            continue
        print(f"{name}: done in {results[-1]['seconds']:g} s", file=sys.stderr)
    if not results and not status:
        print(f"{options.data}: no benchmark's data there; point --data at the corpora", file=sys.stderr)
        return 2
    if not results:
        return status
    text = table.page(results)
    if options.graph:
        try:
            text += int8.section(int8.compare(options.data, options.graph))
        except DatelineError as error:
            print(f"int8: {error}", file=sys.stderr)
            return 2
    if options.write:
        options.write.write_text(text, encoding="utf-8", newline="\n")
    else:
        print(text, end="")
    return status


if __name__ == "__main__":
    sys.exit(main())
