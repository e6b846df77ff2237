from __future__ import annotations

from datetime import date, timedelta

import pytest
from histories import claim, event
from hypothesis import given
from hypothesis import strategies as st

from dateline.assess.indicators.weeks import When, monday, shares, weeks, when

days = st.dates(date(1980, 1, 1), date(2030, 1, 1))


@given(days, st.integers(0, 62))
def test_an_event_counts_once(first: date, length: int) -> None:
    parts = shares(When(first, first + timedelta(length)))
    assert sum(parts.values()) == pytest.approx(1)
    assert all(week.weekday() == 0 for week in parts)


@given(days, days)
def test_weeks_cover_the_period(first: date, last: date) -> None:
    found = weeks(first, last)
    assert found == sorted(set(found))
    if first <= last:
        assert found[0] == monday(first)
        assert found[-1] == monday(last)
    else:
        assert found == []


def test_what_is_dated_too_widely_belongs_to_no_week() -> None:
    assert shares(When(date(2020, 1, 1), date(2020, 12, 31))) == {}


def test_an_undated_event_is_of_the_week_before_its_first_report() -> None:
    known = event(claim("ASSAULT"), published="2020-03-08")
    assert when(known.event, known.told) == When(date(2020, 3, 2), date(2020, 3, 8), True)


def test_undated_background_is_of_no_day() -> None:
    known = event(claim("ASSAULT", background=True))
    assert when(known.event, known.told) is None


def test_a_report_without_a_day_dates_nothing() -> None:
    known = event(claim("ASSAULT"), published=None)
    assert when(known.event, known.told) is None
