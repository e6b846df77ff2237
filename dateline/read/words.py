"""Text to words, as Universal Dependencies' English treebanks cut them: punctuation and hyphens stand alone, clitics
("n't", "'s") are words of their own, abbreviations and numbers stay whole."""

from __future__ import annotations

import re

_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d\u00ad\u2060"
_UNSEEN = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Characters without width, which mark where a line may break or how it runs: no words, where they stand alone."""
_LETTER = rf"[^\W\d_][{_MARKS}]*"
_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cpl|Sgt|Spc|Pfc|Pvt|Supt|Insp|Const|Det|Brig|Adm|Rev|Hon|Gov|Sen|Rep|"
    "Pres|Amb|Jr|Sr|St|Mt|Ft|vs|etc|approx|"
    "Inc|Ltd|Corp|Co|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No|a\\.m|p\\.m|A\\.M|P\\.M|e\\.g|i\\.e"
)
_PLAIN = r"[A-Za-z]{1,201}(?=[\ \n,;)])"
"""Most words, told apart at once; the ways below would come to the same."""
# Every repetition is bounded or unambiguous, so that the time stays linear in the text.
_WORD = re.compile(
    rf"""
      {_PLAIN}
    | (?:https?://|www\.)[^\s<>"“”]{{1,2000}}[^\s<>"“”.,;:!?)\]'’]
    | [A-Za-z0-9_.+-]{{1,64}}@[A-Za-z0-9.-]{{1,255}}[A-Za-z0-9]
    | (?:[^\W\d_]\.){{2,8}}
    | [A-Z]\.(?=\s[A-Z])
    | (?:{_ABBREVIATIONS})\.(?=\s|$|[,;:)])
    | [$€£]?\d{{1,30}}(?:[.,:/]\d{{1,30}}){{0,10}}(?:st|nd|rd|th|s)?(?![^\W\d_])
    | \d{{1,30}}(?:[.,:/]\d{{1,30}}){{0,10}}
    | {_LETTER}(?:{_LETTER}|\d){{0,200}}(?:['’ʿʾ`](?:{_LETTER}){{1,200}}){{0,4}}
    | \.{{2,20}} | -{{2,20}} | ``|''
    | [^\s{_UNSEEN}]
    """,
    re.VERBOSE,
)
_CURRENCY = frozenset("$€£")
_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|ll|re|ve|d|m))$", re.IGNORECASE)
_WHOLE = frozenset({"cannot"})


def split(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The words of ``text[start:end]`` as (start, end) code points into ``text``, in order; white space is left out,
    and characters without width where they stand alone.

    >>> text = "IS-held Raqqa didn't fall."
    >>> [text[a:b] for a, b in split(text)]
    ['IS', '-', 'held', 'Raqqa', 'did', "n't", 'fall', '.']
    """
    words: list[tuple[int, int]] = []
    for found in _WORD.finditer(text, start, len(text) if end is None else end):
        a, b = found.span()
        form = text[a:b]
        if form.isalpha():
            if form.lower() in _WHOLE:
                words.append((a, a + 3))
                a += 3
        elif form[0] in _CURRENCY and b - a > 1:
            words.append((a, a + 1))
            a += 1
        elif ("'" in form or "’" in form) and b - a > 2:
            if (clitic := _CLITIC.search(form)) and clitic.start() > 0:
                words.append((a, a + clitic.start()))
                a += clitic.start()
        words.append((a, b))
    return words
