"""The stored form: one JSON file a batch and pass, documents and claims in order, one claim a line.

No text is stored. All offsets are code points into the document's text (see :mod:`training.annotations.texts`), end
exclusive. What an expression stands for is given as the place in the text where it is named; only a name that the text
never writes out is kept as a short label.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from dateline.errors import BrokenInputError
from dateline.values import ClaimType, PlaceRole, Precision, SourceKind, Status

FOLDER = Path(__file__).with_name("claims")
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


def path_of(batch: str, reader: str, folder: Path = FOLDER) -> Path:
    """Where a batch's pass is stored."""
    return folder / f"{batch}.{reader}.json"


def load(path: Path) -> Batch:
    """Raises ``BrokenInputError`` where the file does not have the stored form."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Batch)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise BrokenInputError(f"{path}: {error}; resolve the batch again") from error


def load_all(folder: Path = FOLDER) -> list[Batch]:
    """All stored passes, by file name."""
    return [load(path) for path in sorted(folder.glob("*.json"))]


def dump(batch: Batch) -> bytes:
    """JSON with a line for each claim: what changes shows as such in a comparison of versions."""
    documents = ",\n".join(_document(d) for d in sorted(batch.documents, key=lambda d: (d.corpus, d.id)))
    head = f'{{"batch":{_json(batch.batch)},"reader":{_json(batch.reader)},"documents":[\n'
    return f"{head}{documents}\n]}}\n".encode()


def _document(one: AnnotatedDocument) -> str:
    fields = [(name, getattr(one, name)) for name in ("corpus", "id", "sha256", "annotated", "published")]
    head = ",".join(f"{_json(name)}:{_json(value)}" for name, value in fields)
    claims = sorted(one.claims, key=lambda c: (c.sentence, c.trigger, c.type, _json(c)))
    lines = ",\n".join("  " + _json(c) for c in claims)
    return f' {{{head},"claims":[\n{lines}\n ]}}' if lines else f' {{{head},"claims":[]}}'


def _json(value: object) -> str:
    return msgspec.json.encode(_short(value)).decode()


def _short(value: object) -> object:
    """Without fields that have their default value (msgspec's own option compares strings by identity)."""
    if isinstance(value, Struct):
        fields = msgspec.structs.fields(value)
        return {f.name: _short(v) for f in fields if (v := getattr(value, f.name)) != _default(f)}
    if isinstance(value, dict):
        return {k: _short(v) for k, v in value.items()}
    return [_short(v) for v in value] if isinstance(value, tuple) else value


def _default(field: msgspec.structs.FieldInfo) -> object:
    factory = field.default_factory
    return field.default if factory is msgspec.NODEFAULT else factory()
