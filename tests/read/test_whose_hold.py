"""Who holds what by a compound, by the bundled model and the rules, on texts of our own."""

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


def holds(tools: Tools, text: str) -> list[tuple[list[str], list[str | None]]]:
    """Holders and the names of what they hold, of each claim of control."""
    found = [c for c in claims(tools, text) if c.type == "CONTROL"]
    return [([a.text for a in c.actors], [p.name for p in c.places if p.role == "held"]) for c in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jets bombed the rebel-held town of Saraqeb.", [(["rebel"], ["Saraqib"])]),
        (
            "Shells hit government-held Aleppo and opposition-held Idlib.",
            [(["government"], ["Aleppo"]), (["opposition"], ["Idlib"])],
        ),
        ("Clashes broke out in Houthi-controlled Sanaa.", [(["Houthi"], ["Sanaa"])]),
    ],
)
def test_each_compound_is_a_hold_of_its_own(
    tools: Tools, text: str, expected: list[tuple[list[str], list[str]]]
) -> None:
    assert holds(tools, text) == expected


def test_what_is_hit_is_the_place(tools: Tools) -> None:
    found = [c for c in claims(tools, "Shells hit government-held Aleppo.") if c.type == "ASSAULT"]
    assert found
    assert not any(r.text == "government" for c in found for r in (*c.recipients, *c.actors))
