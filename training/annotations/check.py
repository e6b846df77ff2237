"""The stored annotations against the texts, the plan and the guide's lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from training.annotations.format import AnnotatedClaim, AnnotatedDocument, Batch, Expression, Offsets
from training.annotations.ontology import COUNTS, MODES, RELATIONS
from training.annotations.plan import Plan, is_dev
from training.annotations.sentences import sentences
from training.annotations.texts import Text

Texts = Callable[[str], dict[str, Text]]
READERS = ("a", "b", "reconciled")
_RANK = ("reconciled", "a", "b")


def problems(batches: Sequence[Batch], plan: Plan, texts: Texts) -> Iterator[str]:
    """What is wrong, a line each: unplanned documents and parts, dev documents outside dev batches, texts that changed,
    offsets that slice to nothing, labels outside the lists, a document read twice by one pass."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for batch in batches:
        planned = {(e.corpus, e.id): e for e in plan.batches.get(batch.batch, [])}
        if batch.reader not in READERS:
            yield f"{batch.batch}: pass {batch.reader} is none of {', '.join(READERS)}"
        for one in batch.documents:
            name = f"{batch.batch}.{batch.reader} {one.corpus} {one.id}"
            seen[batch.reader, one.corpus, one.id] += 1
            entry = planned.get((one.corpus, one.id))
            if entry is None:
                yield f"{name}: not in the plan of this batch"
            text = texts(one.corpus).get(one.id)
            if text is None:
                yield f"{name}: the corpus has no such document"
                continue
            if text.split == "dev" and not is_dev(batch.batch):
                yield f"{name}: held apart by its corpus; it may stand in a dev batch only"
            if one.corpus == "muc4" and not one.id.startswith("DEV-MUC3-"):
                yield f"{name}: TST1 and TST2 are scored and never annotated"
            if entry is not None and one.annotated != entry.part(sentences(text.text)):
                yield f"{name}: {one.annotated} is not the planned part"
            yield from (f"{name}: {p}" for p in _document(one, text))
    yield from (f"{key}: annotated {n} times in one pass" for key, n in sorted(seen.items()) if n > 1)


def leaks(plan: Plan) -> Iterator[str]:
    """Documents planned both for the dev set and for training, or in two batches."""
    where: dict[tuple[str, str], list[str]] = {}
    for batch, entries in plan.batches.items():
        for entry in entries:
            where.setdefault((entry.corpus, entry.id), []).append(batch)
    yield from (f"{corpus} {i}: in {', '.join(b)}" for (corpus, i), b in sorted(where.items()) if len(b) > 1)


def _document(one: AnnotatedDocument, text: Text) -> Iterator[str]:
    if one.sha256 != text.sha256:
        yield "the text is not the one that was annotated"
        return
    for claim in one.claims:
        where = f"{claim.type} at {claim.trigger[0]}"
        if not _within(claim.sentence, one.annotated) or not _within(claim.trigger, claim.sentence):
            yield f"{where}: trigger, sentence and annotated part do not lie one in another"
        if claim.mode is not None and claim.mode not in MODES.get(claim.type, ()):
            yield f"{where}: {claim.type} has no mode {claim.mode}"
        if set(claim.counts) - set(COUNTS):
            yield f"{where}: counts {', '.join(sorted(set(claim.counts) - set(COUNTS)))}"
        for place in claim.places:
            if place.relation not in RELATIONS:
                yield f"{where}: relation {place.relation}"
        for start, end in _spans(claim):
            words = text.text[start:end] if 0 <= start < end else ""
            if not words or words != words.strip():
                yield f"{where}: {start}:{end} slices to {words!r}"
        for e in _expressions(claim):
            if e.inherited == _within((e.start, e.end), claim.sentence):
                yield f"{where}: {e.start}:{e.end} is inherited exactly where it lies outside the sentence"


def _within(inner: Offsets, outer: Offsets) -> bool:
    return outer[0] <= inner[0] <= inner[1] <= outer[1]


def _expressions(claim: AnnotatedClaim) -> Iterator[Expression]:
    for slot in (claim.actors, claim.recipients, claim.means, claim.places, claim.sources):
        yield from slot
    yield from (n.of for n in claim.counts.values() if n.of is not None)


def _spans(claim: AnnotatedClaim) -> Iterator[Offsets]:
    yield claim.trigger
    for e in _expressions(claim):
        yield e.start, e.end
        if e.of is not None and e.of.at is not None:
            yield e.of.at
    if claim.time is not None:
        yield claim.time.start, claim.time.end
    yield from ((n.start, n.end) for n in claim.counts.values())


def totals(batches: Sequence[Batch], texts: Texts) -> dict[str, Counter[str]]:
    """Documents, sentences and claims by set and corpus, and claims by type; a document read by several passes counts
    once (reconciled before a before b)."""
    best: dict[tuple[str, str], tuple[int, str, AnnotatedDocument]] = {}
    for batch in batches:
        rank = _RANK.index(batch.reader)
        for one in batch.documents:
            old = best.get((one.corpus, one.id))
            if old is None or rank < old[0]:
                best[one.corpus, one.id] = (rank, "dev" if is_dev(batch.batch) else "train", one)
    found: dict[str, Counter[str]] = {
        "documents": Counter(),
        "sentences": Counter(),
        "claims": Counter(),
        "types": Counter(),
    }
    for (corpus, i), (_, part, one) in sorted(best.items()):
        text = texts(corpus)[i].text
        for key in (part, f"{part} {corpus}"):
            found["documents"][key] += 1
            found["sentences"][key] += sum(_within(s, one.annotated) for s in sentences(text))
            found["claims"][key] += len(one.claims)
        found["types"].update(f"{part} {c.type}" for c in one.claims)
    return found
