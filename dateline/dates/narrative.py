"""Resolves all expressions of a report in order, carrying along the date that the text has set last.

In news only "the next day", "two days later", "that month" look at that date; weekdays and dates without a year go by
the publication day. In a history (a text that mostly gives years of its own, years before publication) months and days
without a year take theirs from the story.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from dateline.dates.bases import Anchor, Frame
from dateline.dates.calendar import Days
from dateline.dates.expression import Bound, Date, Expression, Offset, Range, Season, Shift, Weekday
from dateline.dates.resolve import days_of, to_time
from dateline.values import Time

# A text is a history if it gives at least so many years, and so many for each word such as "Sunday" and "yesterday";
# chosen by hand: news with a paragraph of background stays news, the histories of WikiWars have dozens of years.
_YEARS_OF_A_HISTORY = 5
_YEARS_TO_A_WEEKDAY = 3
# In news, "the next day" goes back to a date at most so many characters before it: a few sentences.
_REACH_IN_NEWS = 600


def resolve_all(
    expressions: Sequence[Expression],
    text: str,
    published: date | None,
    future_of: Callable[[Expression], bool],
) -> list[Time]:
    """One TIME for each of ``expressions`` (all of the report, in order of the text). ``future_of`` tells of an
    expression whether its sentence speaks of the future."""
    history = is_history(expressions, published)
    anchor: Anchor | None = None
    set_at = 0
    times = []
    for one in expressions:
        usable = anchor if history or one.start - set_at <= _REACH_IN_NEWS else None
        frame = Frame(published, future_of(one), usable, history)
        days = days_of(one, frame)
        times.append(to_time(one, text, days))
        told = one.value.inner if isinstance(one.value, Bound) and one.value.side == "until" else one
        new = _sets(told, days_of(told, frame), anchor, history)
        if new:
            anchor, set_at = new, one.end
    return times


def is_history(expressions: Sequence[Expression], published: date | None) -> bool:
    """Whether the text tells of years gone by rather than of the days before its publication."""
    leaves = [leaf for one in expressions for leaf in one.leaves()]
    dates = [leaf.value for leaf in leaves if isinstance(leaf.value, Date)]
    years = [value.year for value in dates if value.year and not value.short_year]
    near = sum(_is_near(leaf) for leaf in leaves)
    first = next((leaf for leaf in leaves if isinstance(leaf.value, Date | Weekday | Shift | Offset)), None)
    if first is not None and _is_near(first):
        return False  # news first, however much of the past it goes on to recall
    if published is not None:
        years = [year for year in years if year < published.year - 1]
    return len(years) >= _YEARS_OF_A_HISTORY and len(years) >= _YEARS_TO_A_WEEKDAY * near


def _is_near(leaf: Expression) -> bool:
    """Whether a date counts from the publication: "Sunday", "yesterday"."""
    if isinstance(leaf.value, Weekday):
        return True
    return isinstance(leaf.value, Shift | Offset) and leaf.value.base == "published" and leaf.part is None


def _from_publication(value: Shift | Offset | Weekday) -> bool:
    return isinstance(value, Weekday) or value.base == "published"


def _sets(one: Expression, days: Days, anchor: Anchor | None, history: bool) -> Anchor | None:
    """The anchor that an expression leaves behind, if it sets one."""
    if days.first is None or days.last is None or days.precision == "vague":
        return None
    if not isinstance(one.value, Date | Weekday | Shift | Offset | Range | Season):
        return None
    if history and isinstance(one.value, Shift | Offset | Weekday) and _from_publication(one.value):
        return None
    if days.first.year != days.last.year:
        return None  # "1998 to 2003", a winter: the story may stand anywhere in it
    if isinstance(one.value, Date) and one.value.month is None and anchor and days.first <= anchor.first <= days.last:
        return None  # "1940" after "10 May 1940" says nothing new
    return Anchor(days.first, days.last)
