"""What stands around a word that may or may not name a time: May or may, March or march, Sunday or the Sunday Times.

Each test looks at a fixed number of characters beside the word, never at the whole text.
"""

from __future__ import annotations

import re

_REACH = 48
_WORD_BEFORE = re.compile(r"([\w.'’-]+)[ \t\xa0]?[(\[]?[ \t\xa0\n]{0,2}$")
_MONTH_CUES = frozenset(
    [
        "in", "of", "by", "since", "until", "till", "early", "late", "mid", "mid-", "early-", "late-", "last", "next",
        "this", "that", "same", "previous", "following", "during", "before", "after", "from", "to", "through",
        "between", "and", "or", "for", "around", "about", "on", "throughout", "each", "every", "per",
    ]
)  # fmt: skip
# Words after a capitalised "Sunday" that make it a newspaper, a battle or a feast of its own.
_PAPER_AFTER = re.compile(
    r"[ \xa0](?:times|telegraph|mirror|express|herald|mail|independent|post|star|people|sun|world|business|tribune)"
    r"(?!\w)"
)
_NAME_BEFORE = frozenset(["black", "bloody", "good", "palm", "easter", "ash", "holy", "super", "cyber"])
_BLOC_AFTER = re.compile(
    r"(?:[ \xa0]youth)?[ \xa0](?:alliance|coalition|bloc|camp|movement|revolution|square|bridge|brigades?|group|party)"
    r"(?!\w)"
)
_WAR_AFTER = re.compile(r"[ \xa0](?:war|revolution)(?!\w)")
_NUMBER_OF = re.compile(
    r"(?:resolutions?|unscr|law|decree|act|no\.?|nr\.?|number|numbers|room|flight|page|pages|pp?\.|boeing|highway|route|"
    r"road|article|section|chapter|line|lines|circular|order|regulation|directive|sura|apt|suite|box|tel|phone|fax|at|"
    r"killed|wounded|injured|arrested|detained|some|nearly|almost|over|than|least|most|only|another|additional|exactly|"
    r"estimated|approximately|roughly|those|these)[ :\xa0]{1,2}(?:s/res/)?"
    r"(?:[0-9]{3,4}(?:[ ]\([0-9]{4}\))?(?:,[ ]?|[ ]and[ ]|,[ ]and[ ])){0,6}$"
)
_NOUN_AFTER = re.compile(r"[ \xa0](?!on |of |to |by |for |against )[a-z]")
_CAPITAL_AFTER = re.compile(r"[ \xa0][A-Z]")
_SENTENCE_END = re.compile(r"(?:^|[.!?:;,\n\"“”‘(\[–—-])[ \xa0\"“‘(\[]{0,3}$")


def before(low: str, start: int) -> str:
    """The characters just before ``start``, as many as any test here looks at."""
    return low[max(0, start - _REACH) : start]


def word_before(low: str, start: int) -> str:
    """The word before ``start`` in the same line or the end of the one above, or an empty string."""
    found = _WORD_BEFORE.search(before(low, start))
    return found[1] if found else ""


def starts_sentence(text: str, start: int) -> bool:
    """Whether punctuation or the start of the text stands before."""
    return start == 0 or _SENTENCE_END.search(text[max(0, start - 6) : start]) is not None


def shouts(text: str, start: int, end: int) -> bool:
    """Whether the surroundings are all capitals, as in old wires, so that capitals tell nothing."""
    around = text[max(0, start - 24) : end + 24]
    letters = [c for c in around if c.isalpha()]
    return len(letters) > 12 and sum(c.isupper() for c in letters) > 0.9 * len(letters)


def is_month(text: str, low: str, start: int, end: int) -> bool:
    """Whether a month's name without day and year means the month (not "may", "march", "august", a first name)."""
    word = low[start:end].rstrip(".")
    if len(word) < 4 and word != "may":
        return False  # an abbreviation alone is too little: Jan and Mar are names, "sep" and "dec" other words
    cue = word_before(low, start)
    if _WAR_AFTER.match(low, end) or cue == "black":
        return False
    if not text[start].isupper():
        return word not in ("may", "march", "august", "sept")
    loud = shouts(text, start, end)
    if word == "march" and cue in ("a", "the") and _NOUN_AFTER.match(text, end):
        return True  # "a March operation", not "the March on Rome"
    if word in ("may", "march"):
        if loud or word == "march":
            return cue in _MONTH_CUES - {"on", "to", "and", "or", "for", "that", "this", "from"} or (
                not loud and cue in ("and", "or", "to", "this", "from", "for", "that")
            )
        return cue in _MONTH_CUES or text[start - 1 : start] in ("-", "–", "/", "(")
    if word in ("april", "june", "august") and not loud and _CAPITAL_AFTER.match(text, end):
        return cue in _MONTH_CUES or (not starts_sentence(text, start) and cue in ("the", "a"))
    return True


def is_weekday(text: str, low: str, start: int, end: int) -> bool:
    """Whether a weekday's name means the day."""
    if not text[start].isupper() and low[start:end] in ("sun", "sat", "mon", "wed"):
        return False
    cue = word_before(low, start)
    if cue in _NAME_BEFORE or (cue == "on" and before(low, start).endswith("mail on ")):
        return False
    return not (_PAPER_AFTER.match(low, end) and text[end + 1 : end + 2].isupper() and not shouts(text, start, end))


def is_year(low: str, start: int, year: int) -> bool:
    """Whether a bare number of four digits, not followed by what it counts, is a year: 1500 to 2099, and not the number
    of a resolution, a room or a head count. Earlier years only after "in", "since" …, where nothing else fits."""
    left = before(low, start)
    if _NUMBER_OF.search(left):
        return left.endswith(("over ", "most ", "only ")) and year >= 1900
    if left.endswith(("/", "=", "@", "~")):
        return False  # part of an address
    if left.endswith(("-", "+", "*")) and not left.endswith(("mid-", "early-", "late-", "pre-", "post-", " -", "--")):
        return False
    if year >= 1500:
        return True
    return word_before(low, start) in ("in", "since", "until", "year", "early", "late", "by")


def names_a_bloc(low: str, end: int) -> bool:
    """Whether a day of the year is the name of something: the March 14 Alliance, the April 6 Movement."""
    return _BLOC_AFTER.match(low, end) is not None
