"""Who gains, who loses and which place changes hands, by the bundled model and the rules, on texts of our own."""

from __future__ import annotations

import pytest

from benchmarks.reads import as_report
from dateline.read.changed_hands import changed_hands
from dateline.read.draft import Draft, Phrase, PlacePhrase
from dateline.read.kinds import Kinds
from dateline.read.phrases import phrase
from dateline.read.tree import Tree
from dateline.values import Claim
from dateline.work.pipeline import Tools, load_tools, read
from tests.read import trees


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


def told(tools: Tools, text: str) -> Claim:
    """The only claim of control."""
    claims = read(as_report("r", text, published="2015-03-01"), tools).claims
    [one] = [c for c in claims if c.type == "CONTROL"]
    return one


def shown(one: Claim) -> tuple[str | None, list[str], list[str], list[str]]:
    """What a claim of a hold says: its mode, who gains, who loses, what is held."""
    held = [p.text for p in one.places if p.role == "held"]
    return one.mode, [a.text for a in one.actors], [r.text for r in one.recipients], held


@pytest.mark.parametrize(
    ("text", "mode", "actors", "recipients", "held"),
    [
        ("Ain Issa was recaptured on Monday.", "gains", [], [], "Ain Issa"),
        ("Ain Issa was recaptured by the YPG on Monday.", "gains", ["the YPG"], [], "Ain Issa"),
        ("Sirte was liberated last month.", "gains", [], [], "Sirte"),
        ("Deir Hafer was seized by government forces.", "gains", ["government forces"], [], "Deir Hafer"),
        ("Tal Hamis was retaken from IS by the YPG on Friday.", "gains", ["the YPG"], ["IS"], "Tal Hamis"),
        ("Al Qaim was recaptured from Islamic State.", "gains", [], ["Islamic State"], "Al Qaim"),
        ("IS had been driven out of Ain Issa by the YPG.", "gains", ["the YPG"], ["IS"], "Ain Issa"),
        ("IS was driven out of Kobane in January.", "loses", [], ["IS"], "Kobane"),
        (
            "The rebels were ousted from Qusayr by Hezbollah and the army.",
            "gains",
            ["Hezbollah", "the army"],
            ["The rebels"],
            "Qusayr",
        ),
        ("The YPG drove IS out of Suluk on Monday.", "gains", ["The YPG"], ["IS"], "Suluk"),
        ("Suluk is under our control, said a spokesman for the YPG.", "holds", ["our"], [], "Suluk"),
    ],
)
def test_winner_loser_and_place(
    tools: Tools, text: str, mode: str, actors: list[str], recipients: list[str], held: str
) -> None:
    assert shown(told(tools, text)) == (mode, actors, recipients, [held])


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Ramadi was captured by IS on Friday.",
        "Soldiers were captured by the rebels near Bor.",
        "Two men were seized by police in Cairo.",
        "The refugees were driven out of their homes by the militia.",
    ],
)
def test_people_are_not_held_as_places_are(tools: Tools, text: str) -> None:
    assert not [c for c in read(as_report("r", text), tools).claims if c.type == "CONTROL"]


AROUND = (
    "Residents spoke on Tuesday of a calm day after weeks of clashes near the border.\n\nMany shops opened again.\n\n{}"
    "\n\nThe mayor said that water would flow again.\n\nSchools stay closed until Sunday, a teacher said."
)
"""Calm enough that a weak finding is not told."""


@pytest.mark.parametrize(
    ("text", "mode", "actors", "recipients", "held"),
    [
        ("Tal Hamis has fallen to the YPG, a spokesman said.", "gains", ["the YPG"], [], "Tal Hamis"),
        ("The fall of Tel Abyad to the YPG surprised many.", "gains", ["the YPG"], [], "Tel Abyad"),
        ("The town fell on Sunday after a long siege.", "loses", [], [], "The town"),
        ('"The whole town is in our hands now," the commander said.', "holds", ["our"], [], "The whole town"),
        ("The group has lost Tel Abyad to Kurdish forces.", "loses", ["Kurdish forces"], ["The group"], "Tel Abyad"),
        ("Kurdish fighters raised their flag over the town.", "gains", ["Kurdish fighters"], [], "the town"),
        ("The YPG have taken full control of the town.", "gains", ["The YPG"], [], "the town"),
        ("The YPG is now in full control of the town.", "holds", ["The YPG"], [], "the town"),
    ],
)
def test_told_in_a_calm_report(
    tools: Tools, text: str, mode: str, actors: list[str], recipients: list[str], held: str
) -> None:
    assert shown(told(tools, AROUND.format(text))) == (mode, actors, recipients, [held])


@pytest.mark.parametrize(
    "text",
    ["Shares fell on Monday.", "The house changed hands for a million.", "The ball is in our hands, the coach said."],
)
def test_no_place_changes_hands(tools: Tools, text: str) -> None:
    assert not [c for c in read(as_report("r", AROUND.format(text)), tools).claims if c.type == "CONTROL"]


ATTEMPT = (
    "The army attempted to seize the town.",
    (
        "The|the|DET|2|det army|army|NOUN|3|nsubj|armed-actor attempted|attempt|VERB|0|root to|to|PART|5|mark "
        "seize|seize|VERB|3|xcomp the|the|DET|7|det town|town|NOUN|5|obj|place .|.|PUNCT|3|punct"
    ),
)


def gains(tree: Tree, head: int, held: int, confidence: float) -> Draft:
    word = tree.document.words[head]
    whole = phrase(tree, held)
    place = PlacePhrase(whole.start, whole.end, held, role="held")
    trigger = Phrase(word.start, word.end, head)
    return Draft(
        "CONTROL", "gains", "actual", False, False, False, trigger, 0, places=(place,), confidence=confidence
    )  # fmt: skip


def test_an_attempt_at_a_hold_is_one_claim_and_forces_are_no_place() -> None:
    tree = Tree(trees.document(*ATTEMPT))
    kinds = Kinds(tree)
    [one] = changed_hands(tree, kinds, [gains(tree, 2, 6, 0.5), gains(tree, 4, 6, 0.8)])
    assert one.trigger.head == 4
    [other] = changed_hands(tree, kinds, [gains(tree, 2, 1, 0.5)])
    assert other.places == ()
