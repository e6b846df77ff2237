"""Two names of one side at a place are one holder."""

from __future__ import annotations

from dateline.assess.control.sides import known_as, observations
from dateline.assess.control.sight import sightings
from dateline.assess.control.sites import name_of
from dateline.assess.control.values import Sighting
from dateline.assess.control.weigh import weighed
from dateline.values import Anchor, Claim, Span
from tests.assess.claims import claim, on_day, report, town

KURDS = Span("Kurdish forces", 0, 1, "Kurdish forces")
YPG = Span("YPG", 0, 1, "People's Protection Units", "ypg")
PESHMERGA = Span("Peshmerga", 0, 1, "Peshmerga", "peshmerga")
SYRIANS = Span("Syrian rebels", 0, 1, "Syrian rebels")
ARMY = Span("Syrian army", 0, 1, "Syrian Arab Army", "syrian-army")


def held(by: Span, number: int, key: str = "1") -> list[Sighting]:
    one: Claim = claim("CONTROL", "holds", town(key=key), actors=(by,), time=on_day(f"2015-03-{number:02}"))
    return list(sightings(one, Anchor(f"report-{number}", 10, 15), report(name=f"report-{number}")))


def named(*seen: Sighting) -> set[tuple[str, ...]]:
    return {one.named for one in observations(seen, {})}


def test_a_people_s_forces_are_the_group_of_that_people_that_is_named_there() -> None:
    assert named(*held(KURDS, 1), *held(YPG, 9)) == {("ypg",)}
    assert named(*held(KURDS, 1), *held(PESHMERGA, 9)) == {("peshmerga",)}


def test_they_stay_by_themselves_where_none_is_named_or_two_are() -> None:
    assert named(*held(KURDS, 1)) == {("name:kurd",)}
    assert named(*held(KURDS, 1), *held(YPG, 9, key="2")) == {("name:kurd",), ("ypg",)}
    both = named(*held(KURDS, 1), *held(YPG, 9), *held(PESHMERGA, 17))
    assert both == {("name:kurd",), ("ypg",), ("peshmerga",)}


def test_one_that_is_named_far_more_is_meant() -> None:
    often = [one for day in (9, 12, 15, 18, 21) for one in held(YPG, day)]
    assert named(*held(KURDS, 1), *often, *held(PESHMERGA, 25)) == {("ypg",), ("peshmerga",)}


def test_a_word_of_a_country_is_no_name_of_an_army() -> None:
    assert len(named(*held(SYRIANS, 1), *held(ARMY, 9))) == 2


def test_who_took_a_place_did_not_lose_it_by_another_name() -> None:
    taken = claim(
        "CONTROL", "gains", town(), actors=(YPG,), recipients=(KURDS,), time=on_day("2015-03-03")
    )  # fmt: skip
    seen = sightings(taken, Anchor("report-1", 10, 15), report())
    (one,) = known_as(weighed(seen, {}))
    assert (one.seen.named, one.seen.excluded) == (("ypg",), ())


def test_a_place_without_a_name_in_the_text_has_that_of_the_gazetteer() -> None:
    assert name_of(town(key="7")) == "Town 7"
