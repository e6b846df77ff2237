"""``python -m training.generated check``: every report against the form; totals."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from dateline.errors import BrokenInputError
from training.annotations.sentences import sentences
from training.generated.read import FOLDER, load


def main(arguments: list[str] | None = None) -> int:
    """Prints what is wrong, or the totals; 1 where something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m training.generated", description=__doc__)
    parser.add_argument("step", choices=["check"])
    parser.add_argument("--folder", type=Path, default=FOLDER)
    given = parser.parse_args(arguments)
    try:
        pairs = load(given.folder)
    except BrokenInputError as error:
        print(error, file=sys.stderr)
        return 1
    kinds = Counter(c.type for _, one in pairs for c in one.claims)
    statuses = Counter(c.status for _, one in pairs for c in one.claims)
    spans = [(one, span) for text, one in pairs for span in sentences(text.text)]
    empty = sum(all(c.sentence != span for c in one.claims) for one, span in spans)
    print(f"{len(pairs)} reports, {len(spans)} sentences ({empty} without a claim), {kinds.total()} claims")
    print(", ".join(f"{k} {n}" for k, n in kinds.most_common()))
    print(", ".join(f"{k} {n}" for k, n in statuses.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
