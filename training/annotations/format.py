"""The stored form: one JSON file a batch and pass, documents and claims in order, one claim a line.

No text is stored. The values themselves are those of :mod:`benchmarks.claims.values`; only a name that the text never
writes out is kept as a short label.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from benchmarks.claims.values import (
    AnnotatedClaim,
    AnnotatedDocument,
    Batch,
    Expression,
    Number,
    Offsets,
    PlaceExpression,
    Reference,
    SourceExpression,
    When,
    load,
)

__all__ = [
    "FOLDER", "AnnotatedClaim", "AnnotatedDocument", "Batch", "Expression", "Number", "Offsets", "PlaceExpression",
    "Reference", "SourceExpression", "When", "dump", "load", "load_all", "path_of",
]  # fmt: skip

FOLDER = Path(__file__).with_name("claims")


def path_of(batch: str, reader: str, folder: Path = FOLDER) -> Path:
    """Where a batch's pass is stored."""
    return folder / f"{batch}.{reader}.json"


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
