"""Fitting a tagger, and keeping it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "read"))
import trees

from dateline.errors import ModelError
from dateline.read.tree import Tree
from dateline.toponyms.examples import examples
from dateline.toponyms.fit import Example, fit
from dateline.toponyms.known import Gazetteer
from dateline.toponyms.tagger import BEGINS, GOES_ON, OUTSIDE, bundled, load, save

PLACES = [(["w=deir", "cap"], BEGINS), (["w=zor", "cap"], GOES_ON), (["w=said"], OUTSIDE), (["w=raqqa", "cap"], BEGINS)]
RUNS = [
    Example([own for own, _ in rows], [label for _, label in rows])
    for rows in (PLACES[:2], PLACES[2:3], [*PLACES[2:3], *PLACES[3:]], [*PLACES[:2], *PLACES[2:3]]) * 8
]
RUSSIAN = (
    "Russian jets struck Deir Hafir.",
    (
        "Russian|Russian|ADJ|2|amod jets|jet|NOUN|3|nsubj struck|strike|VERB|0|root Deir|Deir|PROPN|3|obj "
        "Hafir|Hafir|PROPN|4|flat .|.|PUNCT|3|punct"
    ),
)


def test_it_learns_what_the_examples_show() -> None:
    one = fit(RUNS)
    assert all(one.labels(run.words) == list(run.labels) for run in RUNS)
    assert one.labels([["w=said"], ["w=deir", "cap"], ["w=zor", "cap"]]) == [OUTSIDE, BEGINS, GOES_ON]


def test_the_same_examples_give_the_same_tagger() -> None:
    assert fit(RUNS) == fit(RUNS)


def test_without_examples_there_is_nothing_to_fit() -> None:
    with pytest.raises(ValueError, match="no examples"):
        fit([])


def test_what_is_stored_is_what_was_fitted(tmp_path: Path) -> None:
    one = fit(RUNS)
    save(one, tmp_path / "a.npz")
    save(load(tmp_path / "a.npz"), tmp_path / "b.npz")
    assert load(tmp_path / "a.npz") == one
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.npz").write_bytes(b"nothing")
    with pytest.raises(ModelError, match=r"a\.npz"):
        load(tmp_path / "a.npz")
    with pytest.raises(ModelError, match="install dateline again"):
        load(tmp_path / "none.npz")


def test_the_bundled_tagger_knows_more_than_words() -> None:
    kinds = {feature.partition("=")[0] for feature in bundled().weights}
    assert {"w", "a", "b", "p", "h", "g0", "cased", "plain"} <= kinds


def test_examples_are_labelled_runs_without_words_of_nationality(known: Gazetteer) -> None:
    tree = Tree(trees.joined([RUSSIAN]))
    made = examples(tree, [(0, 7), (20, 30)], known)
    assert [list(one.labels) for one in made] == [[OUTSIDE], [BEGINS, GOES_ON, OUTSIDE]]
