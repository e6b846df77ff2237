"""Whose strength a claim tells of, by the bundled model and the rules, on texts of our own."""

from __future__ import annotations

import pytest

from benchmarks.reads import as_report
from dateline.work.pipeline import Tools, load_tools, read

BEFORE = "The Harbour Brigade lost the town of Manbij to the army on Friday. "


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


@pytest.mark.parametrize(
    ("text", "trigger", "owner"),
    [
        ("Residents said that the number of IS fighters has decreased in the city.", "decreased", "IS fighters"),
        ("Is it the beginning of the end for ISIS?", "beginning", "ISIS"),
        ("The militants plan to pull out of Hama, after their loss in the battles for Aleppo.", "loss", "their"),
    ],
)
def test_whose_it_is(tools: Tools, text: str, trigger: str, owner: str) -> None:
    claims = read(as_report("r", BEFORE + text, published="2015-03-01"), tools).claims
    found = [c for c in claims if trigger in c.trigger.text and c.type == "STRENGTH"]
    assert found, [(c.type, c.trigger.text) for c in claims]
    assert [a.text for c in found for a in c.actors] == [owner]


def test_what_it_is_afraid_to_do_it_does_not(tools: Tools) -> None:
    text = BEFORE + "The group is even afraid of sending its gunmen on patrols outside Manbij, a resident said."
    claims = read(as_report("r", text, published="2015-03-01"), tools).claims
    assert "STRENGTH" in {c.type for c in claims if "afraid" in c.trigger.text}
    assert not [c for c in claims if c.type == "MOBILIZE"]
