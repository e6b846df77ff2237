from __future__ import annotations

import pytest

from dateline.collect.byline import read_byline, read_source
from dateline.collect.printed_dates import date_line, declared_date, find_date


@pytest.mark.parametrize(
    ("line", "author", "publisher"),
    [
        ("By Jane Roe", "Jane Roe", None),
        ("BY JANE ROE", "JANE ROE", None),
        ("By Jane Roe and John Doe", "Jane Roe and John Doe", None),
        ("By Jane Roe in Suruc, Turkey", "Jane Roe", None),
        ("By Jane Roe, Sample News", "Jane Roe", "Sample News"),
        ("By Jane Roe, Sample News Staff", "Jane Roe", "Sample News"),
        ("By Jane Roe | Sample Wire", "Jane Roe", "Sample Wire"),
        ("By Jane Roe, Staff Writer", "Jane Roe", None),
        ("By Mohammed al-Sample", "Mohammed al-Sample", None),
        ("By Reuters", None, "Reuters"),
        ("Reporting by: Abu Sample Khalil", "Abu Sample Khalil", None),
        ("(Reporting by Jane Roe in Ankara and John Doe; Editing by Max Muster)", "Jane Roe and John Doe", None),
        ("Editing by Max Muster", None, None),
        ("from JANE ROE in Northtown, Eastland", "JANE ROE", None),
        ("Author: Jane Roe", "Jane Roe", None),
        ("By Ash Carter", "Ash Carter", None),
        ("By An Nguyen", "An Nguyen", None),
        ("By Rana as-Sabah", "Rana as-Sabah", None),
    ],
)
def test_bylines(line: str, author: str | None, publisher: str | None) -> None:
    byline = read_byline(line)
    assert byline is not None
    assert (byline.author, byline.publisher) == (author, publisher)


def test_an_account_is_no_author_but_the_date_counts() -> None:
    byline = read_byline("Posted on 23 February 2015 by admin")
    assert byline is not None
    assert (byline.author, byline.published) == (None, "2015-02-23")


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday",
        "By Tuesday the town was lost.",
        "By the river",
        "Written by hand",
        "By 2015",
        "By and large",
        "Reporting by the UN",
        "By al-",
        "By As-.",
    ],
)
def test_no_bylines(line: str) -> None:
    assert read_byline(line) is None


def test_source_lines_name_an_outlet() -> None:
    assert read_source("Source: Sample News") == "Sample News"
    assert read_source("Source: sample-news.example") == "sample-news.example"
    assert read_source("Source: a military official who asked not to be named") is None
    assert read_source("Source of the Nile: a river") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("23 February 2015", "2015-02-23"),
        ("Feb. 23, 2015", "2015-02-23"),
        ("2015-02-23T00:30:00+03:00", "2015-02-23"),
        ("Mon, 23 Feb 2015 22:30:00 -0500", "2015-02-23"),
        ("23/02/2015", "2015-02-23"),
        ("23.02.2015", "2015-02-23"),
        ("3rd of May, 2015", "2015-05-03"),
        ("03/04/2015", None),
        ("February 2015", None),
        ("31 February 2015", None),
        ("2015", None),
        ("23 Feb 15", None),
        ("", None),
    ],
)
def test_dates_as_declared(text: str, day: str | None) -> None:
    assert declared_date(text) == day


def test_two_digit_years_only_where_asked_for() -> None:
    found = find_date("3 JAN 90", two_digit_years=True)
    assert found is not None
    assert found[0] == "1990-01-03"


def test_a_date_line_holds_nothing_else() -> None:
    assert date_line("Published on Monday, February 23, 2015 at 10:15 am") == ("2015-02-23", False)
    assert date_line("Published: 2015-02-23 | Updated: 2015-02-24 09:10") == ("2015-02-23", False)
    assert date_line("Published 23 February 2015, updated 24 February 2015 by the army") is None
    assert date_line("Last updated: 23 February 2015") == ("2015-02-23", True)
    assert date_line("On 23 February 2015 the army left the village.") is None
