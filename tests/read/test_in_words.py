"""What the words of a claim show, whatever the heads made of it: here that what is negated is told as denied."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parent))
from handmade import document

from dateline.read.detect import detect
from dateline.read.in_words import put_right
from dateline.read.kinds import Kinds
from dateline.read.tree import Tree
from dateline.values import Status

SHELLED = "Rebels/rebel/NOUN/2/nsubj shelled/shell/VERB/0/root Manbij/Manbij/PROPN/2/obj ././PUNCT/2/punct"
NOT_SHELLED = (
    "Rebels/rebel/NOUN/4/nsubj did/do/AUX/4/aux not/not/PART/4/advmod shell/shell/VERB/0/root "
    "Manbij/Manbij/PROPN/4/obj ././PUNCT/4/punct"
)


@pytest.mark.parametrize("status", ["actual", "possible", "planned", "asked", "requested", "feared", "denied"])
@pytest.mark.parametrize(
    ("text", "parse"), [("Rebels shelled Manbij.", SHELLED), ("Rebels did not shell Manbij.", NOT_SHELLED)]
)
def test_what_is_negated_is_told_as_denied(text: str, parse: str, status: Status) -> None:
    tree = Tree(document(text, [parse], [("Rebels", "armed-actor", False), ("Manbij", "place", True)]))
    (draft,) = detect(tree.document, tree)
    found = put_right(tree, Kinds(tree), replace(draft, status=status, negated=True))
    assert not (found.negated and found.status in ("actual", "possible", "planned", "asked"))
    if status in ("actual", "possible", "planned", "asked"):
        assert (found.status, found.negated) == (("denied", True) if "not" in text else (status, False))
