"""ECB+'s event mentions and which of them corefer (Cybulska and Vossen 2014), in the sentences that were checked.

Published figures use the mentions of ``curated_sentences.csv`` alone, the sentences whose annotation was reviewed.
A mention is a markable whose tag begins with ACTION or NEG_ACTION; coreference across documents goes by the note of
CROSS_DOC_COREF, within one document by the relation INTRA_DOC_COREF; a mention in neither is a singleton. Traps: a few
markables have no words, and a few words of a document are empty.
"""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from benchmarks.corpora.ecbplus import EcbDocument, ecbplus
from dateline.errors import UsageError


class EventMention(Struct, frozen=True):
    """A gold mention: ``words`` are its words' (start, end) in the document's text; ``cluster`` names its event."""

    document: str
    id: int
    words: tuple[tuple[int, int], ...]
    cluster: str

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.words[0][0]

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.words[-1][1]


class EventDocument(Struct, frozen=True):
    """A document with its checked sentences (start, end), and the gold mentions in them in order of the text."""

    document: EcbDocument
    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[EventMention, ...]


def events(data: Path, split: str) -> Iterator[EventDocument]:
    """The documents of ``split`` (train or dev) that have checked sentences. UsageError: ``data`` is not ECB+."""
    curated = _curated(data / "curated_sentences.csv")
    for document in ecbplus(data, split):
        if document.id in curated:
            yield _events(data / str(document.topic) / f"{document.id}.xml", document, curated[document.id])


def _curated(path: Path) -> dict[str, set[int]]:
    if not path.is_file():
        raise UsageError(f"{path}: not there; point --data at ECB+ with its curated_sentences.csv")
    found: dict[str, set[int]] = {}
    with path.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(f"{row['Topic']}_{row['File']}", set()).add(int(row["Sentence Number"]))
    return found


def _events(path: Path, document: EcbDocument, curated: set[int]) -> EventDocument:
    root = ET.parse(path).getroot()
    cluster = _clusters(root, document.topic)
    at = {number: i for i, number in enumerate(document.word_ids)}
    mentions = []
    for markable in root.iterfind("Markables/*"):
        ids = [int(anchor.get("t_id", "0")) for anchor in markable.iter("token_anchor")]
        words = sorted(at[i] for i in ids if i in at and document.words[at[i]][0] < document.words[at[i]][1])
        if markable.tag.startswith(("ACTION", "NEG_ACTION")) and words and document.word_sentences[words[0]] in curated:
            number = int(markable.get("m_id", "0"))
            name = cluster.get(number, f"{document.id}/{number}")
            spans = tuple(document.words[i] for i in words)
            mentions.append(EventMention(document.id, number, spans, name))
    mentions.sort(key=lambda m: (m.start, m.end, m.id))
    return EventDocument(document, tuple(_sentences(document, curated)), tuple(mentions))


def _clusters(root: ET.Element, topic: int) -> dict[int, str]:
    """The event of each mention by its number."""
    found: dict[int, str] = {}
    for relation in root.iterfind("Relations/*"):
        if relation.tag == "CROSS_DOC_COREF":
            name = f"{topic}/{relation.get('note')}"
        else:
            name = f"{topic}/{root.get('doc_name')}/{relation.get('r_id')}"
        for source in relation.iter("source"):
            found[int(source.get("m_id", "0"))] = name
    return found


def _sentences(document: EcbDocument, curated: set[int]) -> Iterator[tuple[int, int]]:
    for number in sorted(curated):
        words = [span for span, s in zip(document.words, document.word_sentences, strict=True) if s == number]
        if words:
            yield words[0][0], words[-1][1]
