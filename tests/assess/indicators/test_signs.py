from __future__ import annotations

import random

from histories import claim, event, place
from hypothesis import given
from hypothesis import strategies as st

from dateline.assess.indicators.known import Known, Sign
from dateline.assess.indicators.signs import signs
from dateline.assess.indicators.subject import Subject

REDS = Subject("Red Brigade")
R, B = ["Red Brigade"], ["Blue Army"]


def kinds(*events: Known) -> list[str]:
    return [sign.indicator for sign in signs(events, REDS)]


def test_an_event_counts_once_however_often_it_is_told() -> None:
    lost = event(claim("CONTROL", "gains", by=B, on=R, at=[place("Ford", "held")]), outlets=("A", "B", "C"))
    (sign,) = signs([lost], REDS)
    assert len(sign.told) == 3
    assert [p.name for p in sign.places] == ["Ford"]


def test_more_denials_than_tellings_leave_nothing() -> None:
    told = claim("CONTROL", "gains", by=B, on=R)
    denied = claim("CONTROL", "gains", by=B, on=R, status="denied", word="denied", sentence=200)
    more = claim("CONTROL", "gains", by=B, on=R, status="denied", word="no", sentence=400)
    (sign,) = signs([event(told, denied)], REDS)
    assert sign.contrary == 1
    assert kinds(event(told, denied, more)) == []


def test_up_and_down_in_one_sentence_are_what_the_reader_is_surer_of() -> None:
    up = event(claim("STRENGTH", "up", by=R, word="entered", confidence=0.2), id="r")
    down = event(claim("STRENGTH", "down", by=R, word="collapse", confidence=0.4), id="r2")
    same = Known(down.event, tuple(_moved(t, "r-Daily") for t in down.told))
    assert kinds(up, same) == ["strength-down"]
    assert sorted(kinds(up, down)) == ["strength-down", "strength-up"]


def _moved(one, report):  # type: ignore[no-untyped-def]
    from msgspec.structs import replace

    return replace(one, anchor=replace(one.anchor, report=report))


def test_two_words_of_one_sentence_are_one_sign() -> None:
    afraid = event(claim("STRENGTH", "down", by=R, word="afraid", confidence=0.2), id="a")
    kept = event(claim("MOBILIZE", "troops", by=R, status="denied", word="send", at=[place("Ford")]), id="b")
    both = [Known(k.event, tuple(_moved(t, "one") for t in k.told)) for k in (afraid, kept)]
    (sign,) = signs(both, REDS)
    assert sign.indicator == "hesitation"
    assert len(sign.told) == 2
    assert [p.name for p in sign.places] == ["Ford"]


def test_undated_background_is_left_out() -> None:
    assert kinds(event(claim("ASSAULT", by=R, background=True))) == []
    assert kinds(event(claim("ASSAULT", by=R, background=True, day="2020-01-05"))) == ["attacks-by"]


def test_a_country_is_no_place_where_a_town_is_named() -> None:
    (sign,) = signs([event(claim("ASSAULT", by=R, at=[place("Land", feature="country"), place("Ford", "to")]))], REDS)
    assert [p.name for p in sign.places] == ["Ford"]


@given(st.randoms(use_true_random=False))
def test_the_order_of_events_plays_no_part(rng: random.Random) -> None:
    events = [
        event(claim("ASSAULT", by=R, on=B, sentence=n), id=f"e{n}", outlets=("A", "B")[: 1 + n % 2]) for n in range(8)
    ]
    mixed = events[:]
    rng.shuffle(mixed)
    assert [_of(s) for s in signs(mixed, REDS)] == [_of(s) for s in signs(events, REDS)]


def _of(sign: Sign) -> tuple[object, ...]:
    return sign.indicator, sign.known.event.id, sign.told, sign.places


def test_an_event_does_not_gain_and_lose_one_place() -> None:
    lost = claim("CONTROL", "gains", by=B, on=R, at=[place("Ford", "held")], confidence=0.9)
    turned = claim("CONTROL", "gains", by=R, at=[place("Ford", "held")], confidence=0.4, sentence=300, word="seized")
    (sign,) = signs([event(lost, turned)], REDS)
    assert (sign.indicator, sign.contrary) == ("places-lost", 1)


def test_two_events_of_one_sentence_may() -> None:
    lost = event(claim("CONTROL", "gains", by=B, on=R), id="a")
    before = event(claim("CONTROL", "gains", by=R, word="stormed"), id="b")
    assert sorted(kinds(lost, before)) == ["places-gained", "places-lost"]


def test_a_place_may_be_lost_and_gained_again_later() -> None:
    lost = claim("CONTROL", "gains", by=B, on=R, day="2020-03-01")
    again = claim("CONTROL", "gains", by=R, day="2020-03-09", sentence=300, word="recaptured")
    found = signs([event(lost, again)], REDS)
    assert {(s.indicator, str(s.when.latest)) for s in found if s.when} == {
        ("places-lost", "2020-03-01"),
        ("places-gained", "2020-03-09"),
    }
