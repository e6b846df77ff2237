"""What a time expression says, before any date is worked out: a span of the text and a symbolic value.

A value's ``base`` tells what it counts from: ``published`` (the publication day: "yesterday", "last week"), ``text`` (a
date that the text has set before: "the next day", "that month") or ``event`` (something that happened: "two days after
the vote"), which no calendar can resolve, ``latest`` (the day last told if it is of these days, else the publication:
"for the third day running").
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dateline.dates.calendar import Unit

Base = Literal["published", "text", "event", "latest"]
Which = Literal["last", "next", "this", "previous", "following", "same"]
Direction = Literal["past", "present", "future"]
Side = Literal["since", "until", "before", "after"]
Kind = Literal[
    "date", "ambiguous", "weekday", "season", "years", "shift", "offset", "window", "vague", "duration", "set", "range",
    "bound",
]  # fmt: skip


class Date(Struct, frozen=True):
    """A calendar date with what the text gives of it; a year alone is ``Date(year=2014)``.

    ``year_shift``: "March last year" is -1 from the publication's year, ``year_base`` as for shifts. ``which``: "last
    March". ``weekday`` (Monday 0): "Sunday, 22 February". ``short_year``: the year has two digits, as in wires.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    which: Which | None = None
    year_shift: int | None = None
    year_base: Base = "published"
    short_year: bool = False


class Ambiguous(Struct, frozen=True):
    """03/04/2015: day and month could be either way round."""

    year: int
    first: int
    second: int
    short_year: bool = False


class Weekday(Struct, frozen=True):
    """A weekday (Monday 0). ``week``: "Monday of last week" is -1."""

    day: int
    which: Which | None = None
    week: int | None = None


class Season(Struct, frozen=True):
    """A season, ``through`` the second year of "the winter of 2014-15"."""

    name: str
    year: int | None = None
    which: Which | None = None
    through: bool = False
    year_shift: int | None = None
    year_base: Base = "published"


class Lunar(Struct, frozen=True):
    """A date of the Muslim calendar: month, day and the days it lasts ("Eid al-Adha": four), or a month as a whole.

    ``year`` is of that calendar, ``common_year`` of ours ("Ramadan 2014"). ``either``: "Eid", which may be either
    feast; its ``day`` counts from the feast's first. ``eve``: the day before."""

    month: int
    day: int | None = None
    days: int = 1
    year: int | None = None
    common_year: int | None = None
    which: Which | None = None
    either: bool = False
    eve: bool = False


class Years(Struct, frozen=True):
    """A run of whole years: "the 1990s", "the 19th century"."""

    first: int
    last: int


class Shift(Struct, frozen=True):
    """A whole calendar unit so many units away: "yesterday", "last week", "the same month"."""

    unit: Unit
    count: int
    base: Base


class Offset(Struct, frozen=True):
    """A distance: "three days ago" (-3), "two weeks later" (2); ``count`` is ``None`` for "a few days later", and
    ``forward`` then tells the direction. ``half``: and a half ("two and a half years ago")."""

    unit: Unit
    count: int | None
    forward: bool
    base: Base
    half: bool = False


class Window(Struct, frozen=True):
    """A stretch that ends or begins at its base: "the past three days", "in the coming weeks" (count unknown)."""

    unit: Unit
    count: int | None
    forward: bool
    base: Base


class Vague(Struct, frozen=True):
    """ "Recently", "now", "soon"."""

    direction: Direction


class Duration(Struct, frozen=True):
    """ "For three weeks": no date."""

    unit: Unit
    count: int | None


class Recurrence(Struct, frozen=True):
    """ "Every Friday", "daily": no date either. ``day``: the weekday, if one is named."""

    day: int | None = None


class Range(Struct, frozen=True):
    """From the one to the other, both expressions of their own with their spans."""

    first: Expression
    last: Expression


class Bound(Struct, frozen=True):
    """ "Since June 2014", "until Friday", "by March", "before 2011", "after Sunday"."""

    side: Side
    inner: Expression


Value = (
    Date
    | Ambiguous
    | Weekday
    | Season
    | Lunar
    | Years
    | Shift
    | Offset
    | Window
    | Vague
    | Duration
    | Recurrence
    | Range
    | Bound
)

KINDS: dict[type, Kind] = {
    Date: "date", Ambiguous: "ambiguous", Weekday: "weekday", Season: "season", Lunar: "date",
    Years: "years", Shift: "shift", Offset: "offset", Window: "window", Vague: "vague", Duration: "duration",
    Recurrence: "set", Range: "range", Bound: "bound",
}  # fmt: skip


class Expression(Struct, frozen=True):
    """A time expression: code points ``start`` to ``end`` (exclusive) and what they say.

    ``part``: the part of the stretch that is meant, see ``calendar.part_of``; also ``earlier`` and ``later`` ("earlier
    this week"). ``daypart``: "evening" of "Sunday evening"; it narrows no date.
    """

    start: int
    end: int
    value: Value
    part: str | None = None
    daypart: str | None = None

    @property
    def kind(self) -> Kind:
        """The kind of value, in a word."""
        return KINDS[type(self.value)]

    @property
    def is_date(self) -> bool:
        """Whether it says when (a duration and a recurrence do not)."""
        return not isinstance(self.value, Duration | Recurrence)

    def leaves(self) -> tuple[Expression, ...]:
        """The simple expressions it is made of: both ends of a range, the inside of a bound, else itself."""
        if isinstance(self.value, Range):
            return self.value.first.leaves() + self.value.last.leaves()
        if isinstance(self.value, Bound):
            return self.value.inner.leaves()
        return (self,)
