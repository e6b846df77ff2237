"""UDS-IH2: how certain it is that an event happened, -3 to 3, against people's mean judgement (see
:mod:`benchmarks.corpora.uds`).

Each sentence is read alone, with the treebank's words, as the published systems read them. Scored is the value at each
annotated predicate's word: ``pearson_r`` (Pearson's correlation over all predicates, -1 to 1), ``mae`` (mean absolute
error in units of the scale, 0 to 6, the less the better), ``predicates`` (how many). ``mae_constant`` is what one gets
by always answering the split's own median, for comparison.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from statistics import fmean, median

import msgspec

from benchmarks import differences
from benchmarks.corpora.uds import UdsSentence, files, uds
from benchmarks.reads import Reads, as_report
from dateline.errors import ModelError

__all__ = ["SPLITS", "files", "run", "score"]

SPLITS = ("dev", "train")
SHOWN_FROM = 1.0
"""Differences of less are not shown on the page of errors."""


def run(
    data: Path, split: str, reader: Reads, predict: Path | None = None, errors: Path | None = None
) -> dict[str, float]:
    """Reads the sentences of the split. ``predict`` gets the corpus's file with our values for ``label``; ``errors``
    the predicates by difference. ModelError: the model says nothing of certainty."""
    gold = list(uds(data, split))
    found = [certainties(reader, one) for one in gold]
    wanted = [one.value for sentence in gold for one in sentence.certainties]
    metrics = score(wanted, [value for values in found for value in values])
    if predict:
        predict.write_bytes(b"".join(_line(one, had) for one, had in zip(gold, found, strict=True)))
    if errors:
        differences.write(errors, f"UDS-IH2 {split}: certainty", metrics, _sections(gold, found))
    return metrics


def certainties(reader: Reads, sentence: UdsSentence) -> list[float]:
    """The reader's value at each annotated predicate of a sentence, in order. Raises ``ModelError``."""
    parsed = reader.document(as_report(sentence.id, sentence.text), sentence.words, [0])
    if len(parsed.certainty) != len(sentence.words):
        raise ModelError("the model gives no certainty for each word: train one that has this head")
    return [parsed.certainty[one.word] for one in sentence.certainties]


def score(gold: Sequence[float], found: Sequence[float]) -> dict[str, float]:
    """The figures of values in the same order."""
    if not gold:
        return {"predicates": 0}
    middle = median(gold)
    return {
        "pearson_r": round(pearson(gold, found), 4),
        "mae": round(fmean(abs(a - b) for a, b in zip(gold, found, strict=True)), 4),
        "mae_constant": round(fmean(abs(a - middle) for a in gold), 4),
        "predicates": len(gold),
    }


def pearson(one: Sequence[float], other: Sequence[float]) -> float:
    """Pearson's correlation; 0 where either side does not vary."""
    a, b = fmean(one), fmean(other)
    together = sum((x - a) * (y - b) for x, y in zip(one, other, strict=True))
    apart = sum((x - a) ** 2 for x in one) * sum((y - b) ** 2 for y in other)
    return float(together / apart**0.5) if apart > 0 else 0.0


def _line(one: UdsSentence, found: list[float]) -> bytes:
    targets = [
        {"span1": [c.word, c.word + 1], "label": round(value, 4), "span_text": one.text[slice(*one.words[c.word])]}
        for c, value in zip(one.certainties, found, strict=True)
    ]
    return msgspec.json.encode({"text": one.text, "targets": targets, "file_idx": int(one.id)}) + b"\n"


def _sections(gold: list[UdsSentence], found: list[list[float]]) -> list[differences.Section]:
    rows = [
        (abs(one.value - value), sentence, one.word, one.value, value)
        for sentence, had in zip(gold, found, strict=True)
        for one, value in zip(sentence.certainties, had, strict=True)
    ]
    return [
        differences.Section(f"{s.id}: off by {off:.2f}", [differences.Row(f"{a:+.2f}", _marked(s, word), f"{b:+.2f}")])
        for off, s, word, a, b in sorted(rows, key=lambda row: -row[0])
        if off >= SHOWN_FROM
    ]


def _marked(sentence: UdsSentence, word: int) -> str:
    start, end = sentence.words[word]
    text = sentence.text
    return f"{escape(text[:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:])}"
