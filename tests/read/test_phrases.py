"""From a head word to its expression."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import trees

from dateline.read.phrases import phrase
from dateline.read.tree import Tree

OPEN = (
    "the|the|DET|2|det ranks|rank|NOUN|0|root of|of|ADP|5|case the|the|DET|5|det group|group|NOUN|2|nmod "
    "(|(|PUNCT|7|punct IS|IS|PROPN|5|compound )|)|PUNCT|{}|punct fell|fall|VERB|2|acl"
)


@pytest.mark.parametrize(
    ("hangs_on", "expected"), [(7, "the ranks of the group (IS)"), (9, "the ranks of the group (IS)")]
)
def test_a_phrase_has_no_half_bracket(hangs_on: int, expected: str) -> None:
    document = trees.document("the ranks of the group (IS) fell", OPEN.format(hangs_on))
    found = phrase(Tree(document), 1)
    assert document.text[found.start : found.end] == expected
