"""The facts of pairs in numbers are those that are written out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from dateline.collect.options import Options
from dateline.read import reference
from dateline.read.model import Floats
from dateline.read.reader import Reader
from dateline.read.reference_facts import ReferenceFacts
from dateline.read.reference_heads import ReferenceHeads
from dateline.read.reference_pairs import Pairs
from dateline.read.resolution import resolve
from dateline.read.tree import Tree
from dateline.work.reading import Input, collected

SAMPLES = Path(__file__).parents[2] / "samples"
WIDTH = 4


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def heads(facts: list[str], rng: np.random.Generator) -> ReferenceHeads:
    """A head of which some facts have a row, of random numbers."""
    some = [fact for fact in facts if rng.random() < 0.7]
    rows = rng.normal(size=(len(some) + 1, WIDTH)).astype(np.float32)
    rows[0] = 0
    return ReferenceHeads({"reference.facts.rows": rows[:, :-1], "reference.plain.rows": rows[:, -1:]}, some)


def added(table: Floats, rows: list[list[int]]) -> Floats:
    return np.array([table[one].sum(0) for one in rows])


@pytest.mark.parametrize("name", ["twin-raqqa-leaflets.txt", "kobane-attack.txt", "hasakah-truce.txt", "suluk.txt"])
@pytest.mark.parametrize("ruled", [True, False], ids=["rules", "model"])
def test_numbers_say_what_is_written(name: str, ruled: bool, reader: Reader) -> None:
    (given,) = collected([str(SAMPLES / name)], Options())
    assert isinstance(given, Input)
    document = reader.document(given.received.report)
    tree = Tree(document)
    mentions = reference.resolve(document, tree) if ruled else resolve(document, tree, reader.reference)
    facts = ReferenceFacts(document.again(mentions=mentions), tree)
    asked = [(i, facts.candidates(i)) for i in facts.anaphors()]
    written = [one for i, candidates in asked for one in facts.of_pairs(i, candidates)]
    assert len(asked) > 3
    assert any("bound=Truethey" in one or "bound=Truedefi" in one for one in written)
    head = heads(sorted({fact for one in written for fact in one}), np.random.default_rng(len(written)))
    assert head.tables is not None
    rows = Pairs(facts, head.tables).rows(asked)
    # What is said of a candidate by itself is counted elsewhere.
    own = [[head.code(fact) for fact in one if not fact.startswith("c:")] for one in written]
    assert added(head._table, rows.tolist()) == pytest.approx(added(head._table, own), abs=1e-4)


TEXTS = (
    "I honestly saw my brother on the ground, I noticed Mrs. Hart fall down.",
    "The old man's house, the man's old house, burned. It was his.",
    "They left.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_mentions_without_candidates(text: str, reader: Reader) -> None:
    (given,) = collected([str(SAMPLES / "suluk.txt")], Options())
    assert isinstance(given, Input)
    document = reader.document(replace(given.received.report, text=text, title=None))
    tree = Tree(document)
    facts = ReferenceFacts(document.again(mentions=reference.resolve(document, tree)), tree)
    head = heads(["near=0", "same words", "shared modifier"], np.random.default_rng(1))
    assert head.tables is not None
    pairs = Pairs(facts, head.tables)
    every = range(len(document.mentions))
    asked = [(i, facts.candidates(i) if i in facts.kept else []) for i in every]
    for some in ([], asked, asked[::-1], [(i, []) for i in every], *([one] for one in asked)):
        written = [one for i, candidates in some for one in facts.of_pairs(i, candidates)]
        rows = pairs.rows(some)
        assert len(rows) == len(written)
        own = [[head.code(fact) for fact in one] for one in written]
        if written:
            assert added(head._table, rows.tolist()) == pytest.approx(added(head._table, own), abs=1e-4)
