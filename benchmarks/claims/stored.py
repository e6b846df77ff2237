"""Where the dev set's annotations lie: the reconciled pass of each of its batches."""

from __future__ import annotations

from pathlib import Path

from benchmarks.claims.values import AnnotatedDocument, load
from dateline.errors import NotFoundError

_HERE = Path(__file__)


def folder() -> Path:
    """The folder of stored annotations: inside the package where it is installed, in a clone beside it. Raises
    ``NotFoundError``."""
    for place in (_HERE.with_name("dev"), _HERE.parents[2] / "training" / "annotations" / "claims"):
        if place.is_dir():
            return place
    raise NotFoundError("the annotations of the dev set are missing: install dateline again")


def dev_files(place: Path) -> list[Path]:
    """The file of each dev batch, by batch. Raises ``NotFoundError`` where there is none."""
    files = sorted(place.glob("dev-*.reconciled.json"))
    if not files:
        raise NotFoundError(f"{place}: no reconciled dev batch there; reconcile one first")
    return files


def dev_documents(place: Path) -> list[AnnotatedDocument]:
    """The dev set, in order of its batches."""
    return [document for path in dev_files(place) for document in load(path).documents]
