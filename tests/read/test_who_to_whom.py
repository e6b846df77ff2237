"""Who did it to whom, where the words beside a deed name others: by the bundled model and the rules, on sentences of
our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reads import as_report
from dateline.read.draft import Draft, Phrase
from dateline.read.kinds import Kinds
from dateline.read.party_words import is_hour
from dateline.read.phrases import aged
from dateline.read.tree import Tree
from dateline.read.voice import by_voice
from dateline.values import Claim
from dateline.work.pipeline import Tools, load_tools, read
from tests.read import trees


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


def told(tools: Tools, text: str, trigger: str) -> Claim:
    """The first claim of these words."""
    return next(c for c in read(as_report("r", text), tools).claims if c.trigger.text == trigger)


def parties(claim: Claim) -> tuple[list[str], list[str]]:
    return [a.text for a in claim.actors], [r.text for r in claim.recipients]


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        # what comes after an event has its own parties
        ("After the attack, the army arrested dozens of villagers in Hamra.", "attack", [], []),
        ("After the bombing, police detained three students in Kano.", "bombing", [], []),
        # who inflicts losses, and who has them
        (
            "The rebels inflicted 30 casualties on the government forces near Taftanaz.",
            "inflicted 30 casualties",
            ["The rebels"],
            ["30 casualties", "the government forces"],
        ),
        (
            "The army said it had inflicted heavy losses on the militants.",
            "inflicted heavy losses",
            ["it"],
            ["the militants"],
        ),
        # those addressed
        ("CITIZENS, TODAY WE DOWNED A HELICOPTER IN MORAZAN.", "DOWNED", ["WE"], ["A HELICOPTER"]),
        ("People of Morazan, we will not surrender.", "surrender", ["we"], []),
        # an hour, and who is ruled out
        ("The bomb exploded at approximately 1700 outside the ministry.", "exploded", [], []),
        ("The hospital said that police, not soldiers, opened fire.", "opened fire", ["police"], []),
        # who is accused
        ("Merak was later convicted of the killing of 40 prisoners.", "killing", ["Merak"], ["40 prisoners"]),
        # who has an active verb with "who"
        (
            "The capture of 12 rebels who had kidnapped several farmers was announced.",
            "kidnapped",
            ["12 rebels"],
            ["several farmers"],
        ),
        # what the verb before was done to
        (
            "Near Karsin, five strikes engaged two rebel tactical units and destroyed a bunker and a vehicle.",
            "destroyed",
            [],
            ["a bunker", "a vehicle"],
        ),
        # each of two passives
        (
            "The director and his driver were killed, and three other employees were abducted.",
            "abducted",
            [],
            ["three other employees"],
        ),
        # one name, one party
        (
            "Two press correspondents Hernandez and Lopez were wounded.",
            "wounded",
            [],
            ["Two press correspondents Hernandez and Lopez"],
        ),
        ("Ship seized by pirates off Somalia.", "seized", ["pirates"], ["Ship"]),
        ("The police searched four estates owned by Escobar Roa.", "searched", ["The police"], ["four estates"]),
    ],
)  # fmt: skip
def test_who_did_it_to_whom(tools: Tools, text: str, trigger: str, actors: list[str], recipients: list[str]) -> None:
    assert parties(told(tools, text, trigger)) == (actors, recipients)


def test_two_names_are_two_wounded(tools: Tools) -> None:
    one = told(tools, "Two press correspondents Hernandez and Lopez were wounded.", "wounded")
    assert [(c.low, c.high) for c in one.counts.values()] == [(2, 2)]


def test_the_wounded_are_not_counted_among_the_dead(tools: Tools) -> None:
    text = (
        "ON 11 MAY, ONE ADULT AND FOUR MINORS WERE KILLED AND 16 OTHERS WERE WOUNDED WHEN AN AIRCRAFT STRAFED A CAMP."
    )
    one = told(tools, text, "KILLED")
    assert {name: (c.low, c.high) for name, c in one.counts.items()} == {"killed": (5, 5), "injured": (16, 16)}
    assert "FOUR MINORS" in {r.text for r in one.recipients}
    assert [a.text for a in told(tools, text, "STRAFED").actors] == ["AN AIRCRAFT"]


def test_losses_do_nothing(tools: Tools) -> None:
    text = "OUR FORCES HAVE DAMAGED TWO HELICOPTERS AND INFLICTED DOZENS OF CASUALTIES ON THE ENEMY."
    doers = {a.text for c in read(as_report("r", text), tools).claims for a in c.actors if c.type == "STRENGTH"}
    assert doers <= {"THE ENEMY"}


def test_the_arrested_are_not_counted_among_the_dead(tools: Tools) -> None:
    one = told(tools, "After the bombing, police detained three students in Kano.", "bombing")
    assert not one.counts


def test_those_addressed_are_not_us(tools: Tools) -> None:
    one = told(tools, "CITIZENS, TODAY WE DOWNED A HELICOPTER IN MORAZAN.", "DOWNED")
    assert [a.name for a in one.actors] == [None]


def test_who_does_not_confess_does_not_say_it(tools: Tools) -> None:
    assert told(tools, "The suspect did not confess to the murder.", "murder").sources == ()


def test_nobody_is_on_both_sides_by_a_pronoun(tools: Tools) -> None:
    one = told(tools, "The armed forces are trying to dislodge them from the camp.", "dislodge")
    assert "them" not in {r.text for r in one.recipients if r.name is not None}


def test_people_who_are_freed_are_no_place(tools: Tools) -> None:
    text = "The operation will free the residents from terror. Sirte was liberated last month."
    held = [c.trigger.text for c in read(as_report("r", text), tools).claims if c.type == "CONTROL"]
    assert held == ["liberated"]


def test_a_title_of_state_is_no_name(tools: Tools) -> None:
    one = told(tools, "Secretary of State Jane Mora met the foreign minister in Geneva.", "met")
    assert [a.name for a in one.actors] == ["Jane Mora"]


def test_an_operation_keeps_its_name(tools: Tools) -> None:
    text = "Operation Steady Harbour struck rebel positions near Karsin."
    every = {s.text for c in read(as_report("r", text), tools).claims for s in (*c.actors, *c.means)}
    assert "Operation" not in every


def test_agents_strike_and_objects_are_struck() -> None:
    document = trees.document(
        "Farmers were attacked by gunmen.",
        "Farmers|farmer|NOUN|3|nsubj:pass|group were|be|AUX|3|aux:pass attacked|attack|VERB|0|root by|by|ADP|5|case "
        "gunmen|gunman|NOUN|3|obl:agent|armed-actor .|.|PUNCT|3|punct",
    )
    tree = Tree(document)
    farmers, trigger, gunmen = (Phrase(document.words[i].start, document.words[i].end, i) for i in (0, 2, 4))
    wrong = Draft("ASSAULT", None, "actual", False, False, False, trigger, 0, actors=(farmers,), recipients=(gunmen,))
    right = by_voice(tree, Kinds(tree), wrong)
    assert ([p.head for p in right.actors], [p.head for p in right.recipients]) == ([4], [0])


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_hour_is_nobody(hour: int, minute: int) -> None:
    clock = f"{hour:02}{minute:02}"
    document = trees.document(
        f"It fell at approximately {clock}.",
        f"It|it|PRON|2|nsubj fell|fall|VERB|0|root at|at|ADP|5|case approximately|approximately|ADV|5|advmod "
        f"{clock}|{clock}|NUM|2|obl .|.|PUNCT|2|punct",
    )
    assert is_hour(Tree(document), 4)


@given(st.integers(1, 99), st.sampled_from(["year", "month"]))
def test_an_age_is_of_someone(age: int, unit: str) -> None:
    document = trees.document(
        f"A {age}-{unit}-old man fled.",
        f"A|a|DET|7|det {age}|{age}|NUM|6|nummod -|-|PUNCT|6|punct {unit}|{unit}|NOUN|6|compound -|-|PUNCT|6|punct "
        "old|old|ADJ|7|amod man|man|NOUN|8|nsubj fled|flee|VERB|0|root .|.|PUNCT|8|punct",
    )
    tree = Tree(document)
    assert [aged(tree, i) for i in (1, 3, 6)] == [6, 6, 6]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The rebels clashed with troops near Karsin.", "clashed"),
        ("During fighting with the troops the rebels killed nine men.", "fighting"),
    ],
)
def test_either_side_of_a_clash_does_it(tools: Tools, text: str, trigger: str) -> None:
    one = told(tools, text, trigger)
    assert {p.text.lower().removeprefix("the ") for p in one.actors} == {"rebels", "troops"}
    assert not one.recipients


def test_what_someone_is_held_as_is_nobody(tools: Tools) -> None:
    one = told(tools, "Gunmen took two guards hostage on Monday.", "took")
    assert [p.text for p in one.recipients] == ["two guards"]


@pytest.mark.parametrize(
    ("text", "trigger", "doers"),
    [
        ("Special troops foiled an attempt by the militants to kidnap the envoy.", "kidnap", {"the militants"}),
        ("The army is patrolling the area to prevent new attacks.", "attacks", set()),
        ("The militia stopped shelling the town.", "shelling", {"The militia"}),
        (
            "He offered to host a meeting between the rebels and the army.",
            "meeting between",
            {"the rebels", "the army"},
        ),
        ("The squads were formed by the cartel to guard its trade.", "formed", {"the cartel"}),
    ],
)
def test_who_prevents_it_or_hosts_it_does_not_do_it(tools: Tools, text: str, trigger: str, doers: set[str]) -> None:
    assert {p.text for p in told(tools, text, trigger).actors} == doers


def test_a_meeting_between_two_is_theirs_alone() -> None:
    document = trees.document(
        "He hosts talks between rebels and soldiers.",
        "He|he|PRON|2|nsubj|person hosts|host|VERB|0|root talks|talk|NOUN|2|obj between|between|ADP|5|case "
        "rebels|rebel|NOUN|3|nmod|armed-actor and|and|CCONJ|7|cc soldiers|soldier|NOUN|5|conj|armed-actor "
        ".|.|PUNCT|2|punct",
    )
    tree = Tree(document)
    he, trigger, rebels, soldiers = (Phrase(document.words[i].start, document.words[i].end, i) for i in (0, 2, 4, 6))
    wrong = Draft("CONSULT", None, "actual", False, False, False, trigger, 0, actors=(he, rebels, soldiers))
    assert by_voice(tree, Kinds(tree), wrong).actors == (rebels, soldiers)
