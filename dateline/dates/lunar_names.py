"""The names of the Muslim months and feasts in their usual spellings, and the expressions made of them."""

from __future__ import annotations

import re

from dateline.dates import context
from dateline.dates.expression import Expression, Lunar, Which
from dateline.dates.hijri import ADHA, FITR
from dateline.dates.matches import Match, made
from dateline.dates.words import GAP as _W
from dateline.dates.words import plain

_Q = "['’‘ʿʾ`]?"
_AL = rf"[ -]?{_Q}(?:al|ul|el|l|uth|ath)[ -]?"
_FIRST, _SECOND = r"(?:aww?al|ula|oula)", r"(?:thani(?:yah?|a)?|thaani|sani|akhir(?:ah?)?|akhar)"
_DHU = rf"(?:dh|z|th)[ui]{_Q}(?:[ -]?(?:al|ul|l|el))?[ -]?{_Q}"
_MONTHS = {
    1: r"m[uo]harr?am", 2: r"safar",
    3: rf"rab[ie]e?{_Q}(?:{_AL}{_FIRST}|[ ]i(?!\w))", 4: rf"rab[ie]e?{_Q}(?:{_AL}{_SECOND}|[ ]ii(?!\w))",
    5: rf"jum[ao]a?d+a?h?{_Q}(?:{_AL}{_FIRST}|[ ]i(?!\w))", 6: rf"jum[ao]a?d+a?h?{_Q}(?:{_AL}{_SECOND}|[ ]ii(?!\w))",
    7: r"rajab", 8: rf"sha{_Q}a?ban", 9: r"rama(?:dh?|z)aa?n|ramzan", 10: r"shaww?al",
    11: rf"{_DHU}q[iea]{_Q}[ae]?d[ae]h?", 12: rf"{_DHU}hijj?ah?",
}  # fmt: skip
# Month, first day, days that it lasts.
_FEASTS = {
    rf"eid{_AL}fitr": FITR, rf"eid{_AL}(?:adha|azha)": ADHA,
    r"feast of (?:the )?sacrifice": ADHA, r"ashoura|ashura": (1, 10, 1),
    r"arba[’']?een": (2, 20, 1), r"mawlid(?: al-nabi)?|prophet(?: muhammad)?['’]s birthday": (3, 12, 1),
}  # fmt: skip
_EID = "eid"
_NAMES = {f"m{number}": words for number, words in _MONTHS.items()}
_NAMES |= {f"f{i}": words for i, words in enumerate(_FEASTS)}
ANY_NAME = "|".join(_NAMES.values()) + f"|{_EID}"
_WHICH_NAME = {key: re.compile(words) for key, words in _NAMES.items()}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_WHICH: dict[str, Which] = {
    "last": "last",
    "this": "this",
    "next": "next",
    "this year's": "this",
    "last year's": "last",
}

#: The rule for ``grammar``. Groups: which, nth or d (the day), eve, name, d2 (a day behind), y, era.
RULE = (
    rf"(?:(?:(?P<nth>{'|'.join(_ORDINALS)})(?:{_W}day)?|(?P<d>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?:{_W}day)?)"
    rf"{_W}(?:of{_W})?(?:the{_W})?)?(?:(?P<eve>eve){_W}of{_W})?(?:(?P<which>last|this|next){_W})?"
    rf"(?:(?:holy{_W})?(?:muslim{_W})?(?:fasting{_W})?(?:month|feast|festival|holiday){_W}of{_W})?"
    rf"(?P<name>{ANY_NAME})(?!\w|-[a-z])(?:[ ](?P<d2>3[01]|[12][0-9]|0?[1-9])(?![0-9]|[ ][a-z]))?"
    rf"(?:,?{_W}(?:of{_W}|in{_W})?(?P<y>1[34][0-9][0-9]|(?:19|20)[0-9][0-9])(?![0-9])"
    rf"(?:{_W}?(?P<era>a\.?h\.?|hijri)(?!\w))?)?"
)
_NO_DATE_AFTER = re.compile(
    r"[ \xa0-](?:war|brigades?|battalions?|tv|television|revolution|mosque|party|square|bridge|hospital|street|group)"
    r"(?!\w)"
)
_PERSON_AFTER = re.compile(r"[ \xa0](?:al-|el-)?[A-Z]")
_CUES = frozenset(
    "in during of since until till before after throughout for by month this last next every mid mid- early late the "
    "on".split()
)


def lunar(m: Match, text: str) -> Expression | None:
    """ "10 Muharram", "during Ramadan", "Ramadan 2014", "the first day of Eid al-Adha", "Ashura"."""
    named, start = m["name"], m.start("name")
    if not text[start].isupper() or _NO_DATE_AFTER.match(m.string, m.end("name")):
        return None
    told = m["nth"] or m["d"] or m["d2"] or m["y"] or m["eve"]
    if not told and not _is_time(m, text, start):
        return None
    day = _ORDINALS[m["nth"]] if m["nth"] else plain(m["d"] or m["d2"]) if m["d"] or m["d2"] else None
    year = int(m["y"]) if m["y"] else None
    common = year if year is not None and year >= 1900 and not m["era"] else None
    if year is not None and year >= 1900 and m["era"]:
        return None
    which = _WHICH[m["which"]] if m["which"] else None
    value = _value(named, day, bool(m["eve"]))
    if value is None:
        return None
    return made(
        m,
        Lunar(
            value.month, value.day, value.days, year if common is None else None, common, which, value.either, value.eve
        ),
    )


def _value(named: str, day: int | None, eve: bool) -> Lunar | None:
    if named == _EID:
        return Lunar(10, day, 1, either=True, eve=eve)
    key = next(key for key, words in _WHICH_NAME.items() if words.fullmatch(named))
    if key[0] == "m":
        return Lunar(int(key[1:]), 1 if eve and day is None else day, 1, eve=eve)
    month, first, days = list(_FEASTS.values())[int(key[1:])]
    if day is not None and day > max(days, 4):
        return None
    return Lunar(month, first + (day or 1) - 1, 1 if day is not None else days, eve=eve)


def _is_time(m: Match, text: str, start: int) -> bool:
    """Whether a name that people bear too stands for the month."""
    cue = context.word_before(m.string, m.start())
    month = any(_WHICH_NAME[f"m{n}"].fullmatch(m["name"]) for n in _MONTHS)
    if not month or m["which"] or start > m.start():
        return True  # a feast, or "the month of" is said
    if cue in _CUES:
        return True
    if _PERSON_AFTER.match(text, m.end()):
        return False
    before = text[max(0, m.start() - 24) : m.start()]
    borne = re.search(r"[^\W\d_a-z][\w’'-]*[ \xa0]$", before)
    return m["name"].startswith(("ramad", "ramaz")) and (borne is None or context.starts_sentence(text, m.start()))
