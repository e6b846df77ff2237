"""The grammar of simple time expressions: named rules, tried in order at each word, joined into one regular expression.

Texts are matched in lower case. Every repetition is bounded, so the cost of a match does not grow with the text.
Determiners, parts ("early", "the end of"), ranges and bounds are put around what is found here by ``compose``.
"""

from __future__ import annotations

import re
from functools import cache

from dateline.dates import lunar_names
from dateline.dates.words import (
    DAY,
    DAYPART,
    GAP,
    MONTH,
    NUMBER,
    ORDINAL,
    SEASON,
    SHORT_WEEKDAY,
    TO,
    UNIT,
    WEEKDAY,
    YEAR,
)

_W = GAP
_DET = (
    rf"last|this{_W}(?:past|coming)|this|next|coming|upcoming|past|previous|preceding|prior|following|ensuing|"
    rf"subsequent|that{_W}very|that{_W}same|that|same|very{_W}same|current|recent"
)
_YEAR_AFTER = (
    rf"(?:,?{_W}(?:of{_W})?(?:the{_W})?(?P<rel>last|this|next|that(?:{_W}same)?|same|following|previous){_W}year(?!\w))"
)

_HALF = rf"{_W}and{_W}a{_W}half"

# "The last week of October" is a part of October, not last week.
_OF_NAMED = rf"{_W}(?:of|in){_W}(?:the{_W})?(?:{MONTH}|{YEAR}|{SEASON}|month|year|{lunar_names.ANY_NAME})"

RULES: dict[str, str] = {
    "iso": r"(?P<y>[12][0-9]{3})(?P<s1>[-/])(?P<m>0[1-9]|1[0-2])(?P<s2>[-/])(?P<d>3[01]|[12][0-9]|0[1-9])"
    r"(?:t[0-9:.+z-]{2,30}|(?![\w/-]))",
    "numeric": r"(?P<a>[0-9]{1,2})(?P<s1>[/.-])(?P<b>[0-9]{1,2})(?P<s2>[/.-])(?P<y>(?:19|20)[0-9]{2}|[0-9]{2})"
    r"(?![\w/-]|[.,][0-9])",
    "nine_eleven": r"9/11(?![\w/-]|[.,][0-9])|(?:september|sept\.?)[ ]11(?:th)?(?=[ ](?:terror(?:ist)?[ ])?attacks?)",
    "lunar": lunar_names.RULE,
    "day_month": rf"(?P<d>{DAY})(?:{TO}(?P<d2>{DAY}))?(?:{_W}(?:of{_W})?|-)(?P<m>{MONTH})"
    rf"(?:(?:[ ]?,{_W}?|{_W}(?:of{_W})?|-)(?P<y>{YEAR})|{_YEAR_AFTER}"
    rf"|(?:{_W}|-)(?P<yy>['’]?[0-9]{{2}})(?![\w:%'’-]|[.,][0-9]))?",
    "month_day": rf"(?P<m>{MONTH}){_W}(?:the{_W})?(?P<d>{DAY})(?:{TO}(?P<d2>{DAY}))?"
    rf"(?:(?:[ ]?,{_W}?|{_W}(?:of{_W})?)(?P<y>{YEAR})|{_YEAR_AFTER})?",
    "month_year": rf"(?P<m>{MONTH})(?:[ ]?,{_W}?|{_W}(?:of{_W})?|-)(?P<y>{YEAR})",
    "month": rf"(?P<m>{MONTH}){_YEAR_AFTER}?",
    "decade": r"(?P<y>(?:1[0-9]|20)[0-9])0['’]?s(?!\w)",
    "years": rf"(?P<y>{YEAR})(?:(?:[ ]?[-–—][ ]?|/)(?P<y2>{YEAR}|[0-9]{{2}}(?![\w%]|[-.,:][0-9])))?",
    "century": rf"(?P<n>[0-9]{{1,2}})(?:st|nd|rd|th)(?:{_W}|-)century(?!\w)",
    "ordinal_day": r"(?P<d>3[01]th|3[01]st|[12]?[0-9](?:st|nd|rd|th))(?=[,.;)]|$)",
    "weekday": rf"(?P<w>{WEEKDAY})(?P<plural>s)?(?!\w)(?:,?{_W}(?:of{_W})?(?P<week>last|this|next){_W}week(?!\w))?"
    rf"|(?P<short>{SHORT_WEEKDAY})(?=,?{_W}(?:{DAY}{_W}{MONTH}|{MONTH}{_W}{DAY}))",
    "beyond_day": rf"day{_W}(?P<dir>before|after){_W}(?P<day>yesterday|tomorrow)(?!\w)",
    "deictic": rf"(?P<day>today|tonight|yesterday|tomorrow|overnight)(?:{_W}(?P<part>{DAYPART}))?(?!\w)",
    "next_to": rf"(?P<u>day|night|evening){_W}(?P<dir>before|earlier|prior|after|following|later)(?!\w|{_W}last)",
    "running": rf"(?:for{_W})?(?:(?:the|a|an){_W})?(?:(?P<n>{ORDINAL}|{NUMBER}){_W}"
    rf"(?:straight|consecutive|successive){_W}(?P<u>day|night|week|month|year)s?(?!\w)|(?P<n2>{ORDINAL}|{NUMBER}){_W}(?P<u2>day|night|week|month|year)s?{_W}"
    rf"(?:running|straight|in{_W}a{_W}row|in{_W}succession)(?!\w))",
    "determined": rf"(?P<det>{_DET}){_W}(?:(?P<n>{NUMBER}){_W})?"
    rf"(?:(?P<u>{UNIT})(?P<s>s|y|ies)?(?!\w|-|{_OF_NAMED})|(?P<daypart>{DAYPART})(?!\w)|(?P<w>{WEEKDAY})(?!\w)|"
    rf"(?P<season>{SEASON})(?!\w)|(?P<m>{MONTH})(?![ ][0-9]))",
    "season": rf"(?P<season>{SEASON})(?:(?:{_W}(?:of{_W})?|,{_W})(?P<y>{YEAR})(?:[-–/](?P<y2>(?:20|1[0-9])?[0-9]{{2}})"
    rf"(?!\w))?|{_YEAR_AFTER})?(?!\w)",
    "offset": rf"(?:(?P<n>{NUMBER})(?P<half>{_HALF})?(?:{_W}|-))?(?P<u>{UNIT})(?:s|y|ies)?(?P<half2>{_HALF})?{_W}"
    rf"(?P<dir>ago|earlier|later|previously|before|after|afterwards?|prior|from{_W}now|hence)(?!\w)",
    "after_offset": rf"after{_W}(?P<n>{NUMBER}){_W}(?P<u>{UNIT})(?:s|ies)?(?!\w)(?={_W}?[,.;])",
    "duration": rf"(?:(?P<n>{NUMBER})(?:{_W}|-)(?P<u>{UNIT})(?:s|y|ies)?"
    rf"|(?P<bare>for{_W}(?:decades|years|months|weeks|days|hours)))(?!\w)(?P<old>(?:-?{_W}|-)old(?!\w))?",
    "anaphor": rf"(?:the{_W})?(?P<u>day|weekend|week|month|year|decade)"
    rf"(?:['’]s{_W}(?P<end>end|start|beginning))?(?!\w|-|{_W}of{_W})",
    "holiday": rf"(?P<name>christmas(?:{_W}(?:day|eve))?|new{_W}year['’]?s?{_W}(?:day|eve)|boxing{_W}day|may{_W}day"
    rf"|n[eo]wroz|n[ao]wruz)"
    rf"(?!\w)(?:,?{_W}(?:of{_W})?(?P<y>{YEAR}))?",
    "vague": rf"(?:(?P<past>recently|lately)|(?P<present>(?:right{_W})?now|currently|nowadays|at{_W}present"
    rf"|at{_W}the{_W}moment|these{_W}days)|(?P<future>soon|in{_W}the{_W}near{_W}future))"
    rf"(?!\w|{_W}(?:after|before|as)(?!\w))",
    "set": rf"(?:(?:every|each|per){_W}(?:(?P<w>{WEEKDAY})|{UNIT}(?:s|y)?|{DAYPART}|{SEASON})|daily|weekly|monthly"
    rf"|nightly|annually|yearly)(?!\w)",
}

