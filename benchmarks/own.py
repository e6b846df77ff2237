"""The project's own dev set: every claim of some thirty reports, marked by the annotation guide, twice and reconciled.

Reports are read as a user's are (title, text and publication day given) and the claims in their annotated part scored.
A claim is right when paired one to one with an annotated one of the same type whose trigger shares a character with its
own; triggers that overlap lie in one sentence. ``triggers_f1`` leaves the type aside.

Slots (``actors``, ``recipients``, ``means``, ``places``, ``sources``) are compared on paired claims: every element of
either side counts, and is right when its head or its full name is that of an element of the other side's slot, used
once (:mod:`benchmarks.claims.match`). ``dates``: both days are the same. ``counts``: what is counted and both bounds
are the same. ``modes``: the mode is the same, where a claim has none there is none to find. ``…_all_f1`` is the same
over all claims: each element of a claim missed is missed, of a claim too many too many. ``…_accuracy``: share of paired
claims that agree. ``TYPE_f1`` and ``CORPUS_claims_f1`` are of claims.

How far the two passes agree by the same rules is told in ``training/annotations/README.md``: an upper bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from benchmarks.claims import page, score, stored
from benchmarks.claims.match import SLOTS, match
from benchmarks.claims.reading import Read, read
from benchmarks.reads import Reads
from benchmarks.spans import Counts

SPLITS = ("dev",)
NEEDS = ("ceha", "ecbplus", "geoparsing", "muc4", "re3d")
"""The corpora that the reports are from."""


def root() -> Path:
    """The folder below which the names of :func:`files` are hashed."""
    return stored.folder()


def files(data: Path, split: str) -> list[Path]:
    """The annotations, each of which holds the hash of its text."""
    return stored.dev_files(stored.folder())


def run(
    data: Path, split: str, reader: Reads, predict: Path | None = None, errors: Path | None = None
) -> dict[str, float]:
    """Reads and scores the dev set; ``data`` is the folder of all corpora. ``predict`` gets a JSON line a document, in
    the annotations' own form with the confidence of each claim; ``errors`` gold and found claims side by side."""
    documents = list(read(stored.dev_documents(stored.folder()), data, reader))
    metrics = figures(documents)
    if predict:
        predict.write_bytes(b"".join(msgspec.json.encode(one.found) + b"\n" for one in documents))
    if errors:
        page.write(errors, f"Own {split} set: claims", metrics, documents)
    return metrics


def figures(documents: Sequence[Read]) -> dict[str, float]:
    """All figures of documents that were read."""
    matched = [one.matched for one in documents]
    metrics = score.claims(matched).metrics("claims")
    metrics["triggers_f1"] = _f1(score.claims([match(d.gold, d.found, d.text.text, typed=False) for d in documents]))
    paired, unpaired = score.slots(matched), score.loose(matched)
    metrics |= {f"{name}_f1": _f1(paired[name]) for name in (*SLOTS, "dates", "counts", "modes")}
    metrics |= score.agreeing(matched)
    metrics |= {f"{name}_all_f1": _f1(paired[name] + unpaired[name]) for name in (*SLOTS, "dates", "counts")}
    metrics |= {f"{name.lower()}_f1": _f1(counts) for name, counts in score.types(matched).items()}
    for corpus in sorted({one.gold.corpus for one in documents}):
        own = [m for m, one in zip(matched, documents, strict=True) if one.gold.corpus == corpus]
        metrics[f"{corpus}_claims_f1"] = _f1(score.claims(own))
    return metrics


def _f1(counts: Counts) -> float:
    return round(counts.f1, 2)
