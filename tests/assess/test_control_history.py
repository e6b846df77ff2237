"""From claims to the answer for a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.assess.control.dynamics import Dynamics
from dateline.assess.control.history import History, histories, history
from dateline.assess.control.holders import key, party
from dateline.assess.control.holding import Holding, on, state_on
from dateline.assess.control.neighbours import near
from dateline.assess.control.sides import observations
from dateline.assess.control.sight import sightings
from dateline.assess.control.sites import site
from dateline.assess.control.values import Ground, Observation, Sighting, Site
from dateline.values import Anchor, Claim, ClaimPlace
from tests.assess.claims import NORTH, SOUTH, claim, on_day, report, town

PARTIES = {"northern-army": NORTH, "southern-league": SOUTH}


def sight(one: Claim, number: int = 1, published: str = "2015-06-20") -> list[Sighting]:
    return list(sightings(one, Anchor(f"report-{number}", 10, 15), report(published, f"report-{number}")))


def answer(day: str, *seen: Sighting, grounds: dict[Anchor, Ground] | None = None) -> Holding:
    made = history(observations(seen, grounds or {}))
    assert made is not None
    parties = {key(p): p for p in (party(NORTH), party(SOUTH)) if p}
    return on(made, day, town(), parties)


def chance(holding: Holding, actor: str) -> float:
    return next((h.probability for h in holding.holders if h.id == actor), 0.0)


HELD = claim("CONTROL", "holds", town(), actors=(NORTH,), time=on_day("2015-03-01"))
TAKEN = claim("CONTROL", "gains", town(), actors=(SOUTH,), recipients=(NORTH,), time=on_day("2015-05-01"))
FREE = claim("CONTROL", "loses", town(), recipients=(NORTH,), time=on_day("2015-05-01"))


def test_one_report_s_word_is_believed_in_part_and_named() -> None:
    found = answer("2015-03-01", *sight(HELD))
    assert 0.6 < chance(found, "northern-army") < 0.95
    assert found.leading == "Northern Army"
    assert found.claims_for == (Anchor("report-1", 10, 15),)
    assert (found.reports, found.says, found.inferred) == (1, ("Outlet A",), False)


def test_holders_contested_and_unknown_sum_to_one() -> None:
    found = answer("2015-04-20", *sight(HELD), *sight(TAKEN, 2))
    assert sum(h.probability for h in found.holders) + found.contested + found.unknown == pytest.approx(1, abs=1e-9)
    assert 0 <= found.another <= found.unknown


def test_before_a_capture_the_loser_after_it_the_winner() -> None:
    seen = (*sight(HELD), *sight(TAKEN, 2))
    before, after = answer("2015-04-20", *seen), answer("2015-05-10", *seen)
    assert chance(before, "northern-army") > 0.5 > chance(before, "southern-league")
    assert chance(after, "southern-league") > 0.5 > chance(after, "northern-army")
    assert after.claims_for == (Anchor("report-2", 10, 15),)


def test_who_holds_a_place_on_the_day_he_took_it_did_not_hold_it_before() -> None:
    since = claim("CONTROL", "holds", town(), actors=(SOUTH,), time=on_day("2015-05-01"))
    before = answer("2015-04-20", *sight(HELD), *sight(TAKEN, 2), *sight(since, 3))
    assert chance(before, "northern-army") > 0.5 > chance(before, "southern-league")
    assert chance(answer("2015-05-02", *sight(TAKEN, 2), *sight(since, 3)), "southern-league") > 0.8


def test_free_of_one_is_not_held_by_another_who_is_named() -> None:
    found = answer("2015-05-02", *sight(FREE))
    assert found.leading == "another"
    assert chance(found, "northern-army") < 0.15
    assert found.another > 0.5
    assert (found.claims_for, found.reports) == ((Anchor("report-1", 10, 15),), 1)


def test_an_old_report_fades_to_unknown() -> None:
    held = [answer(day, *sight(HELD)) for day in ("2015-03-01", "2015-09-01", "2019-03-01")]
    chances = [chance(one, "northern-army") for one in held]
    assert chances[0] > chances[1] > chances[2]
    assert held[2].unknown > 0.95
    assert held[2].leading == "unknown"
    assert held[2].claims_for == ()


def test_nothing_is_known_long_before_the_first_report() -> None:
    assert answer("2010-01-01", *sight(HELD)).unknown == 1


def test_one_observation_an_event_not_a_report() -> None:
    seen = [s for n in range(1, 6) for s in sight(HELD, n)]
    same = {s.claim: Ground("one", 6, 1) for s in seen}
    assert len(observations(seen, same)) == 1
    copied = answer("2015-03-01", *seen, grounds=same)
    own = answer("2015-03-01", *seen, grounds={s.claim: Ground("one", 1, 3) for s in seen})
    once = answer("2015-03-01", *sight(HELD))
    assert chance(copied, "northern-army") == pytest.approx(chance(once, "northern-army"), abs=0.01)
    assert chance(own, "northern-army") > chance(copied, "northern-army")


def test_a_capture_told_from_both_sides_is_one_observation() -> None:
    lost = claim("CONTROL", "loses", town(), recipients=(NORTH,), time=on_day("2015-05-01"))
    since = claim("CONTROL", "holds", town(), actors=(SOUTH,))
    seen = [*sight(lost), *sight(since, 2), *sight(TAKEN, 3)]
    same = {s.claim: Ground("one", 6, 1) for s in seen}
    (one,) = observations(seen, same)
    assert (one.pattern, one.named, one.excluded, one.day) == (
        "took from", ("southern-league",), ("northern-army",), "2015-05-01",
    )  # fmt: skip
    assert len(one.claims) == 3
    assert len(observations(seen, {})) == 3


def test_what_is_improbable_weighs_little() -> None:
    seen = sight(HELD)
    doubted = answer("2015-03-01", *seen, grounds={s.claim: Ground("one", 5, 1) for s in seen})
    assert chance(doubted, "northern-army") < 0.3


def test_who_speaks_against_is_named() -> None:
    rival = claim("CONTROL", "holds", town(), actors=(SOUTH,), time=on_day("2015-03-02"), confidence=0.4)
    found = answer("2015-03-02", *sight(HELD), *sight(rival, 2))
    assert found.leading == "Northern Army"
    assert found.claims_against == (Anchor("report-2", 10, 15),)


def test_neighbours_enter_late_and_weakly_and_a_place_never_hears_of_itself() -> None:
    beside = town(key="2", latitude=36.1)
    far = town(key="3", latitude=39.0)
    seen = [s for n in range(1, 9) for s in sight(_held_at(beside, f"2015-0{n}-01"), n, f"2015-0{n}-02")]
    # Of the place itself only that it was bombed long ago.
    seen += sight(
        claim("ASSAULT", "aerial", town("at"), actors=(SOUTH,), recipients=(NORTH,), time=on_day("2015-01-01")), 20
    )
    places = [s for s in (site(town()), site(beside), site(far)) if s is not None]
    close = near(places, 50.0)
    assert [k for k, _ in close["1"]] == ["2"]
    assert close["3"] == ()
    made = observations(seen, {})
    alone, among = histories(made), histories(made, None, close)
    day = date(2015, 6, 1).toordinal()

    def share(which: dict[str, History], place: str) -> float:
        one = which[place]
        return float(state_on(one, day, Dynamics())[one.actors.index("northern-army")])

    assert share(among, "1") > share(alone, "1") + 0.05
    assert share(among, "1") < share(among, "2")


def _held_at(place: ClaimPlace, day: str) -> Claim:
    return claim("CONTROL", "holds", place, actors=(NORTH,), time=on_day(day))


days = st.integers(0, 300).map(lambda n: (date(2015, 1, 1) + timedelta(days=n)).isoformat())
observed = st.builds(
    Observation,
    site=st.sampled_from(["a", "b"]),
    day=days,
    pattern=st.sampled_from(["holds", "took", "took from", "lost", "left", "contested", "attacked", "flight", "calm"]),
    named=st.sampled_from([("x",), ("y",), ("x", "y")]),
    excluded=st.sampled_from([(), ("z",)]),
    weight=st.floats(0.01, 0.98),
    inferred=st.booleans(),
    says=st.just(("someone",)),
    claims=st.just((Anchor("r", 0, 1),)),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(observed, min_size=1, max_size=12))
def test_the_order_of_reports_plays_no_part(seen: list[Observation]) -> None:
    one, other = histories(seen), histories(seen[::-1])
    assert one.keys() == other.keys()
    for place, made in one.items():
        assert made.actors == other[place].actors
        assert made.shares.tobytes() == other[place].shares.tobytes()


@settings(max_examples=25, deadline=None)
@given(st.lists(observed, min_size=1, max_size=12))
def test_a_place_is_the_same_alone_or_among_others(seen: list[Observation]) -> None:
    among = histories(seen)
    for place, made in among.items():
        alone = history([o for o in seen if o.site == place])
        assert alone is not None
        assert alone.shares.tobytes() == made.shares.tobytes()


def test_places_are_found_within_their_distance() -> None:
    sites = [Site(str(n), town(key=str(n), latitude=36 + n * 0.3)) for n in range(5)]
    found = near(sites, 50.0)
    assert {k: [o for o, _ in v] for k, v in found.items()} == {
        "0": ["1"], "1": ["0", "2"], "2": ["1", "3"], "3": ["2", "4"], "4": ["3"],
    }  # fmt: skip
    assert found["0"][0][1] == pytest.approx(33.4, abs=0.1)


def test_news_of_a_later_loss_is_not_the_loss_before_it() -> None:
    """Both captures were taken for one event: the second, told without a day, still speaks of its own week."""
    lost = claim("CONTROL", "gains", town(), actors=(NORTH,), recipients=(SOUTH,), time=on_day("2015-06-23"))
    news = claim("CONTROL", "gains", town(), recipients=(SOUTH,))
    seen = [*sight(lost, 1, "2015-06-24"), *sight(news, 2, "2015-07-07"), *sight(news, 3, "2015-06-28")]
    grounds = {Anchor(f"report-{n}", 10, 15): Ground("event", 3, 1) for n in (1, 2, 3)}
    assert [one.day for one in observations(seen, grounds)] == ["2015-06-23", "2015-07-06"]
