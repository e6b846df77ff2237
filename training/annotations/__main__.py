"""``python -m training.annotations STEP``: show a batch, resolve what was typed, check what is stored, compare."""

from __future__ import annotations

import argparse
import sys
from functools import cache, partial
from pathlib import Path

from dateline.errors import DatelineError, UsageError
from training.annotations import check, plan
from training.annotations.commands import WORK, compare, resolve, show, totals, typed
from training.annotations.format import FOLDER, load_all
from training.annotations.texts import load


def main(arguments: list[str] | None = None) -> int:
    """Runs one step; 1 where something is wrong with what was typed or stored."""
    given = _parser().parse_args(arguments)
    texts = cache(partial(load, given.data))
    try:
        if given.step == "plan":
            plan.write(plan.make(given.data))
        elif given.step == "show":
            print(show(plan.read().of(given.batch), given.batch, texts, given.work))
        elif given.step == "resolve":
            problems = resolve(given.files, given.reader, texts, given.work, given.out)
            print("\n".join(problems), file=sys.stderr)
            return 1 if problems else 0
        elif given.step == "type":
            print(typed(given.batch, given.reader, texts, given.out))
        elif given.step == "agreement":
            print(compare(load_all(given.out), given.readers, texts, given.each))
        else:
            stored = load_all(given.out)
            wrong = [*check.leaks(plan.read()), *check.problems(stored, plan.read(), texts)]
            print("\n".join([*wrong, totals(check.totals(stored, texts))]))
            return 1 if wrong else 0
    except DatelineError as error:
        print(error, file=sys.stderr)
        return 1 if not isinstance(error, UsageError) else 2
    return 0


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the corpora")
    common.add_argument("--out", type=Path, default=FOLDER, help="folder of the stored annotations")
    common.add_argument("--work", type=Path, default=WORK, help="folder of work files, ignored by git")
    parser = argparse.ArgumentParser(prog="python -m training.annotations", description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    one = steps.add_parser("show", parents=[common], help="print a batch's numbered sentences")
    one.add_argument("batch")
    one = steps.add_parser("resolve", parents=[common], help="check typed claims and store them")
    one.add_argument("files", nargs="+", type=Path, help="BATCH.PASS.claims")
    one.add_argument("--pass", dest="reader", choices=check.READERS, required=True)
    one = steps.add_parser("type", parents=[common], help="print a stored pass as it would be typed")
    one.add_argument("batch")
    one.add_argument("--pass", dest="reader", choices=check.READERS, required=True)
    one = steps.add_parser("agreement", parents=[common], help="compare two passes")
    one.add_argument("--readers", nargs=2, default=("a", "b"), metavar=("FIRST", "SECOND"))
    one.add_argument("--each", metavar="BATCH", help="print every difference in a batch")
    steps.add_parser("check", parents=[common], help="check everything stored, print totals")
    steps.add_parser("plan", parents=[common], help="make plan.json again")
    return parser


if __name__ == "__main__":
    sys.exit(main())
