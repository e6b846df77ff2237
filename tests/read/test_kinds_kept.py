"""What is kept of kinds for all that ask for those of one tree."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import trees

from dateline.read.kinds import PLACE, Kinds
from dateline.read.tree import Tree


def test_what_one_notes_is_unknown_to_others() -> None:
    tree = Tree(trees.document("Farmers left.", "Farmers|farmer|NOUN|2|nsubj left|leave|VERB|0|root .|.|PUNCT|2|punct"))
    plain = Kinds(tree).of(0)
    one, other = Kinds(tree), Kinds(tree)
    one.add(0, PLACE)
    assert one.of(0) == plain | PLACE != plain
    assert other.of(0) == Kinds(tree).of(0) == plain
