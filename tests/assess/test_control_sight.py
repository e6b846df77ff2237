"""What one claim shows of a place."""

from __future__ import annotations

import pytest

from dateline.assess.control.holders import distinct, key, party
from dateline.assess.control.report import of_report
from dateline.assess.control.sight import sightings
from dateline.assess.control.values import Sighting
from dateline.values import Claim, ClaimPlace, Span
from tests.assess.claims import ANCHOR, NORTH, SOUTH, claim, on_day, report, said_by, town

N, S = ("northern-army",), ("southern-league",)


def seen(one: Claim, published: str | None = "2015-06-20") -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(s.pattern, s.named, s.excluded) for s in sightings(one, ANCHOR, report(published))]


def only(one: Claim, published: str | None = "2015-06-20") -> Sighting:
    (found,) = sightings(one, ANCHOR, report(published))
    return found


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (claim("CONTROL", "holds", town(), actors=(NORTH,)), ("holds", N, ())),
        (claim("CONTROL", "gains", town(), actors=(NORTH,), recipients=(SOUTH,)), ("took from", N, S)),
        (claim("CONTROL", "gains", town(), actors=(NORTH,)), ("took", N, ())),
        (claim("CONTROL", "gains", town(), recipients=(SOUTH,)), ("lost", (), S)),
        (claim("CONTROL", "loses", town(), recipients=(SOUTH,)), ("lost", (), S)),
        (claim("CONTROL", "contests", town(), actors=(NORTH, SOUTH)), ("contested", (*N, *S), ())),
        (claim("RETREAT", "withdraw", town("from"), actors=(NORTH,)), ("left", (), N)),
        (claim("RETREAT", "withdraw", town("to"), actors=(NORTH,)), ("went there", N, ())),
        (claim("ASSAULT", "aerial", town("at"), actors=(NORTH,), recipients=(SOUTH,)), ("attacked", S, N)),
        (claim("ASSAULT", None, town("at"), actors=(NORTH, SOUTH)), ("fought over", (*N, *S), ())),
        (claim("MOBILIZE", "troops", town("at"), actors=(NORTH,)), ("deployed", N, ())),
        (claim("MOBILIZE", "troops", town("to"), actors=(NORTH,)), ("arrives", N, ())),
        (claim("DISPLACE", "flee", town("from")), ("flight", (), ())),
        (claim("DISPLACE", "return", town("to")), ("calm", (), ())),
        (claim("DISPLACE", "expelled", town("from"), actors=(NORTH,)), ("expulsion", N, ())),
    ],
)
def test_each_type_shows_its_pattern(one: Claim, expected: tuple[str, tuple[str, ...], tuple[str, ...]]) -> None:
    assert seen(one) == [expected]


def test_withdrawal_from_and_to_are_opposites() -> None:
    one = claim("RETREAT", "withdraw", town("from", "1"), town("to", "2"), actors=(NORTH,))
    assert [(s.site.key, s.pattern) for s in sightings(one, ANCHOR, report())] == [("1", "left"), ("2", "went there")]


@pytest.mark.parametrize(
    ("part", "pattern"),
    [
        ("the southern half", "contested"),
        ("most parts of it", "contested"),
        ("the town centre", "contested"),
        ("nearly every house", "holds"),
        ("the centre city of the region", "holds"),
    ],
)
def test_who_holds_a_part_does_not_hold_the_town(part: str, pattern: str) -> None:
    inside = ClaimPlace(part, 0, 1, None, None, False, role="held")
    assert seen(claim("CONTROL", "holds", inside, town(), actors=(NORTH,))) == [(pattern, N, ())]


def test_what_is_denied_speaks_against() -> None:
    assert seen(claim("CONTROL", "holds", town(), actors=(NORTH,), status="denied", negated=True)) == [
        ("not his", (), N)
    ]
    denied = claim("CONTROL", "gains", town(), actors=(NORTH,), recipients=(SOUTH,), status="denied", negated=True)
    assert seen(denied) == [("still there", S, ())]


def test_what_lies_ahead_weighs_little_and_says_how_it_is_now() -> None:
    plan = only(claim("RETREAT", "withdraw", town("from"), actors=(NORTH,), status="planned"))
    fact = only(claim("CONTROL", "holds", town(), actors=(NORTH,)))
    assert (plan.pattern, plan.named) == ("still there", N)
    assert plan.trust < fact.trust / 5


