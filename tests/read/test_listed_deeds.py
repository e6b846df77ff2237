"""Deeds in a row, each a noun with its own victims: by trees written down, and by the bundled model."""

from __future__ import annotations

import pytest

from benchmarks.reads import as_report
from dateline.read.draft import Draft, Phrase
from dateline.read.kinds import Kinds
from dateline.read.listed_deeds import own_objects
from dateline.read.phrases import phrase
from dateline.read.tree import Tree
from dateline.work.pipeline import Tools, load_tools, read
from tests.read import trees

ROW = (
    "They reported the abduction of a teacher, attacks against two villages and torture.",
    (
        "They|they|PRON|2|nsubj reported|report|VERB|0|root the|the|DET|4|det abduction|abduction|NOUN|2|obj "
        "of|of|ADP|7|case a|a|DET|7|det teacher|teacher|NOUN|4|nmod|person ,|,|PUNCT|9|punct "
        "attacks|attack|NOUN|4|conj against|against|ADP|12|case two|two|NUM|12|nummod "
        "villages|village|NOUN|4|nmod|place and|and|CCONJ|14|cc torture|torture|NOUN|4|conj .|.|PUNCT|2|punct"
    ),
)


def draft(tree: Tree, head: int, recipients: tuple[int, ...]) -> Draft:
    word = tree.document.words[head]
    return Draft(
        "ASSAULT", None, "actual", False, False, False, Phrase(word.start, word.end, head), 0,
        recipients=tuple(phrase(tree, k) for k in recipients),
    )  # fmt: skip


def test_each_noun_has_what_is_bound_to_it() -> None:
    tree = Tree(trees.document(*ROW))
    drafts = [draft(tree, 3, (6, 11)), draft(tree, 8, ()), draft(tree, 13, (6, 11))]
    made = own_objects(tree, Kinds(tree), drafts)
    # Of the last noun nothing is told apart: what is tortured may be any of them.
    assert [[p.head for p in d.recipients] for d in made] == [[6], [11], [6, 11]]


def test_one_noun_alone_keeps_all_its_victims() -> None:
    tree = Tree(trees.document(*ROW))
    drafts = [draft(tree, 3, (6, 11))]
    assert own_objects(tree, Kinds(tree), drafts) == drafts


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


def test_nobody_is_killed_who_was_harmed_otherwise(tools: Tools) -> None:
    text = "The network reported the killing of a young man, rape against 10 women, and looting of shops in Darfur."
    claims = {c.trigger.text: c for c in read(as_report("r", text), tools).claims}
    assert [p.text for p in claims["killing"].recipients] == ["a young man"]
    assert "killed" not in claims["killing"].counts or claims["killing"].counts["killed"].high == 1
    assert [p.text for p in claims["rape"].recipients] == ["10 women"]
