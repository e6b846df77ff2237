"""The lines of a text with their offsets, and which of them are prose. Everything here is linear in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

_LINE = re.compile(r"[^\n\r]+")
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]{0,3}$")
LONGEST = 400
"""Characters; a longer line is always prose, and no pattern is tried on it."""
_PROSE_WORDS = 8
_PROSE_LENGTH = 140
_WRAPPED = range(50, 91)
"""Lengths of full lines in a text that is wrapped at a fixed width."""


class Line(Struct, frozen=True):
    """A line with something on it. ``start`` counts from its first character, indentation included, ``end`` runs to
    the next such line (or the end of the text); ``text`` is the line without white space around it; ``alone`` says
    that an empty line or the end of the text follows."""

    start: int
    end: int
    text: str
    alone: bool

    @property
    def is_long(self) -> bool:
        """Longer than any caption, byline or other furniture."""
        return len(self.text) > LONGEST


def split_lines(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank, in order."""
    spans = [(m.start(), m.end()) for m in _LINE.finditer(text) if not m[0].isspace()]
    starts = [start for start, _ in spans[1:]]
    lines = []
    for (start, stop), end in zip(spans, [*starts, len(text)], strict=False):
        gap = text[stop:end]
        alone = end == len(text) or gap.count("\n") > 1 or gap.replace("\r\n", "").count("\r") > 1
        lines.append(Line(start, end, text[start:stop].strip(), alone))
    return lines


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether the text is wrapped at a fixed width, so that a line is no paragraph."""
    inner = [line for line in lines[:400] if not line.alone]
    full = [line for line in inner if len(line.text) in _WRAPPED and not has_ended(line.text)]
    return len(full) >= 3 and len(full) > 0.5 * len(inner)


def has_ended(text: str) -> bool:
    """Whether ``text`` ends as a sentence does."""
    return bool(_ENDED.search(text[-8:]))


def is_prose(text: str, wrapped: bool) -> bool:
    """Whether a line is running text: a sentence of eight words, a very long line, or a full line of a wrapped text."""
    if len(text) > _PROSE_LENGTH or (wrapped and len(text) >= _WRAPPED.start):
        return True
    return has_ended(text) and len(text.split(None, _PROSE_WORDS)) >= _PROSE_WORDS
