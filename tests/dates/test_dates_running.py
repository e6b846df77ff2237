"""Times that news counts on: days in a row, halves of years, what lies before a day told; and reports with no date."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.dates import find, resolve_all
from dateline.values import Time

MONDAY = date(2015, 2, 23)


def _times(text: str, published: date | None = MONDAY) -> list[Time]:
    return resolve_all(find(text), text, published, lambda _: False)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("Shelling went on for the third day running.", "2015-02-21", "2015-02-23"),
        ("for a second consecutive night", "2015-02-22", "2015-02-23"),
        ("for three straight days", "2015-02-21", "2015-02-23"),
        ("five days in a row", "2015-02-19", "2015-02-23"),
        ("for the 10th day in succession", "2015-02-14", "2015-02-23"),
        ("two and a half years ago", "2012-01-01", "2013-12-31"),
        ("a year and a half ago", "2013-01-01", "2014-12-31"),
        ("no later than 5 February", None, "2015-02-05"),
        ("since June", "2014-06-01", None),
        ("between 3 and 7 May", "2014-05-03", "2014-05-07"),
        ("over Newroz", "2014-03-21", "2014-03-21"),
        ("in recent weeks", None, "2015-02-23"),
        ("overnight", "2015-02-22", "2015-02-23"),
        ("last month", "2015-01-01", "2015-01-31"),
    ],
)
def test_from_the_publication(text: str, earliest: str | None, latest: str | None) -> None:
    [time] = _times(text)
    assert (time.earliest, time.latest) == (earliest, latest)


def test_days_in_a_row_end_on_the_day_last_told() -> None:
    sunday, run = _times("On Sunday the town was shelled for the third day running.")
    assert (sunday.latest, run.earliest, run.latest) == ("2015-02-22", "2015-02-20", "2015-02-22")
    _, run = _times("The siege began on 3 March 2013. It was shelled for the third day running.")
    assert run.latest == "2015-02-23"  # a day long ago is not what the run leads up to


def test_the_night_before_goes_by_the_day_told() -> None:
    _, night = _times("The army left on 12 January 2015. The night before, shells fell.")
    assert (night.earliest, night.precision) == ("2015-01-11", "day")
    _, earlier = _times("They met on 12 January 2015. Two days earlier, shells fell.")
    assert earlier.earliest == "2015-01-10"
    _, following = _times("They met on 12 January 2015. The following day, shells fell.")
    assert following.earliest == "2015-01-13"


@pytest.mark.parametrize(
    "text",
    [
        "on Sunday evening", "yesterday", "overnight", "last month", "three days ago", "from Monday to Wednesday",
        "for the third day running", "since Friday", "in May", "on 10 Muharram", "two and a half years ago",
        "this week",
    ],
)  # fmt: skip
def test_without_a_publication_date_nothing_is_made_up(text: str) -> None:
    [time] = _times(text, None)
    assert (time.earliest, time.latest) == (None, None)
    assert text.endswith(time.text)
