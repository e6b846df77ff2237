"""Dates of the Muslim calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import find, resolve
from dateline.dates.bases import Frame
from dateline.dates.expression import Lunar
from dateline.dates.hijri import days_of
from dateline.values import Time

MONDAY = date(2015, 2, 23)


def _one(text: str, published: date | None = MONDAY, future: bool = False) -> Time:
    [expression] = find(text)
    return resolve(expression, text, published=published, future=future)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 10 Muharram", "10 Muharram"),
        ("on the 10th of Muharram", "10th of Muharram"),
        ("on Muharram 10, 1436", "Muharram 10, 1436"),
        ("during Ramadan", "Ramadan"),
        ("the holy month of Ramadan", "holy month of Ramadan"),
        ("in Ramadan 2014 they", "Ramadan 2014"),
        ("on the first day of Eid al-Adha", "first day of Eid al-Adha"),
        ("during Eid ul-Fitr", "Eid ul-Fitr"),
        ("14 Jumada al-Thani 1436", "14 Jumada al-Thani 1436"),
        ("Rabi' al-Awwal 1436", "Rabi' al-Awwal 1436"),
        ("on 9 Dhu al-Hijja", "9 Dhu al-Hijja"),
        ("on 1 Dhul-Qa’dah 1435", "1 Dhul-Qa’dah 1435"),
        ("in mid-Sha’ban", "mid-Sha’ban"),
        ("the last week of Ramadan", "the last week of Ramadan"),
    ],
)
def test_finds(text: str, expected: str) -> None:
    assert [text[one.start : one.end] for one in find(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Ramadan Shalah met them",
        "the leader, Mohammed Ramadan, said",
        "Rajab said so",
        "the Ramadan War of that time",
        "the Ashura Brigade",
        "a safar through the land",
        "Safar and his brother fled",
    ],
)
def test_names_of_people_and_forces_are_no_dates(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "published", "covers"),
    [
        # Days on which the feasts and fasts were kept where the news was made.
        ("on the first day of Eid al-Adha", date(2014, 10, 6), date(2014, 10, 4)),
        ("on the first day of Eid al-Adha", date(2023, 7, 1), date(2023, 6, 28)),
        ("on the first day of Eid al-Fitr", date(2015, 7, 20), date(2015, 7, 17)),
        ("on the first day of Eid", date(2015, 7, 20), date(2015, 7, 17)),
        ("on the second day of Eid", date(2014, 10, 7), date(2014, 10, 5)),
        ("on the eve of Eid al-Fitr", date(2014, 8, 1), date(2014, 7, 27)),
        ("on Ashura", date(2014, 11, 10), date(2014, 11, 3)),
        ("on 10 Muharram 1436", None, date(2014, 11, 3)),
        ("on 27 Ramadan 1435 AH", None, date(2014, 7, 24)),
        ("on 1 Ramadan 2014", None, date(2014, 6, 28)),
    ],
)
def test_a_day_is_one_of_three(text: str, published: date | None, covers: date) -> None:
    time = _one(text, published)
    assert time.earliest is not None
    assert time.latest is not None
    first, last = date.fromisoformat(time.earliest), date.fromisoformat(time.latest)
    assert first <= covers <= last
    assert ((last - first).days, time.precision) == (2, "range")


def test_a_month_is_the_latest_begun_or_the_next() -> None:
    assert (_one("during Ramadan").earliest, _one("during Ramadan").latest) == ("2014-06-28", "2014-07-27")
    assert _one("during Ramadan", future=True).earliest == "2015-06-18"
    assert _one("last Ramadan", date(2015, 6, 20)).earliest == "2014-06-28"
    assert _one("in Ramadan", date(2015, 6, 20)).earliest == "2015-06-18"
    assert _one("since Ramadan").latest is None
    assert _one("in early Ramadan 2014").latest == "2014-07-07"


def test_what_is_not_known_stays_open() -> None:
    assert (_one("during Ramadan", None).earliest, _one("during Ramadan", None).latest) == (None, None)
    assert _one("on the first day of Eid").earliest is None  # in February: either feast is long ago
    assert _one("in Rajab 2077").earliest is not None
    assert _one("in Ramadan 1920", None).earliest is None  # before the calendar's table


@given(
    st.builds(
        Lunar,
        month=st.integers(1, 12),
        day=st.one_of(st.none(), st.integers(1, 30)),
        days=st.integers(1, 4),
        year=st.one_of(st.none(), st.integers(1300, 1550)),
        common_year=st.one_of(st.none(), st.integers(1900, 2099)),
        which=st.sampled_from([None, "last", "this", "next"]),
        either=st.booleans(),
        eve=st.booleans(),
    ),
    st.one_of(st.none(), st.dates()),
    st.booleans(),
)
def test_any_date_is_known_or_open(value: Lunar, published: date | None, future: bool) -> None:
    days = days_of(value, Frame(published, future))
    assert (days.first is None) == (days.last is None)
    assert days.first is None or days.last is None or days.first <= days.last
    if value.year is None and value.common_year is None and published is not None and days.first and not future:
        assert abs((days.first - published).days) < 800
