"""Puts simple expressions together: parts ("early March"), times of day ("Sunday evening"), a weekday with its date,
ranges ("between 3 and 7 March") and bounds ("since June 2014")."""

from __future__ import annotations

import re

from msgspec.structs import replace

from dateline.dates.expression import (
    Ambiguous,
    Bound,
    Date,
    Expression,
    Offset,
    Range,
    Season,
    Shift,
    Side,
    Vague,
    Weekday,
    Window,
    Years,
)
from dateline.dates.words import DAYPART, GAP, NUMBER, number

_W = GAP
_REACH = 48
_ORDINALS = {"first": "1", "1st": "1", "second": "2", "2nd": "2", "third": "3", "3rd": "3", "fourth": "4", "4th": "4",
             "last": "last", "final": "last"}  # fmt: skip
_PARTS = {
    "early": "early", "earlier": "earlier", "later": "later", "late": "late", "mid": "mid", "middle": "mid",
    "beginning": "early", "start": "early", "opening": "early", "onset": "early", "first days": "early",
    "early days": "early", "end": "late", "close": "late", "last days": "late", "final days": "late",
    "closing days": "late", "latter part": "late", "early part": "early", "latter half": "half-2",
}  # fmt: skip
_PART_BEFORE = re.compile(
    rf"(?<![\w-])(?:the{_W})?(?:very{_W})?(?:(?P<nth>{'|'.join(_ORDINALS)}){_W}(?:(?P<what>week|half|quarter)"
    rf"|(?P<count>{NUMBER}){_W}(?P<unit>day|week|month)s?)"
    rf"|(?P<part>{'|'.join(sorted(_PARTS, key=len, reverse=True)).replace(' ', _W)}))"
    rf"(?:{_W}(?:on{_W})?(?:of|in|on){_W}|{_W}|-)(?:the{_W})?$"
)
_OF_AT_END = re.compile(r"(?:of|the)\s+(?:the\s+)?$|-$")
_DAYPART_BEFORE = re.compile(
    rf"(?<![\w-])(?:the{_W})?(?:early{_W}|late{_W}|small{_W})?(?P<daypart>{DAYPART}|hours)(?:s|{_W}hours)?{_W}(?:of|on){_W}"
    rf"(?:the{_W})?$"
)
_DAYPART_AFTER = re.compile(rf",?{_W}(?:(?:early|late){_W})?(?P<daypart>{DAYPART})(?!\w)")
_UNIT_BEFORE = re.compile(rf"(?<![\w-])(?:the{_W})?(?P<unit>week|weekend|month|year){_W}of{_W}$")
_UNIT_AFTER = re.compile(rf"{_W}\((?P<unit>week|month){_W}of\)")  # as notes of event data have it
_THE_BEFORE = re.compile(rf"(?<!\w)the{_W}$")
_DATE_GAP = re.compile(rf"(?:[ ]?,{_W}?|{_W})(?:the{_W})?")
_TO_GAP = re.compile(rf"[ \xa0]?[-–—][ \xa0]?|{_W}(?:to|until|till|through|into){_W}(?:the{_W})?")
_AND_GAP = re.compile(rf"{_W}and{_W}(?:the{_W})?")
_MONTHS_GAP = re.compile(rf"/|{_W}(?:and|or){_W}")
_FROM_BEFORE = re.compile(rf"(?<!\w)from{_W}(?:the{_W})?$")
_BETWEEN_BEFORE = re.compile(rf"(?<!\w)between{_W}(?:the{_W})?$")
_BOUND_BEFORE = re.compile(
    rf"(?<![\w-])(?P<side>since|until|till|up{_W}(?:to|until)|by|(?:no|not){_W}later{_W}than|before|prior{_W}to"
    rf"|after|from){_W}"
    rf"(?:(?:at{_W}least|about|around){_W})?(?:the{_W})?$"
)
_MOMENTS = frozenset({"dawn", "daybreak", "sunrise", "noon", "midday", "dusk", "sunset", "midnight"})
_SIDES: dict[str, Side] = {
    "since": "since", "from": "since", "until": "until", "till": "until", "up to": "until", "up until": "until",
    "by": "until", "no later than": "until", "not later than": "until",
    "before": "before", "prior to": "before", "after": "after",
}  # fmt: skip
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_ONWARD = re.compile(rf"{_W}(?:onwards?|on(?={_W}?[,.;]|{_W}the)|forward)(?!\w)")
# "After Sunday, …" bounds; "after Friday prayers" happens on the Friday.
_CLOSES = re.compile(
    rf"{_W}?(?:[,.;:)\n]|$)|{_W}(?:and|but|or|when|as|in|at|on|the|an?|to|with|because|while|if|his|her|its|their|they|he|"
    rf"she|it|we|were|was|had|have|has|is|are|will|would)(?!\w)"
)


