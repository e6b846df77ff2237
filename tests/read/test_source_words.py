"""How a source is worded, on the bundled model's parses: one expression for a role and its name, the manner apart, and
who owns up to a deed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.values import Claim, ClaimSource, Report
from dateline.work.pipeline import load_tools, read

Say = Callable[[str], list[tuple[ClaimSource, ...]]]


@pytest.fixture(scope="module")
def said() -> Say:
    tools = load_tools()

    def sources(text: str) -> list[tuple[ClaimSource, ...]]:
        claims: tuple[Claim, ...] = read(Report("id", "0" * 64, "0" * 64, text), tools).claims
        return [claim.sources for claim in claims]

    return sources


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Militiamen raped 50 women in Tabit, the rights group Human Rights Watch said in a report on Monday.",
            "the rights group Human Rights Watch",
            "Human Rights Watch",
        ),
        (
            "The New York-based Human Rights Watch said in a report published on Monday that rebels shot 21 villagers.",
            "The New York-based Human Rights Watch",
            "Human Rights Watch",
        ),
        (
            "The state media agency Xinhua said rebels shot five men near Beni.",
            "The state media agency Xinhua",
            "Xinhua",
        ),
        (
            "The military spokesman Odo Mbeki said rebels shot five men.",
            "The military spokesman Odo Mbeki",
            "Odo Mbeki",
        ),
    ],
)
def test_a_role_and_the_name_behind_it_are_one_source(said: Say, text: str, words: str, name: str) -> None:
    [[source]] = said(text)
    assert (source.text, source.name) == (words, name)


@pytest.mark.parametrize(
    "text",
    [
        "Human Rights Watch said in a report published on Monday that troops had arrested nine students in Ambo.",
        "In a report published on Monday, Human Rights Watch documented the killing of 30 farmers by soldiers in Ambo.",
        "A former teacher, Human Rights Watch said in a report published on Monday, was beaten to death in Ambo.",
    ],
)
def test_the_report_in_which_it_is_said_is_how_and_not_who(said: Say, text: str) -> None:
    for sources in said(text):
        assert [s.text for s in sources] == ["Human Rights Watch"]


def test_a_report_that_speaks_for_itself_is_a_source(said: Say) -> None:
    [sources] = said("The report, published on Monday by a monitor, said soldiers shot 30 farmers near Ambo.")
    assert "The report" in [s.text for s in sources]


def test_two_who_speak_stay_two(said: Say) -> None:
    [sources] = said("The agency said Reuters reported that jets bombed a camp near Sirte.")
    assert {s.text for s in sources} == {"The agency", "Reuters"}


def test_who_confesses_says_it_beside_who_tells_of_it(said: Say) -> None:
    for sources in said("A man confessed to killing the two women, police said on Tuesday."):
        assert [s.text for s in sources] == ["A man", "police"]


def test_who_confesses_is_the_source(said: Say) -> None:
    [sources] = said("Andrew Marsh confessed to the murder of a shopkeeper in Leeds.")
    assert [s.text for s in sources] == ["Andrew Marsh"]
