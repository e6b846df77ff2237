"""Words to the word pieces that the encoder knows (BERT's uncased WordPiece), and the casing that it does not.

Written here rather than taken from a tokeniser library: the words are already cut, a cached look-up is all that is
left, and the libraries bring a downloader along. ``tests/read/test_pieces.py`` holds it to the vocabulary's rules.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from dateline.read.remembered import Remembered

UNKNOWN, START, END = 100, 101, 102
"""Numbers of [UNK], [CLS] and [SEP] in the vocabulary of bert-base-uncased."""
MOST_PIECES = 8
"""A word gives at most so many pieces; the rest of a longer one (addresses, noise) tells the encoder nothing."""
REMEMBERED = 20_000
"""Words of which pieces and casing are kept: those of a few hundred reports."""
_LONGEST_PART = 100

LOWER, TITLE, UPPER, MIXED, NONE, HIDDEN = range(6)
"""Casing of a word; HIDDEN where the casing says nothing (all-capitals wires), as in training when it is dropped."""


class Pieces:
    """The vocabulary, with a cache of words met."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._numbers = {piece: i for i, piece in enumerate(vocabulary)}
        self.of = Remembered(self._of, REMEMBERED).__getitem__

    @classmethod
    def load(cls, path: Path) -> Pieces:
        """The vocabulary in ``path``, one piece a line."""
        return cls(path.read_text(encoding="utf-8").split("\n"))

    def _of(self, word: str) -> tuple[int, ...]:
        found: list[int] = []
        for part in _parts(word):
            found += self._cut(part)
            if len(found) >= MOST_PIECES:
                break
        return tuple(found[:MOST_PIECES]) or (UNKNOWN,)

    def _cut(self, part: str) -> list[int]:
        """Longest match first; a part that cannot be covered is unknown as a whole."""
        if len(part) > _LONGEST_PART:
            return [UNKNOWN]
        found: list[int] = []
        start = 0
        while start < len(part):
            prefix = "##" if start else ""
            for end in range(len(part), start, -1):
                number = self._numbers.get(prefix + part[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [UNKNOWN]
        return found


def _parts(word: str) -> list[str]:
    """A word in lower case without accents, cut at punctuation and at each Chinese sign, without control characters."""
    if word.isascii() and word.isalnum():
        return [word[:1000].lower()]
    plain = unicodedata.normalize("NFD", word[:1000].lower())
    parts: list[str] = []
    current = ""
    for sign in plain:
        category = unicodedata.category(sign)
        if category == "Mn" or category[0] == "C" or sign == "\ufffd":
            continue
        if category[0] in "PZ" or sign in "$+<=>^`|~" or "\u4e00" <= sign <= "\u9fff":
            parts += [current, sign]
            current = ""
        else:
            current += sign
    return [p for p in (*parts, current) if p.strip()]


def casing(word: str) -> int:
    """How a word is written: LOWER, TITLE, UPPER (two capitals or more), MIXED, or NONE (no letters with case)."""
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if sum(c.isalpha() for c in word) > 1 else TITLE
    if word.istitle() or (word[0].isupper() and word[1:].islower()):
        return TITLE
    return MIXED if any(c.isupper() for c in word) else NONE


casings = Remembered(casing, REMEMBERED)
"""The casing of words, by word."""
