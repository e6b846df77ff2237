"""UD English EWT: parts of speech and trees, with given words (accuracy) and from raw text (F1, as in the CoNLL 2018
shared task; see :mod:`benchmarks.conll`)."""

from __future__ import annotations

from pathlib import Path

from benchmarks import differences, treebank
from benchmarks.corpora.treebank import ewt
from benchmarks.predictions import conllu
from benchmarks.reads import Reads

SPLITS = ("dev", "train")


def files(data: Path, split: str) -> list[Path]:
    """The file of the split."""
    return sorted(data.glob(f"en_ewt-ud-{split}.conllu"))


def run(
    data: Path, split: str, reader: Reads, predict: Path | None = None, errors: Path | None = None
) -> dict[str, float]:
    """Reads the documents of the split; ``predict`` gets the parse of the given words, ``NAME.raw.SUFFIX`` beside it
    the parse of the raw text; ``errors`` shows the words with given words."""
    gold = list(ewt(data, split))
    given = [treebank.with_words(reader, document) for document in gold]
    raw = [treebank.from_raw(reader, document) for document in gold]
    metrics = treebank.figures(treebank.total(gold, given), treebank.GIVEN)
    metrics |= treebank.figures(treebank.total(gold, raw), treebank.RAW, "raw_")
    if predict:
        conllu.write(predict, [conllu.lines(document) for document in given])
        conllu.write(predict.with_suffix(f".raw{predict.suffix}"), [conllu.lines(document) for document in raw])
    if errors:
        pairs = zip(gold, given, strict=True)
        sections = [differences.Section(one.id, treebank.rows(one, other)) for one, other in pairs]
        differences.write(errors, f"EWT {split}: given words", metrics, sections)
    return metrics
