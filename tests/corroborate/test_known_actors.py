from __future__ import annotations

import re

import pytest

from dateline.corroborate.actor import SECTORS, Tie, within
from dateline.corroborate.known_actors import conditional, known, names
from dateline.corroborate.states import institution_of, state, within_state
from dateline.locate.sources import read_table
from dateline.read.actors import all_actors, is_acronym, lookup

_PERIOD = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def test_every_actor_of_the_reader_is_known_with_a_sector() -> None:
    assert list(known()) == [one.id for one in all_actors()]
    assert len(known()) >= 700
    assert {one.sector for one in known().values()} <= SECTORS


def test_facts_name_actors_and_countries_that_there_are() -> None:
    codes = {row["country"] for row in read_table("countries.csv")}
    for one in known().values():
        assert one.country is None or one.country in codes, one
        for tie in (*one.part_of, *one.allies):
            assert tie.id in known(), tie
            assert tie.id != one.id


def test_periods_are_days_months_or_years_in_order() -> None:
    ties = [tie for one in known().values() for tie in (*one.part_of, *one.allies)]
    periods = [(t.since, t.until) for t in ties] + [(n.since, n.until) for s in names().values() for n in s]
    assert any(since for since, _ in periods)
    for since, until in periods:
        assert all(end is None or _PERIOD.fullmatch(end) for end in (since, until))
        assert since is None or until is None or since <= until


def test_alliances_are_told_of_both() -> None:
    for one in known().values():
        for tie in one.allies:
            assert Tie(one.id, tie.since, tie.until) in known()[tie.id].allies


def test_no_conditional_name_means_two_actors_at_once() -> None:
    for several in conditional().values():
        for i, one in enumerate(several):
            for other in several[i + 1 :]:
                there = not (one.countries and other.countries) or set(one.countries) & set(other.countries)
                then = (one.until or "9999") >= (other.since or "0") and (other.until or "9999") >= (one.since or "0")
                assert one.actor == other.actor or not (there and then), (one, other)


def test_a_conditional_name_is_no_name_of_the_reader_for_the_same_actor() -> None:
    for several in conditional().values():
        for name in several:
            found = lookup(name.name)
            assert found is None or found.id != name.actor, name


@pytest.mark.parametrize(
    ("day", "since", "until", "inside"),
    [
        ("2014-08-31", "2014-08", None, True),
        ("2014-07-31", "2014-08", None, False),
        ("2011-07-08", None, "2011-07-08", True),
        ("2011-07-09", None, "2011-07-08", False),
        ("2011-12-31", None, "2011", True),
        ("2012-01-01", "2010", "2011", False),
    ],
)
def test_periods_hold_both_their_ends(day: str, since: str | None, until: str | None, inside: bool) -> None:
    assert within(day, since, until) is inside


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Chad", "chad"),
        ("the Chadian army", "chadian-army"),
        ("Chad’s army", "chadian-army"),
        ("armed forces of Honduras", "honduran-army"),
        ("HONDURAN TROOPS", "honduran-army"),
        ("Syrian forces", "syrian-army"),
        ("Ugandan police", "uganda-police"),
        ("Turkish authorities", "turkey-government"),
        ("the US", "united-states"),
        ("South Sudan army", "sspdf"),
        ("Peruvian security forces", "peru-security-forces"),
    ],
)
def test_states_and_their_institutions(name: str, actor: str) -> None:
    found = state(name)
    assert found is not None
    assert found.id == actor
    assert found.origin == "list" or institution_of(actor) == found


@pytest.mark.parametrize(
    "name",
    ["the army", "army", "us", "chad", "police", "Israeli settlers", "Congolese troops", "Sudan People's Army", "",
     "of", "Syrian rebels", "Turkish gunmen", "people of Iraq", "Kurdish forces"],
)  # fmt: skip
def test_what_names_no_state(name: str) -> None:
    assert state(name) is None


def test_a_word_of_two_nations_is_of_the_one_that_is_spoken_of() -> None:
    found = state("Congolese troops", "CD")
    assert found is not None
    assert found.id == "fardc"
    assert state("Congolese troops", "SY") is None
    assert within_state("Red Cross of Colombia") == within_state("Colombian Red Cross") == ("CO", "red cross")


def test_ids_of_states_are_not_those_of_other_actors() -> None:
    for one in known().values():
        assert institution_of(one.id) is None, one.id


def test_acronyms_of_several_actors_are_conditional() -> None:
    for name in ("NDF", "PDF", "SNA", "SLA", "KIA", "ISF"):
        assert is_acronym(name)
        assert lookup(name) is None
