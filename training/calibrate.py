"""``python -m training calibrate``: the calibrator of claims' confidence, fitted on annotated training reports.

What is judged should come from a model that has not seen the report: a model trained on other folds writes its claims
to a file (``--judged``, a JSON line a claim). Without one, the bundled reader reads the training reports itself, which
is fair only as long as it was not trained on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import log
from pathlib import Path

import msgspec
from msgspec import Struct

from benchmarks.calibration import figures
from benchmarks.claims.found import FoundClaim
from benchmarks.claims.reading import Read, read
from benchmarks.claims.values import AnnotatedDocument
from benchmarks.reads import Reads
from dateline.errors import BrokenInputError
from dateline.read.calibrate import Calibrator, cross_fitted, fit, save
from training.annotations.format import FOLDER, load_all
from training.annotations.plan import is_dev


class JudgedClaim(Struct, frozen=True):
    """A found claim's signs, whether it is right, and its report."""

    report: str
    signs: dict[str, float]
    right: bool


def train_documents(folder: Path = FOLDER) -> list[AnnotatedDocument]:
    """The first pass over every batch outside the dev set."""
    return [d for b in load_all(folder) if b.reader == "a" and not is_dev(b.batch) for d in b.documents]


def judged(documents: Iterable[Read]) -> Iterator[JudgedClaim]:
    """The claims found in documents, with what a found claim itself shows as signs."""
    for one in documents:
        report, matched = f"{one.gold.corpus} {one.gold.id}", one.matched
        for claim, right in [*((b, True) for _, b in matched.pairs), *((c, False) for c in matched.second_only)]:
            if isinstance(claim, FoundClaim):
                yield JudgedClaim(report, signs(claim), right)


def signs(claim: FoundClaim) -> dict[str, float]:
    """Log-odds of the confidence so far, the type, the status, and which slots are filled."""
    sure = min(max(claim.confidence, 0.001), 0.999)
    found = {"log_odds": log(sure / (1 - sure)), f"type={claim.type}": 1.0, f"status={claim.status}": 1.0}
    for slot in ("actors", "recipients", "places", "sources"):
        if getattr(claim, slot):
            found[f"has={slot}"] = 1.0
    return found


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


def run(data: Path, out: Path, file: Path | None = None, reader: Reads | None = None) -> dict[str, float]:
    """Fits the calibrator, writes it into ``out``, beside the weights, and gives the figures to expect of it."""
    if file is None:
        from dateline.read.reader import Reader

        claims = list(judged(read(train_documents(), data, reader or Reader.load())))
    else:
        claims = load(file)
    one, expected = calibrate(claims)
    save(one, out)
    return expected