@pytest.mark.parametrize(
    "fields", [{"background": True}, {"aggregate": True}, {"status": "asked"}, {"status": "requested"}]
)
def test_background_totals_questions_and_demands_show_nothing(fields: dict[str, object]) -> None:
    assert not seen(claim("CONTROL", "holds", town(), actors=(NORTH,), **fields))


def test_areas_and_what_lies_beside_a_place_are_no_places_to_hold() -> None:
    for place in (
        town(feature="admin1", radius_km=100.0),
        town(relation="north-of"),
        town(radius_km=80.0),
        town(latitude=None, longitude=None),
    ):
        assert not seen(claim("CONTROL", "holds", place, actors=(NORTH,)))


def test_without_a_day_it_is_news_of_the_week_before_publication_and_says_so() -> None:
    undated = only(claim("CONTROL", "holds", town(), actors=(NORTH,)))
    assert (undated.day, undated.inferred) == ("2015-06-20", True)
    dated = only(claim("CONTROL", "holds", town(), actors=(NORTH,), time=on_day("2015-03-01")))
    assert (dated.day, dated.inferred) == ("2015-03-01", False)
    assert not seen(claim("CONTROL", "holds", town(), actors=(NORTH,)), published=None)


def test_a_claim_about_a_year_keeps_little_of_its_weight() -> None:
    year = only(claim("CONTROL", "holds", town(), actors=(NORTH,), time=on_day("2014-01-01", "2014-12-31")))
    day = only(claim("CONTROL", "holds", town(), actors=(NORTH,), time=on_day("2014-07-02")))
    assert year.trust < day.trust / 8
    assert year.day == day.day


def test_a_party_s_word_for_its_own_gain_counts_less_and_for_its_loss_more() -> None:
    def trust(*sources: object) -> float:
        fields = {"actors": (NORTH,), "recipients": (SOUTH,), "sources": sources, "confidence": 0.8}
        return only(claim("CONTROL", "gains", town(), **fields)).trust

    assert (
        trust(said_by("Northern Army", "northern-army"))
        < trust(said_by("a monitor"))
        < trust(said_by("Southern League", "southern-league"))
    )


def test_on_whose_word() -> None:
    assert only(claim("CONTROL", "holds", town(), actors=(NORTH,), sources=(said_by("a monitor"),))).says == (
        "a monitor",
    )
    assert only(claim("CONTROL", "holds", town(), actors=(NORTH,))).says == ("Outlet A",)


def test_a_place_misread_as_its_own_holder_is_none() -> None:
    assert not seen(claim("CONTROL", "holds", town(), actors=(Span("Town 1", 0, 1, "Town 1"),)))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Kurdish-led forces", ("kurd",)),
        ("the Kurds", ("kurd",)),
        ("Tuareg rebels", ("tuareg",)),
        ("gunmen", ()),
        ("its fighters", ()),
        ("dozens of residents", ()),
        ("the army", ()),
        ("two fighters", ()),
    ],
)
def test_forces_are_told_apart_by_a_word_of_their_own(name: str, words: tuple[str, ...]) -> None:
    assert distinct(name) == words


def test_who_lost_a_place_by_the_same_report_has_not_won_it_with_the_others() -> None:
    told = claim("CONTROL", "gains", town(), actors=(NORTH,), recipients=(SOUTH,))
    misread = claim("CONTROL", "gains", town(), actors=(NORTH, SOUTH))
    elsewhere = claim("CONTROL", "gains", town(key="2"), actors=(NORTH, SOUTH))
    found = of_report([told, misread, elsewhere], report())
    assert [(one.named, one.excluded) for one in found] == [(N, S), (N, S), ((*N, *S), ())]


def test_who_gains_and_loses_at_once_was_driven_out() -> None:
    assert seen(claim("CONTROL", "gains", town(), actors=(SOUTH,), recipients=(SOUTH,))) == [("lost", (), S)]


def test_aircraft_and_media_hold_nothing() -> None:
    assert party(Span("Reuters", 0, 1, "Reuters", "reuters")) is None
    assert party(Span("the coalition", 0, 1, None, "coalition-isil")) is None
    held = party(Span("IS", 0, 1, "Islamic State", "islamic-state"))
    assert held is not None
    assert key(held) == "islamic-state"
