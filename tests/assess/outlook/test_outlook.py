from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
import pytest
from histories import claim, event, place
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.assess.indicators.known import Known
from dateline.assess.indicators.subject import Subject
from dateline.assess.outlook.belief import belief
from dateline.assess.outlook.outlook import Outlook, gather, outlook
from dateline.assess.outlook.yardstick import YARDSTICK
from dateline.values import ClaimSource

REDS = Subject("Red Brigade", "red-brigade")
R, B = ["Red Brigade"], ["Blue Army"]
FIRST = date(2020, 3, 2)
WORDS = {w: (low, high) for w, low, high in YARDSTICK}


def lost(number: int, week: int = 0, outlets: Sequence[str] = ("A", "B", "C", "D"), **more: object) -> Known:
    day = (FIRST + timedelta(7 * week + number % 7)).isoformat()
    told = claim("CONTROL", "gains", by=B, on=R, at=[place(f"Ford {number % 5}", "held")], day=day)
    return event(told, id=f"lost{week}-{number}", outlets=outlets, published=day, credibility=1, **more)  # type: ignore[arg-type]


def gained(number: int, week: int = 0, outlets: Sequence[str] = ("A", "B", "C", "D")) -> Known:
    day = (FIRST + timedelta(7 * week + number % 7)).isoformat()
    told = claim("CONTROL", "gains", by=R, on=B, at=[place(f"Hill {number % 5}", "held")], day=day)
    return event(told, id=f"gained{week}-{number}", outlets=outlets, published=day, credibility=1)


def checked(found: Outlook) -> Outlook:
    """What holds of every outlook."""
    if found.answer == "cannot be judged":
        assert found.probability is None
        assert found.because
        assert found.confidence == "low"
    else:
        assert found.probability == WORDS[found.answer]  # type: ignore[index]
        assert not found.because
    assert found.calibration in found.missing
    for line in (*found.for_, *found.against):
        assert line.claims
        assert line.text
        assert line.grade[0] in "ABCDEF"
        assert line.grade[1] in "123456"
    assert found.would_change_it
    return found


def test_nothing_known_cannot_be_judged() -> None:
    found = checked(outlook(REDS, []))
    assert found.answer == "cannot be judged"
    assert found.scope == ()


def test_one_report_is_not_enough_however_much_it_tells() -> None:
    many = [lost(n, outlets=("A",)) for n in range(20)]
    alone = [Known(k.event, tuple(replace(t, report=replace(t.report, report="one")) for t in k.told)) for k in many]
    found = checked(outlook(REDS, alone))
    assert found.answer == "cannot be judged"
    assert any("one report" in why for why in found.because)
    assert found.for_


def test_one_outlet_is_not_enough() -> None:
    found = checked(outlook(REDS, [lost(n, outlets=("A",)) for n in range(20)]))
    assert any("one outlet" in why for why in found.because)


def test_steady_losses_after_gains_are_decline() -> None:
    history = [gained(n, week) for week in range(6) for n in range(3)]
    history += [lost(n, week) for week in range(6, 12) for n in range(6)]
    found = checked(outlook(REDS, history))
    assert found.answer in ("likely", "very likely", "almost certain")
    assert {p.name for p in found.scope} == {f"Ford {n}" for n in range(5)} | {f"Hill {n}" for n in range(3)}
    assert {line.indicator for line in found.for_} == {"places-lost"}
    assert {line.indicator for line in found.against} == {"places-gained"}


def test_gains_after_losses_are_none() -> None:
    history = [lost(n, week) for week in range(6) for n in range(3)]
    history += [gained(n, week) for week in range(6, 12) for n in range(6)]
    assert checked(outlook(REDS, history)).answer in ("almost no chance", "very unlikely")


def test_a_long_silence_cannot_be_judged() -> None:
    history = [lost(n, week) for week in range(3) for n in range(6)]
    found = checked(outlook(REDS, history, until=FIRST + timedelta(300)))
    assert found.answer == "cannot be judged"


def test_what_comes_after_the_period_plays_no_part() -> None:
    history = [lost(n, week) for week in range(6) for n in range(4)]
    until = FIRST + timedelta(41)
    after = [gained(n, week) for week in range(8, 12) for n in range(9)]
    reports = {t.report.report: t.report.published for k in history for t in k.told}
    assert outlook(REDS, [*history, *after], until=until, reports=reports) == outlook(
        REDS, history, until=until, reports=reports
    )


def test_undated_evidence_is_shown_but_not_weighed() -> None:
    told = claim("CONTROL", "loses", on=R, at=[place("Ford", "held")])
    found = checked(outlook(REDS, [event(told, id=f"e{n}", published=None, outlets=("A", "B")) for n in range(9)]))
    assert found.answer == "cannot be judged"
    assert found.since is None
    assert found.until is None
    assert found.for_


def test_a_country_does_not_widen_the_scope() -> None:
    broad = claim("ASSAULT", by=R, on=B, at=[place("Land", feature="country")], day="2020-03-03")
    found = outlook(REDS, [event(broad, id="broad"), lost(1)])
    assert [p.name for p in found.scope] == ["Ford 1"]


def test_an_enemy_is_believed_less_than_an_outlet_of_its_own_word() -> None:
    enemy = ClaimSource("Blue Army", 0, 9, named=True, kind="armed-group")
    told = claim("CONTROL", "loses", on=R, day="2020-03-03")
    says = claim("CONTROL", "loses", on=R, day="2020-03-03", says=enemy)
    plain, partial = (gather(REDS, [event(c)]).weighed[0].sign for c in (told, says))
    assert belief(partial, REDS) < belief(plain, REDS)


def test_its_own_word_on_its_losses_is_no_interest() -> None:
    own = ClaimSource("Red Brigade", 0, 9, named=True, kind="armed-group")
    says = claim("CONTROL", "loses", on=R, day="2020-03-03", says=own)
    (one,) = gather(REDS, [event(says)]).weighed
    assert belief(one.sign, REDS) == belief(
        gather(REDS, [event(claim("CONTROL", "loses", on=R))]).weighed[0].sign, REDS
    )


def test_the_sentence_is_quoted_where_it_is_known() -> None:
    found = outlook(REDS, [lost(1)], quote=lambda told: "The town fell at dawn.", grades=lambda outlet: "B")
    assert "“The town fell at dawn.”" in found.for_[0].text
    assert found.for_[0].grade == "B1"


def test_the_json_names_its_fields_as_the_contract_does() -> None:
    made = msgspec.json.decode(msgspec.json.encode(outlook(REDS, [lost(1)])))
    wanted = "actor id since until scope for against missing answer probability confidence would_change_it".split()
    assert list(made)[: len(wanted)] == wanted
    assert set(made["for"][0]) == {"text", "indicator", "claims", "grade"}


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 40))
def test_the_order_of_events_plays_no_part(rng: random.Random, number: int) -> None:
    history = [(lost if rng.random() < 0.6 else gained)(n, rng.randrange(10)) for n in range(number)]
    mixed = history[:]
    rng.shuffle(mixed)
    one, other = checked(outlook(REDS, history)), outlook(REDS, mixed)
    assert msgspec.json.encode(one) == msgspec.json.encode(other)


@pytest.mark.parametrize("number", [8, 40])
def test_every_claim_of_the_evidence_is_in_a_line(number: int) -> None:
    history = [lost(n, n % 9) for n in range(number)]
    found = outlook(REDS, history)
    told = {t.anchor for w in gather(REDS, history).weighed for t in w.sign.told}
    assert {a for line in (*found.for_, *found.against) for a in line.claims} == told
