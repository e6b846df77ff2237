from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from handmade import document, resolved

from dateline.read.standing import stands_for
from dateline.read.tree import Tree
from dateline.values import MentionKind

FIRST = (
    "The/the/DET/2/det number/number/NOUN/6/nsubj of/of/ADP/5/case IS/is/PROPN/5/compound "
    "militants/militant/NOUN/2/nmod fell/fall/VERB/0/root ././PUNCT/6/punct"
)
SECOND = (
    "Fighters/fighter/NOUN/5/nsubj of/of/ADP/4/case the/the/DET/4/det group/group/NOUN/1/nmod left/leave/VERB/0/root "
    "the/the/DET/7/det ranks/rank/NOUN/5/obj of/of/ADP/10/case the/the/DET/10/det army/army/NOUN/7/nmod "
    "././PUNCT/5/punct"
)
MADE = resolved(
    document(
        "The number of IS militants fell. Fighters of the group left the ranks of the army.",
        [FIRST, SECOND],
        [("IS", "armed-actor", True), ("the group", "armed-actor", False), ("the army", "armed-actor", False)],
    )
)


@pytest.mark.parametrize(
    ("phrase", "head", "name"),
    [
        ("The number of IS militants", "number", "Islamic State"),
        ("IS militants", "militants", "Islamic State"),
        ("Fighters of the group", "Fighters", "Islamic State"),
        ("the group", "group", "Islamic State"),
        ("the ranks of the army", "ranks", None),
        ("IS", "IS", "Islamic State"),
    ],
)
def test_a_phrase_leads_to_its_actor(phrase: str, head: str, name: str | None) -> None:
    start = MADE.text.index(phrase)
    at = MADE.text.index(head)
    word = next(i for i, w in enumerate(MADE.words) if w.start == at)
    found, known = stands_for(MADE, Tree(MADE), start, start + len(phrase), word)
    assert found == name
    assert (known == "islamic-state") is (name is not None)


@pytest.mark.parametrize(("kind", "name"), [("place", None), ("armed-actor", "Manbij")])
def test_soldiers_from_a_town_are_not_the_town(kind: MentionKind, name: str | None) -> None:
    made = resolved(
        document(
            "Soldiers from Manbij left.",
            ["Soldiers/soldier/NOUN/4/nsubj from/from/ADP/3/case Manbij/Manbij/PROPN/1/nmod left/leave/VERB/0/root"],
            [("Manbij", kind, True)],
        )
    )
    assert stands_for(made, Tree(made), 0, 20, 0)[0] == name


def test_a_name_goes_on_over_the_end_of_a_line() -> None:
    parse = "THE/the/DET/2/det REBELS/REBELS/PROPN/3/nsubj left/leave/VERB/0/root"
    made = resolved(document("THE\nREBELS left", [parse], [("THE\nREBELS", "organisation", True)]))
    assert made.mentions[0].name == "REBELS"
