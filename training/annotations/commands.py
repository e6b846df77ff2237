"""What the steps of ``python -m training.annotations`` do, between files and the functions of the other modules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from dateline.errors import InputError, UsageError
from training.annotations import agreement
from training.annotations.check import Texts
from training.annotations.format import (
    AnnotatedClaim,
    AnnotatedDocument,
    Batch,
    Offsets,
    dump,
    load,
    path_of,
)
from training.annotations.line import LineError
from training.annotations.plan import Entry
from training.annotations.quote import Quoting, written
from training.annotations.resolve import Typed, blocks, claim
from training.annotations.retype import retyped
from training.annotations.sentences import sentences
from training.annotations.texts import Text

WORK = Path("runs/annotations")
CONTEXT = 6
"""Sentences shown before a passage."""


class Work(Struct, frozen=True):
    """A document as it was shown: the numbers of its sentences hold as long as this is kept."""

    corpus: str
    id: str
    sha256: str
    published: str | None
    annotated: Offsets
    sentences: list[Offsets]


def show(entries: Sequence[Entry], batch: str, texts: Texts, work: Path) -> str:
    """The batch's numbered sentences for reading; keeps their offsets in ``work``, where they are not there yet."""
    kept = _work(work, batch) if (work / f"{batch}.work.json").exists() else {}
    shown = []
    for entry in entries:
        text = texts(entry.corpus)[entry.id]
        one = kept.get(entry.id)
        if one is None or one.sha256 != text.sha256:
            one = kept[entry.id] = _worked(entry, text)
        known = f"published {one.published or 'unknown: give a day if text or address show it'}"
        rows = [f"@ {one.id}", f"   {one.corpus} · {known} · {text.url or 'no address'}"]
        before = sum(span[0] < one.annotated[0] for span in one.sentences)
        for number, span in enumerate(one.sentences, start=1):
            if span[1] > one.annotated[1]:
                rows.append(f"   (the rest, from {number} on, is not annotated)")
                break
            if number > before:
                rows.append(f"{number:3} {written(text.text, span)}")
            elif number > before - CONTEXT:
                rows.append(f"{number:3} (context, not annotated) {written(text.text, span)}")
        shown.append("\n".join(rows))
    work.mkdir(parents=True, exist_ok=True)
    (work / f"{batch}.work.json").write_bytes(msgspec.json.encode(list(kept.values())))
    return "\n\n".join(shown)


def _worked(entry: Entry, text: Text) -> Work:
    spans = sentences(text.text)
    return Work(entry.corpus, entry.id, text.sha256, text.published, entry.part(spans), spans)


def _work(work: Path, batch: str) -> dict[str, Work]:
    path = work / f"{batch}.work.json"
    if not path.exists():
        raise UsageError(f"{path}: not there; run: python -m training.annotations show {batch}")
    return {one.id: one for one in msgspec.json.decode(path.read_bytes(), type=list[Work])}


def resolve(files: Sequence[Path], reader: str, texts: Texts, work: Path, out: Path) -> list[str]:
    """Checks the typed files and stores each document without fault, keeping what is stored of others. A file's name
    begins with its batch ("re3d-1.a.claims"). Returns what is wrong, a line each."""
    problems: list[str] = []
    for path in files:
        if not path.is_file():
            raise UsageError(f"{path}: no such file")
        batch = path.name.split(".")[0]
        shown = _work(work, batch)
        try:
            found = blocks(path.read_text(encoding="utf-8"), path.name)
        except LineError as error:
            problems.append(str(error))
            continue
        done: dict[str, AnnotatedDocument] = {}
        for block in found:
            # An id may be the beginning of another ("12_1ecb", "12_1ecbplus"): whole ids go first.
            whole = shown.get(block.document)
            one = [whole] if whole else [w for w in shown.values() if w.id.startswith(block.document)]
            if len(one) != 1:
                problems.append(f"{path.name}: {block.document}: begins the id of {len(one)} documents of {batch}")
                continue
            wrong: list[str] = []
            document = _document(block, one[0], texts(one[0].corpus)[one[0].id], path.name, wrong)
            problems += wrong
            if not wrong:
                done[document.id] = document
        _store(batch, reader, done, out)
        left = len(shown) - len(done)
        print(f"{batch}: {len(done)} documents stored, {sum(len(d.claims) for d in done.values())} claims, {left} left")
    return problems