# A digit may not continue a number, a sum of money or a code: "1,500", "$2000", "AK-47", "10:30".
_HEAD = r"(?<![\w$£€#])(?<![0-9][.,:/+])"
_WORDS = """
aft ann apr arb ash aug aut box cen chr com cou cur dai day dec dhi dhu doz eac eid eig ele ens eve fal fas fea feb fes
few fif fir fiv fol for fou fri hal hol hou jan jul jum jun las lat man mar maw may min moh mon muh mus naw new nex
nig nin nov now oct one ove pas per pre pri pro qua rab raj ram rec rig saf sam sat sec sep sev sha six som soo spr sub
sum sun ten tha the thi thr thu tod tom ton tue twe two upc ver wed wee win yea yes
""".split()
"""How the words begin that a rule can begin with, but for the shorter ones ("a", "an", "at", "in") and names of months
that begin with "zi" or "zu"."""


def _beginning() -> str:
    by_letter: dict[str, list[str]] = {}
    for word in _WORDS:
        by_letter.setdefault(word[0], []).append(word[1:])
    letters = "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return rf"(?=[0-9]|{letters}|a[nt]?[\s-]|in\s|z[iu])"


BEGINNING = _beginning()
"""What is looked at first, as few words of a text are such: how whatever a rule matches begins."""
_UNNAMED = {name: re.sub(r"[?]P<[a-z0-9_]+>", "?:", pattern) for name, pattern in RULES.items()}
ANY = re.compile(
    _HEAD + BEGINNING + "(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _UNNAMED.items()) + ")"
)


@cache
def rule(name: str) -> re.Pattern[str]:
    """A rule by itself, its groups named: compiled when it is first met, as a report meets few of them."""
    return re.compile(_HEAD + f"(?:{RULES[name]})")
