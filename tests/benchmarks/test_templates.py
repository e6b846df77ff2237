"""Scoring incident templates: against a plain reading of the definition, and by hand."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.corpora.muc4_templates import Mentions, Template
from benchmarks.templates import Tally, align, metrics, normal, tallies, total


def template(type_: str, perpetrators: tuple[Mentions, ...] = (), weapons: tuple[Mentions, ...] = ()) -> Template:
    return Template(type_, (perpetrators, (), (), (), weapons))


GOLD = [
    template("bombing", (("two men", "the men"), ("a boy",)), (("car bomb",),)),
    template("bombing", (), (("dynamite",),)),
    template("arson"),
]


def test_the_best_alignment_is_taken() -> None:
    found = [template("bombing", (), (("the dynamite",),)), template("bombing", (("Men.",),))]
    assert align(found, GOLD) == [1, 0]
    counts = tallies(found, GOLD)
    assert counts[0] == Tally(right=2, found=2, recalled=2, gold=3)
    assert counts[1] == Tally(right=1, found=1, recalled=1, gold=2)
    assert counts[5] == Tally(right=1, found=1, recalled=1, gold=2)
    figures = metrics(total([counts, tallies([], [])]))
    assert figures["template_precision"] == 100.0
    assert figures["template_recall"] == pytest.approx(100 * 4 / 7, abs=0.01)
    assert figures["weapon_f1"] == pytest.approx(200 / 3, abs=0.01)


def test_a_template_of_another_type_is_spurious_with_all_its_fillers() -> None:
    counts = tallies([template("robbery", (("two men",),))], GOLD)
    assert sum(counts, Tally()) == Tally(right=0, found=2, recalled=0, gold=7)


def test_two_joined_types_take_either() -> None:
    gold = [template("bombing / attack")]
    assert align([template("attack")], gold) == [0]
    assert align([template("bombing / attack")], [template("attack")]) == [None]


def test_an_entity_with_a_foreign_string_is_wrong() -> None:
    assert tallies([template("bombing", (("two men", "women"),))], GOLD)[1].right == 0


def test_two_names_of_one_entity_are_both_right_and_find_it_once() -> None:
    assert tallies([template("bombing", (("two men",), ("the men",)))], GOLD)[1] == Tally(2, 2, 1, 2)


def test_strings_are_compared_without_articles_case_and_marks() -> None:
    assert normal('The  "Iron" Bridge, a') == "iron bridge"


ENTITY = st.sampled_from([("men",), ("women",), ("men", "women"), ("boys",)])
ANY = st.builds(
    template,
    st.sampled_from(["attack", "arson", "attack / arson"]),
    st.lists(ENTITY, max_size=3).map(tuple),
    st.lists(ENTITY, max_size=2).map(tuple),
)


@given(st.lists(ANY, max_size=4), st.lists(ANY, max_size=4))
def test_no_alignment_is_better(found: list[Template], gold: list[Template]) -> None:
    def f1(mapping: tuple[int, ...]) -> float:
        right = recalled = 0
        for one, k in zip(found, mapping, strict=True):
            if k < 0 or one.type not in gold[k].type:
                continue
            right, recalled = right + 1, recalled + 1
            for had, wanted in zip(one.fillers, gold[k].fillers, strict=True):
                right += sum(any(set(h) <= set(w) for w in wanted) for h in had)
                recalled += sum(any(set(h) <= set(w) for h in had) for w in wanted)
        sizes = [sum(1 + sum(map(len, t.fillers)) for t in side) for side in (found, gold)]
        return Tally(right, sizes[0], recalled, sizes[1]).f1

    mappings = [
        m
        for m in product(range(-1, len(gold)), repeat=len(found))
        if len({k for k in m if k >= 0}) == sum(k >= 0 for k in m)
    ]
    assert sum(tallies(found, gold), Tally()).f1 == pytest.approx(max(map(f1, mappings)))
