"""A reader that says what it was told to, for tests of the scorers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.read.document import Document, Sentence
from dateline.values import Attribution, Mention, Report, Token

Word = tuple[int, int, str, int, str]
"""start, end, part of speech, head (a word's number), relation."""


def document(
    report: Report,
    words: Sequence[Word] = (),
    starts: Sequence[int] = (0,),
    mentions: Sequence[Mention] = (),
    attributions: Sequence[Attribution] = (),
    certainty: Sequence[float] = (),
) -> Document:
    """A document with the given words; ``starts``: numbers of first words of sentences."""
    bounds = [(a, b) for a, b in zip(starts, [*starts[1:], len(words)], strict=True) if a < b]
    of = {i: n for n, (a, b) in enumerate(bounds) for i in range(a, b)}
    tokens = [
        Token(a, b, report.text[a:b].lower(), pos, head, relation, of[i])
        for i, (a, b, pos, head, relation) in enumerate(words)
    ]
    sentences = [Sentence(words[a][0], words[b - 1][1], a, b, 0) for a, b in bounds]
    return Document(
        report,
        tuple(tokens),
        tuple(sentences),
        tuple(mentions),
        attributions=tuple(attributions),
        certainty=tuple(certainty),
    )


class Recorded:
    """Gives the recorded analysis of each report by its id: ``given`` where words are given, else ``raw``."""

    def __init__(self, raw: Mapping[str, Document], given: Mapping[str, Document] | None = None) -> None:
        self.raw, self.given = raw, given or {}

    def document(
        self,
        report: Report,
        words: Sequence[tuple[int, int]] | None = None,
        sentence_starts: Sequence[int] | None = None,
    ) -> Document:
        """What was recorded for the report."""
        return self.raw[report.id] if words is None else self.given[report.id]
