"""The text of a made-up report, as a parser would give it."""

from __future__ import annotations

from dateline.values import Token


class Page:
    """A text that grows sentence by sentence, with its words' analysis."""

    def __init__(self) -> None:
        self.text = ""
        self.tokens: list[Token] = []

    def sentence(self, words: list[tuple[str, str, int, str]]) -> list[tuple[int, int]]:
        """Adds a sentence of words with part of speech, head (a place in the sentence) and relation; gives their
        spans."""
        base, number = len(self.tokens), self.tokens[-1].sentence + 1 if self.tokens else 0
        spans = []
        for form, pos, head, relation in words:
            start = len(self.text)
            self.text += form + " "
            self.tokens.append(Token(start, start + len(form), form.lower(), pos, base + head, relation, number))
            spans.append((start, start + len(form)))
        self.text = self.text[:-1] + "\n"
        return spans
