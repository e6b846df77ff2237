"""Whom a participle of justice behind an arrest is about, by the bundled model and the rules, on texts of our own."""

from __future__ import annotations

import pytest

from benchmarks.reads import as_report
from dateline.values import Claim
from dateline.work.pipeline import Tools, load_tools, read


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


def told(tools: Tools, text: str, type_: str) -> Claim:
    return next(c for c in read(as_report("r", text), tools).claims if c.type == type_)


CASES = [
    (
        "On Thursday German police arrested two teenagers, accused of plotting a terror attack on a school in Celle.",
        ["two teenagers"],
    ),
    (
        (
            "Jane Roe, 20, and Carl Poe, 24, were arrested on Friday and were being held in a county jail, "
            "charged with killing John Moe last summer."
        ),
        ["Jane Roe", "Carl Poe"],
    ),
]


@pytest.mark.parametrize(("text", "whom"), CASES)
def test_those_arrested_are_the_accused(tools: Tools, text: str, whom: list[str]) -> None:
    assert [p.text for p in told(tools, text, "ACCUSE").recipients] == whom


@pytest.mark.parametrize(("text", "whom"), CASES)
def test_those_accused_are_said_to_have_done_it(tools: Tools, text: str, whom: list[str]) -> None:
    assert [p.text for p in told(tools, text, "ASSAULT").actors] == whom


def test_whom_they_helped_did_it(tools: Tools) -> None:
    text = "The army detained three farmers, accused of helping the rebels shell the town."
    assert [p.text for p in told(tools, text, "ASSAULT").actors] != ["three farmers"]
