"""Who tells of what an appeal demands, and who is to do it, by the bundled model and the rules, on texts of our own."""

from __future__ import annotations

import pytest

from benchmarks.reads import as_report
from dateline.read.demanded import demanded
from dateline.read.draft import Draft, Phrase
from dateline.read.phrases import phrase
from dateline.read.tree import Tree
from dateline.values import Claim, ClaimType, Status
from dateline.work.pipeline import Tools, load_tools, read
from tests.read import trees


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


def test_who_appeals_to_others_is_not_to_do_it() -> None:
    words = (
        "She|she|PRON|2|nsubj urged|urge|VERB|0|root both|both|DET|4|det sides|side|NOUN|2|obj to|to|PART|6|mark "
        "withdraw|withdraw|VERB|2|xcomp .|.|PUNCT|2|punct"
    )
    tree = Tree(trees.document("She urged both sides to withdraw.", words))
    she, sides = phrase(tree, 0), phrase(tree, 3)

    def draft(type_: ClaimType, status: Status, head: int, *recipients: Phrase) -> Draft:
        word = tree.document.words[head]
        trigger = Phrase(word.start, word.end, head)
        return Draft(type_, None, status, False, False, False, trigger, 0, actors=(she,), recipients=recipients)

    appeal, demand_ = draft("REQUEST", "actual", 1, sides), draft("RETREAT", "requested", 5)
    assert [p.head for p in demanded(tree, [appeal, demand_])[1].actors] == [sides.head]
