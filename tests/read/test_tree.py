"""Reading a tree."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import trees

from dateline.read.tree import Tree
from dateline.values import Mention


def test_a_noun_that_sums_up_the_clause_is_not_coordinated() -> None:
    text = "They expelled Arabs and Turkmen, a charge they deny."
    tree = (
        "They|they|PRON|2|nsubj expelled|expel|VERB|0|root Arabs|Arab|PROPN|2|obj and|and|CCONJ|5|cc "
        "Turkmen|Turkman|PROPN|3|conj ,|,|PUNCT|8|punct a|a|DET|8|det charge|charge|NOUN|3|conj "
        "they|they|PRON|10|nsubj deny|deny|VERB|8|acl:relcl .|.|PUNCT|2|punct"
    )
    made = trees.document(text, tree)
    assert [made.form(i) for i in Tree(made).joined(2)] == ["Arabs", "Turkmen"]


def test_trees_of_the_same_words_share_what_was_worked_out() -> None:
    words = "He|he|PRON|2|nsubj left|leave|VERB|0|root .|.|PUNCT|2|punct"
    made = trees.document("He left.", words)
    tree = Tree(made)
    other = Tree(made.again(mentions=(Mention(0, 2, "person", False),), mention_heads=(0,)))
    assert other.document.mentions[0].kind == "person"
    assert not tree.document.mentions
    assert other.lemma is tree.lemma
    assert other.kids is tree.kids
    assert Tree(trees.document("He left.", words)).lemma is not tree.lemma
