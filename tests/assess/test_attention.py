"""Why a person should look at an event: each cause by itself, and what weighs more."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.assess.attention import CAUSES, Cause, attention, bit, causes_of
from dateline.corroborate.event import event
from dateline.corroborate.told import About, Told
from dateline.library.outlines import label, outline, week
from dateline.values import Anchor, Claim, ClaimPlace, Count, Event, Extent, Party, Span, Trigger

ABOUT = About("r" * 32, "Orchard Wire", None, "2015-03-03")
HARIM = ClaimPlace("Harim", 20, 25, "Harim", "170063", latitude=36.2, longitude=36.5, radius_km=2.0, country="SY")


def told(**given: Any) -> Told:
    claim = Claim(
        id="c", type="CONSULT", mode=None, status="actual", negated=False, aggregate=False, background=False,
        trigger=Trigger("met", 5, 8), sentence=Extent(0, 30), actors=(Span("Envoys", 0, 4, "Envoys"),),
        places=(HARIM,), confidence=0.9,
    )  # fmt: skip
    return Told(Anchor(ABOUT.report, 5, 8), replace(claim, **given), ABOUT)


def causes(**given: Any) -> tuple[Cause, ...]:
    one = told(**given)
    return attention(event("e", [one]), [one]).causes


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({}, ()),
        ({"confidence": 0.49}, ("uncertain",)),
        ({"places": (replace(HARIM, latitude=None, longitude=None, id=None),)}, ("unresolved-place",)),
        ({"places": ()}, ()),
        ({"type": "CONTROL", "mode": "gains"}, ("consequential",)),
        ({"type": "CONTROL", "mode": "holds"}, ()),
        ({"type": "CONTROL", "mode": "gains", "status": "denied"}, ()),
        ({"counts": {"killed": Count(9, 9, "nine")}}, ()),
        ({"counts": {"killed": Count(10, 10, "ten")}}, ("consequential",)),
        (
            {"type": "ASSAULT", "mode": "firearms", "recipients": (Span("civilians", 9, 18, "civilians"),)},
            ("civilians",),
        ),
    ],
    ids=str,
)
def test_each_cause(given: dict[str, Any], wanted: tuple[Cause, ...]) -> None:
    assert causes(**given) == wanted


def test_claims_that_contradict_each_other() -> None:
    other = About("s" * 32, "Field Radio", None, "2015-03-04")
    one = told(type="ASSAULT", counts={"killed": Count(3, 3, "3")})
    two = replace(
        told(type="ASSAULT", counts={"killed": Count(80, 80, "80")}), anchor=Anchor(other.report, 5, 8), report=other
    )
    both = event("e", [one, two])
    assert both.disputed
    assert "contradicted" in attention(both, [one, two]).causes


def test_more_killed_weigh_more() -> None:
    weights = []
    for number in (10, 50, 200, 10_000):
        one = told(counts={"killed": Count(number, number, str(number))})
        weights.append(attention(event("e", [one]), [one]).weight)
    assert weights == sorted(weights)
    assert weights[0] < weights[-1] == weights[-2]


@given(st.sets(st.sampled_from(CAUSES)))
def test_causes_are_kept_as_a_number(chosen: set[Cause]) -> None:
    assert set(causes_of(sum(map(bit, chosen)))) == chosen


@pytest.mark.parametrize(
    ("earliest", "latest", "wanted"),
    [
        ("2015-03-04", "2015-03-04", "2015-03-02"),
        ("2015-03-02", "2015-03-08", "2015-03-02"),
        ("2015-03-02", "2015-03-09", None),
        (None, "2015-03-09", None),
        ("2015-03-09", None, None),
        ("0001-01-01", "0001-01-01", "0001-01-01"),
    ],
)
def test_the_week_of_an_event(earliest: str | None, latest: str | None, wanted: str | None) -> None:
    assert week(earliest, latest) == wanted


def test_what_is_shown_of_an_event() -> None:
    one = told(type="ASSAULT", mode="aerial", recipients=(Span("sellers", 9, 18, "sellers"),))
    made: Event = event("e", [one])
    assert label(made) == "Envoys → sellers: assault aerial"
    long = replace(made, actors=tuple(Party("A  long\nname " * 20) for _ in range(4)), recipients=())
    assert label(long).endswith("… +2: assault aerial")
    assert "\n" not in label(long)
    row = outline(replace(made, actors=()), [one])
    assert (row["label"], row["called"], row["reports"]) == ("? → sellers: assault aerial", "Harim", 1)
