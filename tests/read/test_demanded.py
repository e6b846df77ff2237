"""Who tells of what an appeal demands, and who is to do it, by the bundled model and the rules, on texts of our own."""

from __future__ import annotations

import pytest

from benchmarks.reads import as_report
from dateline.values import Claim
from dateline.work.pipeline import Tools, load_tools, read


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


def demand(tools: Tools, text: str, trigger: str) -> Claim:
    """The claim that is requested, by its trigger."""
    claims = read(as_report("r", text, published="2015-03-01"), tools).claims
    found = [c for c in claims if trigger in c.trigger.text and c.status == "requested"]
    assert found, f"no demand on {trigger} among {[(c.type, c.trigger.text, c.status) for c in claims]}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "trigger", "source", "doer"),
    [
        ("The mayor urged both sides to stop shelling the hospital in Aleppo.", "stop", "The mayor", "both sides"),
        (
            "The ministry demanded that the rebels release the hostages at once.",
            "release",
            "The ministry",
            "the rebels",
        ),
        ("The council called on the army to withdraw from Hama.", "withdraw", "The council", "the army"),
    ],
)
def test_who_appeals_tells_what_is_demanded(tools: Tools, text: str, trigger: str, source: str, doer: str) -> None:
    claim = demand(tools, text, trigger)
    assert source in {s.text for s in claim.sources}
    assert doer in {a.text for a in claim.actors}


def test_who_is_called_on_to_leave_is_displaced(tools: Tools) -> None:
    text = "The army called on residents of the rebel-held town of Saraqeb to evacuate their homes immediately."
    claim = demand(tools, text, "evacuate")
    assert claim.type == "DISPLACE"
    assert [r.text.split()[0] for r in claim.recipients] == ["residents"]
    assert [s.text for s in claim.sources] == ["The army"]


def test_who_told_of_an_appeal_is_not_lost(tools: Tools) -> None:
    text = "The mayor urged both sides to stop shelling the hospital in Aleppo, a local doctor told Inland Radio."
    sources = {s.text for s in demand(tools, text, "stop").sources}
    assert "a local doctor" in sources
