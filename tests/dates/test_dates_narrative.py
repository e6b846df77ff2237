"""Dates that lean on other dates of the same report."""

from __future__ import annotations

from datetime import date

from dateline.dates import find, resolve_all

MONDAY = date(2015, 2, 23)


def firsts(text: str, published: date | None = MONDAY) -> list[str | None]:
    times = resolve_all(find(text), text, published, lambda _: False)
    return [time.earliest for time in times]


def test_next_day_goes_on_from_the_date_before() -> None:
    text = "The town was shelled on 12 January 2015. The next day the army left. Two days later it was back."
    assert firsts(text) == ["2015-01-12", "2015-01-13", "2015-01-15"]


def test_in_news_an_old_year_does_not_move_the_months() -> None:
    text = "The war began in 2011. On Sunday the rebels took the bridge that they had lost on 3 February."
    assert firsts(text) == ["2011-01-01", "2015-02-22", "2015-02-03"]


def test_in_news_the_next_day_needs_a_date_near_by() -> None:
    text = "It began on 12 January 2015. " + "Nothing else is known about that. " * 30 + "The next day it ended."
    assert firsts(text) == ["2015-01-12", None]


def test_next_day_after_a_mere_month_is_unknown() -> None:
    assert firsts("It began in January 2015. The next day it ended.") == ["2015-01-01", None]


def test_a_history_tells_months_in_order() -> None:
    text = (
        "In March 1912 the first war began. In October 1912 the army crossed the river, and in November it took the "
        "port. In February a truce was signed. By June 1913 it had been broken. On 30 June the second war began; it "
        "ended that year. In 1914 came the third, in 1918 peace."
    )
    assert firsts(text, date(2009, 12, 19)) == [
        "1912-03-01", "1912-10-01", "1912-11-01", "1913-02-01", None, "1913-06-30", "1913-01-01", "1914-01-01",
        "1918-01-01",
    ]  # fmt: skip
    assert firsts(text, None) == firsts(text, date(2009, 12, 19))


def test_future_is_asked_for_each_expression() -> None:
    text = "They met on Friday and will meet on Friday."
    expressions = find(text)
    times = resolve_all(expressions, text, MONDAY, lambda one: one.start > 20)
    assert [time.earliest for time in times] == ["2015-02-20", "2015-02-27"]


def test_the_real_report(shared: object) -> None:
    from pathlib import Path

    text = (Path(str(shared)) / "reports" / "ara-news-raqqa-leaflets.txt").read_text(encoding="utf-8")
    expressions = find(text)
    assert [time.earliest for time in resolve_all(expressions, text, MONDAY, lambda _: False)] == ["2015-02-22"] * 3
    assert {time.earliest for time in resolve_all(expressions, text, None, lambda _: False)} == {None}


def test_news_with_a_life_told_in_it_is_no_history() -> None:
    text = (
        "The envoy was shot on Monday. He was born in 1954, joined the ministry in 1976, served in Seoul from 1991, in "
        "Pyongyang in 2001 and in Ankara since 2013. Ten days earlier, on Feb. 10, a bomb had gone off."
    )
    assert firsts(text)[0] == "2015-02-23"
    assert firsts(text)[-1] == "2015-02-10"


def test_before_dawn_is_on_the_day() -> None:
    assert firsts("The raid began before dawn on Sunday.") == ["2015-02-22"]
    assert firsts("The shelling went on until shortly after midnight on Sunday.")[-1] == "2015-02-22"
