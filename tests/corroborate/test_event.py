from __future__ import annotations

import time
from random import Random
from typing import Any

import pytest
from accounts import killed, named, on, place, span, told, unnamed
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.corroborate.event import event
from dateline.corroborate.told import Alike, Told
from dateline.values import Event, Party

AMBER, BIRCH, COUNTY = (
    place("Amber", 36.0, 38.0),
    place("Birch", 36.0, 41.0),
    place("Amber County", 36.1, 38.1, 40.0, feature="ADM1"),
)


def made(*claims: Told) -> Event:
    return event("e", claims)


def said(found: Event, what: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(v.says, v.said_by) for one in found.disputed if one.what == what for v in one.versions]


def test_three_numbers() -> None:
    day = on("2015-06-24")
    found = made(
        told("r1", outlet="Hill Herald", agency="AFP", time=day),
        told("r2", outlet="Vale Courier", agency="AFP"),
        told("r3", outlet="Vale Courier", agency="AFP"),
        told("r4", outlet="Dale Post", sources=["Amal Sample"], time=day),
    )
    assert (found.reports, found.outlets, found.independent_sources) == (4, 3, 2)
    assert found.credibility == 2
    assert len(found.claims) == 4


def test_what_the_like_of_may_happen_again_binds_nobody() -> None:
    army, town = span("Sample Army", "sample-army"), (place("Amber", 36.0, 38.0),)
    county = (place("Amber County", 36.1, 38.1, 40.0),)
    assert made(told("a", actors=[army]), told("b", actors=[army])).credibility == 3
    assert made(told("a", actors=[army], places=county), told("b", actors=[army], places=county)).credibility == 3
    assert made(told("a", actors=[army], places=town), told("b", actors=[army], places=town)).credibility == 2
    assert made(told("a", recipients=["Jan Sample"]), told("b", recipients=["Jan Sample"])).credibility == 2
    assert made(told("a", counts=killed(7, 7)), told("b", counts=killed(7, 7))).credibility == 2
    one_report = made(told("a", sources=["Jan Sample"]), told("a", sources=["Amal Sample"]))
    assert (one_report.independent_sources, one_report.credibility) == (2, 2)


def test_an_event_needs_a_claim() -> None:
    with pytest.raises(ValueError, match="at least one claim"):
        event("e", [])


def test_type_and_mode_of_most_sources() -> None:
    found = made(
        told("a", type="CONTROL", mode="gains"),
        told("b", type="CONTROL"),
        told("c", type="ASSAULT", mode="aerial"),
        told("c", type="ASSAULT", mode="aerial"),
        told("c", type="ASSAULT", mode="aerial"),
    )
    assert (found.type, found.mode) == ("CONTROL", "gains")


def test_totals_are_totals() -> None:
    assert made(told("a", aggregate=True), told("b", aggregate=True), told("c")).aggregate
    assert not made(told("a", aggregate=True), told("b")).aggregate


# --- status and what was denied


def test_what_happened_stands_above_what_was_planned() -> None:
    found = made(told("a", status="planned"), told("b", status="feared"), told("c"))
    assert found.status == "actual"
    assert found.independent_sources == 1


@pytest.mark.parametrize("status", ["planned", "requested", "possible", "feared", "hypothetical", "asked"])
def test_what_nobody_tells_as_a_fact_keeps_its_status(status: Any) -> None:
    found = made(told("a", status=status), told("b", status=status))
    assert found.status == status
    assert found.credibility >= 4


def test_a_denial_is_kept_beside_what_is_told() -> None:
    denial = told("b", status="denied", sources=["Dilo Sample"])
    found = made(told("a", time=on("2015-06-24")), told("c", time=on("2015-06-24")), denial)
    assert (found.status, found.independent_sources, found.credibility) == ("actual", 2, 3)
    assert said(found, "happened") == [("happened", ("a", "c")), ("did not happen", ("Dilo Sample",))]
    assert any("denied by Dilo Sample" in reason for reason in found.reasons)


def test_what_more_deny_than_tell_is_denied() -> None:
    denials = [told(name, status="denied", negated=True) for name in "bc"]
    found = made(told("a"), *denials)
    assert (found.status, found.credibility) == ("denied", 5)
    assert [says for says, _ in said(found, "happened")] == ["did not happen", "happened"]


def test_who_says_both_denies_nothing() -> None:
    found = made(told("a", sources=["Amal Sample"]), told("a", sources=["Amal Sample"], status="denied"))
    assert (found.status, found.disputed) == ("actual", ())


def test_what_shall_not_be_done_is_no_denial() -> None:
    assert made(told("a"), told("b", status="requested", negated=True)).disputed == ()


