from __future__ import annotations

from random import Random

from accounts import killed, named, span, told, unnamed
from hypothesis import given as drawn
from hypothesis import strategies as st

from dateline.corroborate import numbers
from dateline.corroborate.independence import Standing
from dateline.corroborate.told import Alike, Told
from dateline.values import Count, Dispute, Tally


def both(*claims: Told) -> tuple[Tally, Dispute | None]:
    standing = Standing(claims, Alike())
    given = numbers.given("killed", claims, standing)
    return numbers.tally(given, standing), numbers.dispute("killed", given, standing)


def ends(*claims: Told) -> tuple[int | None, int | None, int | None]:
    tally = both(*claims)[0]
    return tally.low, tally.best, tally.high


def test_the_best_number_is_the_one_that_most_sources_give_and_never_a_mean() -> None:
    claims = [told("a", counts=killed(9, 9)), told("b", counts=killed(12, 12)), told("c", counts=killed(12, 12))]
    tally, dispute = both(*claims)
    assert (tally.low, tally.best, tally.high) == (9, 12, 12)
    assert [(f.low, f.high, f.said_by) for f in tally.figures] == [(9, 9, "a"), (12, 12, "b"), (12, 12, "c")]
    assert dispute is not None
    assert [(v.says, v.said_by) for v in dispute.versions] == [("12", ("b", "c")), ("9", ("a",))]


def test_who_says_a_number_is_the_source_else_the_outlet_else_nobody() -> None:
    claims = [
        told("a", counts=killed(9, 9), sources=["Amal Sample"]),
        told("b", counts=killed(9, 9), sources=[unnamed()]),
        told("c", counts=killed(9, 9, "about nine traders"), outlet=None),
    ]
    figures = both(*claims)[0].figures
    assert [(f.said_by, f.of) for f in figures] == [("Amal Sample", None), ("a local source", None), (None, "traders")]


def test_two_outlets_with_one_source_weigh_no_more_than_a_third() -> None:
    official = named("Amal Sample", "official")
    claims = [
        told("a", counts=killed(30, 30), sources=[official], published="2015-06-01"),
        told("b", counts=killed(30, 30), sources=[official], published="2015-06-01"),
        told("c", counts=killed(9, 9), published="2015-06-02"),
    ]
    assert ends(*claims) == (9, 9, 30)


def test_of_equally_supported_numbers_the_latest_report_then_the_lower_number() -> None:
    early, late = told("a", counts=killed(30, 30)), told("b", counts=killed(9, 9), published="2015-06-26")
    assert ends(early, late) == (9, 9, 30)
    assert ends(told("a", counts=killed(30, 30)), told("b", counts=killed(9, 9))) == (9, 9, 30)


def test_a_later_number_of_one_source_replaces_its_earlier_one() -> None:
    claims = [
        told("a1", outlet="Hill Herald", counts=killed(4, 4), published="2015-06-01"),
        told("b1", outlet="Vale Courier", counts=killed(4, 4), published="2015-06-01"),
        told("a2", outlet="Hill Herald", counts=killed(11, 11), published="2015-06-03"),
        told("b2", outlet="Vale Courier", counts=killed(11, 11), published="2015-06-03"),
        told("c1", outlet="Dale Post", counts=killed(4, 4), published="2015-06-01"),
    ]
    tally, dispute = both(*claims)
    assert (tally.low, tally.best, tally.high) == (4, 11, 11)
    assert dispute is not None
    assert [v.says for v in dispute.versions] == ["11", "4"]
    assert both(*claims[:4])[1] is None


def test_at_least_ten_leaves_room_for_twelve_but_not_for_fifty() -> None:
    ten = [told("a", counts=killed(10, None)), told("b", counts=killed(10, None))]
    assert ends(*ten) == (10, 10, None)
    assert ends(*ten, told("c", counts=killed(12, 12))) == (10, 12, 12)
    assert both(*ten, told("c", counts=killed(12, 12)))[1] is None
    assert ends(*ten, told("c", counts=killed(50, 50))) == (10, 10, 50)
    assert both(*ten, told("c", counts=killed(50, 50)))[1] is not None
    assert ends(told("a", counts=killed(40, None)), told("b", counts=killed(12, 12))) == (12, 12, None)


def test_up_to_says_no_more_than_an_upper_end() -> None:
    assert ends(told("a", counts=killed(None, 24))) == (None, None, 24)
    assert ends(told("a", counts=killed(None, 24)), told("b", counts=killed(20, 20))) == (20, 20, 24)
    assert ends(told("a", counts=killed(None, 24)), told("b", counts=killed(30, 30))) == (None, 30, 30)


