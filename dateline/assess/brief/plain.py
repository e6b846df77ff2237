"""Small pieces of plain English: days, numbers, names, lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.values import Tally

_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip
_UNPRINTABLE = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)
_LONGEST = 70
_INDEFINITE = frozenset({"A", "An", "Another"})
_ADJECTIVES = frozenset("Kurdish Syrian Turkish Turkmen Arab Iraqi American British French Russian Iranian".split())
_COMMON = frozenset(
    "About Activists Aid Aircraft All Almost Armed Army At Between Both Children Civilians Coalition Commanders "
    "Doctors Dozens Elders Families Fighters Fewer Five Forces Foreign Four Government Gunmen Hundreds Local Many "
    "Media Men Militants Monitors More Most Nearly Neighbours Officials Older One Other Others Our Over People "
    "Police Rebels Refugees Regime Residents Scores Security Several Shopkeepers Six Smugglers Soldiers Some "
    "State Ten Tens Their These This Those Thousands Three Traders Tribal Tribesmen Troops Two Unknown Up "
    "Villagers Warplanes Witnesses Women Workers Young".split()
)
"""Words that are written with a capital at the beginning of a sentence only."""


def clean(text: str) -> str:
    """``text`` on one line; control characters, and those that turn the direction of writing, become U+FFFD."""
    return " ".join(_UNPRINTABLE.sub("\ufffd", re.sub("[\r\n\t\x0b\x0c\x85\u2028\u2029]", " ", text)).split())


def short(text: str, most: int = _LONGEST) -> str:
    """``text`` cleaned, cut at a space where it is longer than ``most`` characters."""
    found = clean(text)
    if len(found) <= most:
        return found
    return (found[:most].rsplit(" ", 1)[0] or found[:most]).rstrip(",;:") + " …"


def capital(text: str) -> str:
    """The beginning of a sentence."""
    return text[:1].upper() + text[1:]


def joined(names: Sequence[str], most: int = 3) -> str:
    """ "A", "A and B", "A, B and C"; "A, B, C and 2 others"."""
    each = list(dict.fromkeys(names))
    if len(each) > most:
        left = len(each) - most
        return ", ".join(each[:most]) + f" and {left} other{'s' if left > 1 else ''}"
    return each[0] if len(each) == 1 else ", ".join(each[:-1]) + " and " + each[-1] if each else ""


def number(count: int, one: str, many: str | None = None) -> str:
    """ "1 report", "2 reports", "no report"."""
    return f"{count if count else 'no'} {one if count <= 1 else many or one + 's'}"


def day(iso: str) -> str:
    """ "2015-06-25" → "25 June 2015"."""
    year, month, of = iso.split("-")
    return f"{int(of)} {_MONTHS[int(month) - 1]} {int(year)}"


def days(first: str | None, last: str | None) -> str:
    """The days from ``first`` to ``last``, open ends said: "25 June 2015", "22 to 28 June 2015", "June 2015"."""
    if first is None or last is None:
        return f"from {day(first)} on" if first else f"up to {day(last)}" if last else "day not known"
    if first == last:
        return day(first)
    if first[:7] == last[:7]:
        return f"{int(first[8:])} to {day(last)}"
    return f"{day(first).rsplit(' ', 1)[0] if first[:4] == last[:4] else day(first)} to {day(last)}"


def when(first: str | None, last: str | None, precision: str | None) -> str:
    """When something was, for use in a sentence, no finer than it is known; empty where nobody says."""
    if first is None and last is None:
        return ""
    if first is None:
        return f"on {day(last or '')} or before"
    if last is None:
        return f"on {day(first)} or later"
    if first == last:
        return f"on {day(first)}"
    if precision == "month" and first[:7] == last[:7]:
        return f"in {_MONTHS[int(first[5:7]) - 1]} {int(first[:4])}"
    if precision == "year" and first[:4] == last[:4]:
        return f"in {int(first[:4])}"
    return f"between {day(first)} and {day(last)}"


def tally(of: Tally) -> str:
    """What is said of a number: "23", "23 (from 20 to 30)", "at least 33", "up to 24"; empty where nothing is known."""
    low, best, high = of.low, of.best, of.high
    if best is None:
        best = low if low is not None else high
    if best is None:
        return ""
    if low is None and high is None:
        return f"{best:,}"
    if low is None or high is None:
        open_end = f"at least {low:,}" if low is not None else f"up to {high:,}"
        return open_end if best in (low, high) else f"{best:,} ({open_end})"
    return f"{best:,}" if low == high else f"{best:,} (from {low:,} to {high:,})"


def inner(name: str) -> str:
    """A name or description as it stands within a sentence: no capital that only the beginning of a sentence gave it.

    >>> inner("A field commander"), inner("Hundreds of people"), inner("Kurdish fighters"), inner("The Hague")
    ('a field commander', 'hundreds of people', 'Kurdish fighters', 'The Hague')
    """
    first, _, rest = name.partition(" ")
    if first in _INDEFINITE and rest:
        return f"{first.lower()} {rest}"
    if first == "The":
        return f"the {rest}" if rest[:1].islower() or rest.split(" ")[0] in _ADJECTIVES else name
    return name[:1].lower() + name[1:] if first in _COMMON and not rest[:1].isupper() else name


def percent(share: float) -> str:
    """A chance in whole per cent; never 0 or 100, which nobody can know."""
    return "under 1 %" if share < 0.01 else "over 99 %" if share > 0.99 else f"{round(100 * share)} %"