def test_the_numbers_of_a_denial_are_none_of_the_event() -> None:
    found = made(told("a", counts=killed(9, 9)), told("b", status="denied", counts=killed(90, 90)), told("c"))
    assert found.counts["killed"].high == 9


def test_the_numbers_of_a_month_are_none_of_a_day() -> None:
    month = told("b", counts=killed(900, None), time=on("2015-06-01", "2015-06-30", "month"))
    total = told("c", counts=killed(300, None), aggregate=True)
    found = made(told("a", counts=killed(9, 9), time=on("2015-06-18")), month, total)
    assert (found.counts["killed"].low, found.counts["killed"].high) == (9, 9)
    assert made(month).counts["killed"].low == 900
    assert made(total).counts["killed"].low == 300


def test_a_mode_that_most_do_not_share_is_none() -> None:
    found = made(*(told(n, mode=mode) for n, mode in (("a", "aerial"), ("b", "firearms"), ("c", "beat"), ("d", None))))
    assert found.mode is None


# --- parties


def test_parties_by_the_name_that_most_give_without_pronouns() -> None:
    found = made(
        told("a", actors=["the group"], recipients=["they"]),
        told("b", actors=[span("IS", "islamic-state")], recipients=["three traders"]),
        told("c", actors=[span("Islamic State", "islamic-state")], recipients=["two traders"]),
        told("d", actors=[span("Islamic State", "islamic-state")]),
    )
    assert found.actors == (Party("Islamic State", "islamic-state"),)
    assert found.recipients == (Party("traders"),)


def test_parts_of_a_name_stand_for_the_full_one() -> None:
    found = made(told("a", recipients=["Sample"]), told("b", recipients=["Amal Sample"]))
    assert found.recipients == (Party("Amal Sample"),)
    found = made(*(told(n, actors=["Amber Guard"]) for n in "abc"), told("d", actors=["an Amber Guard lorry"]))
    assert found.actors == (Party("Amber Guard"),)


def test_two_who_are_named_in_one_claim_are_two() -> None:
    found = made(told("a", actors=["Amber Guard", "Amber Guard Youth"]), told("b", actors=["Amber Guard"]))
    assert {party.name for party in found.actors} == {"Amber Guard", "Amber Guard Youth"}


def test_who_is_attacked_in_most_claims_is_no_attacker() -> None:
    found = made(
        told("a", actors=["Red Front"], recipients=["Blue Front"]),
        told("b", actors=["Red Front"], recipients=["Blue Front"]),
        told("c", actors=["Red Front", "Blue Front"]),
    )
    assert (found.actors, found.recipients) == ((Party("Red Front"),), (Party("Blue Front"),))


def test_a_description_that_most_give_stays_beside_a_name() -> None:
    found = made(*(told(n, actors=["police"]) for n in "abc"), told("d", actors=["Amal Sample"]))
    assert [party.name for party in found.actors] == ["police", "Amal Sample"]


def test_rival_attributions_are_kept_side_by_side() -> None:
    russia, coalition = span("Russia", "russia"), span("US-led coalition", "coalition-isil")
    found = made(told("a", actors=[russia]), told("b", actors=[russia]), told("c", actors=[coalition]))
    assert said(found, "actors") == [("Russia", ("a", "b")), ("US-led coalition", ("c",))]
    assert "disputed: actors" in found.reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (span("Islamic State", "islamic-state"), span("ISKP", "islamic-state-khorasan")),  # a part of it
        (span("Syrian army", "syrian-army"), span("Syrian government", "syria-government")),
        (span("Turkish army", "turkish-army"), span("Turkish police", "turkish-police")),  # a word in common
        (span("Islamic State", "islamic-state"), span("gunmen")),  # a description
        (span("Islamic State", "islamic-state"), span("Omar Example")),  # perhaps one of them
    ],
)
def test_what_may_be_the_same_actor_is_no_rival(one: Any, other: Any) -> None:
    assert made(told("a", actors=[one]), told("b", actors=[other])).disputed == ()


def test_opponents_and_allies_are_no_rivals() -> None:
    red, blue = span("Red Front", "red"), span("Blue Guard", "blue")
    assert made(told("a", actors=[red], recipients=[blue]), told("b", actors=[blue])).disputed == ()
    both = told("a", actors=[red, blue])
    assert made(both, told("b", actors=[red]), told("c", actors=[blue])).disputed == ()


# --- place


def test_the_smallest_place_that_most_agree_on() -> None:
    found = made(told("a", places=(AMBER,)), told("b", places=(COUNTY,)), told("c", places=(AMBER,)))
    assert found.place == AMBER
    assert found.disputed == ()


