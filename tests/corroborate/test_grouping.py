"""Events kept up to date against events worked out from scratch: any order, taking away, judging, taking back."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import LEXICON, spot, telling

from dateline.corroborate.cluster import ONE
from dateline.corroborate.columns import Ints
from dateline.corroborate.grouping import Grouping
from dateline.corroborate.judged import Sameness
from dateline.corroborate.telling import Anchor, Telling

PLACES = [spot(36.9, 38.3), spot(36.9, 38.5), spot(33.5, 36.3)]


def score(one: Telling, other: Telling) -> int:
    """Some score that is the same in either order."""
    first, second = sorted([one, other], key=lambda t: t.anchor)
    alike = len(set(first.whom) & set(second.whom)) + len(set(first.names) & set(second.names))
    return min(ONE, 250_000 * alike + 100 * (first.start + second.start))


def grouping() -> Grouping:
    return Grouping(scores, 450_000, LEXICON)


def scores(among: Sequence[Telling], one: Ints, other: Ints) -> Ints:
    return np.array([score(among[a], among[b]) for a, b in zip(one, other, strict=True)], dtype=np.int64)


@st.composite
def library(draw: st.DrawFn) -> list[Telling]:
    made = []
    for report in range(draw(st.integers(1, 5))):
        day = draw(st.sampled_from(["2015-06-25", "2015-06-28", "2015-09-01", None]))
        for number in range(draw(st.integers(1, 3))):
            fields = {"whom": draw(words()), "names": draw(words()), "aggregate": draw(st.integers(0, 4)) == 0}
            spots = tuple(draw(st.lists(st.sampled_from(PLACES), max_size=1)))
            made += [telling(f"r{report}", 20 * number, published=day, spots=spots, **fields)]
    return made


def words() -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from("villager soldier ferri kobane hasaka".split()), max_size=3, unique=True).map(tuple)


@settings(max_examples=60, deadline=None)
@given(library(), st.randoms(use_true_random=False))
def test_no_order_and_no_past_matters(tellings: list[Telling], chance: random.Random) -> None:
    wanted = grouping()
    wanted.add(tellings)
    anchors = [t.anchor for t in tellings]
    judged = [Sameness(n, chance.choice(anchors), chance.choice(anchors), chance.random() < 0.5) for n in range(4)]
    before = wanted.groups()
    wanted.judge(*judged[:2])
    after = wanted.groups()

    other = grouping()
    reports = sorted({t.article.report for t in tellings})
    chance.shuffle(reports)
    other.judge(judged[2])
    for report in reports:
        other.add(t for t in tellings if t.article.report == report)
    other.judge(judged[3], judged[1])
    other.drop(reports[0])
    other.take_back(judged[2])
    other.add(t for t in tellings if t.article.report == reports[0])
    other.take_back(judged[3])
    other.judge(judged[0])
    assert other.groups() == after
    other.take_back(judged[1], judged[0])
    assert other.groups() == before
    totals = {t.anchor for t in tellings if t.aggregate}
    assert all(len({a in totals for a in group}) == 1 for group in before)


def test_adding_twice_changes_nothing() -> None:
    made = grouping()
    made.add([telling("one", whom=("mayor", "ferri")), telling("two", whom=("mayor", "ferri"))])
    groups = made.groups()
    made.add([telling("one", whom=("other",))])
    assert made.groups() == groups == ((("one", 0, 6), ("two", 0, 6)),)


def test_judgements_wait_for_what_they_speak_of() -> None:
    made, pair = grouping(), (("one", 0, 6), ("two", 0, 6))
    made.judge(Sameness(1, *pair, same=True))
    made.add([telling("one"), telling("two", published="2011-01-01")])
    assert made.group(pair[0]) == pair
    made.take_back(Sameness(1, *pair, same=True))
    assert made.groups() == ((pair[0],), (pair[1],))


def test_far_days_and_far_places_are_not_compared() -> None:
    seen: list[tuple[Anchor, Anchor]] = []

    def watched(among: Sequence[Telling], one: Ints, other: Ints) -> Ints:
        seen.extend((among[a].anchor, among[b].anchor) for a, b in zip(one, other, strict=True))
        return np.full(len(one), ONE)

    here, near, far = PLACES
    made = Grouping(watched, 450_000, LEXICON)
    made.add([telling("a", spots=(here,)), telling("b", spots=(near,), types=("CONTROL",))])
    made.add([telling("c", spots=(far,)), telling("d", spots=(here,), published="2013-01-01")])
    made.add([telling("e", spots=(here,), types=("CONSULT",), head="met"), telling("f", spots=(here,), aggregate=True)])
    assert [{a[0] for a in pair} for pair in seen] == [{"a", "b"}]


def test_unknown_anchor() -> None:
    with pytest.raises(KeyError):
        grouping().group(("none", 0, 1))
