"""Reading a tree."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import trees

from dateline.read.tree import Tree


def test_a_noun_that_sums_up_the_clause_is_not_coordinated() -> None:
    text = "They expelled Arabs and Turkmen, a charge they deny."
    tree = (
        "They|they|PRON|2|nsubj expelled|expel|VERB|0|root Arabs|Arab|PROPN|2|obj and|and|CCONJ|5|cc "
        "Turkmen|Turkman|PROPN|3|conj ,|,|PUNCT|8|punct a|a|DET|8|det charge|charge|NOUN|3|conj "
        "they|they|PRON|10|nsubj deny|deny|VERB|8|acl:relcl .|.|PUNCT|2|punct"
    )
    made = trees.document(text, tree)
    assert [made.form(i) for i in Tree(made).joined(2)] == ["Arabs", "Turkmen"]
