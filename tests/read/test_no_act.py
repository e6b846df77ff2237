"""Words of an act that are none, by the bundled model and the rules, on texts of our own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import trees

from benchmarks.reads import as_report
from dateline.read.kinds import Kinds
from dateline.read.no_act import no_act
from dateline.read.tree import Tree
from dateline.work.pipeline import Tools, load_tools, read

BEFORE = (
    "Rebels shelled the army's base in Aleppo on Friday, killing nine soldiers. The army struck back with rockets. "
)


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


def types(tools: Tools, text: str, trigger: str, before: str = BEFORE) -> list[str]:
    found = read(as_report("r", before + text, published="2015-03-01"), tools).claims
    return [c.type for c in found if c.trigger.text == trigger]


def test_who_tries_to_retake_a_town_tries_nobody(tools: Tools) -> None:
    text = "The army is expected to try to retake the village before the talks resume."
    assert types(tools, text, "try") == []
    assert types(tools, text, "retake") == ["CONTROL"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The governor of Darfur warned that the RSF was preparing a new offensive on the city.", []),
        ("The rebels warned that they will attack the capital if the army does not withdraw.", ["THREATEN"]),
    ],
)
def test_who_warns_of_others_threatens_nobody(tools: Tools, text: str, expected: list[str]) -> None:
    assert types(tools, text, "warned", before="") == expected


def test_who_declines_to_comment_rejects_nothing(tools: Tools) -> None:
    assert types(tools, "A spokesman for the army declined to comment.", "declined") == []
    assert types(tools, "The rebels refused to release the hostages.", "refused") == ["REJECT"]


@pytest.mark.parametrize(("of", "expected"), [("alert", True), ("siege", False)])
def test_a_state_of_alert_restricts_nobody(of: str, expected: bool) -> None:
    row = f"A|a|DET|2|det state|state|NOUN|0|root of|of|ADP|4|case {of}|{of}|NOUN|2|nmod .|.|PUNCT|2|punct"
    tree = Tree(trees.document(f"A state of {of}.", row))
    assert no_act(tree, Kinds(tree), 1, "COERCE") is expected
    assert not no_act(tree, Kinds(tree), 1, "MOBILIZE")


@pytest.mark.parametrize(
    "text",
    [
        'The woman told the soldiers: "Please, do not shoot my brother."',
        'His wife begged: "Don\'t shoot him."',
        "His wife begged the soldiers not to shoot him.",
    ],
)
def test_what_someone_is_begged_not_to_do_is_no_attack_that_is_denied(tools: Tools, text: str) -> None:
    assert types(tools, text, "shoot") == []


@pytest.mark.parametrize("text", ["The soldiers do not shoot at children.", "Rebels vowed not to shoot at the town."])
def test_who_says_what_they_do_not_do_denies_it(tools: Tools, text: str) -> None:
    assert types(tools, text, "shoot") == ["ASSAULT"]
