"""Votes and matches in which nobody is attacked, and the places of offices, by the bundled model and the rules."""

from __future__ import annotations

import pytest

from benchmarks.reads import as_report
from dateline.values import Claim
from dateline.work.pipeline import Tools, load_tools, read

VOTE = "Thousands gathered in the capital on Sunday.\n\nThe vote was followed by many.\n\n{}\n\nShops stay closed."
MATCH = "The champion kept his title on Saturday.\n\nHis coach praised the jab.\n\n{}\n\nThe referee stopped the bout."


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


def claims(tools: Tools, text: str) -> tuple[Claim, ...]:
    return tuple(read(as_report("r", text), tools).claims)


@pytest.mark.parametrize(
    "text",
    [
        "The ruling party suffered a heavy defeat in the election.",
        "The senator defeated his challenger in the primary.",
        "Mr Peters beat his rival in the presidential election.",
    ],
)
def test_a_vote_is_no_fight(tools: Tools, text: str) -> None:
    assert not [c for c in claims(tools, VOTE.format(text)) if c.type in ("ASSAULT", "STRENGTH")]


def test_a_match_is_no_fight(tools: Tools) -> None:
    found = claims(tools, MATCH.format("Klitschko pounded his opponent's face in the ninth round."))
    assert not [c for c in found if c.type == "ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        MATCH.format("Gunmen killed two fans with a knife and a gun outside."),
        VOTE.format("The army killed three men after the election."),
    ],
)
def test_violence_beside_a_contest_is_told(tools: Tools, text: str) -> None:
    assert [c for c in claims(tools, text) if c.type == "ASSAULT"]


def test_strength_is_lost_by_who_is_defeated(tools: Tools) -> None:
    [one] = [c for c in claims(tools, "The army defeated the rebels near the town.") if c.type == "STRENGTH"]
    assert [a.text for a in one.actors] == ["the rebels"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The governor of Homs was killed by a bomb.", []),
        ("She met the foreign ministers of Iran, Jordan and Egypt on Monday.", []),
        ("The army chief of Sudan was arrested in Khartoum.", ["Khartoum"]),
        ("Four residents of Douma were killed by a bomb.", ["Douma"]),
    ],
)
def test_where_someone_holds_office_is_not_where_it_was(tools: Tools, text: str, places: list[str]) -> None:
    [one] = claims(tools, text)
    assert [p.text for p in one.places] == places


def test_a_state_that_only_is_in_a_name_is_no_place(tools: Tools) -> None:
    text = "F-16 jets joined the fight against the Islamic State of Iraq and the Levant on Sunday."
    assert not [p.text for c in claims(tools, text) for p in c.places]
