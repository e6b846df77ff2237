"""Who speaks where a label, a colon or a title says so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from handmade import document

from dateline.read.labels import Label, label_at
from dateline.read.parts import Parts
from dateline.read.reader import Reader
from dateline.read.sources import SourceIndex
from dateline.read.sure_sources import telling
from dateline.read.tree import Tree
from dateline.values import ClaimSource, Report
from dateline.work import pipeline
from dateline.work.pipeline import Tools

COMMUNIQUE = (
    "RIVER CITY, 3 MAY 91 (RADIO DAWN) -- [COMMUNIQUE] [GENERAL COMMAND OF THE NORTHERN FRONT] [TEXT] "
    "THE GENERAL COMMAND OF THE NORTHERN FRONT GREETS THE PEOPLE.\n\n   IN THIS REGARD, WE INFORM:\n\n   "
    "1. THE ARMY BOMBED TWO VILLAGES.\n\n   "
    "2. THE GOVERNMENT ARRESTED TEACHERS, AND WE WARN THAT SOLDIERS KILLED THREE OF THEM."
)
TALK = (
    "THE TOWN IS CALM TODAY.\n\n   [BEGIN RECORDING] [COLONEL PEDRO SOLIS] THE REBELS ATTACKED THE BRIDGE LAST NIGHT.  "
    "TWO OF MY SOLDIERS WERE KILLED. [END RECORDING]\n\n   THE REBELS BURNED A BUS IN THE PORT THIS MORNING."
)
CALLS = (
    "Talks in the capital\n\nQUESTION: Did the army shell the market?\n\nMINISTER HALE: Rebels shelled the market. "
    "They killed four traders.\n\nQUESTION: Soldiers arrested a reporter there."
)
TITLED = (
    "Statement by Defence Minister Ana Brandt on the attack in Kell\n\nI condemn the attack. "
    "Gunmen killed five guards in Kell on Monday. They then burned the station."
)


@pytest.fixture(scope="module")
def tools() -> Tools:
    return pipeline.load_tools()


def says(tools: Tools, text: str, word: str, nth: int = 0) -> tuple[ClaimSource, ...]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(word, start + 1)
    parsed = pipeline.parse(Report("r", "0", "0", text), tools).document
    return SourceIndex(parsed, parsed.mentions, Tree(parsed)).of(start, start + len(word))


@pytest.mark.parametrize("name", ["NORTHERN FRONT", "GENERAL COMMAND OF THE NORTHERN FRONT", "ARMED FORCES"])
def test_the_report_of_a_body_is_its_statement(tools: Tools, name: str) -> None:
    text = f"RIVER CITY, 3 MAY 91 (RADIO DAWN) -- [REPORT] [{name}] [TEXT] OUR FIGHTERS BURNED A BRIDGE. THE ARMY FLED."
    for word in ("BURNED", "FLED"):
        assert [s.text for s in says(tools, text, word)] == [name]


def test_the_report_of_a_reporter_is_the_outlets_own(tools: Tools) -> None:
    text = "RIVER CITY, 3 MAY 91 (RADIO DAWN) -- [REPORT] [ADA MORALES] [TEXT] FIGHTERS BURNED A BRIDGE. THE ARMY FLED."
    assert not says(tools, text, "BURNED")


@pytest.mark.parametrize("word", ["BOMBED", "ARRESTED", "KILLED"])
def test_a_communique_is_said_by_whoever_issues_it(tools: Tools, word: str) -> None:
    found = says(tools, COMMUNIQUE, word)
    assert {"GENERAL COMMAND OF THE NORTHERN FRONT" in (s.name or s.text) for s in found} == {True}


@pytest.mark.parametrize(("word", "nth", "named"), [("ATTACKED", 0, True), ("KILLED", 0, True), ("BURNED", 0, False)])
def test_a_recording_is_said_by_whom_its_label_names_up_to_its_end(
    tools: Tools, word: str, nth: int, named: bool
) -> None:
    found = says(tools, TALK, word, nth)
    assert [s.text for s in found] == (["COLONEL PEDRO SOLIS"] if named else [])


@pytest.mark.parametrize(("word", "named"), [("killed", True), ("arrested", False)])
def test_a_transcript_gives_each_turn_to_its_speaker(tools: Tools, word: str, named: bool) -> None:
    assert ["HALE" in s.text for s in says(tools, CALLS, word)] == ([True] if named else [])


@pytest.mark.parametrize("word", ["killed", "burned"])
def test_a_statement_by_its_title_is_said_throughout(tools: Tools, word: str) -> None:
    assert [s.name for s in says(tools, TITLED, word)] == ["Ana Brandt"]


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("Defence spokesman: U.S. airstrikes killed ten rebels", ["Defence spokesman"]),
        ("Hospital worker: ten killed in shelling", ["Hospital worker"]),
        ("Juan Orr: ten killed in shelling", []),
    ],
)
def test_a_title_with_a_colon_names_who_says_it_but_nobody_whom_it_is_about(
    tools: Tools, title: str, says: list[str]
) -> None:
    text = f"{title}\n\nTen rebels died near Kell on Monday, witnesses said."
    parsed = pipeline.parse(Report("r", "0", "0", text, title=title), tools).document
    start = text.index("killed")
    index = SourceIndex(parsed, parsed.mentions, Tree(parsed))
    assert [s.text for s in index.of(start, start + 6)] == says


QUOTELESS = (
    "Minister speaks on Kell\n\nForeign Minister Ana Brandt said:\n\nSoldiers shelled Kell in May.\n\n"
    "The report of the inquiry makes clear that they bombed two schools.\n\n"
    "Rebels burned the market on Monday.\n\nAna Brandt visited the camp on Tuesday, where gunmen killed two guards."
)


@pytest.mark.parametrize(("word", "stated"), [("shelled", True), ("bombed", True), ("burned", True), ("killed", False)])
def test_a_statement_without_quotation_marks_goes_on_until_its_speaker_is_told_of(
    tools: Tools, word: str, stated: bool
) -> None:
    assert ("Ana Brandt" in [s.name for s in says(tools, QUOTELESS, word)]) == stated


def test_whoever_the_byline_names_reports_it(tools: Tools) -> None:
    text = (
        "RIVER CITY, 3 MAY 91 (RADIO DAWN) -- [REPORT] [CLARA SOLIS] [TEXT] THE TOWN IS CALM.\n\n   "
        "[SOLIS] THE REBELS ATTACKED THE BRIDGE LAST NIGHT."
    )
    assert says(tools, text, "ATTACKED") == ()


@pytest.mark.parametrize("rank", ["Spc", "Const", "Det", "Supt"])
def test_a_rank_cut_short_ends_no_sentence(tools: Tools, rank: str) -> None:
    text = f"Nobody else was hurt in the attack, said {rank}. Kim Orr. The camp is quiet."
    assert [s.text for s in says(tools, text, "attack")] == [f"{rank}. Kim Orr"]


def test_names_in_brackets_within_a_sentence_are_no_labels(tools: Tools) -> None:
    assert says(tools, "THE FRONT [NORTHERN FRONT] FIRED AT THE GATE [JUAN SOLIS] AND KILLED TWO.", "KILLED") == ()


def test_a_statement_keeps_its_speaker_beside_those_quoted_in_it(tools: Tools) -> None:
    text = (
        "Foreign Minister Ana Brandt said:\n\nThis inquiry has concluded that soldiers shelled Kell in May. "
        "The report makes clear that they also bombed two schools."
    )
    reading = pipeline.read(Report("r", "0", "0", text), tools)
    (bombed,) = [c for c in reading.claims if c.trigger.text == "bombed"]
    assert {s.name or s.text.split()[-1] for s in bombed.sources} >= {"report", "Ana Brandt"}


@given(st.lists(st.integers(1, 9), max_size=6), st.integers(0, 60))
@settings(max_examples=80)
def test_one_label_at_most_stands_over_a_character(lengths: list[int], at: int) -> None:
    made, start = [], 0
    for n in lengths:
        made.append(Label(start, start + 1, start + 1 + n, head=0))
        start += n + 2
    found = label_at(made, at)
    assert (found is not None) == any(one.start <= at < one.end for one in made)
    assert found is None or found.start <= at < found.end


def test_a_report_without_labels_has_none() -> None:
    reader = Reader.load()
    parsed = reader.document(Report("r", "0", "0", "Rebels took the town."))
    assert SourceIndex(parsed).labels == []


def test_whoever_told_an_outlet_says_it_where_the_outlet_alone_is_chosen() -> None:
    parse = (
        "Hill/hill/PROPN/2/nsubj told/tell/VERB/0/root Reuters/reuters/PROPN/2/iobj rebels/rebel/NOUN/5/nsubj "
        "fled/flee/VERB/2/ccomp ././PUNCT/2/punct"
    )
    tree = Tree(document("Hill told Reuters rebels fled.", [parse]))
    by_outlet = Parts({"source": [(1.0, 2)]}, {})
    assert telling(tree, by_outlet, [(0, 1)]) == [0]
    assert telling(tree, Parts({"source": [(1.0, 2), (0.5, 0)]}, {}), [(0, 1)]) == []
    assert telling(tree, Parts({}, {}), [(0, 1)]) == []