def compose(low: str, atoms: list[Expression]) -> list[Expression]:
    """``atoms`` (in order, not overlapping) of the lower-case text ``low``, widened and joined; in order again."""
    widened: list[Expression] = []
    for atom in atoms:
        floor = widened[-1].end if widened else 0
        if atom.start < floor:
            continue  # swallowed by "evening" and the like
        widened.append(_widen(low, atom, floor))
    joined: list[Expression] = []
    for one in _with_weekdays(low, widened):
        floor = joined[-2].end if len(joined) > 1 else 0
        together = _range(low, joined[-1], one, floor) if joined else None
        if together:
            joined[-1] = together
        else:
            joined.append(one)
    return [_bound(low, one, joined[i - 1].end if i else 0) for i, one in enumerate(joined)]


def _left(low: str, start: int, floor: int) -> str:
    return low[max(floor, start - _REACH) : start]


def _of_a_day(value: object) -> bool:
    if isinstance(value, Date):
        return value.day is not None
    if isinstance(value, Range):
        return _of_a_day(value.first.value) and _of_a_day(value.last.value)
    return isinstance(value, Weekday | Ambiguous) or (isinstance(value, Shift) and value.unit == "day")


def _is_one_day(value: object) -> bool:
    return isinstance(value, Date) and value.day is not None and value.month is not None


def _widen(low: str, atom: Expression, floor: int) -> Expression:
    """Takes in the part of the stretch, the time of day and the article that belong to the expression."""
    value, start, end, daypart = atom.value, atom.start, atom.end, atom.daypart
    of_a_day = _of_a_day(value)
    if of_a_day and daypart is None and (after := _DAYPART_AFTER.match(low, end)):
        end, daypart = after.end(), after["daypart"]
    left = _left(low, start, floor)
    if of_a_day and (before := _DAYPART_BEFORE.search(left)):
        start -= len(left) - before.start()
        daypart = daypart or ("morning" if before["daypart"] == "hours" else before["daypart"])
        left = _left(low, start, floor)
    if around := _UNIT_AFTER.match(low, end) if _is_one_day(value) else None:
        return replace(atom, start=start, end=around.end(), part=around["unit"], daypart=daypart)
    if not isinstance(value, Range | Vague | Offset | Ambiguous) and (before := _PART_BEFORE.search(left)):
        named = _part_named(before)
        if not of_a_day and named is not None:
            return replace(atom, start=start - (len(left) - before.start()), end=end, part=named, daypart=daypart)
        if of_a_day and before["part"] in ("early", "late", "later", "earlier", "mid"):
            return replace(atom, start=start - (len(left) - before.start()), end=end, daypart=daypart or before["part"])
    if around := _UNIT_BEFORE.search(left) if isinstance(value, Date | Range) else None:
        named = around["unit"] if around["unit"] in ("week", "month") and _is_one_day(value) else None
        return replace(atom, start=start - (len(left) - around.start()), end=end, part=named, daypart=daypart)
    if _takes_article(value) and (the := _THE_BEFORE.search(left)):
        start -= len(left) - the.start()
    return replace(atom, start=start, end=end, daypart=daypart)


def _part_named(before: re.Match[str]) -> str | None:
    if before["part"]:
        if before["part"] in ("beginning", "start", "opening", "end", "close") and not _OF_AT_END.search(before[0]):
            return None  # "beginning in 1970"
        return _PARTS[" ".join(before["part"].split())]
    nth = _ORDINALS[before["nth"]]
    if before["count"]:
        count = number(before["count"])
        return f"{'first' if nth == '1' else nth}-{count}-{before['unit']}" if count and nth in ("1", "last") else None
    if before["what"] == "week":
        return f"week-{nth}"
    last = "2" if before["what"] == "half" else "4"
    return f"{before['what']}-{last if nth == 'last' else nth}" if nth <= last or nth == "last" else None


