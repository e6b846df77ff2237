"""Report in, parsed document out: words, sentences, trees, mentions, attributions, by the bundled model.

The same report always gives the same document: windows depend on the report alone, and each goes through the model by
itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dateline.read import pieces as pc
from dateline.read.attribution import Vectors, attributions
from dateline.read.decode import best_tags, role_spans, tree
from dateline.read.document import Document, Sentence
from dateline.read.mentions import found_in_window, mentions
from dateline.read.model import FORBIDDEN_ARC, Floats, Model, Scores, shown_casing
from dateline.read.windows import ended, paragraphs, windows
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
        numbers = [self.model.pieces.of(form) for form in forms]
        casing = [pc.casing(form) for form in forms]
        breaks = paragraphs(text, spans)
        openers = breaks if sentence_starts is None else sorted({*breaks, *sentence_starts})
        cuts = windows(text, spans, [len(n) for n in numbers], openers, self.model.card.window)
        # Casing says nothing in an all-capitals wire, and is judged over the whole report: a headline may well shout.
        hidden = shown_casing(casing, casing.count(pc.UPPER), casing.count(pc.LOWER))
        scores = [self.model.run(numbers[a:b], hidden[a:b]) for a, b in cuts]
        starts = self._starts(text, spans, cuts, scores, breaks, sentence_starts)
        sentences = _sentences(text, spans, starts, breaks, report.title)
        parsed = self._words(spans, forms, cuts, scores, sentences)
        document = Document(report, tuple(parsed), tuple(sentences))
        vectors = Vectors.gathered(scores)
        spoken = attributions(document, self._role_spans(cuts, scores), vectors, self.model)
        found = [f for (a, _), s in zip(cuts, scores, strict=True) for f in found_in_window(a, s, self.model.card)]
        return mentions(Document(report, document.words, document.sentences, attributions=spoken), found)

    def _starts(
        self,
        text: str,
        spans: list[tuple[int, int]],
        cuts: list[tuple[int, int]],
        scores: list[Scores],
        breaks: list[int],
        given: Sequence[int] | None,
    ) -> list[int]:
        if given is not None:
            return sorted({0, *given, *(a for a, _ in cuts)})
        found = {a for a, _ in cuts} | set(breaks)
        for (a, _), window in zip(cuts, scores, strict=True):
            for i in np.nonzero(window.start > START_AT)[0]:
                bar = START_AT if ended(text, spans, a + int(i)) else UNMARKED_START_AT
                if window.start[i] > bar:
                    found.add(a + int(i))
        return sorted(found)

    def _words(
        self,
        spans: list[tuple[int, int]],
        forms: list[str],
        cuts: list[tuple[int, int]],
        scores: list[Scores],
        sentences: list[Sentence],
    ) -> list[Token]:
        card = self.model.card
        parsed: list[Token] = []
        number = 0
        for (a, b), window in zip(cuts, scores, strict=True):
            heads: list[int] = []
            numbers: list[int] = []
            while number < len(sentences) and sentences[number].first < b:
                first, last = sentences[number].first - a, sentences[number].last - a
                own = np.concatenate([window.arcs[first:last, first:last], window.arcs[first:last, -1:]], axis=1)
                heads += [first + h for h in tree(own)]
                numbers += [number] * (last - first)
                number += 1
            relations = self._relations(window, heads)
            for i in range(b - a):
                pos = card.pos[int(window.pos[i])]
                start, end = spans[a + i]
                lemma = lemmatise(forms[a + i], pos, card.lemmas[int(window.lemma[i])])
                parsed.append(Token(start, end, lemma, pos, a + heads[i], relations[i], numbers[i]))
        return parsed

    def _relations(self, window: Scores, heads: list[int]) -> list[str]:
        small, card = self.model.small, self.model.card
        at = np.array(heads)
        upper = window.relation_head[at]
        upper[at == np.arange(len(heads))] = small["relation_root"]
        hidden: Floats = np.maximum(window.relation_dependent + upper, 0)
        logits = hidden @ small["relation_weight"].T + small["relation_bias"]
        root = card.relations.index("root")
        logits[:, root] = FORBIDDEN_ARC
        best = logits.argmax(1)
        best[at == np.arange(len(heads))] = root
        return [card.relations[int(r)] for r in best]

    def _role_spans(self, cuts: list[tuple[int, int]], scores: list[Scores]) -> list[list[tuple[int, int]]]:
        transitions = self.model.small["transitions"]
        tags: list[list[int]] = [[], [], []]
        for window in scores:
            best = best_tags(window.roles, transitions)
            for role in range(3):
                tags[role] += best[:, role].tolist()
        opens = frozenset(a for a, _ in cuts)
        return [role_spans(t, opens) for t in tags]


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


def lemmatise(form: str, pos: str, script: str) -> str:
    """The lemma that a script (see ``training/labels.py``) makes of a form; names keep their capitals."""
    cut, ending = script.split("|", 1)
    size = int(cut)
    if size > len(form) or (size == len(form) and not ending):
        size, ending = 0, ""
    kept = form[: len(form) - size]
    return kept + ending if pos == "PROPN" else kept.lower() + ending
