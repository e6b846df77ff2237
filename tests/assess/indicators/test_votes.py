from __future__ import annotations

import pytest
from histories import claim, party, place

from dateline.assess.indicators.subject import Subject
from dateline.assess.indicators.votes import votes
from dateline.values import Claim, Count

REDS = Subject("Red Brigade")


def keys(one: Claim) -> list[str]:
    return [vote.indicator for vote in votes(one, REDS) if vote.yes]


R, B = ["Red Brigade"], ["Blue Army"]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (claim("CONTROL", "gains", by=R, on=B), ["places-gained"]),
        (claim("CONTROL", "gains", by=B, on=R), ["places-lost"]),
        (claim("CONTROL", "loses", by=B, on=R), ["places-lost"]),
        (claim("CONTROL", "loses", on=R), ["places-lost"]),
        (claim("CONTROL", "loses", by=R), ["places-lost"]),
        (claim("CONTROL", "loses", by=R, on=B), ["places-gained"]),
        (claim("CONTROL", "holds", by=R), ["places-held"]),
        (claim("CONTROL", "holds", by=R, status="denied"), ["places-lost"]),
        (claim("ASSAULT", by=R, on=B), ["attacks-by"]),
        (claim("ASSAULT", by=R, on=["villagers"]), ["attacks-by", "harm-to-civilians"]),
        (claim("ASSAULT", by=B, on=["Red Brigade positions"]), ["attacks-on"]),
        (claim("ASSAULT", by=B, on=R, counts={"killed": Count(3, 3, "3")}), ["attacks-on", "losses"]),
        (claim("ASSAULT", by=R, word="battles"), ["clashes"]),
        (claim("RETREAT", "withdraw", by=R, status="planned"), ["withdrawals-planned"]),
        (claim("RETREAT", "withdraw", by=R), ["withdrawals"]),
        (claim("RETREAT", "withdraw", by=R, on=["its court and offices"]), ["institutions-moved"]),
        (claim("RETREAT", by=R, word="surrendered"), ["defections"]),
        (claim("RETREAT", "release", by=R, on=["hostages"]), []),
        (claim("STRENGTH", "down", by=R, word="defections"), ["defections"]),
        (claim("STRENGTH", "down", by=R, word="afraid"), ["hesitation"]),
        (claim("STRENGTH", "down", by=R, word="casualties"), ["losses"]),
        (claim("STRENGTH", "down", by=R, word="collapse"), ["strength-down"]),
        (claim("STRENGTH", "down", by=B, on=R, word="collapse"), []),
        (claim("STRENGTH", "up", by=R, word="recruits"), ["strength-up"]),
        (claim("MOBILIZE", "troops", by=R), ["mobilisation"]),
        (claim("MOBILIZE", "troops", by=R, status="denied"), ["hesitation"]),
        (claim("COOPERATE", by=R + B), ["alliances"]),
        (claim("COERCE", "arrest", by=B, on=["Red Brigade fighters"]), ["losses"]),
        (claim("PROTEST", "demo", by=["residents"], on=R), ["unrest"]),
    ],
)
def test_what_a_claim_counts_for(one: Claim, expected: list[str]) -> None:
    assert keys(one) == expected


@pytest.mark.parametrize("status", ["asked", "hypothetical", "requested", "feared"])
def test_a_question_or_a_fear_is_no_evidence(status: str) -> None:
    assert keys(claim("CONTROL", "loses", on=R, status=status)) == []  # type: ignore[arg-type]


def test_a_planned_attack_is_no_attack() -> None:
    assert keys(claim("ASSAULT", by=R, on=B, status="planned")) == []


@pytest.mark.parametrize("kind", ["CONTROL", "RETREAT"])
def test_power_and_talks_are_no_places(kind: str) -> None:
    assert keys(claim(kind, "loses" if kind == "CONTROL" else "withdraw", by=R, at=[])) == []


def test_others_are_none_of_its_business() -> None:
    assert votes(claim("CONTROL", "gains", by=B, on=["Green Front"]), REDS) == ()


def test_what_is_told_of_any_place_is_no_event() -> None:
    anywhere = claim("RETREAT", "withdraw", by=R, at=[place("any area", "from"), place("Ford", "from")])
    assert votes(anywhere, REDS) == ()


def test_a_denial_votes_against() -> None:
    (vote,) = votes(claim("CONTROL", "gains", by=B, on=R, status="denied"), REDS)
    assert (vote.indicator, vote.yes) == ("places-lost", False)


def test_civilians_killed_among_those_attacked_are_no_losses_of_the_actor() -> None:
    hurt = {"killed": Count(3, 3, "3", party("three villagers"))}
    assert keys(claim("ASSAULT", by=B, on=R, counts=hurt)) == ["attacks-on"]


@pytest.mark.parametrize("name", ["Red Brigade", "the Red Brigade", "Red Brigade fighters", "Red Brigade’s convoys"])
def test_the_actor_by_any_of_its_names(name: str) -> None:
    assert REDS.meant(party(name))


@pytest.mark.parametrize("name", ["anti-Red Brigade forces", "Blue Army", "former Red Brigade prisoners", "Brigade"])
def test_others_of_like_name(name: str) -> None:
    assert not REDS.meant(party(name))


def test_a_well_known_actor_in_other_words() -> None:
    subject = Subject("Islamic State", "islamic-state")
    assert subject.meant(party("ISIS"))
    assert subject.meant(party("Daesh positions"))
    assert not subject.meant(party("al-Shabaab"))
