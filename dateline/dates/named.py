"""Dates by the names of the calendar: days, months, years, weekdays, seasons, feasts. Each function takes the match of
one grammar rule on the lower-case text and the text as written, and gives an expression or, where it is no time,
``None``."""

from __future__ import annotations

import re

from dateline.dates import context, words
from dateline.dates.calendar import safe_date
from dateline.dates.expression import (
    Ambiguous,
    Base,
    Date,
    Expression,
    Range,
    Recurrence,
    Season,
    Value,
    Weekday,
    Years,
)
from dateline.dates.matches import Match, made

_RELATIVE_YEAR: dict[str, tuple[int, Base]] = {
    "last": (-1, "published"), "this": (0, "published"), "next": (1, "published"), "that": (0, "text"),
    "same": (0, "text"), "following": (1, "text"), "previous": (-1, "text"),
}  # fmt: skip
_HOLIDAYS = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "new years day": (1, 1), "new years eve": (12, 31), "new year day": (1, 1), "new year eve": (12, 31),
    "may day": (5, 1), "nowruz": (3, 21), "newroz": (3, 21), "nawruz": (3, 21),
}  # fmt: skip


def _years_text(m: Match) -> dict[str, int | Base]:
    """The fields that "last year" after a month or a season gives."""
    rel = m["rel"]
    if not rel:
        return {}
    count, base = _RELATIVE_YEAR[rel.split()[0]]
    return {"year_shift": count, "year_base": base}


def iso(m: Match, text: str) -> Expression | None:
    """2015-02-23."""
    year, month, day = int(m["y"]), int(m["m"]), int(m["d"])
    if m["s1"] != m["s2"] or safe_date(year, month, day) is None:
        return None
    return made(m, Date(year, month, day))


def numeric(m: Match, text: str) -> Expression | None:
    """26/01/2015, 01/26/2015, 26.01.2015."""
    a, b, separator = int(m["a"]), int(m["b"]), m["s1"]
    short = len(m["y"]) == 2
    if separator != m["s2"] or (short and separator != "/"):
        return None
    year = int(m["y"])
    leap = 2000 if short else year
    day_first, month_first = safe_date(leap, b, a) is not None, safe_date(leap, a, b) is not None
    if separator == ".":
        month_first = False  # dots are only written where the day comes first
    if day_first and month_first and a != b:
        return made(m, Ambiguous(year, a, b, short_year=short))
    if day_first:
        return made(m, Date(year, b, a, short_year=short))
    return made(m, Date(year, a, b, short_year=short)) if month_first else None


def nine_eleven(m: Match, text: str) -> Expression | None:
    """9/11, the September 11 attacks."""
    return made(m, Date(2001, 9, 11))


def named_day(m: Match, text: str) -> Expression | None:
    """A day and a month in either order, or two days of one month."""
    low = m.string
    named = m["m"].rstrip(".")
    month, first = words.month(named), words.plain(m["d"])
    at = m.start("m")
    if named in ("may", "march") and not text[at].isupper():
        return None
    if context.names_a_bloc(low, m.end()) and not m["y"]:
        return None
    end, year, short = m.end(), int(m["y"]) if m["y"] else None, False
    two_digits = m.groupdict().get("yy")
    if two_digits:
        # "15 JAN 90" heads a wire; "15 January 90 people" does not.
        joined = low[m.start("yy") - 1] != "-" or low[m.start("m") - 1] == "-"
        short_named = len(named) == 3 and (named != "may" or context.shouts(text, m.start(), m.end()))
        if (short_named and joined) or not two_digits.isdigit():
            year, short = words.plain(two_digits), True
        else:
            end = m.end("m")
    if safe_date(year if year and not short else 2000, month, first) is None:
        return None
    extra = _years_text(m)
    value: Value = Date(year, month, first, short_year=short, **extra)  # type: ignore[arg-type]
    if not m["d2"]:
        return made(m, value, end=end)
    second = words.plain(m["d2"])
    if safe_date(year if year and not short else 2000, month, second) is None:
        return None
    other = Date(year, month, second, short_year=short, **extra)  # type: ignore[arg-type]
    # In "3-7 March" the first end is "3", in "March 3-7" it is "March 3".
    cut = m.end("d")
    begin = m.start("d2")
    return made(m, Range(Expression(m.start(), cut, value), Expression(begin, end, other)), end=end)


def month_year(m: Match, text: str) -> Expression | None:
    """ "January 2015"."""
    at = m.start("m")
    if m["m"] in ("may", "march") and not text[at].isupper():
        return None
    return made(m, Date(int(m["y"]), words.month(m["m"])))


