"""The bundled scorer: symmetric, the same in any company, and right where no one would doubt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import LEXICON, spot, telling
from msgspec.structs import replace

from dateline.corroborate.cluster import ONE
from dateline.corroborate.features import names
from dateline.corroborate.scorer import Scorer, Weights
from dateline.corroborate.telling import Telling
from dateline.corroborate.trees import Tree, Trees
from dateline.errors import ModelError


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer.load()


WORDS = st.lists(
    st.sampled_from("mayor ferri kobane ypg bomb market bank milan polic 12 2015".split()), max_size=5, unique=True
).map(lambda words: tuple(sorted(words)))


@st.composite
def tellings(draw: st.DrawFn, report: str) -> Telling:
    words, names_ = draw(WORDS), draw(WORDS)
    return telling(
        report, draw(st.integers(0, 500)), draw(st.sampled_from(("attack", "bomb", "kill", "meet"))),
        published=draw(st.sampled_from([None, "2015-06-01", "2015-06-20"])), who=draw(WORDS), whom=draw(WORDS),
        sentence=words, context=words, names=names_, nearby=names_, article=("mayor", "ferri", *words),
        types=draw(st.sampled_from([(), ("ASSAULT",), ("CONSULT",)])), number=draw(st.integers(0, 30)),
        spots=draw(st.sampled_from([(), (spot(36, 38),), (spot(33, 36),)])),
        latest=draw(st.sampled_from([None, "2015-06-03"])),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(tellings("a"), st.lists(tellings("b"), min_size=1, max_size=6))
def test_the_same_in_either_order_and_any_company(scorer: Scorer, one: Telling, others: list[Telling]) -> None:
    pairs = [(one, other) for other in others]
    together = scorer.scores(pairs)
    assert together == [scorer.score(other, one) for other in others]
    assert together == Scorer(scorer.weights, scorer.lexicon).scores(pairs)  # nothing remembered matters
    assert all(0 <= score <= ONE for score in together)


def story(report: str, start: int = 0, **fields: Any) -> Telling:
    given_: dict[str, Any] = {
        "whom": ("mayor", "ferri"), "recipients": ("mayor", "ferri"), "who": ("gunmen",), "actors": ("gunmen",),
        "sentence": ("ferri", "gunmen", "mayor", "kobane"), "context": ("ferri", "gunmen", "kobane", "mayor", "offic"),
        "names": ("ferri", "kobane"), "nearby": ("ferri", "kobane"), "places": ("kobane",),
        "spots": (spot(36.9, 38.3),),
        "earliest": "2015-06-24", "latest": "2015-06-24", "window": (("ferri", 2), ("gunmen", 1), ("mayor", 1)),
        "article": ("mayor", "ferri", "gunmen", "kobane", "offic", "kill"),
    }  # fmt: skip
    return telling(report, start, "kill", **{**given_, **fields})


def test_one_event_and_another(scorer: Scorer) -> None:
    elsewhere = story(
        "b", whom=("student",), recipients=("student",), sentence=("student", "march", "capit"), names=("capit",),
        nearby=("capit",), context=("student", "march", "capit"), places=("capit",), spots=(spot(15.6, 32.5),),
        window=(("student", 1),), article=("student", "march", "capit", "univers"),
    )  # fmt: skip
    assert scorer.score(story("a"), story("b")) > 2 * scorer.threshold
    assert scorer.score(story("a"), elsewhere) < scorer.threshold


def test_a_score_is_the_square_of_the_chance() -> None:
    same = Weights(names(), Trees(0.0, ()), ONE, ())  # log-odds of 0: a chance of a half
    assert Scorer(same, LEXICON).score(story("a"), story("b")) == ONE // 4


def test_weights_of_another_version_are_refused(tmp_path: Path) -> None:
    for features in (("one",), names()[::-1], names()[:-1]):
        with pytest.raises(ModelError, match="another version"):
            Scorer(Weights(features, Trees(0.0, ()), ONE, ()), LEXICON)
    with pytest.raises(ModelError, match="cannot be read"):
        Scorer.load(tmp_path / "absent.json")


def test_log_odds_of_trees_alone() -> None:
    row = [0.0] * len(names())
    leaf = Tree((0, -1, -1), (0.5, 0.0, 0.0), (1, 0, 0), (2, 0, 0), (0.0, -1.0, 2.0))
    weights = Weights(names(), Trees(0.25, (leaf, leaf)), ONE, ())
    assert weights.log_odds(np.array([row, [1.0, *row[1:]]])).tolist() == [-1.75, 4.25]
    assert msgspec.json.decode(msgspec.json.encode(weights), type=Weights) == replace(weights)


def test_networks_count_more_than_trees(scorer: Scorer) -> None:
    rows = np.zeros((3, len(names())))
    networks = scorer.weights.networks.log_odds(rows)
    for trees in (-3.0, 1.0):
        both = replace(scorer.weights, trees=Trees(trees, ()))
        assert both.log_odds(rows).tolist() == pytest.approx((0.2 * trees + 0.8 * networks).tolist())
    hopeless = replace(scorer.weights, trees=Trees(-8.0, ()))
    assert hopeless.log_odds(rows).tolist() == [-8.0] * 3
