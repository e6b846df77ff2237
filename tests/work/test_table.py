from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.console import Console

from dateline.values import Claim, Count, Extent, Reading, Span, Time, Trigger
from dateline.work import table, wording
from tests.work.examples import reading, report


def shown(found: Reading, width: int) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, emoji=False, markup=False)
    console.print(table.show(found, width))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [80, 140])
def test_a_row_tells_who_did_what_to_whom_where_when_and_who_says_so(width: int) -> None:
    page = shown(reading(), width)
    assert all(len(line) <= width for line in page.splitlines())
    flat = " ".join(page.split())
    for words in ("Bakers killed", "Sample Wire Z", "2015-03-03", "from Harim, Syria", "2 claims"):
        assert words in flat
    for words in ("ASSAULT", "gunmen → ", "killed 13+", "Salqin", "2015-03-02", "says", "denied", "not"):
        assert words in flat
    if width == 140:
        assert "gunmen killed at least" in flat, "the sentence stands beside the claim"


def test_unknowns_are_shown_as_such() -> None:
    claim = reading().claims[1]
    assert wording.parties(claim) == "?"
    assert wording.places(claim) == "?"
    assert wording.when(None) == "?"
    assert wording.says(claim) == ""
    assert "(Sample Wire Z)" in shown(reading(), 140)


def test_pronouns_and_inherited_spans_are_named() -> None:
    assert wording.span(Span("them", 0, 4, name="Bakers in Harim")) == "Bakers in Harim"
    assert wording.span(Span("Harim", 0, 5, name="Harim", inherited=True)) == "(Harim)"
    assert wording.span(Span("the town", 0, 8, name="Harim")) == "the town [Harim]"
    assert wording.span(Span("northern Harim", 0, 14, name="Harim")) == "northern Harim"


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (Time("Monday", 0, 6, "2015-03-02", "2015-03-02", "day"), "2015-03-02"),
        (Time("in March", 0, 8, "2015-03-01", "2015-03-31", "month"), "2015-03"),
        (Time("in 2014", 0, 7, "2014-01-01", "2014-12-31", "year"), "2014"),
        (Time("since May", 0, 9, "2014-05-01", None, "range"), "2014-05-01 – …"),
        (Time("on Monday", 0, 9, None, None, "day"), "“on Monday”"),
    ],
)
def test_a_date_is_no_finer_than_it_is_known(time: Time, words: str) -> None:
    assert wording.when(time) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(13, None, "13+"), (None, 24, "up to 24"), (5, 5, "5"), (2, 4, "2–4"), (None, None, "some")],
)
def test_numbers(low: int | None, high: int | None, words: str) -> None:
    assert wording.number(Count(low, high, "some")) == words


@given(st.text())
def test_nothing_in_a_report_steers_the_terminal(text: str) -> None:
    safe = wording.printable("\x1b[31m" + text + "\u202e\x07")
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 or char in "\u202e\u2066" for char in safe)


@given(before=st.text(max_size=300), trigger=st.text(min_size=1, max_size=30), after=st.text(max_size=300))
def test_any_text_can_be_shown(before: str, trigger: str, after: str) -> None:
    text = before + trigger + after
    claim = Claim(
        id="c",
        type="ASSAULT",
        mode=None,
        status="actual",
        negated=False,
        aggregate=True,
        background=False,
        trigger=Trigger(trigger, len(before), len(before + trigger)),
        sentence=Extent(0, len(text)),
    )
    assert len("".join(wording.quote(text, claim, 60))) <= max(60, 20 + len(trigger)) + 4
    assert shown(Reading(report=report(text, title=None), claims=(claim,)), 120)


def test_markup_in_a_report_is_text() -> None:
    told = replace(reading().report, title="[bold]x[/bold] :smile:")
    assert "[bold]x[/bold] :smile:" in shown(Reading(report=told), 100)


def test_the_summary_has_a_row_for_each_report() -> None:
    console = Console(file=io.StringIO(), width=120)
    console.print(table.summary([reading(), Reading(report=report(title=None))]))
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().splitlines()
    assert len(lines) == 3
    assert "ASSAULT" in lines[1]