def month(m: Match, text: str) -> Expression | None:
    """ "January", "March last year"."""
    end = m.end("m")
    if context.names_a_bloc(m.string, end) and re.search(r"[0-9][- ]$", context.before(m.string, m.start())):
        return None  # the 19-April Movement
    if not m["rel"] and not context.is_month(text, m.string, m.start(), end):
        return None
    if m["m"] in ("may", "march") and not text[m.start()].isupper():
        return None
    if m["m"].endswith(".") and not m["rel"] and len(m["m"]) > 5:
        end -= 1
    value = Date(month=words.month(m["m"]), **_years_text(m))  # type: ignore[arg-type]
    return made(m, value, end=m.end() if m["rel"] else end)


def decade(m: Match, text: str) -> Expression | None:
    """ "The 1990s"."""
    first = int(m["y"]) * 10
    return made(m, Years(first, first + (99 if first % 100 == 0 and first < 2000 else 9)))


def years(m: Match, text: str) -> Expression | None:
    """ "2014", "2003-2006", "1998-99"."""
    year = int(m["y"])
    if not context.is_year(m.string, m.start(), year):
        return None
    if m.string.startswith("-)", m.end()):
        return None  # part of a name in event data: "Military Forces of Sudan (2019-)"
    if re.match(r"[ \xa0](?:bc|b\.c\.|bce)(?!\w)", m.string[m.end() : m.end() + 8]):
        return None
    if not m["y2"]:
        return made(m, Date(year))
    second = int(m["y2"]) if len(m["y2"]) == 4 else year // 100 * 100 + int(m["y2"])
    if second <= year:
        return made(m, Date(year), end=m.end("y"))
    first = Expression(m.start(), m.end("y"), Date(year))
    return made(m, Range(first, Expression(m.start("y2"), m.end(), Date(second))))


def century(m: Match, text: str) -> Expression | None:
    """ "The 19th century"."""
    number = int(m["n"])
    return made(m, Years(100 * (number - 1), 100 * number - 1)) if 11 <= number <= 21 else None


def ordinal_day(m: Match, text: str) -> Expression | None:
    """ "On the 15th"."""
    left = context.before(m.string, m.start())
    day = words.plain(m["d"])
    return made(m, Date(day=day)) if day and left.endswith(("on the ", "by the ", "until the ")) else None


def weekday(m: Match, text: str) -> Expression | None:
    """ "Sunday", "Monday of last week"; "Fridays" recur."""
    named = m["w"] or m["short"]
    if not context.is_weekday(text, m.string, m.start(), m.start() + len(named)):
        return None
    if m["plural"]:
        return made(m, Recurrence(words.weekday(named)))
    week = {"last": -1, "this": 0, "next": 1}[m["week"]] if m["week"] else None
    return made(m, Weekday(words.weekday(named), week=week))


def season(m: Match, text: str) -> Expression | None:
    """ "The summer of 2014", "the spring"."""
    named, low = m["season"], m.string
    value = Season(
        words.SEASONS[named],
        int(m["y"]) if m["y"] else None,
        through=bool(m["y2"]),
        **_years_text(m),  # type: ignore[arg-type]
    )
    if m["y"] or m["rel"]:
        return made(m, value)
    cue = context.word_before(low, m.start())
    campaign = re.match(r"[ ](?:offensive|campaign|fighting|counter-?offensive)s?(?!\w)", low[m.end() : m.end() + 24])
    if campaign:
        return made(m, value)
    of_something = low.startswith(" of ", m.end())  # "the fall of the town"
    if named == "fall" and (of_something or cue not in ("the", "early", "late", "mid", "each", "mid-")):
        return None
    if named == "spring" and cue not in ("the", "early", "late", "mid", "in", "by", "that", "until", "since", "during"):
        return None
    if re.match(r"[ -](?:palace|camp|water|clothes|clothing|of nations)", low[m.end() : m.end() + 16]):
        return None
    if cue in ("arab", "prague", "damascus", "hot"):
        return None
    return made(m, value)


def holiday(m: Match, text: str) -> Expression | None:
    """ "Christmas Eve 2014", "New Year's Day"."""
    month, day = _HOLIDAYS[" ".join(m["name"].replace("'", "").replace("’", "").split())]
    if not text[m.start()].isupper():
        return None
    cue = context.word_before(m.string, m.start())
    if m["name"] == "christmas" and not m["y"] and cue not in ("on", "at", "by", "since", "until", "before", "after"):
        return None  # "Christmas shoppers" come on other days too
    return made(m, Date(int(m["y"]) if m["y"] else None, month, day))
