"""Statements: grammatical for every type, mode and status, hedged as their claims are, no finer than known."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from hypothesis import given as draws
from hypothesis import strategies as st
from making import DAY, KILLED, LOST, MAYOR, NORTH, OTHER, PEOPLE, SOUTH, TOWN, backed, claim, given

from dateline.assess.brief.grade import note
from dateline.assess.brief.plain import days, inner, joined, number, percent, tally, when
from dateline.assess.brief.sentence import HEDGED, together, told
from dateline.assess.brief.verbs import WORDS, words
from dateline.read.ontology import MODES, TYPES
from dateline.values import Claim, Status, Tally

EVERY = [(kind, mode) for kind in TYPES for mode in (None, *sorted(MODES.get(kind, ())))]
MASS = {
    "help", "joint action", "access", "criticism", "force short of violence", "censorship", "martial law", "torture",
    "misinformation", "sexual violence", "destruction", "use of crowd control", "use of unconventional weapons",
    "control", "damage in protest",
}  # fmt: skip
STATUSES: tuple[Status, ...] = get_args(Status)


def say(of: Claim) -> str:
    return told(given(of), {})


def test_every_type_and_mode_has_its_own_words() -> None:
    assert set(WORDS) == set(EVERY)
    for row in WORDS.values():
        assert all((row.did, row.alone, row.noun)), row
        assert "{r}" not in row.alone
        assert row.did.count("{r}") <= 1
        assert row.noun.startswith(("a ", "an ", "the ")) or row.noun in MASS, row  # "was" and "there was" fit


@draws(
    st.sampled_from(EVERY),
    st.sampled_from(STATUSES),
    st.lists(st.sampled_from([NORTH, SOUTH]), max_size=2),
    st.lists(st.sampled_from([SOUTH, PEOPLE]), max_size=2),
    st.sampled_from([(), (TOWN,), (LOST,)]),
    st.sampled_from([None, DAY]),
    st.booleans(),
)
def test_a_statement_is_a_sentence_with_its_source_and_its_hedge(
    kind: tuple[str, str | None], status: Status, actors: list, recipients: list, places: tuple, time, total: bool
) -> None:
    of = claim(
        kind[0], kind[1], status, actors=tuple(actors), recipients=tuple(recipients), places=places, time=time,
        sources=(MAYOR,), aggregate=total, counts=KILLED,
    )  # fmt: skip
    text = say(of)
    assert text.startswith("According to the mayor (Daily B), ")
    assert text.endswith(".")
    assert ".." not in text
    assert not re.search(r"  | ,|\{|\}| \.|None|\bof of\b|\bin in\b|\bthe the\b|\b(\w+) \1\b", text), text
    for other, hedge in HEDGED.items():
        assert (hedge in text) == (other == status), text
    assert "killed: at least 3" in text
    assert ("a total over several events" in text) == total
    if time is not None:
        assert "on 15 June 2015" in text


@pytest.mark.parametrize(
    ("of", "text"),
    [
        (
            claim("ASSAULT", "aerial", actors=(NORTH,), recipients=(SOUTH,), places=(TOWN,), time=DAY, counts=KILLED),
            "Northern Army attacked Southern League from the air in Oakford on 15 June 2015; killed: at least 3",
        ),
        (
            claim("ASSAULT", "abduct", recipients=(PEOPLE,), places=(TOWN,)),
            "there was an abduction of residents in Oakford",
        ),
        (
            claim("ASSAULT", status="feared", actors=(NORTH,), recipients=(PEOPLE,), places=(TOWN,)),
            "an attack or fighting against residents by Northern Army in Oakford was feared or foretold",
        ),
        (
            claim("CONTROL", "gains", actors=(NORTH,), recipients=(SOUTH,), places=(TOWN,), time=DAY),
            "Northern Army took Oakford from Southern League on 15 June 2015",
        ),
        (
            claim("CONTROL", "loses", actors=(NORTH,), recipients=(SOUTH,), places=(TOWN,)),
            "Southern League lost control of Oakford to Northern Army",
        ),
        (claim("CONTROL", "loses", actors=(SOUTH,), places=(TOWN,)), "Southern League lost control of Oakford"),
        (
            claim("CONTROL", "holds", "denied", actors=(NORTH,), places=(TOWN,)),
            "control of Oakford by Northern Army was said not to have happened",
        ),
        (claim("DISPLACE", "flee", recipients=(PEOPLE,), places=(TOWN,)), "residents fled in Oakford"),
        (
            claim("RETREAT", "withdraw", "planned", actors=(SOUTH,), places=(TOWN,)),
            "a withdrawal by Southern League in Oakford was said to be planned",
        ),
        (
            claim("ASSAULT", actors=(NORTH,), places=(LOST,)),
            "Northern Army attacked at “the old mill” (not found on the map)",
        ),
    ],
)  # fmt: skip
def test_what_statements_say(of: Claim, text: str) -> None:
    assert say(of) == f"According to Daily B, {text}."


def test_a_negated_fact_is_told_as_denied() -> None:
    of = claim("ASSAULT", actors=(NORTH,), negated=True)
    assert told(given(of, status="denied"), {}).endswith("by Northern Army was said not to have happened.")


def test_a_statement_says_only_what_its_own_claim_says() -> None:
    """What other claims of the event add stands apart, so that the quoted sentence bears out the statement."""
    first = claim("ASSAULT", actors=(NORTH,), places=(TOWN,), time=DAY, counts=KILLED)
    second = backed(claim("ASSAULT", actors=(SOUTH,), places=(OTHER,), confidence=0.2), report="r2", outlet="Wire A")
    event = given(first, second, counts={"killed": Tally(3, 5, 9)}, place=TOWN)
    assert "Southern League" not in told(event, {})
    assert "at least 3" in told(event, {})
    assert together(event, {}) == "killed: 5 (from 3 to 9)"
    assert "also told by Wire A" in note(event, {})


def test_what_the_reader_is_unsure_of_says_so() -> None:
    assert "check the sentence" in note(given(claim("ASSAULT", confidence=0.1)), {})
    assert "check the sentence" not in note(given(claim("ASSAULT")), {})


def test_unknown_modes_get_the_words_of_the_type() -> None:
    assert words("ASSAULT", "of a later version") == words("ASSAULT", None)


def test_days_are_no_finer_than_they_are_known() -> None:
    assert when(None, None, None) == ""
    assert when("2015-06-01", "2015-06-30", "month") == "in June 2015"
    assert when("2015-01-01", "2015-12-31", "year") == "in 2015"
    assert when("2015-06-01", "2015-06-30", "range") == "between 1 June 2015 and 30 June 2015"
    assert when(None, "2015-06-30", "range") == "on 30 June 2015 or before"
    assert when("2015-06-30", None, "range") == "on 30 June 2015 or later"
    assert days("2014-12-30", "2015-01-02") == "30 December 2014 to 2 January 2015"
    assert days("2015-05-30", "2015-06-02") == "30 May to 2 June 2015"


def test_numbers_keep_their_open_ends() -> None:
    assert tally(Tally(None, None, None)) == ""
    assert tally(Tally(20, 20, None)) == "at least 20"
    assert tally(Tally(None, 714, None)) == "714"
    assert tally(Tally(None, 24, 24)) == "up to 24"
    assert tally(Tally(2000, 23000, None)) == "23,000 (at least 2,000)"
    assert tally(Tally(20, 23, 30)) == "23 (from 20 to 30)"
    assert number(0, "report") == "no report"
    assert number(2, "outlet") == "2 outlets"
    assert percent(0.001) == "under 1 %"
    assert percent(0.999) == "over 99 %"


def test_names_within_a_sentence() -> None:
    assert joined(["A", "B", "A"]) == "A and B"
    assert joined(["A", "B", "C", "D", "E"]) == "A, B, C and 2 others"
    assert inner("An IS preacher") == "an IS preacher"
    assert inner("Local media") == "local media"
    assert inner("Local Council") == "Local Council"
