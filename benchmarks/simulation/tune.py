"""``python -m benchmarks.simulation.tune NAME=VALUE…``: figures on the tuning seeds with other parameters of the chain.

Prints the line of the parameters as they are and one of each value given; nothing is written. Seeds and kinds that are
scored are never looked at here.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from msgspec.structs import asdict, replace

from benchmarks.simulation import errors
from benchmarks.simulation.score import tallies, wars
from benchmarks.simulation.world import KINDS
from dateline.assess.control.dynamics import Dynamics

SEEDS = (1, 2, 3, 4)


def line(dynamics: Dynamics) -> str:
    """Brier scores and calibration error on the tuning seeds."""
    found = tallies(wars(KINDS, SEEDS), errors.load(), dynamics)
    control = found["control"]
    others = "  ".join(f"{name} {found[name].brier:.4f}" for name in ("last", "month"))
    return f"control {control.brier:.4f}  {others}  calibration error {control.off:.2f}"


def main(arguments: Sequence[str]) -> int:
    """Each argument by itself against the parameters as they are."""
    print("as they are:", line(Dynamics()))
    known = asdict(Dynamics())
    for argument in arguments:
        name, _, value = argument.partition("=")
        if name not in known or not value:
            print(f"{argument}: give NAME=VALUE with a name of {', '.join(known)}", file=sys.stderr)
            return 2
        print(f"{argument}:", line(replace(Dynamics(), **{name: type(known[name])(value)})))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
