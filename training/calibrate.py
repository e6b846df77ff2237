"""``python -m training calibrate``: the calibrator of claims' confidence, fitted on judged claims in a file.

What is judged must come from models that have not seen the report: ``python -m training tune`` judges and fits in one
go; models trained on other folds can write their claims to a file (``--judged``, a JSON line a claim).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from benchmarks.calibration import figures
from dateline.errors import BrokenInputError
from dateline.read.calibrate import Calibrator, cross_fitted, fit, save


class JudgedClaim(Struct, frozen=True):
    """A found claim's signs, whether it is right, and its report."""

    report: str
    signs: dict[str, float]
    right: bool


def load(path: Path) -> list[JudgedClaim]:
    """Judged claims from a file, one JSON object a line. Raises ``BrokenInputError``."""
    try:
        return [msgspec.json.decode(line, type=JudgedClaim) for line in path.read_bytes().splitlines() if line.strip()]
    except (OSError, msgspec.MsgspecError) as error:
        raise BrokenInputError(f"{path}: {error}; write a JSON object a line with report, signs and right") from error


def calibrate(claims: Sequence[JudgedClaim]) -> tuple[Calibrator, dict[str, float]]:
    """The calibrator of all claims, and the figures of its like on reports that it was not fitted on."""
    values = [c.signs for c in claims], [c.right for c in claims], [c.report for c in claims]
    expected = figures(list(zip(cross_fitted(*values), values[1], strict=True)))
    return fit(*values), expected


def run(out: Path, file: Path) -> dict[str, float]:
    """Fits the calibrator on the claims in ``file``, writes it into ``out``, beside the weights, and gives the figures
    to expect of it."""
    one, expected = calibrate(load(file))
    save(one, out)
    return expected
