"""Votes and matches in which nobody is attacked, and the places of offices, by the bundled model and the rules."""

from __future__ import annotations

import pytest

from benchmarks.reads import as_report
from dateline.read.draft import Draft, Phrase, PlacePhrase
from dateline.read.kinds import Kinds
from dateline.read.own_places import apart
from dateline.read.phrases import phrase
from dateline.read.tree import Tree
from dateline.values import Claim, ClaimType
from dateline.work.pipeline import Tools, load_tools, read
from tests.read import trees

VOTE = "Thousands gathered in the capital on Sunday.\n\nThe vote was followed by many.\n\n{}\n\nShops stay closed."
WAR = "Fighting went on in the north on Friday.\n\nThousands fled, the army said.\n\n{}\n\nShops stay closed."
CAMPAIGN = (
    "The candidate spoke to voters on Sunday.\n\nAt a rally in Denver she promised to lower taxes and pledged to act "
    "on crime.\n\nVoters cheered.\n\nHer party hopes to win the election."
)
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


def beside_war(tools: Tools, text: str) -> list[Claim]:
    """The claims of a sentence in a report of war."""
    return [c for c in claims(tools, WAR.format(text)) if c.trigger.text in text]


@pytest.mark.parametrize(
    "text",
    [
        "The Democrats took over the House in November.",
        "Republicans won control of the Senate and seized two governorships.",
        "The Green party captured three seats in the assembly.",
    ],
)
def test_an_office_that_is_won_is_no_place_that_is_taken(tools: Tools, text: str) -> None:
    assert not [c for c in beside_war(tools, text) if c.type in ("ASSAULT", "COERCE", "CONTROL")]


def test_who_is_armed_takes_a_parliament(tools: Tools) -> None:
    found = beside_war(tools, "Rebels took over the parliament on Sunday.")
    assert [c for c in found if c.type == "CONTROL"]


def test_a_score_tells_a_match(tools: Tools) -> None:
    found = beside_war(tools, "Iraq beat Japan 2-1 in the final.")
    assert not [c for c in found if c.type in ("ASSAULT", "STRENGTH")]


def test_a_candidates_promise_is_no_deal_and_his_rally_no_protest(tools: Tools) -> None:
    found = claims(tools, CAMPAIGN)
    assert not [c for c in found if c.type in ("AGREE", "PROTEST")]
    protest = CAMPAIGN.replace("Voters cheered", "Protesters marched outside, voters cheered")
    assert [c for c in claims(tools, protest) if c.type == "PROTEST"]


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


def test_a_court_is_not_where_the_deed_was() -> None:
    tree = Tree(trees.document(*ARRAIGNED))
    kinds = Kinds(tree)
    whole = phrase(tree, 6)
    place = PlacePhrase(whole.start, whole.end, 6)

    def told(type_: ClaimType, head: int) -> Draft:
        word = tree.document.words[head]
        trigger = Phrase(word.start, word.end, head)
        return Draft(type_, None, "actual", False, False, False, trigger, 0, places=(place,))

    arrested, arraigned = apart(tree, kinds, [told("COERCE", 2), told("ACCUSE", 4)])
    assert (arrested.places, arraigned.places) == ((), (place,))


ARRAIGNED = (
    "He was arrested and arraigned in court.",
    (
        "He|he|PRON|3|nsubj:pass was|be|AUX|3|aux:pass arrested|arrest|VERB|0|root and|and|CCONJ|5|cc "
        "arraigned|arraign|VERB|3|conj in|in|ADP|7|case court|court|NOUN|5|obl .|.|PUNCT|3|punct"
    ),
)
