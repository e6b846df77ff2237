"""Marks: what is near meets, what is far does not."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from made import LEXICON, spot, telling

from dateline.corroborate.candidates import FAR_DAYS, WEEK, comparable, gate, marks, meets, span
from dateline.corroborate.families import families
from dateline.corroborate.telling import Telling

DAY = date(2015, 6, 25)


def meet(one: Telling, other: Telling) -> bool:
    found = meets(marks(one, LEXICON), marks(other, LEXICON))
    assert found == meets(marks(other, LEXICON), marks(one, LEXICON))
    return found


def on(days: int, report: str, **fields: object) -> Telling:
    day = (DAY + timedelta(days=days)).isoformat()
    return telling(report, earliest=day, latest=day, **fields)


@given(st.integers(-400, 400), st.floats(-0.1, 0.1), st.floats(-60, 60), st.floats(-179, 179))
def test_days_and_places_near_by_meet(days: int, off: float, latitude: float, longitude: float) -> None:
    one = on(0, "a", spots=(spot(latitude, longitude),))
    near = abs(days) <= 6
    other = on(days, "b", spots=(spot(latitude + off, longitude),))
    assert not near or meet(one, other)
    assert abs(days) <= 12 or not meet(one, other)


def test_across_the_date_line() -> None:
    assert meet(on(0, "a", spots=(spot(0, 179.99),)), on(0, "b", spots=(spot(0, -179.99),)))


def test_far_places_do_not_meet_by_place() -> None:
    assert not meet(on(0, "a", spots=(spot(36, 38),)), on(0, "b", spots=(spot(38, 38),)))
    assert not meet(on(0, "a", spots=(spot(36, 38, 300.0),)), on(0, "b", spots=(spot(36, 38, 300.0),)))  # a province


def test_names_meet_without_days() -> None:
    murder = {"head": "murder", "whom": ("oscar", "romero"), "names": ("oscar", "romero")}
    assert meet(telling("a", published=None, **murder), on(-3000, "b", **murder))
    assert not meet(telling("a", published=None, **murder), on(-3000, "b", head="murder", whom=("romero",)))


def test_what_has_no_day_meets_whatever_names_the_same_two() -> None:
    names = ("oscar", "romero")
    undated = telling("a", published=None, head="murder", names=names)
    assert meet(undated, on(-3000, "b", head="shot", names=(*names, "salvador")))
    assert meet(undated, telling("b", published=None, head="shot", nearby=names))
    assert not meet(undated, on(0, "b", head="shot", names=("romero",)))
    assert not meet(undated, on(0, "b", head="met", names=names, types=("CONSULT",)))
    assert not meet(on(-3000, "a", head="murder", names=names), on(0, "b", head="shot", names=names))
    for years in (telling("a", earliest="2013-01-01", latest="2015-01-01", head="murder", names=names),):
        assert meet(years, on(-3000, "b", head="shot", names=names))


def test_a_telling_without_a_day_lies_before_its_report() -> None:
    assert span(telling("a")) == (DAY - timedelta(days=14), DAY)
    assert span(telling("a", published=None)) == (None, None)
    assert span(telling("a", earliest="2014-01-01", latest="2015-01-01")) == (None, None)


def test_totals_foreign_types_far_days_and_places_are_never_compared() -> None:
    def may(one: Telling, other: Telling) -> bool:
        assert comparable(gate(one), gate(other)) == comparable(gate(other), gate(one))
        return comparable(gate(one), gate(other))

    assert may(telling("a"), telling("b"))
    assert not may(telling("a"), telling("b", aggregate=True))
    assert not may(telling("a"), telling("b", head="meet", types=("CONSULT",)))
    assert not may(telling("a"), telling("b", ahead=True))
    assert may(telling("a", ahead=True), telling("b", ahead=True))
    assert may(on(0, "a"), on(FAR_DAYS, "b"))
    assert not may(on(0, "a"), on(FAR_DAYS + 1, "b"))
    assert may(on(0, "a"), telling("b", published="2016-01-01"))
    assert not may(telling("a", spots=(spot(36, 38),)), telling("b", spots=(spot(33.5, 36.3),)))
    assert may(telling("a", spots=(spot(0, 179.9),)), telling("b", spots=(spot(0, -179.9),)))


def test_a_place_taken_and_taken_back_are_two_events() -> None:
    def taken(report: str, who: tuple[str, ...], whom: tuple[str, ...] = (), mode: str = "gains") -> Telling:
        return on(0, report, types=("CONTROL",), modes=(mode,), actors=who, recipients=whom, spots=(spot(36, 38),))

    first, again = taken("a", ("ypg", "fighter"), ("islam", "state")), taken("b", ("islam", "state"))
    assert not comparable(gate(first), gate(again))
    for same in (
        taken("c", ("kurdish", "fighter"), ("islam", "state", "fighter")),
        taken("d", ("islam", "state"), mode="loses"),
        taken("e", (), ("islam", "state"), "loses"),
        on(0, "f", types=("CONTROL",), modes=("holds",), actors=("islam", "state"), spots=(spot(36, 38),)),
    ):
        assert comparable(gate(first), gate(same))
    assert not comparable(gate(again), gate(taken("d", ("islam", "state"), mode="loses")))


def test_the_dead_of_a_month_are_not_those_of_one_attack() -> None:
    def killed(report: str, days: int, low: int, high: int | None = None) -> Telling:
        first, last = DAY.isoformat(), (DAY + timedelta(days=days)).isoformat()
        return telling(report, earliest=first, latest=last, counts=(("killed", low, high),))

    month = killed("a", 29, 900)
    assert not comparable(gate(month), gate(killed("b", 0, 30, 40)))
    assert comparable(gate(month), gate(killed("c", 29, 30)))
    assert comparable(gate(killed("d", 29, 30)), gate(killed("e", 0, 26)))
    assert comparable(gate(month), gate(on(3, "f")))


@given(st.integers(-40, 40), st.integers(0, 30), st.integers(0, 30))
def test_no_report_tells_of_what_began_more_than_a_week_after_it(days: int, until: int, later: int) -> None:
    def may(one: Telling, other: Telling) -> bool:
        assert comparable(gate(one), gate(other)) == comparable(gate(other), gate(one))
        return comparable(gate(one), gate(other))

    def out(number: int) -> str:
        return (DAY + timedelta(days=number)).isoformat()

    undated, dated = telling("a", published=out(0)), on(days, "b", published=out(days + later))
    assert may(undated, dated) == (days <= WEEK)
    near = abs(days + until) <= FAR_DAYS and -until <= days + later + WEEK
    assert may(on(-until, "a", published=out(0)), dated) == (days <= WEEK and near)
    assert may(telling("a", published=out(0), ahead=True), on(days, "b", published=out(days), ahead=True))
    assert may(undated, on(days, "b", published=out(days - WEEK - 1)))  # misread
    assert may(telling("a", published=None), dated)


def test_families() -> None:
    assert set(families(("CONTROL",))) & set(families(("ASSAULT", "AGREE")))
    assert not set(families(("ASSAULT",))) & set(families(("AGREE",)))
    assert set(families(())) > set(families(("ASSAULT",)))
