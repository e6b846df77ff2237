"""From a match of one grammar rule to the expression that it stands for, or to nothing where it is no time."""

from __future__ import annotations

from collections.abc import Callable

from dateline.dates import counted, lunar_names, named
from dateline.dates.expression import Expression
from dateline.dates.matches import Match

_BUILDERS: dict[str, Callable[[Match, str], Expression | None]] = {
    "iso": named.iso,
    "numeric": named.numeric,
    "lunar": lunar_names.lunar,
    "nine_eleven": named.nine_eleven,
    "day_month": named.named_day,
    "month_day": named.named_day,
    "month_year": named.month_year,
    "month": named.month,
    "decade": named.decade,
    "years": named.years,
    "century": named.century,
    "ordinal_day": named.ordinal_day,
    "weekday": named.weekday,
    "season": named.season,
    "holiday": named.holiday,
    "deictic": counted.deictic,
    "beyond_day": counted.beyond_day,
    "running": counted.running,
    "next_to": counted.next_to,
    "determined": counted.determined,
    "offset": counted.offset,
    "after_offset": counted.after_offset,
    "duration": counted.duration,
    "anaphor": counted.anaphor,
    "vague": counted.vague,
    "set": counted.recurrence,
}


def atom(rule: str, m: Match, text: str) -> Expression | None:
    """The expression that the match of ``rule`` on the lower-case text gives; ``text`` is the text as written."""
    return _BUILDERS[rule](m, text)
