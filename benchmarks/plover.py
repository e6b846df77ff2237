"""PLOVER's gold records: the type of each sentence's main event, and who acts on whom.

Each sentence is read as a report of its day by the whole pipeline. ``type_accuracy``: share of all records whose type
is that of our main claim (:mod:`benchmarks.main_event`, chosen by its place in the sentence, without a look at these
records); where no claim is found, the type with the highest score at any word answers, if the model has such scores.
``answered``: share of records with an answer; ``claimed``: share of records in which a claim is found.
``source``, ``target``: the main claim's actors and recipients against the record's, whatever the type: an actor is
right when its head or its full name is that of one in the record, used once (:mod:`benchmarks.claims.match`).
``type_among_claims``: share of records whose type is that of any claim found, coded likewise.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import cast

import msgspec

from benchmarks import differences, matching
from benchmarks.claims.match import same
from benchmarks.claims.values import Expression, Reference
from benchmarks.corpora.plover import PloverRecord, files, plover
from benchmarks.main_event import coded, main_claim, main_type
from benchmarks.reads import Reads, as_report
from benchmarks.spans import Counts
from dateline.locate.index import open_index
from dateline.read.model import Floats
from dateline.read.reader import Reader
from dateline.values import Reading, Span
from dateline.work import pipeline

__all__ = ["SPLITS", "files", "run", "score"]

SPLITS = ("dev",)


def run(
    data: Path, split: str, reader: Reads, predict: Path | None = None, errors: Path | None = None
) -> dict[str, float]:
    """Reads the records of the split; ``predict`` gets records in the corpus's form with our types and actors."""
    # The pipeline asks nothing of the reader but its documents and, where these have vectors, its claim heads.
    tools = pipeline.Tools(cast(Reader, reader), open_index())
    gold = list(plover(data, split))
    found = [pipeline.read(as_report(one.id, one.text, published=one.date), tools) for one in gold]
    scores = [None if one.claims else pipeline.type_scores(one.report, tools) for one in found]
    metrics = score(gold, found, scores)
    if predict:
        rows = [_record(*one) for one in zip(gold, found, scores, strict=True)]
        predict.write_bytes(msgspec.json.format(msgspec.json.encode(rows), indent=1) + b"\n")
    if errors:
        sections = [_section(*one) for one in zip(gold, found, scores, strict=True)]
        differences.write(errors, f"PLOVER {split}: main events", metrics, sections)
    return metrics


def score(
    gold: Sequence[PloverRecord], found: Sequence[Reading], scores: Sequence[Floats | None] | None = None
) -> dict[str, float]:
    """The figures of records and, in the same order, what was read in them. ``scores``: log-odds by word and type for
    those in which nothing is claimed."""
    pairs = list(zip(gold, found, strict=True))
    known = scores if scores is not None else [None] * len(pairs)
    answers = [(one.type, main_type(reading, own)) for (one, reading), own in zip(pairs, known, strict=True)]
    among = [one.type in {coded(c, reading) for c in reading.claims} for one, reading in pairs]
    source = target = Counts()
    for one, reading in pairs:
        claim = main_claim(reading)
        source += actors(one.text, one.source, claim.actors if claim else ())
        target += actors(one.text, one.target, claim.recipients if claim else ())
    return {
        "type_accuracy": _share([kind == answer for kind, answer in answers]),
        "answered": _share([answer is not None for _, answer in answers]),
        "claimed": _share([bool(reading.claims) for reading in found]),
        "type_among_claims": _share(among),
        **source.metrics("source"),
        **target.metrics("target"),
    }


def actors(text: str, gold: Sequence[str], found: Sequence[Span]) -> Counts:
    """Counts of actors named in a record and found ones."""
    wanted = [_places(text, words) for words in gold]
    had = [[Expression(one.start, one.end, of=Reference(label=one.name) if one.name else None)] for one in found]
    right = matching.pairs(wanted, had, lambda places, own: any(same(place, own[0], text) for place in places))
    return Counts(len(right), len(had), len(wanted))


def _places(text: str, words: str) -> list[Expression]:
    """All places of a record's actor in its sentence; its words alone where it has none."""
    starts = [i for i in range(len(text)) if text.startswith(words, i)]
    return [Expression(i, i + len(words)) for i in starts] or [Expression(0, 0, of=Reference(label=words))]


def _share(right: Sequence[bool]) -> float:
    return round(100 * sum(right) / len(right), 2) if right else 0.0


def _record(one: PloverRecord, reading: Reading, scores: Floats | None) -> dict[str, object]:
    claim = main_claim(reading)
    return {
        "id": one.id.split(":", 1)[1],
        "date": one.date,
        "source": [{"actorText": a.text} for a in (claim.actors if claim else ())],
        "target": [{"actorText": a.text} for a in (claim.recipients if claim else ())],
        "event": main_type(reading, scores),
        "eventText": claim.trigger.text if claim else None,
        "text": one.text,
    }


def _section(one: PloverRecord, reading: Reading, scores: Floats | None) -> differences.Section:
    had = _record(one, reading, scores)
    claim = main_claim(reading)
    rows = []
    if one.type != had["event"]:
        rows.append(differences.Row("type", escape(one.type), escape(str(had["event"] or ""))))
    for slot, wanted, own in (
        ("source", one.source, claim.actors if claim else ()),
        ("target", one.target, claim.recipients if claim else ()),
    ):
        counts = actors(one.text, wanted, own)
        if counts.right < max(counts.found, counts.gold):
            shown = escape("; ".join(a.text + (f" ⇒ {a.name}" if a.name else "") for a in own))
            rows.append(differences.Row(slot, escape("; ".join(wanted)), shown))
    trigger = f" [{claim.trigger.text}]" if claim else ""
    return differences.Section(one.text + trigger, rows)
