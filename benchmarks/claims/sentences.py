"""Plain sentences for annotators: the same text always gives the same numbers, whatever the model of the day."""

from __future__ import annotations

from itertools import pairwise
from unicodedata import category

from dateline.read.windows import paragraphs
from dateline.read.words import split

_STOPS = frozenset([".", "!", "?", "…", "..."])
_CLOSERS = frozenset("\"'”’»)]")
# Titles and ranks in capitals or odd spelling, which the words' own list does not keep whole.
_SHORT = frozenset(
    "gen lt col maj capt cpl sgt brig adm spc pfc pvt const det insp supt "
    "rev mgr hon gov sen rep pres dr mr mrs ms st sr jr".split()
)


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of ``text`` as (start, end): cut where a paragraph opens, and after a stop with space behind it
    where no small letter follows.

    >>> [a for a, _ in sentences("Two men fled. They were in Homs.")]
    [0, 14]
    """
    words = split(text)
    opening = set(paragraphs(text, words))
    starts = [i for i in range(len(words)) if i in opening or i == 0 or _ends(text, words, i)]
    bounds = [*starts, len(words)]
    return [(words[a][0], _unseen(text, words[b - 1][1])) for a, b in pairwise(bounds)]


def _unseen(text: str, end: int) -> int:
    """The end of a sentence with the characters without width right behind it: they are no words."""
    while end < len(text) and category(text[end]) == "Cf":
        end += 1
    return end


def _ends(text: str, words: list[tuple[int, int]], i: int) -> bool:
    start = words[i][0]
    if words[i - 1][1] == start:
        # "Baquba.[1] The": a footnote belongs to the sentence before it, and its mark hides the space.
        return False
    if text[start].islower() or (text[start] in _CLOSERS and text[words[i][1] : words[i][1] + 1].isspace()):
        return False
    back = i - 1
    while back > 0 and i - back < 8:
        form = text[slice(*words[back])]
        if form in _STOPS:
            return not (form == "." and text[slice(*words[back - 1])].lower() in _SHORT)
        footnote = (
            form.isalnum() and text[words[back][0] - 1] == "[" and text[words[back][1] : words[back][1] + 1] == "]"
        )
        if form not in _CLOSERS and form != "[" and not footnote:
            return False
        back -= 1
    return False
