"""What is found as a time expression, with which span, and what is not."""

from __future__ import annotations

import pytest

from dateline.dates import find


def spans(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.kind) for one in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell on Sunday evening.", [("Sunday evening", "weekday")]),
        ("It fell on Sunday, 22 February 2015.", [("Sunday, 22 February 2015", "date")]),
        ("Taken in the early hours of Tuesday", [("the early hours of Tuesday", "weekday")]),
        ("on 26 January and on Jan. 26", [("26 January", "date"), ("Jan. 26", "date")]),
        ("the 5th of May, May 5th", [("5th of May", "date"), ("May 5th", "date")]),
        ("on the night of 3-4 March", [("the night of 3-4 March", "range")]),
        ("between 3 and 7 March 2015", [("between 3 and 7 March 2015", "range")]),
        ("from Monday to Wednesday", [("from Monday to Wednesday", "range")]),
        ("from 2003 to 2006, 1998-99", [("from 2003 to 2006", "range"), ("1998-99", "range")]),
        ("since June 2014", [("since June 2014", "bound")]),
        ("by the end of the month", [("by the end of the month", "bound")]),
        ("until Friday, after 2011.", [("until Friday", "bound"), ("after 2011", "bound")]),
        ("early March 2015 and mid-2014", [("early March 2015", "date"), ("mid-2014", "date")]),
        ("the first three months of 2014", [("the first three months of 2014", "date")]),
        ("last week, this month, the previous year", [("last week", "shift"), ("this month", "shift"),
                                                       ("the previous year", "shift")]),
        ("in recent days, over the past two weeks", [("recent days", "window"), ("the past two weeks", "window")]),
        ("three days ago and two weeks later", [("three days ago", "offset"), ("two weeks later", "offset")]),
        ("the summer of 2014, last winter", [("the summer of 2014", "season"), ("last winter", "season")]),
        ("the late 1960s, the 19th century", [("the late 1960s", "years"), ("the 19th century", "years")]),
        ("every Friday, on Fridays, daily", [("every Friday", "set"), ("Fridays", "set"), ("daily", "set")]),
        ("for three weeks, a two-day siege", [("three weeks", "duration"), ("two-day", "duration")]),
        ("recently; now; soon", [("recently", "vague"), ("now", "vague"), ("soon", "vague")]),
        ("2015-02-23 and 23/02/2015", [("2015-02-23", "date"), ("23/02/2015", "date")]),
        ("03/04/2015", [("03/04/2015", "ambiguous")]),
        ("CITY, 15 JAN 90 (AGENCY) -- REBELS MAY ATTACK", [("15 JAN 90", "date")]),
        ("ATTACKS IN MAY", [("MAY", "date")]),
        ("hit overnight", [("overnight", "window")]),
        ("clashes after Friday prayers", [("Friday", "weekday")]),
        ("Around 30 June 2021 (week of), troops", [("30 June 2021 (week of)", "date")]),
        ("on June 17 , 1972 , in June , 1972", [("June 17 , 1972", "date"), ("June , 1972", "date")]),
        ("the attack of the 15\n     January", [("15\n     January", "date")]),
    ],
)  # fmt: skip
def test_finds(text: str, expected: list[tuple[str, str]]) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the city.",
        "The march on the capital, said Theresa May, came second.",
        "the Sunday Times and the Mail on Sunday",
        "The dead number 2015 people.",
        "some 1,500 fighters, 1500 fighters, 1900 hours, $2000",
        "Security Council resolutions 1559 and 1701, room 2010",
        "the AK-2000 rifle",
        "http://example.org/2023/05/article",
        "Bloody Sunday, the October War, the Arab Spring",
        "the fall of the town",
        "the March 14 Alliance said, THE 19-APRIL MOVEMENT",
        "Christmas shoppers",
        "a 65-year-old man, a 12 year old",
        "as soon as possible",
        "she soon discovered that it was soon followed",
        "the Hurriyet Daily News, Russia Today",
        "Military Forces of Sudan (2019-)",
        "the attempt by the 2nd Division on the 4th floor",
        "a wonderful day",
        "",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert spans(text) == []


def test_what_a_number_counts_is_not_the_year_of_the_date_before() -> None:
    assert spans("In May 15 civilians died; on May 15, 2000 soldiers came") == [("May", "date"), ("May 15", "date")]


def test_a_date_ends_with_its_words_however_far_off_what_is_counted_stands() -> None:
    text = "On 1 January  25 men were held."
    assert [text[one.start : one.end] for one in find(text)] == ["1 January"]


def test_stretch_gives_offsets_into_the_whole_text() -> None:
    text = "On Monday it rained. From 3 to 7 March it snowed. On Friday the sun shone."
    start, end = text.index("From"), text.index("On Friday")
    found = find(text, start, end)
    assert [text[one.start : one.end] for one in found] == ["From 3 to 7 March"]
    assert [text[leaf.start : leaf.end] for leaf in found[0].leaves()] == ["3", "7 March"]


def test_durations_and_recurrences_are_no_dates() -> None:
    assert [one.is_date for one in find("for three weeks, every Friday, on Sunday")] == [False, False, True]


def test_long_lines_do_not_stall() -> None:
    """What grows with the square of the text would not end before the suite's time limit."""
    line = "On Sunday 3 March 2015 the army said that 2015 people had left early in the morning of the 5th 10-11-12, "
    assert len(find(line * 10_000)) == 10_000 * len(find(line))


@pytest.mark.parametrize("nasty", ["1" * 100_000, "the " * 25_000, " " * 100_000, "may" * 30_000, "1-" * 50_000])
def test_repetitions_do_not_stall(nasty: str) -> None:
    find(nasty)
