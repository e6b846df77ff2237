"""Full calendar dates as printed on a page: a line that is only a date, the date in a dateline. Never a part of one."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(rf"(?<![\w.]){_DAY}[\s.-]+(?:of\s+)?{_MONTH},?[\s-]+(\d{{4}}|\d{{2}})(?![\d:])", re.I)
_MONTH_FIRST = re.compile(rf"(?<!\w){_MONTH}\s+{_DAY}\s*,?\s+(\d{{4}})(?!\d)", re.I)
_FIGURES = re.compile(r"(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?!\d)")
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.I)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?|\b\d{1,2}\s*[ap]\.?m\.?|[+-]\d{2}:?\d{2}\b", re.I
)
_AROUND = re.compile(
    r"\b(?:published|posted|released|issued|first|date|dated|last|updated|modified|on|at|by|time|local|gmt|utc|[bce]?[ce]?e?s?t"
    r"|z|t|hrs?|hours|o)\b|[|•·,:;()\[\]–—/.-]",
    re.I,
)
_CHANGED = re.compile(r"\b(?:updated|modified)\b", re.I)
_LONGEST_LINE = 90


def find_date(text: str, two_digit_years: bool = False) -> tuple[str, int, int] | None:
    """The first full date in a short ``text``: (``YYYY-MM-DD``, start, end). Figures that may be read two ways
    (03/04/2015) give none. Two-digit years (wires of the last century) are read as POSIX reads them: 69-99 are 1969 to
    1999, 00-68 are 2000 to 2068."""
    found = []
    for pattern, order in ((_ISO, "ymd"), (_DAY_FIRST, "dmy"), (_MONTH_FIRST, "mdy"), (_FIGURES, "figures")):
        if match := pattern.search(text):
            day = _as_date(match, order, two_digit_years)
            if day:
                found.append((match.start(), match.end(), day))
    if not found:
        return None
    start, end, day = min(found)
    return day, start, end


def _as_date(match: re.Match[str], order: str, two_digit_years: bool) -> str | None:
    groups = [g for g in match.groups() if g not in ("-", "/", ".")]
    if order == "figures":
        first, second, year = (int(g) for g in groups)
        if first <= 12 and second <= 12 and first != second:
            return None
        day, month = (first, second) if second <= 12 else (second, first)
        return _date(year, month, day)
    parts = dict(zip(order, groups, strict=True))
    if len(parts["y"]) == 2 and not two_digit_years:
        return None
    month = int(parts["m"]) if parts["m"].isdigit() else _MONTHS.index(parts["m"][:3].lower()) + 1
    return _date(_year(parts["y"]), month, int(parts["d"]))


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= 69 else 2000)


def _date(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def date_line(line: str) -> tuple[str, bool] | None:
    """The date of a line that holds a full date and nothing else but words such as "Published", a weekday or a clock
    time: (``YYYY-MM-DD``, whether it only says when the page was changed)."""
    if len(line) > _LONGEST_LINE:
        return None
    found = find_date(line)
    if found is None:
        return None
    day, start, end = found
    rest = line[:start] + " " + line[end:]
    if (changed := _CHANGED.search(line, end)) and (later := find_date(line[changed.end() :])):
        # "Published: 9 March 2015 | Updated: 10 March 2015"
        rest = line[:start] + " " + line[end : changed.end() + later[1]] + " " + line[changed.end() + later[2] :]
        line = line[: changed.start()]
    for pattern in (_CLOCK, _WEEKDAY, _AROUND):
        rest = pattern.sub(" ", rest)
    if any(c.isalnum() for c in rest):
        return None
    return day, bool(_CHANGED.search(line)) and "publish" not in line.lower()


def declared_date(value: str | None) -> str | None:
    """The day that a container declares (a feed's, an e-mail's or a record's date field), as printed there: a time
    zone does not move it. ``None`` where there is no full date in it."""
    found = find_date(value[:200]) if value else None
    return found[0] if found else None