def _takes_article(value: object) -> bool:
    if isinstance(value, Weekday):
        return value.which is not None
    if isinstance(value, Date):
        return value.which is not None or (value.day is not None and value.month is None)
    return isinstance(value, Season | Years | Shift | Window)


def _with_weekdays(low: str, found: list[Expression]) -> list[Expression]:
    """ "Sunday, 22 February" is one date, whose weekday may tell its year."""
    merged: list[Expression] = []
    for one in found:
        last = merged[-1] if merged else None
        if (
            last is not None
            and isinstance(last.value, Weekday)
            and last.value.which is None
            and isinstance(one.value, Date)
            and one.value.day is not None
            and _DATE_GAP.fullmatch(low, last.end, one.start)
        ):
            value = replace(one.value, weekday=last.value.day)
            merged[-1] = Expression(last.start, one.end, value, None, one.daypart or last.daypart)
        else:
            merged.append(one)
    return merged


def _range(low: str, first: Expression, last: Expression, floor: int) -> Expression | None:
    if not _may_span(first, last):
        return None
    left = _left(low, first.start, floor)
    between = _BETWEEN_BEFORE.search(left)
    if between and _AND_GAP.fullmatch(low, first.end, last.start):
        start = first.start - (len(left) - between.start())
    elif _TO_GAP.fullmatch(low, first.end, last.start):
        source = _FROM_BEFORE.search(left)
        start = first.start - (len(left) - source.start()) if source else first.start
    elif _two_months(first.value, last.value) and _MONTHS_GAP.fullmatch(low, first.end, last.start):
        start = first.start
    else:
        return None
    return Expression(start, last.end, Range(first, last))


def _two_months(first: object, last: object) -> bool:
    """ "January and February 2015": the year is that of both."""
    return (
        isinstance(first, Date) and isinstance(last, Date) and first.year is None and last.year is not None
        and first.day is None and last.day is None and first.month is not None and last.month is not None
    )  # fmt: skip


def _may_span(first: Expression, last: Expression) -> bool:
    if isinstance(first.value, Weekday | Shift) and isinstance(last.value, Weekday | Shift):
        return True
    calendar = Date | Season | Years | Shift | Weekday
    return (
        isinstance(first.value, calendar)
        and isinstance(last.value, calendar)
        and not (isinstance(first.value, Weekday) and isinstance(last.value, Date) and last.value.day is None)
    ) or (isinstance(last.value, Vague) and last.value.direction == "present" and isinstance(first.value, Date))


def _bound(low: str, inner: Expression, floor: int) -> Expression:
    """Wraps what "since", "until", "by", "before", "after" stand before; "between 3 and 7 March" wrapped only once."""
    if not inner.is_date or isinstance(inner.value, Window | Ambiguous):
        return inner
    left = _left(low, inner.start, floor)
    word = _BOUND_BEFORE.search(left)
    if isinstance(inner.value, Range):
        return _range_with_preposition(low, inner, floor)
    if word is None:
        return inner
    named, end = " ".join(word["side"].split()), inner.end
    if named == "from":
        onward = _ONWARD.match(low, end)
        if onward is None:
            return inner
        end = onward.end()
    if named in ("by", "before", "after", "prior to") and _POSSESSIVE.match(low, end):
        return inner
    if named in ("before", "after", "prior to") and not _CLOSES.match(low, end):
        return inner
    if named in ("before", "after", "prior to") and inner.daypart in _MOMENTS:
        return inner  # "before dawn on Monday" is on Monday
    start = inner.start - (len(left) - word.start())
    return Expression(start, end, Bound(_SIDES[named], inner), None, None)


def _range_with_preposition(low: str, inner: Expression, floor: int) -> Expression:
    """ "Between 3 and 7 March", "from 3 to 7 March", where the days share one month: the words before belong to it."""
    left = _left(low, inner.start, floor)
    found = _BETWEEN_BEFORE.search(left) or _FROM_BEFORE.search(left)
    if found and inner.start == inner.leaves()[0].start:
        return replace(inner, start=inner.start - (len(left) - found.start()))
    return inner