def test_a_single_word_for_a_small_place_does_not_stand_against_most() -> None:
    village = place("Elm", 36.3, 38.3, 1.0)
    found = made(*(told(n, places=(AMBER,)) for n in "abc"), told("d", places=(village,)))
    assert found.place == AMBER
    assert [says for says, _ in said(found, "place")] == ["Amber", "Elm"]


def test_a_country_only_where_nothing_smaller_is_told() -> None:
    land = place("Land", 36.0, 39.0, 400.0)
    assert made(*(told(n, places=(land,)) for n in "abc"), told("d", places=(AMBER,))).place == AMBER
    assert made(told("a", places=(land,))).place == land


def test_a_country_speaks_for_a_town_in_it_not_for_one_across_the_border() -> None:
    land = place("Land", 36.0, 38.5, 400.0, country="LA")
    inside, across = place("Elm", 36.4, 38.3, 20.0, country="LA"), place("Fir", 35.8, 38.0, 2.0, country="OT")
    claims = [
        told("a", places=(land,)),
        told("b", places=(land,)),
        told("c", places=(inside,)),
        told("d", places=(across,)),
    ]
    assert made(*claims).place == inside


def test_relation_and_radius_are_kept() -> None:
    near = place("Amber", 36.0, 38.0, 28.0, relation="near")
    assert made(told("a", places=(near,)), told("b", places=(near,))).place == near


def test_rival_places_are_kept_with_who_names_them() -> None:
    found = made(told("a", places=(AMBER,)), told("b", places=(AMBER,)), told("c", places=(BIRCH,)))
    assert found.place == AMBER
    assert said(found, "place") == [("Amber", ("a", "b")), ("Birch", ("c",))]
    assert (found.credibility, found.independent_sources) == (2, 3)


def test_those_who_agree_on_who_but_not_on_where_may_tell_of_two_events() -> None:
    claims = [told(n, actors=["Red Front"], places=(p,)) for n, p in (("a", AMBER), ("b", AMBER), ("c", BIRCH))]
    found = made(*claims)
    assert found.credibility == 2
    assert "those who tell it differ on the place" in found.reasons


def test_two_places_of_one_source_are_no_dispute() -> None:
    assert made(told("a", places=(AMBER,)), told("a", places=(BIRCH,))).disputed == ()


def test_where_it_happened_goes_before_where_from() -> None:
    claim = told("a", places=(place("Birch", 36.0, 41.0, 0.5, role="from"), AMBER))
    assert made(claim).place == AMBER


def test_a_place_that_is_not_resolved_keeps_its_words() -> None:
    unknown = place("the old mill", 0, 0)
    unknown = type(unknown)(unknown.text, 0, 12, "the old mill")
    found = made(told("a", places=(unknown,)))
    assert found.place == unknown
    assert found.place is not None
    assert found.place.latitude is None
    assert made(told("a", places=(unknown,)), told("b", places=(COUNTY,))).place == COUNTY


# --- days


def test_days_are_what_all_leave_room_for() -> None:
    week = on("2015-06-15", "2015-06-21", "week")
    found = made(told("a", time=on("2015-06-18")), told("b", time=week), told("c"))
    assert (found.earliest, found.latest, found.precision) == ("2015-06-18", "2015-06-18", "day")
    found = made(told("a", time=week), told("b", time=on("2015-06-20", "2015-06-30", "range")))
    assert (found.earliest, found.latest, found.precision) == ("2015-06-20", "2015-06-21", "range")


def test_open_ends_stay_open() -> None:
    found = made(told("a", time=on(None, "2015-06-20", "vague")))
    assert (found.earliest, found.latest, found.precision) == (None, "2015-06-20", "vague")
    assert made(told("a"), told("b", time=on(None, None, "vague"))).earliest is None


def test_rival_days_are_kept() -> None:
    found = made(*(told(n, time=on("2015-06-18")) for n in "ab"), told("c", time=on("2015-06-25")))
    assert (found.earliest, found.latest) == ("2015-06-18", "2015-06-18")
    assert said(found, "day") == [("2015-06-18", ("a", "b")), ("2015-06-25", ("c",))]
    assert made(told("a", time=on("2015-06-18")), told("b", time=on("2015-06-19"))).disputed == ()


def test_a_state_lasts() -> None:
    claims = [
        told(n, type="CONTROL", mode="holds", time=on(day)) for n, day in (("a", "2015-06-01"), ("b", "2015-06-20"))
    ]
    found = made(*claims)
    assert (found.earliest, found.latest, found.disputed) == ("2015-06-01", "2015-06-20", ())


