from __future__ import annotations

import random
from datetime import date

import pytest
from histories import claim, event, party, place
from hypothesis import given
from hypothesis import strategies as st

from dateline.assess.protection.bears import bears
from dateline.assess.protection.concerns import ORDER, urgency
from dateline.assess.protection.protection import protection
from dateline.values import Claim, Count

V, R = ["villagers"], ["Red Brigade fighters"]
HERE = [place("Ford")]


@pytest.mark.parametrize(
    ("one", "sentence", "expected"),
    [
        (claim("REQUEST", on=["civilians"]), "It called on civilians to evacuate the town.", "warning"),
        (claim("REQUEST", on=["civilians"]), "It called on civilians to vote.", None),
        (claim("DISPLACE", "evacuated", on=V, status="requested"), None, "warning"),
        (claim("THREATEN", "violence", by=R, on=V), "They threatened the villagers with death.", "feared"),
        (claim("ASSAULT", by=R, on=V, status="feared"), None, "feared"),
        (claim("ASSAULT", by=R, on=V), None, "harm"),
        (claim("ASSAULT", on=["a column"], counts={"killed": Count(3, 3, "3", party("three children"))}), None, "harm"),
        (claim("ASSAULT", "aerial", on=R, at=HERE), None, "explosive-weapons"),
        (claim("ASSAULT", "firearms", on=R, at=HERE), None, None),
        (claim("ASSAULT", "heavy-weapons", on=["a hospital"]), None, "explosive-weapons"),
        (claim("ASSAULT", "abduct", on=["two teachers"]), None, "abduction"),
        (claim("COERCE", "restrict", word="besieged", at=HERE), None, "siege"),
        (claim("COERCE", "restrict", word="surrounded", on=R, at=HERE), None, None),
        (claim("COERCE", "withhold", on=["aid convoys"]), "They stopped aid convoys.", "blocked-aid"),
        (claim("COERCE", "arrest", on=["residents"]), None, "detention"),
        (claim("COERCE", "arrest", on=R), None, None),
        (claim("DISPLACE", "flee", on=["families"]), None, "displacement"),
        (claim("DISPLACE", "flee", by=R), None, None),
        (claim("DISPLACE", "evacuated", by=["the Blue Army"]), None, None),
        (claim("DISPLACE", "expelled", by=R, on=V), None, "displacement"),
        (claim("DISPLACE", "return", on=["families"]), None, "return"),
        (claim("ASSAULT", by=R, on=V, status="denied"), None, None),
        (claim("ASSAULT", by=R, on=V, status="hypothetical"), None, None),
        (claim("MOBILIZE", by=R), None, None),
    ],
)
def test_what_bears_on_civilians(one: Claim, sentence: str | None, expected: str | None) -> None:
    assert bears(one, sentence) == expected


def test_a_list_by_urgency_with_its_evidence() -> None:
    old = event(claim("ASSAULT", by=R, on=V, at=HERE, day="2020-01-05"), id="old", published="2020-01-06")
    new = event(
        claim("ASSAULT", by=R, on=V, at=HERE, day="2020-03-03", counts={"killed": Count(4, None, "at least four")}),
        claim("ASSAULT", by=R, on=V, at=HERE, day="2020-03-03", sentence=300),
        id="new",
        outlets=("Daily", "Post"),
    )
    feared = event(claim("ASSAULT", by=R, on=V, status="feared", at=[place("Hill")]), id="feared")
    found = protection([old, new, feared], quote=lambda told: "They shot at them.")
    assert [(c.kind, c.urgency, c.place.name if c.place else None) for c in found] == [
        ("feared", "immediate", "Hill"),
        ("harm", "soon", "Ford"),
    ]
    harm = found[1]
    assert (harm.events, harm.first, harm.last, harm.killed) == (2, "2020-01-05", "2020-03-03", 4)
    assert harm.says == ("Daily", "Post")
    assert harm.text == "They shot at them."
    assert len(harm.claims) == 5
    assert not found[0].sure
    assert harm.sure


def test_only_the_period_that_is_asked_for() -> None:
    known = [event(claim("ASSAULT", on=V, day=f"2020-0{m}-10", at=[place(f"Town {m}")]), id=f"e{m}") for m in (1, 2, 3)]
    found = protection(known, date(2020, 2, 1), date(2020, 2, 29))
    assert [c.place.name for c in found if c.place] == ["Town 2"]


def test_undated_concerns_are_kept_and_only_watched() -> None:
    (one,) = protection([event(claim("ASSAULT", "aerial", on=["a school"]), published=None)])
    assert (one.urgency, one.last) == ("watch", None)


@given(st.sampled_from(["warning", "harm", "siege", "return"]), st.integers(0, 400))
def test_what_is_older_is_never_more_urgent(kind: str, days: int) -> None:
    now, later = urgency(kind, days), urgency(kind, days + 1)  # type: ignore[arg-type]
    assert ORDER.index(now) <= ORDER.index(later)


@given(st.randoms(use_true_random=False))
def test_the_order_of_events_plays_no_part(rng: random.Random) -> None:
    known = [
        event(claim(("ASSAULT", "DISPLACE", "REQUEST")[n % 3], on=V, at=[place(f"T{n % 4}")], sentence=n), id=f"e{n}")
        for n in range(9)
    ]
    mixed = known[:]
    rng.shuffle(mixed)
    assert protection(mixed) == protection(known)
