"""The marked events scored on reports made by hand."""

from __future__ import annotations

from benchmarks import events
from benchmarks.told import Told, ToldReport
from dateline.corroborate.features import names
from dateline.corroborate.lexicon import load
from dateline.corroborate.scorer import Scorer, Weights
from dateline.corroborate.telling import Article, Telling
from dateline.corroborate.trees import Tree, Trees


def telling(report: str, start: int, word: str) -> Telling:
    article = Article(report, "2015-06-01", (("mayor", 2), (word, 3)))
    return Telling(
        article, start, start + 4, 0, "kill", "kill", ("kill",), (word,), types=("ASSAULT",), whom=(word,),
        names=(word,), nearby=(word,),
    )  # fmt: skip


def told(report: str, start: int, word: str, event: str) -> Told:
    return Told(telling(report, start, word), event, "topic", event)


LEAF = Tree((-1,), (0.0,), (0,), (0,), (0.0,))
ALL_ONE = Scorer(Weights(names(), Trees(5.0, (LEAF,)), 300_000, ()), load())
"""A scorer that finds everything worth comparing of one event."""
NOTHING = Scorer(Weights(names(), Trees(-5.0, (LEAF,)), 300_000, ()), load())
REPORTS = [
    ToldReport((told("a", 0, "ferri", "e1"), told("a", 50, "ferri", "e1")), (telling("a", 1, "ferri"),)),
    ToldReport((told("b", 0, "ferri", "e1"),), (telling("b", 0, "ferri"), telling("b", 70, "ferri"))),
    ToldReport((told("c", 0, "rossi", "e2"),), ()),
]


def test_all_of_one_event() -> None:
    found = events.figures(REPORTS, ALL_ONE)
    assert (found["events"], found["tellings"], found["claims"]) == (1, 3, 3)
    assert found["told_recall"] == 50.0
    assert found["b3_f1"] == 100.0  # what no claim was found at is given
    assert found["own_b3_f1"] < 100.0  # and here it counts as missed
    assert found["own_b3_recall"] < found["b3_recall"]


def test_nothing_is_of_one_event() -> None:
    found = events.figures(REPORTS, NOTHING)
    assert found["b3_f1"] == 0.0
    assert found["b3_kept_f1"] == found["singletons_b3_kept_f1"] > 0.0
