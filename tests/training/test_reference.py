"""Coreference to examples, the head's loss, and that NumPy computes what PyTorch does."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parents[1] / "read"))
from handmade import document, resolved

from benchmarks.corpora.treebank import Entity, TreebankDocument
from dateline.read.document import Document
from dateline.read.tree import Tree
from training.reference import Anaphor, from_annotations, gather, groups_of

WORDS = "Rebels took Manbij. They left the town. The rebels said they won."


def made() -> Document:
    return resolved(
        document(
            WORDS,
            [
                "Rebels/rebel/NOUN/2/nsubj took/take/VERB/0/root Manbij/Manbij/PROPN/2/obj ././PUNCT/2/punct",
                "They/they/PRON/2/nsubj left/leave/VERB/0/root the/the/DET/4/det town/town/NOUN/2/obj ./././2/punct",
                "The/the/DET/2/det rebels/rebel/NOUN/3/nsubj said/say/VERB/0/root they/they/PRON/5/x won/win/VERB/3/x",
            ],
            [
                ("Rebels", "armed-actor", False), ("Manbij", "place", True), ("They", "group", False),
                ("the town", "place", False), ("The rebels", "armed-actor", False), ("they", "group", False),
            ],
        )
    )  # fmt: skip


def words(anaphor: Anaphor) -> list[int]:
    return [anaphor.candidates[k] for k in anaphor.right if k < len(anaphor.candidates)]


def test_every_expression_of_one_thing_is_right() -> None:
    found = made()
    rebels, they, town, again, last = 0, 4, 7, 10, 12
    anaphors = from_annotations(found, Tree(found), {they: rebels, town: 2, last: rebels, again: None})
    by_word = {one.word: one for one in anaphors}
    assert words(by_word[they]) == [rebels]
    assert words(by_word[town]) == [2]
    assert words(by_word[last]) == [rebels, they]
    # Not marked as standing for anything: the same noun before is as good an answer as none.
    assert by_word[again].right == (0, len(by_word[again].candidates))
    assert by_word[again].candidates[0] == rebels


def test_pronouns_that_nobody_marked_are_left_out() -> None:
    found = made()
    assert from_annotations(found, Tree(found), {4: None}) == []


def test_what_lies_out_of_reach_is_none() -> None:
    found = made()
    (one,) = from_annotations(found, Tree(found), {4: 12})
    assert one.right == (len(one.candidates),)


def test_groups_by_head_word() -> None:
    entities = [Entity(0, 3, 0, "person", False, "1"), Entity(0, 1, 0, "person", False, "2")]
    bank = TreebankDocument("d", "", [], [], [], [], [], [], [], entities)
    assert groups_of(bank) == {0: frozenset({"1", "2"})}


def test_rare_facts_have_no_row() -> None:
    one = Anaphor(1, "pronoun", ["a", "b"], [0], [["a", "c"]], (0,))
    assert gather([one], 2) == ["a"]
    assert gather([one], 1) == ["a", "b", "c"]


def test_loss_and_chances() -> None:
    torch = pytest.importorskip("torch")
    from dateline.read.reference_heads import ReferenceHeads as Plain
    from training.claim_network import CLAIM
    from training.reference_losses import ReferenceRows, losses
    from training.reference_network import ReferenceHeads, loss

    found = made()
    anaphors = from_annotations(found, Tree(found), {4: 0, 7: 2, 12: 0, 10: None})
    facts = gather(anaphors, 1)
    torch.manual_seed(0)
    heads = ReferenceHeads(len(facts)).eval()
    for parameter in heads.parameters():
        torch.nn.init.normal_(parameter, std=0.2)
    with torch.no_grad():
        for table in (heads.facts, heads.plain):
            table.rows[0] = 0  # no fact
    vectors = torch.randn(len(found.words), CLAIM)
    plain = Plain({f"reference.{k}": v.detach().numpy() for k, v in heads.state_dict().items()}, facts)
    rows = ReferenceRows(facts)
    t = rows.of(anaphors)
    with torch.no_grad():
        scores, none = heads.scores(vectors[t.words], t.own, vectors[t.candidates], t.pairs, t.of)
    total, at = 0.0, 0
    for n, one in enumerate(anaphors):
        size = len(one.candidates)
        own = torch.softmax(torch.cat([scores[at : at + size], none[n : n + 1]]), 0)
        at += size
        total -= float(own[list(one.right)].sum().log())
        most = max(len(pair) for pair in one.pairs)
        ((chances, nothing),) = plain.chances(
            vectors[[one.word]].numpy(),
            [[plain.code(fact) for fact in one.facts]],
            vectors[one.candidates].numpy(),
            [[] for _ in one.candidates],
            [range(len(one.candidates))],
            np.array([[plain.code(fact) for fact in pair] + [0] * (most - len(pair)) for pair in one.pairs]),
        )
        assert chances == pytest.approx(own[:-1].numpy(), abs=1e-5)
        assert nothing == pytest.approx(float(own[-1]), abs=1e-5)
    assert float(loss(scores, none, t.of, t.right, t.none_right)) == pytest.approx(total, rel=1e-4)
    mean = losses(heads, rows, [(anaphors, vectors), ([], vectors)], random.Random(1))
    assert mean is not None
    mean.backward()
    assert heads.anaphor.weight.grad is not None
    assert losses(heads, rows, [([], vectors)], random.Random(1)) is None


def test_learning_picks_the_right_one() -> None:
    torch = pytest.importorskip("torch")
    from training.claim_network import CLAIM
    from training.reference_losses import ReferenceRows, losses
    from training.reference_network import ReferenceHeads
    from training.reference_probe import probe

    found = made()
    anaphors = from_annotations(found, Tree(found), {4: 0, 7: 2, 12: 0})
    facts = gather(anaphors, 1)
    torch.manual_seed(0)
    heads, rows = ReferenceHeads(len(facts)), ReferenceRows(facts)
    vectors = torch.zeros(len(found.words), CLAIM)
    optimiser = torch.optim.Adam(heads.parameters(), lr=0.05)
    mean = None
    for step in range(30):
        mean = losses(heads, rows, [(anaphors, vectors)], random.Random(step))
        assert mean is not None
        optimiser.zero_grad()
        mean.backward()
        optimiser.step()
    assert mean is not None
    assert float(mean.detach()) < 0.1
    figures = probe(heads, rows, [(anaphors, vectors), ([], vectors)])
    assert figures == {f"{style}{of}": 100.0 for style in ("definite", "pronoun") for of in ("", " P", " R")}


def test_bare_reports_have_none() -> None:
    empty = replace(made(), mentions=(), mention_heads=())
    assert from_annotations(empty, Tree(empty), {}) == []
