"""Whom a description cannot stand for, with chances given by hand and, on whole texts, by the bundled model."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from handmade import document

from benchmarks.reads import as_report
from dateline.read.reader import Reader
from dateline.read.reference import Choice, resolve
from dateline.read.resolution import resolve as read_and_resolve
from dateline.read.tree import Tree


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def meant(reader: Reader, text: str, description: str) -> str | None:
    """What the last mention with these words stands for in the end, by the first mention of it."""
    made = reader.document(as_report("r", text))
    mentions = read_and_resolve(made, Tree(made), reader.reference)
    found = [i for i, m in enumerate(mentions) if text[m.start : m.end].lower().removeprefix("the ") == description]
    assert found, f"{description} is no mention"
    at = found[-1]
    for _ in range(20):
        of = mentions[at].of
        if of is None:
            break
        at = of
    return None if at == found[-1] else text[mentions[at].start : mentions[at].end]


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("A deputy questioned a woman who lived next door. The suspect fled before police arrived.", "suspect"),
        (
            "Deputies spoke with a woman who was walking her dog. The suspect had left in a van, the sheriff said.",
            "suspect",
        ),
        ("Officers spoke with a woman at a house near the bank. The gunman is still at large.", "gunman"),
        ("A teacher was stabbed in her flat. A neighbour called the police. The attacker got away.", "attacker"),
        ("A gunman shot a nurse in the hall and ran off. A porter called for help. The victim lived.", "victim"),
        ("A lorry hit a girl on Main Street on Monday. The driver did not stop.", "driver"),
        ("Karim Haddad said on Tuesday that his mother was kidnapped by gunmen in Homs.", "his mother"),
        ("Rana Said was freed on Friday, and her lawyer told reporters that she was well.", "her lawyer"),
        ("Doctor Lena Moss fell ill. She said that the man had pushed her.", "man"),
    ],
)
def test_no_antecedent_is_better_than_another_person(reader: Reader, text: str, description: str) -> None:
    assert meant(reader, text, description) is None


@pytest.mark.parametrize(
    ("text", "description", "of"),
    [
        ("A man opened fire on a bus on Tuesday, killing two. The gunman was held an hour later.", "gunman", "man"),
        ("Police arrested a man in Leeds on Sunday. The suspect is accused of a stabbing.", "suspect", "man"),
        (
            "A judge sentenced a farmer to death for killing his neighbour. The defendant smiled in court.",
            "defendant",
            "farmer",
        ),
        (
            "Karim Haddad stabbed a guard at the mosque and ran away. The attacker was caught near the river.",
            "attacker",
            "Karim Haddad",
        ),
        (
            "A man was shot dead in Leeds on Sunday. A woman told police that she heard two shots. The victim was 20.",
            "victim",
            "man",
        ),
        ("Gunmen shot and killed a bank manager of the province in Homs. The victim was 40.", "victim", "manager"),
        ("A pilot was freed on Monday after a year in prison. The pilot thanked his family.", "pilot", "pilot"),
    ],
)
def test_who_is_shown_on_that_side_is_still_meant(reader: Reader, text: str, description: str, of: str) -> None:
    found = meant(reader, text, description)
    assert found is not None
    assert found.removeprefix("A ").removeprefix("a ") == of


PARSES = [
    "Omar/omar/PROPN/2/nsubj shot/shoot/VERB/0/root a/a/DET/4/det {noun}/{noun}/NOUN/2/obj ././PUNCT/2/punct",
    "The/the/DET/2/det {role}/{role}/NOUN/3/nsubj left/leave/VERB/0/root ././PUNCT/3/punct",
]


@pytest.mark.parametrize(
    ("noun", "role", "of"),
    [
        ("nurse", "suspect", "Omar"),  # the likelier one was shot
        ("nurse", "victim", "a nurse"),
        ("nurse", "nurse", "a nurse"),
        ("woman", "man", "Omar"),
        ("gunman", "gunman", "a gunman"),
    ],
)
def test_a_barred_candidate_leaves_its_place_to_the_next(noun: str, role: str, of: str) -> None:
    made = document(
        f"Omar shot a {noun}. The {role} left.",
        [p.format(noun=noun, role=role) for p in PARSES],
        [("Omar", "person", True), (f"a {noun}", "person", False), (f"The {role}", "person", False)],
    )
    mentions = resolve(made, None, {2: Choice((0, 1), (0.35, 0.55), 0.1)})
    found = mentions[2].of
    assert found is not None
    assert made.text[mentions[found].start : mentions[found].end] == of


def test_someone_without_a_name_must_have_been_shown_on_that_side() -> None:
    made = document(
        "A woman called. The suspect left.",
        [
            "A/a/DET/2/det woman/woman/NOUN/3/nsubj called/call/VERB/0/root ././PUNCT/3/punct",
            PARSES[1].format(role="suspect"),
        ],
        [("A woman", "person", False), ("The suspect", "person", False)],
    )
    for chance in (0.9, 0.5):
        assert resolve(made, None, {1: Choice((0,), (chance,), 0.005)})[1].of is None


@pytest.mark.parametrize(("noun", "lemma", "of"), [("areas", "area", "two villages"), ("area", "area", "Aleppo")])
def test_several_places_are_none_of_them_alone(noun: str, lemma: str, of: str) -> None:
    made = document(
        f"Rebels left Aleppo and two villages. These {noun} are calm.",
        [
            (
                "Rebels/rebel/NOUN/2/nsubj left/leave/VERB/0/root Aleppo/Aleppo/PROPN/2/obj and/and/CCONJ/6/cc "
                "two/two/NUM/6/nummod villages/village/NOUN/3/conj ././PUNCT/2/punct"
            ),
            f"These/this/DET/2/det {noun}/{lemma}/NOUN/4/nsubj are/be/AUX/4/cop calm/calm/ADJ/0/root ././PUNCT/4/punct",
        ],
        [("Aleppo", "place", True), ("two villages", "place", False), (f"These {noun}", "place", False)],
    )
    mentions = resolve(made, None, {2: Choice((0, 1), (0.6, 0.3), 0.1)})
    found = mentions[2].of
    assert found is not None
    assert made.text[mentions[found].start : mentions[found].end] == of


@pytest.mark.parametrize(("noun", "of"), [("leaders", None), ("leader", "Omar")])
def test_several_people_are_none_of_them_alone(noun: str, of: str | None) -> None:
    made = document(
        f"Omar met Kerem. The {noun} talked.",
        [
            "Omar/Omar/PROPN/2/nsubj met/meet/VERB/0/root Kerem/Kerem/PROPN/2/obj ././PUNCT/2/punct",
            f"The/the/DET/2/det {noun}/leader/NOUN/3/nsubj talked/talk/VERB/0/root ././PUNCT/3/punct",
        ],
        [("Omar", "person", True), ("Kerem", "person", True), (f"The {noun}", "person", False)],
    )
    found = resolve(made, None, {2: Choice((0, 1), (0.6, 0.3), 0.1)})[2].of
    assert (None if found is None else ("Omar", "Kerem")[found]) == of


@pytest.mark.parametrize(("clause", "of"), [("acl:relcl", 0), ("ccomp", 1)])
def test_the_subject_of_a_clause_that_tells_of_a_noun_is_not_that_noun(clause: str, of: int) -> None:
    made = document(
        "Gangs beat farmers whom they accused.",
        [
            (
                "Gangs/gang/NOUN/2/nsubj beat/beat/VERB/0/root farmers/farmer/NOUN/2/obj whom/whom/PRON/6/obj "
                f"they/they/PRON/6/nsubj accused/accuse/VERB/3/{clause} ././PUNCT/2/punct"
            )
        ],
        [("Gangs", "group", False), ("farmers", "group", False), ("they", "group", False)],
    )
    assert resolve(made, None, {2: Choice((0, 1), (0.3, 0.6), 0.1)})[2].of == of
