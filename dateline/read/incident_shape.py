"""Whether words that may take part in an incident are a whole phrase: the incident heads cut phrases short at times."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.read.document import Document
from dateline.read.incident_signs import Candidate

FEATURES = 5
_NOUNS = frozenset({"NOUN", "PROPN"})
_BEFORE = frozenset({"compound", "amod", "nummod", "flat"})
_INNER = frozenset({"compound", "flat"})
_ARTICLES = ("the ", "a ", "an ")
_BEYOND = 3


def shapes(document: Document, found: Sequence[Candidate]) -> list[list[float]]:
    """For each candidate's best place, 1 or 0: it ends with a noun; one of its words belongs to a noun behind it; to
    one of its words belongs the word before it; or one of the next words; it is a mention (an article apart)."""
    mentions = _mentions(document)
    return [_shape(document, candidate, mentions) for candidate in found]


def _shape(document: Document, candidate: Candidate, mentions: frozenset[tuple[int, int]]) -> list[float]:
    words, first, last = document.words, candidate.best.first, candidate.best.last
    inside = range(first, last)
    behind = range(last, min(last + _BEYOND, len(words)))
    return [
        float(words[last - 1].pos in _NOUNS),
        float(any(words[i].head >= last and _base(document, i) in _BEFORE | {"det"} for i in inside)),
        float(first > 0 and words[first - 1].head in inside and _base(document, first - 1) in _BEFORE),
        float(any(words[i].head in inside and _base(document, i) in _INNER for i in behind)),
        float((words[first].start, words[last - 1].end) in mentions),
    ]


def _base(document: Document, i: int) -> str:
    return document.words[i].relation.split(":", 1)[0]


def _mentions(document: Document) -> frozenset[tuple[int, int]]:
    """Start and end of each mention, with and without its article."""
    found: set[tuple[int, int]] = set()
    for mention in document.mentions:
        found.add((mention.start, mention.end))
        text = document.text[mention.start : mention.start + 4].lower()
        found |= {(mention.start + len(a), mention.end) for a in _ARTICLES if text.startswith(a)}
    return frozenset(found)