# --- credibility


def test_sources_without_a_detail_in_common_do_not_bear_each_other_out() -> None:
    found = made(told("a", actors=["Red Front"]), told("b", actors=["Blue Guard"]), told("c", actors=["Amal Sample"]))
    assert (found.independent_sources, found.credibility) == (3, 3)
    together = made(*(told(n, actors=["Red Front"]) for n in "abc"))
    assert (together.independent_sources, together.credibility) == (3, 1)


def test_what_only_one_side_says_is_no_more_than_possibly_true() -> None:
    front = named("Dilo Sample", "armed-group", "Red Front spokesman Dilo Sample")
    claims = [told("a", actors=["Red Front"], sources=[front]), told("b", actors=["Red Front"], sources=["Red Front"])]
    assert made(*claims).credibility == 3
    assert any("one side" in reason for reason in made(*claims).reasons)


def test_one_unnamed_source_cannot_be_judged() -> None:
    assert made(told("a", sources=[unnamed()])).credibility == 6


# --- any order, any claims

_NAMES = st.sampled_from(["Red Front", "Blue Guard", "Front", "the group", "gunmen", "they", "Amal Sample", "Sample"])
_PARTIES = st.lists(st.one_of(_NAMES.map(span), st.just(span("IS", "islamic-state"))), max_size=2)
_SOURCES = st.lists(
    st.sampled_from([named("Amal Sample"), named("b", "media"), unnamed(), named("Red Front", "armed-group")]),
    max_size=2,
)
_TIMES = st.sampled_from(
    [None, on("2015-06-18"), on("2015-06-25"), on("2015-06-15", "2015-06-21", "week"), on(None, None)]
)
_COUNTS = st.sampled_from([{}, killed(9, 9), killed(10, None), killed(40, 40, "traders"), killed(None, 12)])


def _told(report: str, start: int, **fields: Any) -> Told:
    day = f"2015-06-2{'abcdef'.index(report)}"
    return told(report, start=start, published=day, agency="AFP" if report in "ef" else None, **fields)


CLAIM = st.builds(
    _told,
    st.sampled_from("abcdef"),
    st.integers(0, 999),
    type=st.sampled_from(["ASSAULT", "CONTROL", "COERCE"]),
    mode=st.sampled_from([None, "gains", "holds"]),
    status=st.sampled_from(["actual", "actual", "denied", "planned", "possible"]),
    negated=st.booleans(),
    actors=_PARTIES,
    recipients=_PARTIES,
    places=st.lists(st.sampled_from([AMBER, BIRCH, COUNTY]), max_size=2).map(tuple),
    time=_TIMES,
    counts=_COUNTS,
    sources=_SOURCES,
)
CLAIMS = st.lists(CLAIM, min_size=1, max_size=10, unique_by=lambda one: (one.anchor, one.claim.type))


@settings(max_examples=150)
@given(CLAIMS, st.randoms())
def test_the_event_does_not_depend_on_the_order_of_its_claims(claims: list[Told], chance: Random) -> None:
    mixed = list(claims)
    chance.shuffle(mixed)
    assert event("e", mixed, Alike()) == event("e", claims, Alike())


@given(CLAIMS)
def test_what_an_event_holds(claims: list[Told]) -> None:
    found = event("e", claims)
    assert found.claims == tuple(sorted({one.anchor for one in claims}))
    assert 1 <= found.credibility <= 6
    assert found.reasons
    assert found.independent_sources >= 1
    assert found.reports >= found.outlets >= 1
    for dispute in found.disputed:
        assert len(dispute.versions) > 1
        assert all(version.said_by and version.claims for version in dispute.versions)
    if found.place is not None:
        assert found.place in [p for one in claims for p in one.claim.places]
    spans = [s for one in claims for s in (*one.claim.actors, *one.claim.recipients)]
    names = {(s.name or s.text).removeprefix("the ") for s in spans}
    assert {party.name for party in (*found.actors, *found.recipients)} <= names


def test_three_hundred_claims_take_no_longer_than_they_should() -> None:
    chance = Random(7)
    claims = [
        told(
            f"r{i}",
            sources=[named(f"Speaker {chance.randrange(80)} Sample")],
            actors=[f"Actor {chance.randrange(60)} Front"],
            counts=killed(chance.randrange(60), None),
            time=on(f"2015-06-{chance.randrange(1, 29):02}"),
            places=(place(f"P{i}", 36 + chance.random(), 38 + chance.random()),),
        )
        for i in range(300)
    ]
    began = time.process_time()
    event("e", claims)
    assert time.process_time() - began < 3
