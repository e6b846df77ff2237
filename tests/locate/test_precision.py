"""Codes of precision, never finer than the circle or the days that they are read off."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.locate.precision import acled_geo, acled_time, ucdp_date, ucdp_where
from dateline.values import Place, Precision, Time


def _place(feature: str, radius: float | None, relation: str = "at") -> Place:
    point = None if radius is None else 36.0
    return Place("X", 0, 1, latitude=point, longitude=point, feature=feature, radius_km=radius, relation=relation)


@pytest.mark.parametrize(
    ("feature", "radius", "relation", "ucdp", "acled"),
    [
        ("settlement", 2.0, "at", 1, 1),
        ("settlement", 24.7, "at", 1, 1),
        ("settlement", 40.0, "at", 3, 2),  # a town that stands for its district
        ("settlement", 12.0, "near", 2, 2),
        ("settlement", 25.0, "north-of", 2, 2),
        ("settlement", 27.0, "near", 3, 2),
        ("settlement", 52.0, "countryside-of", 3, 2),
        ("settlement", 130.0, "countryside-of", 4, 3),
        ("settlement", 20.0, "road-to", 2, 2),
        ("settlement", 60.0, "road-to", 5, 3),
        ("settlement", 80.0, "between", 5, 3),
        ("settlement", 400.0, "between", 6, 3),
        ("dam", 3.0, "at", 1, 1),
        ("admin2", 30.0, "at", 3, 2),
        ("admin1", 90.0, "at", 4, 3),
        ("admin1", 700.0, "at", 4, 3),
        ("admin1", 290.0, "north-of", 6, 3),
        ("river", 900.0, "along", 6, 3),
        ("mountain", 30.0, "at", 5, 3),
        ("country", 446.0, "at", 6, 3),
        ("country", 8.0, "border-of", 6, 3),
        ("sea", 500.0, "at", 7, 3),
        ("settlement", None, "at", None, None),
    ],
)
def test_where(feature: str, radius: float | None, relation: str, ucdp: int | None, acled: int | None) -> None:
    place = _place(feature, radius, relation)
    assert (ucdp_where(place), acled_geo(place)) == (ucdp, acled)


@given(
    st.sampled_from(["settlement", "dam", "admin1", "admin2", "river", "country", "region"]),
    st.sampled_from(["near", "road-to", "between", "north-of", "countryside-of"]),
    st.floats(0.1, 20_000),
    st.floats(0, 5_000),
)
def test_a_wider_circle_is_never_a_finer_code(feature: str, relation: str, radius: float, more: float) -> None:
    narrow, wide = _place(feature, radius, relation), _place(feature, radius + more, relation)
    for code in (ucdp_where, acled_geo):
        fine, coarse = code(narrow), code(wide)
        assert fine is not None
        assert coarse is not None
        assert fine <= coarse
        at = code(_place(feature, radius))
        assert at is not None
        assert at <= fine or feature == "settlement"


def _time(first: str | None, last: str | None, precision: Precision = "range") -> Time:
    return Time("then", 0, 4, first, last, precision)


@pytest.mark.parametrize(
    ("first", "last", "ucdp", "acled"),
    [
        ("2015-02-22", "2015-02-22", 1, 1),
        ("2015-02-22", "2015-02-23", 2, 2),
        ("2015-02-16", "2015-02-22", 3, 2),
        ("2015-02-01", "2015-02-28", 4, 3),
        ("2015-01-01", "2015-01-31", 4, 3),
        ("2015-01-01", "2015-12-31", 5, None),
        ("2016-01-01", "2016-12-31", 5, None),
        ("1990-01-01", "1999-12-31", None, None),
        (None, "2015-02-22", None, None),
        ("2015-02-22", None, None, None),
        (None, None, None, None),
    ],
)
def test_when(first: str | None, last: str | None, ucdp: int | None, acled: int | None) -> None:
    assert (ucdp_date(_time(first, last)), acled_time(_time(first, last))) == (ucdp, acled)


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)), st.integers(0, 500), st.integers(0, 500))
def test_more_days_are_never_a_finer_code(first: date, days: int, more: int) -> None:
    short = _time(first.isoformat(), (first + timedelta(days)).isoformat())
    long = _time(first.isoformat(), (first + timedelta(days + more)).isoformat())
    for code in (ucdp_date, acled_time):
        assert (code(short) or 9) <= (code(long) or 9)
