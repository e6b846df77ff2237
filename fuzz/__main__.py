"""``python -m fuzz TARGET --minutes N``: fuzzes a target; ``python -m fuzz TARGET FILE…``: tries these inputs once."""

from __future__ import annotations

import argparse
import importlib.util
import sys
import traceback
from pathlib import Path

from fuzz import run
from fuzz.targets import NAMES, target


def main(arguments: list[str] | None = None) -> int:
    """The command. Exit status 1 where something crashed, 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("target", choices=NAMES)
    parser.add_argument("files", nargs="*", type=Path, help="inputs to try once, without the fuzzer")
    parser.add_argument("--minutes", type=float, default=5.0, help="how long, by the clock (5)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path("fuzz/found"), help="where new inputs and crashes go")
    parser.add_argument("--minimise", action="store_true", help="then add to fuzz/corpus what reaches something new")
    options = parser.parse_args(arguments)
    if options.files:
        return _tried(options.target, options.files)
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not installed: pip install --require-hashes -r fuzz/requirements.txt", file=sys.stderr)
        return 2
    options.folder.mkdir(parents=True, exist_ok=True)
    done = run.fuzz(options.target, options.minutes, options.folder, options.seed)
    print(
        f"{done.target}: {done.inputs} inputs in {done.minutes:.1f} minutes ({done.processor_minutes:.1f} of processor "
        f"time), {done.corpus} of them kept for {done.features} features, {len(done.crashes)} crashes"
    )
    for path in done.crashes:
        print(f"  {path}")
    if options.minimise:
        print(f"{run.minimise(options.target, options.folder)} inputs added to {run.CORPUS / options.target}")
    return 1 if done.crashes else 0


def _tried(name: str, files: list[Path]) -> int:
    check, status = target(name), 0
    for path in files:
        try:
            check(path.read_bytes())
        except Exception:  # noqa: BLE001 - whatever it raises is what is looked for
            print(f"{path}:\n{traceback.format_exc()}", file=sys.stderr)
            status = 1
        else:
            print(f"{path}: nothing breaks")
    return status


if __name__ == "__main__":
    sys.exit(main())
