"""Nobody does to themselves what a verb with an object tells; members of a convoy are people: by the bundled model."""

from __future__ import annotations

import pytest

from benchmarks.reads import as_report
from dateline.values import Claim
from dateline.work.pipeline import Tools, load_tools, read


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


def claims(tools: Tools, text: str) -> tuple[Claim, ...]:
    return read(as_report("r", text, published="2015-03-01"), tools).claims


def test_the_army_does_not_blame_itself(tools: Tools) -> None:
    text = (
        "The Rapid Support Forces accused the army of carrying out a drone strike on the convoy. "
        "The army denied the allegation and blamed the militia for the attack."
    )
    blamed = next(c for c in claims(tools, text) if c.trigger.text == "blamed")
    assert [a.text for a in blamed.actors] == ["The army"]
    assert [r.text for r in blamed.recipients] == ["the militia"]
    assert not {a.name for a in blamed.actors} & {r.name for r in blamed.recipients if r.name}


def test_members_of_a_convoy_are_counted(tools: Tools) -> None:
    text = "Five members of the convoy were killed and several others injured, the UN said."
    killed = next(c for c in claims(tools, text) if c.trigger.text == "killed")
    assert (killed.counts["killed"].low, killed.counts["killed"].high) == (5, 5)
