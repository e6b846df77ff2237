"""Nobody does to themselves what a verb with an object tells; members of a convoy are people, and each
clause has its own dead: by the bundled model."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.reads import as_report
from dateline.values import Claim, Reading
from dateline.work.pipeline import Tools, load_tools, read
from dateline.work.reading import read_paths

SAMPLES = Path(__file__).parents[2] / "samples"
FIRST = (
    "Kurdish fighters of the People's Protection Units (YPG) regained control of the strategic town of Tel Tamr, "
    "northwest of Hasakah, on Thursday after fierce clashes with Islamic State (IS) militants, military sources "
    "reported.\n\n"
)


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


def test_who_died_elsewhere_is_not_among_the_dead_of_the_clashes(tools: Tools) -> None:
    text = FIRST + (
        "At least 23 IS extremists were killed in the clashes and six others were arrested, while five YPG fighters "
        "lost their lives, YPG spokesman Ali Orr told Inland News."
    )
    numbers = [(c.trigger.text, c.counts["killed"].low) for c in claims(tools, text) if "killed" in c.counts]
    assert ("killed", 23) in numbers
    assert ("clashes", 5) not in numbers


def test_who_took_a_town_after_clashes_with_others_clashed(tools: Tools) -> None:
    text = FIRST + "Warplanes of the coalition carried out four airstrikes on IS headquarters, eyewitnesses said."
    clashes = next(c for c in claims(tools, text) if c.trigger.text == "clashes")
    assert [a.name for a in clashes.actors] == ["People's Protection Units"]


def test_our_forces_are_nobodys_name(tools: Tools) -> None:
    text = (
        "“Our forces advanced to the outskirts of Manbij and destroyed three vehicles,” the commander Ada Orr said. "
        "She added that the group had laid mines in dozens of houses before fleeing."
    )
    names = {s.name for c in claims(tools, text) for s in (*c.actors, *c.recipients)}
    assert not {n for n in names if n and n.lower().startswith("our")}


def test_whom_fighters_forced_out_are_not_the_fighters() -> None:
    (reading,) = (r for r in read_paths([str(SAMPLES / "tell-abyad-accusations.txt")]) if isinstance(r, Reading))
    forced = next(c for c in reading.claims if "forced" in c.trigger.text and c.actors)
    assert [a.name for a in forced.actors] == ["Islamic State"]
    assert [r.text for r in forced.recipients] == ["them"]
    assert "Islamic State" not in {r.name for r in forced.recipients}
