"""``python -m benchmarks.fortunes tune``: sets the outlook's numbers anew."""

from __future__ import annotations

import sys

from benchmarks.fortunes import tune

if __name__ == "__main__":
    if sys.argv[1:] != ["tune"]:
        sys.exit("say what: python -m benchmarks.fortunes tune")
    tune.main()
