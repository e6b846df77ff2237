"""Which days the expressions mean."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.dates import find, resolve
from dateline.values import Time

MONDAY = date(2015, 2, 23)
Days = tuple[str | None, str | None, str]


def one(text: str, **context: object) -> Time:
    [expression] = find(text)
    return resolve(expression, text, **{"published": MONDAY, **context})  # type: ignore[arg-type]


def days(text: str, **context: object) -> Days:
    time = one(text, **context)
    return time.earliest, time.latest, time.precision


def day(iso: str) -> Days:
    return iso, iso, "day"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Sunday", day("2015-02-22")),
        ("on Monday", day("2015-02-23")),  # the publication day counts
        ("on Tuesday", day("2015-02-17")),
        ("last Monday", day("2015-02-16")),
        ("Thursday last week", day("2015-02-19")),
        ("Sunday evening", day("2015-02-22")),
        ("yesterday", day("2015-02-22")),
        ("the day before yesterday", day("2015-02-21")),
        ("last night", day("2015-02-22")),
        ("this morning", day("2015-02-23")),
        ("overnight", ("2015-02-22", "2015-02-23", "range")),
        ("three days ago", day("2015-02-20")),
        ("two weeks ago", ("2015-02-06", "2015-02-12", "week")),
        ("three months ago", ("2014-11-01", "2014-11-30", "month")),
        ("two years ago", ("2013-01-01", "2013-12-31", "year")),
        ("thirty years ago", ("1982-01-01", "1988-12-31", "range")),
        ("last week", ("2015-02-16", "2015-02-22", "week")),
        ("this month", ("2015-02-01", "2015-02-28", "month")),
        ("earlier this month", ("2015-02-01", "2015-02-23", "range")),
        ("next year", ("2016-01-01", "2016-12-31", "year")),
        ("late last year", ("2014-09-01", "2014-12-31", "range")),
        ("over the weekend", ("2015-02-21", "2015-02-22", "range")),
        ("26 January", day("2015-01-26")),
        ("23 February", day("2015-02-23")),
        ("24 February", day("2014-02-24")),
        ("in February", ("2015-02-01", "2015-02-28", "month")),
        ("in March", ("2014-03-01", "2014-03-31", "month")),
        ("March last year", ("2014-03-01", "2014-03-31", "month")),
        ("early March 2015", ("2015-03-01", "2015-03-10", "range")),
        ("mid-2014", ("2014-05-01", "2014-08-31", "range")),
        ("the first half of 2014", ("2014-01-01", "2014-06-30", "range")),
        ("the last week of October 2014", ("2014-10-25", "2014-10-31", "range")),
        ("in 2014", ("2014-01-01", "2014-12-31", "year")),
        ("the summer of 2014", ("2014-06-01", "2014-08-31", "range")),
        ("winter 2013-14", ("2013-12-01", "2014-02-28", "range")),
        ("last summer", ("2014-06-01", "2014-08-31", "range")),
        ("the 1990s", ("1990-01-01", "1999-12-31", "range")),
        ("since June 2014", ("2014-06-01", None, "range")),
        ("until last week", (None, "2015-02-22", "range")),
        ("by the end of the month", (None, "2015-02-28", "range")),
        ("before the end of the year", (None, "2015-12-31", "range")),
        ("before 2011", (None, "2010-12-31", "range")),
        ("after 2011", ("2012-01-01", None, "range")),
        ("on the night of 3-4 March 2014", ("2014-03-03", "2014-03-04", "range")),
        ("from Monday to Wednesday", ("2015-02-16", "2015-02-18", "range")),
        ("3 March to 7 April 2014", ("2014-03-03", "2014-04-07", "range")),
        ("December to January 2014", ("2013-12-01", "2014-01-31", "range")),
        ("January and February 2014", ("2014-01-01", "2014-02-28", "range")),
        ("1998-99", ("1998-01-01", "1999-12-31", "range")),
        ("in the past three days", ("2015-02-20", "2015-02-23", "range")),
        ("in recent days", (None, "2015-02-23", "vague")),
        ("in the coming weeks", ("2015-02-23", None, "vague")),
        ("recently", (None, "2015-02-23", "vague")),
        ("a few days ago", (None, "2015-02-22", "vague")),
        ("01/26/2015", day("2015-01-26")),
        ("26.01.2015", day("2015-01-26")),
        ("03/04/2014", ("2014-03-04", "2014-04-03", "range")),  # either way round
        ("15 JAN 90", day("1990-01-15")),
        ("30 June 2014 (week of)", ("2014-06-30", "2014-07-06", "week")),
        ("Friday, 13 March", day("2015-03-13")),  # only this year's is a Friday
        ("for three weeks", (None, None, "vague")),
        ("every Friday", (None, None, "vague")),
        ("two days after the vote", (None, None, "day")),
    ],
)
def test_from_the_publication_day(text: str, expected: Days) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Sunday", day("2015-03-01")),
        ("on Monday", day("2015-03-02")),
        ("26 January", day("2016-01-26")),
        ("in March", ("2015-03-01", "2015-03-31", "month")),
        ("from Monday to Wednesday", ("2015-03-02", "2015-03-04", "range")),
        ("until Friday", (None, "2015-02-27", "range")),
        ("last Sunday", day("2015-02-22")),
    ],
)
def test_future_takes_the_next(text: str, expected: Days) -> None:
    assert days(text, future=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Sunday", (None, None, "day")),
        ("yesterday", (None, None, "day")),
        ("last week", (None, None, "week")),
        ("in March", (None, None, "month")),
        ("26 January", (None, None, "day")),
        ("three days ago", (None, None, "day")),
        ("the summer", (None, None, "range")),
        ("this year", (None, None, "year")),
        ("recently", (None, None, "vague")),
        ("since Sunday", (None, None, "range")),
        ("from Monday to Wednesday", (None, None, "range")),
        ("in 2014", ("2014-01-01", "2014-12-31", "year")),
        ("3 March 2014", day("2014-03-03")),
    ],
)
def test_without_publication_day_nothing_is_guessed(text: str, expected: Days) -> None:
    assert days(text, published=None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the next day", day("2014-06-11")),
        ("the same day", day("2014-06-10")),
        ("the day before.", day("2014-06-09")),
        ("two days later", day("2014-06-12")),
        ("the same month", ("2014-06-01", "2014-06-30", "month")),
        ("later that month", ("2014-06-10", "2014-06-30", "range")),
        ("the following year", ("2015-01-01", "2015-12-31", "year")),
        ("on the 15th.", day("2014-06-15")),
        ("a few days later", ("2014-06-11", None, "vague")),
        ("on Sunday", day("2015-02-22")),  # still from the publication day
        ("in March", ("2014-03-01", "2014-03-31", "month")),
    ],
)
def test_from_a_date_in_the_text(text: str, expected: Days) -> None:
    assert days(text, anchor=date(2014, 6, 10)) == expected


def test_no_anchor_leaves_the_next_day_unknown() -> None:
    assert days("the next day") == (None, None, "day")


def test_result_quotes_the_text() -> None:
    text = "They left on Sunday evening."
    time = one(text)
    assert (time.text, text[time.start : time.end]) == ("Sunday evening", "Sunday evening")


def test_two_digit_years_go_by_the_publication() -> None:
    assert days("15 JAN 90", published=date(1990, 1, 20)) == day("1990-01-15")
    assert days("15 JAN 14", published=None) == day("2014-01-15")


def test_impossible_days_are_no_dates() -> None:
    assert find("on 31/31/2015 or 2015-02-30") == []
