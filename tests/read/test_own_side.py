"""Whom "we" and "our" stand for, by the bundled model and the rules, on texts of our own."""

from __future__ import annotations

import pytest

from benchmarks.reads import as_report
from dateline.values import Claim
from dateline.work.pipeline import Tools, load_tools, read


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


def claim(tools: Tools, text: str, type_: str) -> Claim:
    """The only claim of a type."""
    [one] = [c for c in read(as_report("r", text, published="2015-03-01"), tools).claims if c.type == type_]
    return one


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        ('"Suluk is under our control," said a spokesman for the YPG.', "our", "People's Protection Units"),
        ("Suluk is under our control, said a spokesman for the YPG.", "our", "People's Protection Units"),
        (
            "The town of Suluk is under our control, a commander of the Free Syrian Army said.",
            "our",
            "Free Syrian Army",
        ),
        ("Palmyra is completely under our control, the army said in a statement.", "our", "the army"),
        ('"Our forces have captured Ain Issa," the YPG spokesman said on Monday.', "Our forces", None),
        ('A YPG spokesman said: "We control Suluk and the villages around it."', "We", "People's Protection Units"),
        ('"Our fighters control the whole town of Jalawla," an IS statement said.', "Our fighters", "Islamic State"),
    ],
)
def test_the_holder_is_the_speakers_own_side(tools: Tools, text: str, word: str, who: str | None) -> None:
    one = claim(tools, text, "CONTROL")
    held = {p.text for p in one.places}
    by_text = {a.text: a.name for a in one.actors}
    assert word in by_text
    assert by_text[word] == (who or by_text[word])
    assert by_text[word] not in held
    assert not held & by_text.keys()


def test_an_armed_actor_speaks_for_itself(tools: Tools) -> None:
    one = claim(tools, '"We killed ten soldiers in Baga," Boko Haram said in a video.', "ASSAULT")
    assert [(a.text, a.name) for a in one.actors] == [("We", "Boko Haram")]


def test_our_of_nobody_known_stands_for_nobody(tools: Tools) -> None:
    reading = read(as_report("r", 'IS captured Sirrin in March. "We will take back our town," said a resident.'), tools)
    ours = [m for m in reading.mentions if reading.report.text[m.start : m.end] in ("We", "our")]
    assert ours
    assert not {m.name for m in ours} & {"Sirrin", "Islamic State"}
