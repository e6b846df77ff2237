"""Capitals put back into a text in lower case, as a reader of edited prose would expect them; a modest guess.

A word that other corpora write in one way inside their sentences is written so; words they do not know are taken for
names. Sentences open with a capital, unknown abbreviations in brackets are written in capitals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dateline.read.words import split

_STOPS = frozenset(".!?")
_ABBREVIATION = 6


class Casing:
    """How words are written, learned from texts in mixed case."""

    def __init__(self, texts: Iterable[str]) -> None:
        seen: dict[str, Counter[str]] = {}
        for text in texts:
            opens = True
            for a, b in split(text):
                form = text[a:b]
                if form[0].isalpha() and not opens:
                    seen.setdefault(form.lower(), Counter())[form] += 1
                opens = not form[-1].isalnum() and form not in (",", "-", ";", ")", "(")
        self._usual = {word: min(forms, key=lambda f: (-forms[f], f)) for word, forms in seen.items()}

    def restored(self, text: str) -> str:
        """``text`` (in lower case) with capitals; as long as before."""
        made: list[str] = []
        at = 0
        opens, bracket = True, False
        words = split(text)
        for i, (a, b) in enumerate(words):
            form = text[a:b]
            usual = self._usual.get(form)
            closed = i + 1 < len(words) and text[words[i + 1][0]] == ")"
            if usual is None and bracket and closed and len(form) <= _ABBREVIATION and form.isalpha():
                usual = form.upper()
            elif usual is None:
                usual = form.capitalize() if form[0].isalpha() else form
            if opens and usual.islower():
                usual = usual[0].upper() + usual[1:]
            if len(usual) != b - a:
                usual = form
            made += [text[at:a], usual]
            at = b
            if form[-1].isalnum():
                opens = False
            opens = opens or form in _STOPS
            bracket = form == "("
        return "".join([*made, text[at:]])
