"""Each clause has its own parties: by the bundled model and the rules, on texts and a tree of our own."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.reads import as_report
from dateline.read.clause_parties import own_parties
from dateline.read.counts import at
from dateline.read.draft import Draft, Phrase
from dateline.read.in_words import put_right
from dateline.read.kinds import Kinds
from dateline.read.phrases import phrase
from dateline.read.tree import Tree
from dateline.values import Claim, ClaimType
from dateline.work.pipeline import Tools, load_tools, read
from tests.read import trees

UNHARMED = (
    "The mayor was unharmed, two guards were killed and a captain was wounded.",
    (
        "The|the|DET|2|det mayor|mayor|NOUN|4|nsubj was|be|AUX|4|cop unharmed|unharmed|ADJ|0|root ,|,|PUNCT|9|punct "
        "two|two|NUM|7|nummod guards|guard|NOUN|9|nsubj:pass|armed-actor were|be|AUX|9|aux:pass "
        "killed|kill|VERB|4|conj "
        "and|and|CCONJ|14|cc a|a|DET|12|det captain|captain|NOUN|14|nsubj:pass|person was|be|AUX|14|aux:pass "
        "wounded|wound|VERB|4|conj .|.|PUNCT|4|punct"
    ),
)


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


def claim(tools: Tools, text: str, trigger: str) -> Claim:
    return next(c for c in read(as_report("r", text), tools).claims if c.trigger.text == trigger)


def test_each_harm_has_its_own_people_and_number() -> None:
    document = trees.document(*UNHARMED)
    tree = Tree(document)
    mayor, guards, captain = (phrase(tree, i) for i in (1, 6, 11))
    whole = at(tree, 6)
    assert whole is not None

    def told(head: int) -> Draft:
        word = document.words[head]
        trigger = Phrase(word.start, word.end, head)
        return Draft(
            "ASSAULT", None, "actual", False, False, False, trigger, 0,
            recipients=(mayor, guards, captain), counts={"injured": whole} if head == 13 else {},
        )  # fmt: skip

    killed, wounded = own_parties(tree, Kinds(tree), [told(8), told(13)])
    assert killed.recipients == (guards,)
    assert wounded.recipients == (captain,)
    assert [(n, c.low) for n, c in wounded.counts.items()] == []
    assert [(n, c.low) for n, c in killed.counts.items()] == [("killed", 2)]


def test_what_is_struck_does_not_destroy(tools: Tools) -> None:
    text = "Five strikes engaged two ISIL tactical units and destroyed a front-end loader and a tunnel entrance."
    for one in read(as_report("r", text), tools).claims:
        assert not one.actors, one.trigger.text


def test_who_is_questioned_is_not_the_victim_told_before(tools: Tools) -> None:
    text = "The police arrested a man on suspicion of murder and questioned a woman."
    assert claim(tools, text, "murder").recipients == ()
    assert [r.text for r in claim(tools, text, "questioned").recipients] == ["a woman"]


def test_what_the_subject_did_in_both_clauses_stays(tools: Tools) -> None:
    found = read(as_report("r", "The airstrike hit a rebel convoy and killed ten civilians."), tools).claims
    assert {"a rebel convoy", "ten civilians"} <= {r.text for c in found for r in c.recipients}
    assert [c.counts["killed"].low for c in found if "killed" in c.counts] == [10]


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("Four people were hit by bullets during the protest in Khartoum.", "injured", 4),
        ("Two children were struck by shrapnel in Bor.", "injured", 2),
        ("Gunmen hit two policemen near the gate in Bor, killing them.", "killed", 2),
    ],
)
def test_being_hit_is_not_yet_being_killed(tools: Tools, text: str, kind: str, number: int) -> None:
    found = read(as_report("r", text), tools).claims[0].counts
    assert [(n, c.low) for n, c in found.items()] == [(kind, number)]


@pytest.mark.parametrize("text", ["They paid a gunman to kill the mayor.", "Rebels hired a gunman to shoot the judge."])
def test_who_is_paid_does_it(tools: Tools, text: str) -> None:
    [one] = read(as_report("r", text), tools).claims
    assert [a.text for a in one.actors] == ["a gunman"]


def test_shot_and_killed_is_one_claim(tools: Tools) -> None:
    found = read(as_report("r", "Sixteen-year-old Amir Khan was shot and killed on Saturday night in Bor."), tools)
    assert len(found.claims) == 1


def test_who_is_left_killed_does_nothing(tools: Tools) -> None:
    text = "Fighting between Dinka and Mundari militias in Gumeiza left over 10 people killed."
    [one] = read(as_report("r", text), tools).claims
    assert {a.text for a in one.actors} == {"Dinka", "Mundari militias"}
    assert (one.counts["killed"].low, one.counts["killed"].high) == (10, None)


def test_no_party_holds_the_verb_of_the_deed(tools: Tools) -> None:
    text = "On 30 January 2021, two unidentified gunmen raped a 13 year-old female IDP and stabbed her brother in town."
    assert [r.text for r in claim(tools, text, "raped").recipients] == ["a 13 year-old female IDP"]


def test_one_civilian_counts_beside_soldiers(tools: Tools) -> None:
    text = "Eight bombs were detonated yesterday and killed six soldiers and one civilian near Bor."
    assert [c.counts["killed"].low for c in read(as_report("r", text), tools).claims if "killed" in c.counts] == [7]


def test_a_civilian_counts_beside_an_officer(tools: Tools) -> None:
    for first in ("One army officer", "An army officer"):
        text = f"{first} and a civilian were killed in the raid on Bor."
        assert [c.counts["killed"].low for c in read(as_report("r", text), tools).claims if "killed" in c.counts] == [2]


SEIZING = (
    "After seizing the hill, the army fought on.",
    (
        "After|after|SCONJ|2|mark seizing|seize|VERB|8|advcl the|the|DET|4|det hill|hill|NOUN|2|obj|place "
        ",|,|PUNCT|2|punct the|the|DET|7|det army|army|NOUN|8|nsubj|armed-actor fought|fight|VERB|0|root "
        "on|on|ADV|8|advmod .|.|PUNCT|8|punct"
    ),
)
SEARCH = (
    "Police were searching for three men.",
    (
        "Police|police|NOUN|3|nsubj|armed-actor were|be|AUX|3|aux searching|search|VERB|0|root for|for|ADP|6|case "
        "three|three|NUM|6|nummod men|man|NOUN|3|obl|person .|.|PUNCT|3|punct"
    ),
)
ADMITTED = (
    "They told of three soldiers wounded and some twenty others hurt.",
    (
        "They|they|PRON|2|nsubj told|tell|VERB|0|root of|of|ADP|5|case three|three|NUM|5|nummod "
        "soldiers|soldier|NOUN|2|obl|armed-actor wounded|wound|VERB|5|acl and|and|CCONJ|10|cc some|some|DET|9|advmod "
        "twenty|twenty|NUM|10|nummod others|other|NOUN|5|conj|person hurt|hurt|VERB|10|acl .|.|PUNCT|2|punct"
    ),
)


def draft(tree: Tree, type_: ClaimType, head: int, recipient: int, **more: Any) -> Draft:
    word = tree.document.words[head]
    trigger = Phrase(word.start, word.end, head)
    return Draft(type_, None, "actual", False, False, False, trigger, 0, recipients=(phrase(tree, recipient),), **more)


def test_who_fought_on_seized_it_before() -> None:
    tree = Tree(trees.document(*SEIZING))
    [one] = own_parties(tree, Kinds(tree), [draft(tree, "CONTROL", 1, 6)])
    assert ([p.head for p in one.actors], one.recipients) == ([6], ())


def test_police_who_search_accuse_nobody() -> None:
    tree = Tree(trees.document(*SEARCH))
    assert put_right(tree, Kinds(tree), draft(tree, "ACCUSE", 2, 5)).type == "COERCE"


def test_each_number_is_of_its_own_people() -> None:
    tree = Tree(trees.document(*ADMITTED))
    others = at(tree, 9)
    assert others is not None
    one = put_right(tree, Kinds(tree), draft(tree, "ASSAULT", 5, 4, counts={"injured": others}))
    assert {name: count.low for name, count in one.counts.items()} == {"injured": 3}


def test_those_against_whom_reprisals_are_feared_do_not_withdraw() -> None:
    text = "They fear reprisals against civilians before their withdrawal."
    words = (
        "They|they|PRON|2|nsubj fear|fear|VERB|0|root reprisals|reprisal|NOUN|2|obj against|against|ADP|5|case "
        "civilians|civilian|NOUN|3|nmod before|before|ADP|8|case their|their|PRON|8|nmod:poss "
        "withdrawal|withdrawal|NOUN|3|nmod .|.|PUNCT|2|punct"
    )
    tree = Tree(trees.document(text, words))
    drafts = [draft(tree, "ASSAULT", 2, 4), draft(tree, "RETREAT", 7, 4)]
    reprisals, withdrawal = own_parties(tree, Kinds(tree), drafts)
    assert [p.head for p in reprisals.recipients] == [4]
    assert not withdrawal.recipients


@pytest.mark.parametrize(
    ("text", "trigger", "whom"),
    [
        ("Mark Doe, 23, was arrested near the house where Ann Roe and Kate Poe were found.", "arrested", ["Mark Doe"]),
        ("Police officers begged by his wife not to fire shot Mark Poe.", "begged", ["Police officers"]),
    ],
)
def test_whom_a_clause_below_tells_of_is_no_victim(tools: Tools, text: str, trigger: str, whom: list[str]) -> None:
    assert [p.text for p in claim(tools, text, trigger).recipients] == whom


def test_who_is_begged_does_not_beg(tools: Tools) -> None:
    begged = claim(tools, "Police officers begged by his wife not to fire shot Mark Poe.", "begged")
    assert [p.text for p in begged.actors] == ["his wife"]


COLON = (
    "Army: rebels shell Kell.",
    (
        "Army|army|NOUN|4|nsubj|armed-actor :|:|PUNCT|4|punct rebels|rebel|NOUN|4|nsubj|armed-actor "
        "shell|shell|VERB|0|root Kell|Kell|PROPN|4|obj|place .|.|PUNCT|4|punct"
    ),
)


@pytest.mark.parametrize(("heads", "left"), [([0, 2], ["rebels"]), ([2], ["rebels"]), ([0], ["Army"])])
def test_who_stands_alone_before_a_colon_does_not_do_what_others_do_behind_it(
    heads: list[int], left: list[str]
) -> None:
    document = trees.document(*COLON)
    tree = Tree(document)
    word = document.words[3]
    actors = tuple(phrase(tree, i) for i in heads)
    draft = Draft("ASSAULT", None, "actual", False, False, False, Phrase(word.start, word.end, 3), 0, actors=actors)
    [found] = own_parties(tree, Kinds(tree), [draft])
    assert [document.text[p.start : p.end] for p in found.actors] == left