def _document(block: Typed, one: Work, text: Text, name: str, wrong: list[str]) -> AnnotatedDocument:
    if one.sha256 != text.sha256:
        raise InputError(f"{one.corpus} {one.id}: the text has changed since it was shown; show the batch again")
    quoting = Quoting(text.text, one.sentences)
    claims: list[AnnotatedClaim] = []
    for number, line in block.lines:
        try:
            claims.append(claim(line, quoting, one.annotated))
        except LineError as error:
            wrong.append(f"{name}:{number}: {error}")
    day = block.published or one.published
    return AnnotatedDocument(one.corpus, one.id, one.sha256, one.annotated, day, tuple(claims))


def _store(batch: str, reader: str, done: dict[str, AnnotatedDocument], out: Path) -> None:
    path = path_of(batch, reader, out)
    old = {d.id: d for d in load(path).documents} if path.exists() else {}
    out.mkdir(parents=True, exist_ok=True)
    path.write_bytes(dump(Batch(batch, reader, tuple((old | done).values()))))


def typed(batch: str, reader: str, texts: Texts, out: Path) -> str:
    """A stored pass in the typed form, to correct it or to reconcile two."""
    path = path_of(batch, reader, out)
    if not path.exists():
        raise UsageError(f"{path}: not there; resolve the batch first")
    rows: list[str] = []
    for one in load(path).documents:
        text = texts(one.corpus)[one.id]
        rows += [*retyped(one, Quoting(text.text, sentences(text.text))), ""]
    return "\n".join(rows)


def compare(batches: Sequence[Batch], readers: Sequence[str], texts: Texts, each: str | None) -> str:
    """Agreement of two passes over all documents that both have, or every difference in the batch ``each``."""
    chosen = [b for b in batches if each is None or b.batch == each]
    pairs = agreement.twice(chosen, *readers)
    if not pairs:
        raise UsageError(f"no document has both passes {' and '.join(readers)}")
    matched = [agreement.match(a, b, texts(a.corpus)[a.id].text) for a, b in pairs]
    rows = [f"{len(pairs)} documents, passes {readers[0]} and {readers[1]}"]
    rows += [f"  {name:21} {value:5.1f}" for name, value in agreement.figures(matched).items()]
    rows += [f"{'':12} both  {readers[0]} only  {readers[1]} only"]
    rows += [f"  {kind:10} {n:4} {a:7} {b:7}" for kind, (n, a, b) in agreement.by_type(matched).items()]
    if each is not None:
        for (a, b), m in zip(pairs, matched, strict=True):
            rows += ["", f"@ {a.id}", *_differences(a, b, m)]
    return "\n".join(rows)


def _differences(first: AnnotatedDocument, second: AnnotatedDocument, matched: agreement.Matched) -> list[str]:
    quoting = Quoting(matched.text, sentences(matched.text))

    def lines(document: AnnotatedDocument, claims: Sequence[AnnotatedClaim]) -> list[str]:
        return list(retyped(msgspec.structs.replace(document, published=None, claims=tuple(claims)), quoting))[1:-1]

    rows = [f"  1 {row}" for row in lines(first, matched.first_only)]
    rows += [f"  2 {row}" for row in lines(second, matched.second_only)]
    for a, b in matched.pairs:
        one, other = lines(first, [a])[0], lines(second, [b])[0]
        if one != other:
            rows += [f"  1~{one}", f"  2~{other}"]
    return rows


def totals(found: dict[str, Counter[str]]) -> str:
    """The counts of :func:`training.annotations.check.totals` as a table."""
    rows = [f"{'':16} documents sentences claims"]
    rows += [
        f"{key:16} {found['documents'][key]:9} {found['sentences'][key]:9} {found['claims'][key]:6}"
        for key in sorted(found["documents"])
    ]
    rows.append("claims by type:")
    kinds = sorted({key.split()[1] for key in found["types"]})
    rows += [f"  {k:10} train {found['types'][f'train {k}']:5}  dev {found['types'][f'dev {k}']:4}" for k in kinds]
    return "\n".join(rows)
