"""Numbers of pairs: the same in either order, and right where they can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import LEXICON, spot, telling

from dateline.corroborate.compared import NONE, Compared
from dateline.corroborate.features import distance, features, names
from dateline.corroborate.sheets import Sheets
from dateline.corroborate.telling import Telling

KNOWN = {("attack", "raid"): (2.0, 4.0)}


def side_by_side(one: Telling, other: Telling) -> Compared:
    sheets = Sheets(LEXICON)
    rows = sheets.rows([one, other])
    return Compared(sheets, rows[:1], rows[1:])


def compared(one: Telling, other: Telling) -> dict[str, float]:
    return dict(zip(names(), features(side_by_side(one, other), KNOWN)[0].tolist(), strict=True))


def likely(one: Telling, other: Telling) -> bool:
    return bool(side_by_side(one, other).likely()[0])


def test_by_hand() -> None:
    one = telling(
        "a", whom=("mayor", "ferri"), sentence=("mayor", "ferri"), counts=(("killed", 3, 3),),
        article=("mayor", "attack"), earliest="2015-06-20", latest="2015-06-21",
        spots=(spot(36.0, 38.0),), actors=("ypg",),
    )  # fmt: skip
    other = telling(
        "b", 5, head="raid", whom=("mayor",), sentence=("mayor", "other"), counts=(("killed", 2, None),),
        actors=("pkk",), article=("mayor", "attack"), earliest="2015-06-23", latest="2015-06-24",
        spots=(spot(37.0, 38.0),),
    )  # fmt: skip
    found = compared(one, other)
    assert found["same_head"] == 0.0
    assert found["known_rate"] == pytest.approx(2.6 / 8)
    assert found["whom"] == 1.0  # actors and recipients count with who and whom
    assert found["who"] == found["actors"] == 0.0
    assert found["sentence"] == pytest.approx(0.5)
    assert found["article"] == pytest.approx(1.0)
    assert found["counts"] == 1.0
    assert found["days_apart"] == 2.0
    assert found["km"] == pytest.approx(111.2 - 10, abs=0.5)
    assert found["head_meaning"] == NONE  # "raid" is not in this lexicon


def test_what_cannot_be_compared() -> None:
    found = compared(telling("a", published=None), telling("b", published=None, types=()))
    assert {
        found[name] for name in ("days_apart", "days_apart_or_report", "km", "counts", "types", "who", "apart")
    } == {NONE}
    assert found["head_meaning"] == pytest.approx(1.0)


def test_distance_of_a_known_pair() -> None:
    assert distance(spot(52.5167, 13.3833), spot(48.8566, 2.3522)) == pytest.approx(878, abs=3)  # Berlin to Paris


def test_cosine_and_share() -> None:
    one = telling("a", whom=("mayor", "the"), sentence=("mayor", "ferri"), who=("the",))
    found = compared(one, telling("b", whom=("mayor", "ferri"), sentence=("ferri",), who=("ypg",)))
    assert found["whom"] == 1.0  # of the lighter side all that is rare
    assert found["who"] == 0.0  # nothing of it is rare
    assert found["sentence"] == pytest.approx(0.5**0.5)


def test_what_is_worth_scoring() -> None:
    words = {"article": ("mayor", "ferri", "attack")}
    assert likely(telling("a", **words), telling("b", **words))
    assert not likely(telling("a", **words), telling("b", article=("football",)))
    assert likely(telling("a", **words), telling("b", head="raid", **words))  # of one type
    assert not likely(telling("a", **words), telling("b", head="meet", types=("CONSULT",), **words))
    assert likely(telling("a", article=()), telling("a", 9, article=()))  # in one report


WORDS = st.lists(st.sampled_from("mayor ferri kobane ypg 12 2015 monday".split()), max_size=4, unique=True).map(tuple)


@st.composite
def any_telling(draw: st.DrawFn) -> Telling:
    return telling(
        draw(st.sampled_from("ab")), draw(st.integers(0, 3)), draw(st.sampled_from(("attack", "raid"))),
        published=draw(st.sampled_from([None, "2015-06-01"])), who=draw(WORDS), whom=draw(WORDS), sentence=draw(WORDS),
        names=draw(WORDS), article=draw(WORDS), types=draw(st.sampled_from([(), ("ASSAULT",)])),
        number=draw(st.integers(0, 9)),
        spots=draw(st.sampled_from([(), (spot(1, 1),), (spot(-89.9, 179.9),)])),
        latest=draw(st.sampled_from([None, "2015-06-03"])), who_head=draw(st.sampled_from([None, "ypg"])),
    )  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(any_telling(), any_telling())
def test_either_order_gives_the_same(one: Telling, other: Telling) -> None:
    if one.anchor == other.anchor:
        return
    found = compared(one, other)
    assert found == compared(other, one)
    assert all(value == value for value in found.values())  # no number is missing
    assert likely(one, other) == likely(other, one)


@settings(max_examples=30, deadline=None)
@given(st.lists(any_telling(), min_size=2, max_size=5))
def test_any_company_gives_the_same(tellings: list[Telling]) -> None:
    sheets = Sheets(LEXICON)
    rows = sheets.rows(tellings)
    one, other = np.repeat(rows, len(rows)), np.tile(rows, len(rows))
    together = features(Compared(sheets, one, other), KNOWN)
    alone = [features(side_by_side(a, b), KNOWN)[0] for a in tellings for b in tellings]
    assert together.tolist() == np.array(alone).tolist()
