"""Who does what someone is brought to do, by the bundled model and the rules, on texts of our own."""

from __future__ import annotations

import pytest

from benchmarks.reads import as_report
from dateline.work.pipeline import Tools, load_tools, read


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


def actors(tools: Tools, text: str, trigger: str) -> set[str]:
    """The actors of the claims whose trigger holds these words."""
    found = [c for c in read(as_report("r", text, published="2015-03-01"), tools).claims if trigger in c.trigger.text]
    assert found, f"no claim on {trigger}"
    return {a.text for c in found for a in c.actors}


@pytest.mark.parametrize(
    ("text", "trigger", "doers"),
    [
        ("The driver ignored the signals, prompting the perpetrators to shoot.", "shoot", {"the perpetrators"}),
        ("The bus driver refused to stop, forcing the gunmen to open fire.", "open fire", {"the gunmen"}),
        ("The motorist sped past, leading the soldiers to fire at his car.", "fire", {"the soldiers"}),
        ("The driver did not pull over, which made the gunmen shoot at the bus.", "shoot", {"the gunmen"}),
        ("The kidnappers forced the farmer to shoot his brother.", "shoot", {"the farmer"}),
        ("The governor allowed the militia to attack the camp.", "attack", {"the militia"}),
        ("The general ordered his men to shell Aleppo.", "shell", {"his men"}),
        ("The imam urged his followers to kill the mayor.", "kill", {"his followers"}),
        ("The shepherds resisted, provoking the raiders into killing three of them.", "killing", {"the raiders"}),
        ("The police let the crowd burn the shop.", "burn", {"the crowd"}),
        # What must stay as it is: the subject does it, by promise, by itself, or in the passive.
        ("The mayor promised the residents to arrest the killers.", "arrest", {"The mayor"}),
        ("The army used tanks to shell the town.", "shell", {"The army"}),
        ("The soldiers, ordered by the general to shoot, killed five villagers.", "shoot", {"The soldiers"}),
        ("IS threatened the villagers to burn their homes.", "burn", {"IS"}),
        ("The driver fled, and the perpetrators shot at him.", "shot", {"the perpetrators"}),
    ],
)
def test_who_is_brought_to_it_does_it(tools: Tools, text: str, trigger: str, doers: set[str]) -> None:
    assert actors(tools, text, trigger) == doers


def test_those_coordinated_do_it_too(tools: Tools) -> None:
    text = "The colonel and his deputy allowed soldiers and policemen to torture prisoners in Hama."
    assert actors(tools, text, "torture") == {"soldiers", "policemen"}


def test_who_is_brought_to_flee_is_no_actor(tools: Tools) -> None:
    assert "hundreds of families" not in actors(tools, "Shelling forced hundreds of families to flee Mosul.", "flee")
