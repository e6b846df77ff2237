"""Report in, parsed document out: words, sentences, trees, mentions, attributions, by the bundled model.

The same report always gives the same document: windows depend on the report alone, and each goes through the model by
itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.read import calibrate, second_weights
from dateline.read import pieces as pc
from dateline.read.attribution import Vectors, attributions
from dateline.read.claim_heads import ClaimHeads
from dateline.read.decode import role_spans
from dateline.read.document import Document, Sentence
from dateline.read.mentions import mentions
from dateline.read.model import Model, Scores, shown_casing
from dateline.read.opening import after_dateline
from dateline.read.parse import Parsed, parse
from dateline.read.reference_heads import ReferenceHeads
from dateline.read.stand_ins import stood_in
from dateline.read.windows import MARKS, ended, paragraphs, surely_ended, windows
from dateline.read.words import split
from dateline.values import Report, Token

START_AT = 0.0
"""Log-odds from which a word opens a sentence."""
UNMARKED_START_AT = 4.0
"""The same where no stop, colon or line break stands before the word: edited prose hardly ever does that."""


class Reader:
    """The model with what turns its scores into a document. Not to be shared between threads; one a process."""

    def __init__(self, model: Model) -> None:
        self.model = model
        card = model.card
        self.heads = ClaimHeads(
            model.small,
            card.word_facts,
            card.trigger_facts,
            card.pair_facts,
            card.thresholds,
            calibrate.find(model.folder),
            second_weights.find(model.folder),
        )
        self.reference = ReferenceHeads(model.small, card.reference_facts)

    @classmethod
    def load(cls, folder: Path | None = None, graph: str = "reader.onnx") -> Reader:
        """The reader on the bundled model, or on the one in ``folder``. Raises ``ModelError``."""
        return cls(Model(folder, graph))

    def document(
        self,
        report: Report,
        words: Sequence[tuple[int, int]] | None = None,
        sentence_starts: Sequence[int] | None = None,
    ) -> Document:
        """Parses a report. ``words`` ((start, end) into the text) and ``sentence_starts`` (numbers of words), where
        given, are taken as they are."""
        text = report.text
        spans = split(text) if words is None else list(words)
        if not spans:
            return Document(report, (), ())
        forms = [text[a:b] for a, b in spans]
        casing = list(map(pc.casings.__getitem__, forms))
        # Casing says nothing in an all-capitals wire, and is judged over the whole report: a headline may well shout.
        casing = shown_casing(casing, casing.count(pc.UPPER), casing.count(pc.LOWER))
        is_cased = pc.HIDDEN not in casing
        read = stood_in(text, spans, forms) if is_cased else forms
        numbers = list(map(self.model.pieces.of, read))
        breaks = paragraphs(text, spans)
        forced = {*breaks, *(after_dateline(report, spans) or ())} if sentence_starts is None else {*sentence_starts}
        openers = sorted({*breaks, *forced})
        cuts = windows(text, spans, list(map(len, numbers)), openers, self.model.card.window)
        marked = [i for i, (_, end) in enumerate(spans, start=1) if text[end - 1] in MARKS]
        parsed: list[Parsed] = []
        for a, b in cuts:
            scores = self.model.run(numbers[a:b], casing[a:b])
            within = [i for i in forced if a <= i < b]
            behind = marked[bisect_left(marked, a) : bisect_left(marked, b)]
            found = () if sentence_starts is not None else _starts(text, spans, a, scores, behind)
            starts = sorted({a, *within, *found})
            parsed.append(parse(self.model, a, forms[a:b], scores, starts))
        sentences = _sentences(text, spans, [s for p in parsed for s in p.starts], breaks, report.title)
        tokens = _tokens(spans, parsed, sentences)
        document = Document(report, tokens, tuple(sentences))
        spoken = attributions(
            document, _role_spans(cuts, parsed), Vectors.joined(p.vectors for p in parsed), self.model
        )
        return mentions(document.again(attributions=spoken), [f for p in parsed for f in p.found]).again(
            certainty=tuple(c for p in parsed for c in p.certainty),
            vectors=_joined([p.claim for p in parsed]),
            incident_roles=_joined([p.incident_roles for p in parsed]),
            incident_types=_joined([p.incident_types for p in parsed]),
        )


def _joined(tables: Sequence[NDArray[Any] | None]) -> NDArray[Any] | None:
    """The tables of all windows below each other; None where the model has no such head."""
    known = [table for table in tables if table is not None]
    return np.concatenate(known) if known else None


def _starts(text: str, spans: list[tuple[int, int]], base: int, scores: Scores, marked: Sequence[int]) -> list[int]:
    """Words of a window that open a sentence, as the model sees it. ``marked``: those behind one of ``MARKS``."""
    likely = [base + int(i) for i in np.nonzero(scores.start > START_AT)[0]]
    seen = [i for i in likely if ended(text, spans, i) or scores.start[i - base] > UNMARKED_START_AT]
    return [*seen, *(i for i in marked if surely_ended(text, spans, i))]


def _tokens(spans: list[tuple[int, int]], parsed: list[Parsed], sentences: list[Sentence]) -> tuple[Token, ...]:
    numbers = [number for number, s in enumerate(sentences) for _ in range(s.first, s.last)]
    rows = chain.from_iterable(zip(p.lemmas, p.pos, p.heads, p.relations, strict=True) for p in parsed)
    return tuple(
        [
            Token(start, end, lemma, pos, head, relation, number)
            for (start, end), (lemma, pos, head, relation), number in zip(spans, rows, numbers, strict=True)
        ]
    )


def _role_spans(cuts: list[tuple[int, int]], parsed: list[Parsed]) -> list[list[tuple[int, int]]]:
    """Spans of sources, cues and contents over the whole report."""
    opens = frozenset(a for a, _ in cuts)
    return [role_spans([t for p in parsed for t in p.tags[role]], opens) for role in range(3)]


def _sentences(
    text: str, spans: list[tuple[int, int]], starts: list[int], breaks: list[int], title: str | None
) -> list[Sentence]:
    """Sentences between the starts; those that lie within the title at the head of the text are marked."""
    made: list[Sentence] = []
    breaking = set(breaks)
    paragraph = -1
    titled = _title_end(text, title)
    for first, last in zip(starts, [*starts[1:], len(spans)], strict=True):
        if first in breaking or paragraph < 0:
            paragraph += 1
        start, end = spans[first][0], spans[last - 1][1]
        made.append(Sentence(start, end, first, last, paragraph, end <= titled))
    return made


def _title_end(text: str, title: str | None) -> int:
    if not title:
        return 0
    at = text.find(title, 0, 2000 + len(title))
    return at + len(title) if at >= 0 and not text[:at].strip() else 0
