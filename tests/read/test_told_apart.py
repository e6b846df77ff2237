"""What is told of one event and what of another, on the bundled model's parses: offences told once, plans and what has
happened, things that carry words, places of events side by side, and who is alleged to have done something."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
import trees

from dateline.read.draft import Draft, Phrase
from dateline.read.families import family
from dateline.read.hearsay import without_accused
from dateline.read.tree import Tree
from dateline.values import Claim, Report
from dateline.work.pipeline import load_tools, read

Tell = Callable[[str], tuple[Claim, ...]]


@pytest.fixture(scope="module")
def tell() -> Tell:
    tools = load_tools()

    def told(text: str) -> tuple[Claim, ...]:
        return read(Report("id", "0" * 64, "0" * 64, text, published="2016-05-12"), tools).claims

    return told


def of(claims: tuple[Claim, ...], word: str) -> Claim:
    """The claim whose trigger holds a word."""
    [found] = [c for c in claims if word in c.trigger.text]
    return found


def assaults(claims: tuple[Claim, ...]) -> list[str]:
    return [c.trigger.text for c in claims if c.type == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The commander allegedly sent men to rape her, and she was raped by four of them in the barracks.", "raped"),
        ("She accused the commander of sending men to rape her; she was raped in the barracks.", "raped"),
        ("The gunman shot the guard; the shooting of the guard happened at noon.", "shot"),
        ("Two women were raped; the rapes were carried out by soldiers.", "raped"),
        ("The two drivers were attacked by a gang in the attack on Sunday night.", "attacked"),
    ],
)
def test_one_offence_told_twice_in_a_sentence_is_one_claim(tell: Tell, text: str, trigger: str) -> None:
    assert assaults(tell(text)) == [trigger]


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("The rebels attacked the mosque, and the army attacked the market.", ["attacked", "attacked"]),
        ("Rebels bombed the bridge on Monday and bombed the bridge again on Friday.", ["bombed", "bombed"]),
        ("She said four men raped her and that soldiers had raped other women too.", ["raped", "raped"]),
        ("The soldiers beat the teacher, and the teacher was later killed in the cell.", ["beat", "killed"]),
    ],
)
def test_two_offences_stay_two(tell: Tell, text: str, triggers: list[str]) -> None:
    assert assaults(tell(text)) == triggers


@pytest.mark.parametrize(
    "text",
    [
        "The rebels plan to withdraw from Daraya next week. Residents fear looting before the withdrawal.",
        "The army will withdraw from Sirte, officials said. The withdrawal would end a long siege.",
    ],
)
def test_a_noun_that_takes_up_a_plan_is_planned(tell: Tell, text: str) -> None:
    assert of(tell(text), "withdrawal").status == "planned"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The rebels plan to withdraw from Daraya. The withdrawal began on Monday, a monitor said.", "withdrawal"),
        ("The rebels agreed to leave Douma on Sunday. Their departure was completed on Tuesday.", "departure"),
    ],
)
def test_a_plan_that_came_about_is_told_as_done(tell: Tell, text: str, word: str) -> None:
    assert of(tell(text), word).status == "actual"


def test_a_plan_has_no_day_of_what_happened_before(tell: Tell) -> None:
    claims = tell("On Monday rebels shelled Hama. They are planning to attack the airport, a commander said.")
    assert of(claims, "attack").time is None
    claims = tell("On Monday rebels shelled Hama. They are planning to attack the airport on Friday, a commander said.")
    assert of(claims, "attack").time is not None


def test_what_is_feared_after_a_defeat_is_not_at_its_place(tell: Tell) -> None:
    claims = tell("After the group’s defeat in Tadef, I am afraid of IS revenge against farmers, a teacher said.")
    assert [p.text for p in of(claims, "defeat").places] == ["Tadef"]
    assert all("Tadef" not in p.text for c in claims if c.status == "feared" for p in c.places)


def test_what_was_lost_is_not_where_a_march_begins(tell: Tell) -> None:
    claims = tell("IS fighters are planning to withdraw from the hills of Idlib, after their loss in Tadef’s battles.")
    assert [p.text for p in of(claims, "withdraw").places] == ["the hills of Idlib"]
    assert all("Idlib" not in p.text for c in claims if c.status == "actual" for p in c.places)


def test_what_carries_an_appeal_is_no_attack(tell: Tell) -> None:
    claims = tell(
        "The alliance called on civilians in Raqqa to leave. Its appeal came through paper slips dropped by warplanes. "
        "Panic spread after residents obtained these slips, amid raids against IS positions."
    )
    assert assaults(claims) == ["raids"]


def test_each_event_of_a_list_has_its_own_place(tell: Tell) -> None:
    claims = tell("The attack on a barracks in Lebanon and the attack on a bus in Kenya were claimed by one group.")
    found = [{p.text for p in c.places} for c in claims if c.type == "ASSAULT"]
    assert ["Kenya" in places for places in found] == [False, True]


@pytest.mark.parametrize(
    "text",
    [
        "The commander allegedly sent men to rape her, and she was raped by four of them in the barracks.",
        "A soldier allegedly shot a girl near the well.",
    ],
)
def test_who_is_accused_is_not_the_source(tell: Tell, text: str) -> None:
    assert [s.text for c in tell(text) for s in c.sources] == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The police would not discuss a motive for the bombing of the bank in Kell.", "bombing"),
        ("The press office has not reported the attacks of last night in Kell.", "attacks"),
        ("Villagers were reminded that rebels had attacked the bridge in Kell.", "attacked"),
    ],
)
def test_who_leaves_it_unsaid_or_is_only_told_is_no_source(tell: Tell, text: str, word: str) -> None:
    assert of(tell(text), word).sources == ()


def test_an_article_alone_is_no_source(tell: Tell) -> None:
    claims = tell("Police shot a boy in Kell. The also said that he had been arrested four times.")
    assert "The" not in [s.text for c in claims for s in c.sources]


def test_who_admits_a_deed_is_the_source(tell: Tell) -> None:
    claims = tell("The army admitted that its soldiers had shelled the camp near Homs.")
    assert [s.text for s in of(claims, "shelled").sources] == ["The army"]


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        ("withdrawal", "withdraw"),
        ("killing", "kill"),
        ("seizure", "seize"),
        ("kidnapping", "kidnap"),
        ("evacuation", "evacuate"),
        ("bombardment", "bombard"),
        ("arrest", "arrest"),
    ],
)
def test_nouns_of_doing_and_their_verbs_are_of_one_family(noun: str, verb: str) -> None:
    assert family(noun) == family(verb)
    assert family(noun) != family("rape")


@given(st.text())
def test_any_word_has_a_family(word: str) -> None:
    assert len(family(word)) <= len(word)


@pytest.mark.parametrize(
    ("text", "recipients", "killed"),
    [
        ("A bomb killed seven people, three of whom were soldiers.", ["seven people"], 7),
        ("Three of them were killed in the raid.", ["Three of them"], 3),
    ],
)
def test_some_of_those_named_are_no_party_beside_them(
    tell: Tell, text: str, recipients: list[str], killed: int
) -> None:
    claim = of(tell(text), "killed")
    assert [p.text for p in claim.recipients] == recipients
    assert claim.counts["killed"].low == claim.counts["killed"].high == killed


def test_whom_the_words_cite_is_a_source_though_the_parser_takes_them_for_the_subject() -> None:
    document = trees.document(
        "According to the rebels, two clerks were killed.",
        "According|accord|VERB|4|case to|to|ADP|1|fixed the|the|DET|4|det rebels|rebel|NOUN|9|nsubj ,|,|PUNCT|4|punct "
        "two|two|NUM|7|nummod clerks|clerk|NOUN|9|nsubj:pass were|be|AUX|9|aux:pass killed|kill|VERB|0|root "
        ".|.|PUNCT|9|punct",
    )
    draft = Draft("ASSAULT", None, "actual", False, False, False, Phrase(42, 48, 8), 0, sources=((3, 0),))
    assert without_accused(Tree(document), draft).sources == ((3, 0),)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A judge found the former clerk guilty of the murder of two guards.", "murder"),
        ("The court acquitted three officers of the killing of a farmer.", "killing"),
        ("A patrol heard the shelling of the market and went back.", "shelling"),
    ],
)
def test_who_judges_or_hears_it_does_not_say_it(tell: Tell, text: str, word: str) -> None:
    assert not of(tell(text), word).sources


def test_what_a_court_finds_to_be_so_it_says(tell: Tell) -> None:
    [source] = of(tell("A court found that soldiers had killed two farmers."), "killed").sources
    assert source.text == "A court"
