"""The vocabulary of English time expressions, and the regular expression fragments made of it (all lower case)."""

from __future__ import annotations

from dateline.dates.calendar import Unit

MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
UNITS: dict[str, tuple[Unit, int]] = {
    "minute": ("minute", 1), "hour": ("hour", 1), "day": ("day", 1), "night": ("day", 1), "morning": ("day", 1),
    "afternoon": ("day", 1), "evening": ("day", 1), "week": ("week", 1), "fortnight": ("week", 2),
    "weekend": ("weekend", 1), "month": ("month", 1), "quarter": ("quarter", 1), "year": ("year", 1),
    "decade": ("decade", 1), "centur": ("century", 1),
}  # fmt: skip
SEASONS = {"spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn", "winter": "winter"}
DAYPARTS = ("morning", "afternoon", "evening", "night", "dawn", "dusk", "noon", "midday", "midnight")

_SMALL = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBERS = {word: i for i, word in enumerate(_SMALL, 1)} | {word: 10 * i for i, word in enumerate(_TENS, 2)}
NUMBERS |= {"a": 1, "an": 1, "half": 1, "couple": 2, "dozen": 12}

_NTH = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
NTH = {word: i for i, word in enumerate(_NTH, 2)}

# What stands after a number that counts things and is no day or year: "2015 people", "May 15 civilians", "1900 hours".
_COUNTED = (
    "people|persons?|civilians?|fighters?|militants?|soldiers?|troops?|men|women|child|children|rebels?|insurgents?|"
    "terrorists?|policem[ae]n|police|officers?|prisoners?|detainees?|hostages?|refugees?|migrants?|families|family|"
    "houses?|homes?|residents?|members?|casualties|deaths?|dead|killed|wounded|injured|victims?|bodies|vehicles?|tanks?|"
    "trucks?|aircraft|planes?|others?|more|km|kms|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|feet|tons?|tonnes?|barrels?|"
    "pounds?|dollars?|euros?|percent|per cent|hours|hrs|gmt|utc|local time|a\\.m|p\\.m|am|pm|hundred|thousand|million|"
    "billion|minutes?|days?|weeks?|months?|years?|times?|votes?|seats?|rounds?|rockets?|shells?|mortars?|missiles?|"
    "bombs?|strikes?|airstrikes?|sorties|villages?|towns?|cases|students?|peasants?|guerrillas?|peacekeepers?|"
    "personnel|inhabitants|killings|protesters|demonstrators|workers|journalists|countries|states|supporters"
)

GAP = r"(?:[ \t\xa0\u202f]{1,3}|[ \t]?\r?\n[ \t]{0,8})"  # between two words; a line may break there, a paragraph not
NOT_COUNTED = rf"(?!\w|[%‰°]|[.,:][0-9]|[ \xa0-](?:{_COUNTED})(?!\w))"
YEAR = rf"(?:1[0-9]|20)[0-9][0-9]{NOT_COUNTED}"
DAY = rf"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?{NOT_COUNTED}"
TO = r"(?:[ \xa0]?[-–—/][ \xa0]?|" + rf"{GAP}(?:to|and|until|till|through|or){GAP})"
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|"
    r"sep(?:tember|t\.?|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?!\w)"
)
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
SHORT_WEEKDAY = r"(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\.?"
UNIT = r"(?:minute|hour|day|night|week|fortnight|weekend|month|quarter|year|decade|centur(?=y|ies))"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
DAYPART = rf"(?:{'|'.join(DAYPARTS)})"
NUMBER = (
    rf"(?:[0-9]{{1,3}}|(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_SMALL[:9])}))?|(?:{'|'.join(reversed(_SMALL))})|"
    rf"(?:a{GAP})?(?:couple{GAP}of|couple|dozen|few)|several|many|some|half{GAP}an?|an?)"
)

ORDINAL = rf"(?:{'|'.join(_NTH)}|[0-9]{{1,3}}(?:st|nd|rd|th))"


def month(word: str) -> int:
    """The number of a month, from its name or abbreviation."""
    return MONTHS[word[:3]]


def weekday(word: str) -> int:
    """The number of a weekday (Monday 0), from its name or abbreviation."""
    return WEEKDAYS[word[:3]]


def unit(word: str) -> tuple[Unit, int]:
    """A unit and how many of it the word means ("fortnight": two weeks), from what ``UNIT`` matched or its plural."""
    return UNITS[word.removesuffix("s")]


def number(words: str) -> int | None:
    """The number that the words give; ``None`` for "a few", "several", "many"."""
    first = words.replace("-", " ").split()
    if first[0].isdigit():
        return int(first[0])
    if first[0] == "a" and len(first) > 1:
        first = first[1:]
    values = [NUMBERS[w] for w in first if w in NUMBERS]
    if first[0] not in NUMBERS:
        return None
    if first[0] in ("couple", "dozen", "half"):
        return values[0]
    return sum(values)


def plain(number_with_ending: str) -> int:
    """The number of "26th"."""
    return int("".join(c for c in number_with_ending if c.isdigit()))