def test_a_range_supports_what_lies_in_it() -> None:
    assert ends(told("a", counts=killed(10, 15)), told("b", counts=killed(14, 14))) == (10, 14, 15)
    assert both(told("a", counts=killed(10, 15)), told("b", counts=killed(14, 14)))[1] is None
    dispute = both(told("a", counts=killed(10, 15)), told("b", counts=killed(16, None)))[1]
    assert dispute is not None
    assert [v.says for v in dispute.versions] == ["10 to 15", "at least 16"]


def test_dozens_never_stand_against_a_number() -> None:
    dozens = [told(name, counts=killed(24, None, text="dozens")) for name in "abc"]
    assert ends(*dozens) == (24, 24, None)
    assert ends(*dozens, told("d", counts=killed(60, 60))) == (24, 60, 60)
    assert both(*dozens, told("d", counts=killed(60, 60)))[1] is None


def test_numbers_of_different_people_are_no_rivals() -> None:
    claims = [
        told("a", counts=killed(5, 5, "five soldiers")),
        told("b", counts=killed(12, 12, "militants")),
        told("c", counts=killed(12, 12, "12 militants")),
    ]
    tally, dispute = both(*claims)
    assert (tally.low, tally.best, tally.high) == (12, 12, 12)
    assert len(tally.figures) == 3
    assert dispute is None


def test_others_who_were_killed_are_some_of_the_killed() -> None:
    claims = [told("a", counts=killed(2, 2, "two others")), told("b", counts=killed(3, 3, "three people"))]
    tally, dispute = both(*claims)
    assert (tally.low, tally.best, tally.high, dispute) == (3, 3, 3, None)


def test_all_people_stand_above_some_of_them() -> None:
    claims = [
        told("a", counts=killed(17, 17, "17 people")),
        told("b", counts=killed(3, 3, "three children")),
        told("c", counts=killed(3, 3, "children")),
        told("d", counts=killed(17, 17, "17 traders")),
    ]
    assert ends(*claims) == (17, 17, 17)


def test_civilians_are_a_part_of_all_people_and_most_of_them() -> None:
    civilians = [told("a", counts=killed(206, 206, "civilians")), told("b", counts=killed(200, None, "civilians"))]
    tally, dispute = both(*civilians, told("c", counts=killed(230, 230, "people")))
    assert (tally.best, tally.high, dispute) == (230, 230, None)
    tally, dispute = both(*civilians, told("c", counts=killed(900, 900, "people")))
    assert (tally.best, tally.high) == (206, 900)
    assert dispute is not None
    assert [v.says for v in dispute.versions] == ["at least 200 civilians", "at least 206 civilians", "900"]


def test_who_answers_for_a_number_goes_before_who_does_not() -> None:
    claims = [
        told("a", counts=killed(33, 33), sources=["Amal Sample"]),
        told("b", counts=killed(210, 210), sources=[unnamed()], published="2015-06-29"),
    ]
    assert ends(*claims) == (33, 33, 210)


def test_one_source_that_says_two_numbers_is_no_dispute() -> None:
    assert both(told("a", counts=killed(3, 3)), told("a", counts=killed(5, 5)))[1] is None


def test_other_counts_are_left_aside() -> None:
    claim = told("a", counts={"injured": Count(3, 3, "3", span("men"))})
    assert numbers.given("killed", [claim], Standing([claim], Alike())) == []
    nothing = told("a", counts=killed(None, None, text="some"))
    assert numbers.given("killed", [nothing], Standing([nothing], Alike())) == []


_COUNTS = st.one_of(
    st.integers(0, 40).map(lambda n: killed(n, n)),
    st.integers(0, 40).map(lambda n: killed(n, None)),
    st.integers(0, 40).map(lambda n: killed(None, n)),
    st.integers(0, 40).map(lambda n: killed(n, n + 4, "soldiers")),
)
CLAIMS = st.lists(
    st.builds(
        lambda report, counts, start, day: told(report, counts=counts, start=start, published=f"2015-06-0{day}"),
        st.sampled_from("abcd"), _COUNTS, st.integers(0, 99), st.just(1),
    ),
    min_size=1, max_size=10,
)  # fmt: skip


@drawn(CLAIMS, st.randoms())
def test_low_best_and_high_are_numbers_that_somebody_gives_in_any_order(claims: list[Told], chance: Random) -> None:
    tally, dispute = both(*claims)
    said = {n for one in claims for n in (one.claim.counts["killed"].low, one.claim.counts["killed"].high)}
    assert {tally.low, tally.best, tally.high} <= said | {None}
    kept = [n for n in (tally.low, tally.best, tally.high) if n is not None]
    assert kept == sorted(kept)
    mixed = list(claims)
    chance.shuffle(mixed)
    again, disputed = both(*mixed)
    assert (again.low, again.best, again.high) == (tally.low, tally.best, tally.high)
    assert disputed == dispute
