"""What a claim's confidence is worth, on the own dev set (:mod:`benchmarks.own`): does a claim of confidence .8 turn
out right four times in five?

A found claim is right when it is paired with an annotated one of its type. ``ece``: expected calibration error in
points, the mean distance between confidence and share of right claims over ten bins of as many claims each (Naeini,
Cooper and Hauskrecht 2015, "Obtaining Well Calibrated Probabilities Using Bayesian Binning", with bins of equal mass);
claims of one confidence stay in one bin, so there may be fewer. ``brier``: mean squared error of confidence, 0 to 1
(Brier 1950). ``brier_skill``: the part of the error of always answering the base rate that is done away with; 1 is
perfect, below 0 the confidence is worse than none. ``base_rate``: percent of claims that are right. The rows
``bin_NN_…`` are the reliability table: mean confidence and share of right claims in percent, and how many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from statistics import fmean

from msgspec import Struct

from benchmarks.claims import stored
from benchmarks.claims.reading import read
from benchmarks.own import NEEDS, SPLITS, files, root
from benchmarks.reads import Reads

__all__ = ["NEEDS", "SPLITS", "Bin", "Judged", "bins", "figures", "files", "root", "run"]

Judged = tuple[float, bool]
"""A confidence between 0 and 1, and whether the claim is right."""
BINS = 10


class Bin(Struct, frozen=True):
    """Claims of about one confidence: their mean confidence and the share of right ones (0 to 1), and their number."""

    confidence: float
    right: float
    claims: int


def run(data: Path, split: str, reader: Reads) -> dict[str, float]:
    """Reads the dev set and compares each claim's confidence with whether it is right; ``data`` is the folder of all
    corpora."""
    documents = read(stored.dev_documents(stored.folder()), data, reader)
    return figures([pair for one in documents for pair in one.judged])


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """All figures of judged claims; those that need a claim are left out where there is none."""
    if not judged:
        return {"claims": 0}
    base = fmean(right for _, right in judged)
    brier = fmean((confidence - right) ** 2 for confidence, right in judged)
    error = base * (1 - base)
    table = bins(judged)
    ece = sum(one.claims * abs(one.confidence - one.right) for one in table) / len(judged)
    metrics = {"ece": round(100 * ece, 2), "brier": round(brier, 4)}
    if error > 0:
        metrics["brier_skill"] = round(1 - brier / error, 4)
    metrics |= {"base_rate": round(100 * base, 2), "claims": len(judged)}
    for number, one in enumerate(table, 1):
        metrics[f"bin_{number:02}_confidence"] = round(100 * one.confidence, 1)
        metrics[f"bin_{number:02}_right"] = round(100 * one.right, 1)
        metrics[f"bin_{number:02}_claims"] = one.claims
    return metrics


def bins(judged: Iterable[Judged], number: int = BINS) -> list[Bin]:
    """Claims by rising confidence in ``number`` bins of as many claims each. Claims of one confidence are not parted:
    a bin ends after the claim that fills it and those of the same confidence; what is left after such a stretch is
    added to it where it is less than half a bin."""
    ordered = sorted(judged)
    ends = [round(len(ordered) * i / number) for i in range(1, number + 1)]
    made: list[list[Judged]] = []
    held: list[Judged] = []
    done = 0
    for _, same in groupby(ordered, key=lambda pair: pair[0]):
        held += same
        reached = done + len(held)
        if reached >= next(end for end in ends if end > done) and 2 * number * len(held) >= len(ordered):
            made.append(held)
            done, held = reached, []
    if held and made:
        made[-1] += held
    return [_bin(one) for one in made]


def _bin(judged: Sequence[Judged]) -> Bin:
    return Bin(fmean(confidence for confidence, _ in judged), fmean(right for _, right in judged), len(judged))
