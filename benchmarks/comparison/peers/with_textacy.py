"""textacy's direct quotations over spaCy's small model. Answers: [source, cue, content] each, lists of [start, end].
textacy gives up on a paragraph whose quotation marks it cannot pair; then the answer is an object with ``failed``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any


def load() -> Callable[[dict[str, Any]], Any]:
    """Loads the model."""
    from textacy.extract import triples
    from with_spacy import pipeline

    nlp = pipeline()

    def respond(request: dict[str, Any]) -> Any:
        try:
            return answer(triples.direct_quotations(nlp(request["text"])))
        except ValueError as error:
            return {"failed": str(error)}

    return respond


def answer(quotations: Iterable[Any]) -> list[list[list[list[int]]]]:
    """The characters of speakers, cues and contents; words that stand side by side are one span."""
    return [[runs(one.speaker), runs(one.cue), [[one.content.start_char, one.content.end_char]]] for one in quotations]


def runs(tokens: Iterable[Any]) -> list[list[int]]:
    """Spans of tokens that follow each other."""
    spans: list[list[int]] = []
    before = None
    for token in sorted(tokens, key=lambda one: one.i):
        end = token.idx + len(token)
        if before is not None and token.i == before + 1:
            spans[-1][1] = end
        else:
            spans.append([token.idx, end])
        before = token.i
    return spans
