"""Annotated claims as values: what people marked in a document, and what a reader found, in one form.

All offsets are code points into the document's text (see :mod:`benchmarks.claims.texts`), end exclusive. What an
expression stands for is given as the place in the text where it is named, or as a label.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from dateline.errors import BrokenInputError
from dateline.values import ClaimType, PlaceRole, Precision, SourceKind, Status

Offsets = tuple[int, int]


class Reference(Struct, frozen=True):
    """What an expression stands for: the place of its full name, or a label where the text never gives it."""

    at: Offsets | None = None
    label: str | None = None


class Expression(Struct, frozen=True):
    """An expression, pronouns included. ``inherited``: the claim's sentence leaves it out, this is an earlier one (or,
    for sources, one nearby). ``of``: what it stands for, if that is not what it says itself."""

    start: int
    end: int
    inherited: bool = False
    of: Reference | None = None


class PlaceExpression(Expression, frozen=True):
    """A place with its role; ``relation`` as in the contract."""

    role: PlaceRole = "at"
    relation: str = "at"


class SourceExpression(Expression, frozen=True):
    """Someone who says the claim."""

    named: bool = False
    kind: SourceKind = "unnamed"


class When(Struct, frozen=True):
    """A time expression worked out to days (``YYYY-MM-DD``), null where nothing fixes them."""

    start: int
    end: int
    earliest: str | None
    latest: str | None
    precision: Precision
    inherited: bool = False


class Number(Struct, frozen=True):
    """A number of people or of a force, null where open, and of whom."""

    start: int
    end: int
    low: int | None
    high: int | None
    of: Expression | None = None


class AnnotatedClaim(Struct, frozen=True):
    """One claim; the fields are the contract's."""

    sentence: Offsets
    trigger: Offsets
    type: ClaimType
    mode: str | None = None
    status: Status = "actual"
    negated: bool = False
    aggregate: bool = False
    background: bool = False
    actors: tuple[Expression, ...] = ()
    recipients: tuple[Expression, ...] = ()
    means: tuple[Expression, ...] = ()
    places: tuple[PlaceExpression, ...] = ()
    time: When | None = None
    counts: dict[str, Number] = {}
    sources: tuple[SourceExpression, ...] = ()


class AnnotatedDocument(Struct, frozen=True):
    """One document. ``annotated``: the characters that were read for claims, so that none within means none there.
    ``published``: the day from which dates were worked out."""

    corpus: str
    id: str
    sha256: str
    annotated: Offsets
    published: str | None
    claims: tuple[AnnotatedClaim, ...]


class Batch(Struct, frozen=True):
    """What one annotator's pass over a batch found. ``reader``: the pass, "a", "b" or "reconciled"."""

    batch: str
    reader: str
    documents: tuple[AnnotatedDocument, ...]


def load(path: Path) -> Batch:
    """Raises ``BrokenInputError`` where the file does not have the stored form."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Batch)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise BrokenInputError(f"{path}: {error}; resolve the batch again") from error
