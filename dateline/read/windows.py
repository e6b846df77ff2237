"""The stretches of a report that the encoder sees at a time: they end with a sentence and do not overlap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_BLANK = re.compile(r"\n[^\S\n]*\n|\r\n[^\S\n]*\r\n|[\u2028\u2029]|\r\r")
_BREAK = re.compile(r"[\n\r\u2028\u2029]")
_CLOSERS = frozenset("\"'”’»)]")
_STOPS = frozenset(".!?…")
MARKS = _STOPS | _CLOSERS
"""The last sign of what stands before a word that opens a sentence, where anything marks that."""
_STOPS_AND_COLONS = _STOPS | frozenset(":;–—-")


def paragraphs(text: str, words: Sequence[tuple[int, int]]) -> list[int]:
    """Numbers of the words that open a paragraph. Blank lines part paragraphs; single line breaks do too, unless the
    text is wrapped at a column, where most lines break off inside a sentence."""
    if not words:
        return []
    gaps = [text[a[1] : b[0]] for a, b in pairwise(words)]
    wrapped = _wrapped(text, words, gaps)
    starts = [0]
    for i, gap in enumerate(gaps):
        if not gap or gap == " ":
            continue
        if _BLANK.search(gap) or (not wrapped and _BREAK.search(gap)):
            starts.append(i + 1)
    return starts


def _wrapped(text: str, words: Sequence[tuple[int, int]], gaps: Sequence[str]) -> bool:
    """Whether single line breaks fall inside sentences: over four in ten lines end without a stop, at ≥ 40 signs."""
    inside = single = 0
    last_break = words[0][0]
    for i, gap in enumerate(gaps):
        if not gap or gap == " " or not _BREAK.search(gap):
            continue
        if not _BLANK.search(gap):
            single += 1
            end = text[words[i][1] - 1]
            if words[i][1] - last_break >= 40 and end not in _STOPS and end not in _CLOSERS:
                inside += 1
        last_break = words[i + 1][0]
    return single >= 2 and inside * 10 > single * 4


_ABBREVIATED = frozenset(
    """approx art asst capt cent circa col comp corp dept dist est etc fig gen gov inc inv jan lit max min mins misc mon
    num opp orig prof pron prov publ ref res resp rev sen sec sect ser spec subj suppl trans univ var viz vol""".split()
)
_TITLES = frozenset(
    """adm atty ave blvd brig bros cmdr comdr const cpl det pfc spc hon insp ltd maj messrs mons mrs msgr pres
    pvt rep reps sens sgt sra srta std supt ala apr ariz ark aug calif colo conn dec del feb fla ill ind jul
    jun kan mar mass mich minn miss neb nev nov oct okla ont ore penn penna que sat sept sun tenn tex thu
    thur thurs tue tues wash wed wis fri""".split()
)
"""Abbreviations that stand before names or are names themselves: written with a capital."""


def windows(
    text: str,
    words: Sequence[tuple[int, int]],
    sizes: Sequence[int],
    openers: Sequence[int],
    limit: int,
) -> list[tuple[int, int]]:
    """Cuts a report's words into windows (first, last exclusive) of at most ``limit`` pieces.

    ``sizes``: pieces of each word. ``openers``: words that surely open a sentence or paragraph. A window ends at the
    last opener within it, else after the last full stop, else (no end in sight) where it is full.
    """
    opening = set(openers)
    found: list[tuple[int, int]] = []
    first, used, cut = 0, 0, 0
    for i, size in enumerate(sizes):
        if i > first and (i in opening or (text[words[i - 1][1] - 1] in MARKS and _ends(text, words, i))):
            cut = i
        while used + size > limit and i > first:
            end = cut if cut > first else i
            found.append((first, end))
            first = end
            used = sum(sizes[first:i])
        used += size
    if first < len(words):
        found.append((first, len(words)))
    return found


def _ends(text: str, words: Sequence[tuple[int, int]], i: int) -> bool:
    """Whether a sentence seems to end before word ``i``: a stop, perhaps closing marks, space, no small letter."""
    start = words[i][0]
    if text[start].islower() or words[i - 1][1] == start:
        return False
    return _stopped(text, words, i, _STOPS)


def surely_ended(text: str, words: Sequence[tuple[int, int]], i: int) -> bool:
    """Whether a sentence ends before word ``i`` whatever the model says: a stop stands alone behind a word of three or
    more letters that is no usual abbreviation, then space, then a capital letter (closing marks passed over). Of
    1,575 such places behind a capitalised word in EWT and GUM three are inside a sentence."""
    if i < 2 or not text[words[i][0]].isupper() or words[i - 1][1] == words[i][0]:
        return False
    for back in range(i - 1, max(0, i - 4), -1):
        a, b = words[back]
        if b - a == 1 and text[a] in _CLOSERS:
            continue
        if text[a:b] not in _STOPS or words[back - 1][1] != a:
            return False
        before = text[words[back - 1][0] : a]
        known = before.lower()
        abbreviated = known in _ABBREVIATED or (known != before and known in _TITLES)
        return len(before) > 2 and before.isalpha() and not abbreviated
    return False


def ended(text: str, words: Sequence[tuple[int, int]], i: int) -> bool:
    """Whether a stop, a colon, a dash or a line break stands before word ``i``, closing marks passed over."""
    if i == 0 or _BREAK.search(text, words[i - 1][1], words[i][0]):
        return True
    return _stopped(text, words, i, _STOPS_AND_COLONS)


def _stopped(text: str, words: Sequence[tuple[int, int]], i: int, stops: frozenset[str]) -> bool:
    for back in range(i - 1, max(-1, i - 4), -1):
        a, b = words[back]
        if text[b - 1] in _CLOSERS and b - a == 1:
            continue
        return text[b - 1] in stops and (b - a == 1 or text[a:b] == "..." or stops is not _STOPS)
    return False
