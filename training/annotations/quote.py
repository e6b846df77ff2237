"""Quoted words to offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from training.annotations.format import Offsets, Reference
from training.annotations.line import LineError, Quote

_ALIKE = {c: group for group in ("'’‘`´", '"“”„', "-–—‐‑") for c in group}
_LABEL_WORDS = 8


class Quoting:
    """Finds quotes in one text with numbered sentences. Any white space matches any other, and quotation marks and
    dashes their kin; capitals matter only where the quote is there as typed."""

    def __init__(self, text: str, sentences: Sequence[Offsets]) -> None:
        self.text = text
        self.sentences = sentences

    def sentence(self, number: int) -> Offsets:
        """Offsets of a sentence by its number, counted from one. Raises ``LineError`` where there is none."""
        if not 1 <= number <= len(self.sentences):
            raise LineError(f"sentence {number}: the text has 1 to {len(self.sentences)}")
        return self.sentences[number - 1]

    def number(self, offset: int) -> int:
        """The number of the sentence around an offset, or of the last one before it."""
        return max((i for i, (a, _) in enumerate(self.sentences, 1) if a <= offset), default=1)

    def trigger(self, quote: Quote, sentence: Offsets) -> Offsets:
        """The trigger; which of several is meant must be said."""
        found = self.all(quote.words, sentence)
        if len(found) > 1 and quote.nth is None:
            raise LineError(
                f"trigger={quote.words}: stands {len(found)} times in the sentence; add #1 to #{len(found)}"
            )
        return self._pick(quote, found, None)

    def near(self, quote: Quote, sentence: Offsets, anchor: Offsets) -> Offsets:
        """An expression in ``sentence`` or the one that the quote names; of several the nearest to ``anchor``."""
        where = sentence if quote.sentence is None else self.sentence(quote.sentence)
        return self._pick(quote, self.all(quote.words, where), anchor)

    def meant(self, quote: Quote, expression: Offsets) -> Reference:
        """What ``expression`` stands for: the last place before it where the quote stands, else in it, else after it;
        a label where the text does not have it."""
        if quote.sentence is not None or quote.nth is not None:
            sentence = self.sentence(self.number(expression[0]) if quote.sentence is None else quote.sentence)
            return Reference(at=self._pick(quote, self.all(quote.words, sentence), expression))
        found = self.all(quote.words, (0, len(self.text)))
        before = [f for f in found if f[1] <= expression[0]]
        inside = [f for f in found if f[0] < expression[1] and expression[0] < f[1]]
        if found:
            return Reference(at=before[-1] if before else inside[0] if inside else found[0])
        if len(quote.words.split()) > _LABEL_WORDS:
            raise LineError(f"=> {quote.words[:40]}…: not in the text, and too long for a label")
        return Reference(label=quote.words)

    def all(self, words: str, within: Offsets) -> list[Offsets]:
        """All places of the words in a stretch of the text, as typed; else, capitals aside."""
        for flags in (re.NOFLAG, re.IGNORECASE):
            pattern = re.compile(_pattern(words), flags)
            found = [m.span() for m in pattern.finditer(self.text, *within)]
            if found:
                return found
        return []

    def _pick(self, quote: Quote, found: list[Offsets], anchor: Offsets | None) -> Offsets:
        if not found:
            where = f"sentence {quote.sentence}" if quote.sentence else "the claim's sentence"
            raise LineError(f"{quote.words!r}: not in {where}; quote it as printed, or name its sentence: ^N:words")
        if quote.nth is not None:
            if not 1 <= quote.nth <= len(found):
                raise LineError(f"{quote.words!r} #{quote.nth}: stands {len(found)} times there")
            return found[quote.nth - 1]
        if anchor is None:
            return found[0]
        return min(found, key=lambda f: max(f[0] - anchor[1], anchor[0] - f[1], 0))


def written(text: str, span: Offsets) -> str:
    """Words as one would type them: white space as single spaces."""
    return " ".join(text[slice(*span)].split())


def _pattern(words: str) -> str:
    parts = [rf"[{re.escape(_ALIKE[c])}]" if c in _ALIKE else re.escape(c) for c in words]
    joined = re.sub(r"(?:\\\s|\s)+", r"\\s+", "".join(parts))
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    return before + joined + after
