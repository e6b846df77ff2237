"""What judgements make of a reading, and of a newer reading of the same report."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import ValidationError, to_builtins
from msgspec.structs import replace

from dateline.corroborate.corrected import corrected
from dateline.corroborate.judgement import (
    About,
    Accept,
    Add,
    Correct,
    Named,
    OfWords,
    Placed,
    Reject,
    Saying,
    Spot,
)
from dateline.library.quotes import misquoted
from dateline.values import (
    Claim,
    ClaimPlace,
    ClaimSource,
    Count,
    Extent,
    Mention,
    Place,
    Reading,
    Report,
    Span,
    Time,
    Trigger,
)

TEXT = (
    "Gunmen of the Falcon Brigade seized the mill at Oakford on Sunday and they shot two guards. "
    "The brigade will leave Oakford on Friday, the Hill Gazette said. A depot north of Oakford burned."
)
REPORT = Report("r" * 32, "0" * 64, "0" * 64, TEXT, publisher="Valley Post", published="2015-03-04")


def at(words: str, after: int = 0) -> tuple[int, int]:
    start = TEXT.index(words, after)
    return start, start + len(words)


def span(words: str, **fields: Any) -> Span:
    return Span(words, *at(words), **fields)


def claim(words: str, type_: str, **fields: Any) -> Claim:
    known = {"mode": None, "status": "actual", "negated": False, "aggregate": False, "background": False}
    given = {**known, "sentence": Extent(0, 90), **fields}
    return Claim(id=f"{type_}{words}", type=type_, trigger=Trigger(words, *at(words)), **given)  # type: ignore[arg-type]


OAKFORD = ClaimPlace("Oakford", *at("Oakford"), name="Oakford", id="1", latitude=1.0, longitude=1.0, radius_km=2.0)
SUNDAY = Time("Sunday", *at("Sunday"), earliest="2015-03-01", latest="2015-03-01", precision="day")
FRIDAY = Time("Friday", *at("Friday"), earliest="2015-03-06", latest="2015-03-06", precision="day")
BRIGADE = span("Gunmen of the Falcon Brigade", name="Falcon Brigade")
SEIZED = claim("seized", "CONTROL", mode="gains", actors=(BRIGADE,), places=(OAKFORD,), time=SUNDAY)
FORCED = claim("seized", "ASSAULT", actors=(BRIGADE,), places=(OAKFORD,), time=SUNDAY)
SHOT = claim("shot", "ASSAULT", actors=(span("they"),), counts={"killed": Count(2, 2, "two")}, time=SUNDAY)
LEAVE = claim(
    "leave",
    "RETREAT",
    status="planned",
    time=FRIDAY,
    sources=(ClaimSource("the Hill Gazette", *at("the Hill Gazette"), kind="media"),),
)
MENTIONS = (
    Mention(*at("Gunmen of the Falcon Brigade"), kind="armed-actor", named=True, name="Falcon Brigade"),
    Mention(*at("they"), kind="armed-actor", named=False, of=0),
    Mention(*at("The brigade"), kind="armed-actor", named=False, of=1),
)
READING = Reading(
    REPORT, (FORCED, SEIZED, SHOT, LEAVE), (), MENTIONS, (Place("Oakford", *at("Oakford")),), (SUNDAY, FRIDAY)
)


def say(words: str, says: OfWords | About) -> Saying:
    return Saying(*at(words), says)


def correct(of: Claim, field: str, value: Any, alone: bool = True) -> Saying:
    said = Correct(of=of.type, field=field, value=to_builtins(value), claim=of, alone=alone)
    return Saying(of.trigger.start, of.trigger.end, said)


def only(reading: Reading, words: str, type_: str | None = None) -> Claim:
    (found,) = (c for c in reading.claims if c.trigger.text == words and type_ in (None, c.type))
    return found


def test_without_judgements_a_reading_is_itself() -> None:
    assert corrected(READING, []) is READING


def test_a_rejected_claim_is_gone_and_others_at_its_words_stay() -> None:
    found = corrected(READING, [say("seized", Reject(of="ASSAULT"))])
    assert found.claims == (SEIZED, SHOT, LEAVE)
    assert READING.claims[0] == FORCED, "the machine's finding stays as it is"


def test_a_corrected_field_leaves_all_else_to_the_reader() -> None:
    said = [correct(SHOT, "killed", Count(3, None, "two")), correct(SHOT, "status", "possible")]
    newer = replace(READING, claims=(replace(SHOT, actors=(BRIGADE,), status="feared"),))
    found = only(corrected(newer, said), "shot")
    assert found == replace(SHOT, actors=(BRIGADE,), status="possible", counts={"killed": Count(3, None, "two")})
    assert only(corrected(READING, [correct(SHOT, "killed", None)]), "shot").counts == {}


def test_the_later_of_two_corrections_holds() -> None:
    said = [correct(SHOT, "status", "possible"), correct(SHOT, "status", "asked")]
    assert only(corrected(READING, said), "shot").status == "asked"
    assert only(corrected(READING, said[::-1]), "shot").status == "possible"


def test_an_accepted_claim_stays_as_it_stood() -> None:
    seen = replace(SHOT, status="possible")
    said = say("shot", Accept(of="ASSAULT", claim=seen, alone=True))
    for claims in ((SHOT,), (), (replace(SHOT, type="COERCE"),), (replace(SHOT, actors=()),)):
        found = corrected(replace(READING, claims=claims), [said])
        assert found.claims == (replace(seen, confidence=1.0),)


def test_accepting_a_rejected_claim_brings_it_back() -> None:
    said = [say("shot", Reject(of="ASSAULT")), say("shot", Accept(of="ASSAULT", claim=SHOT))]
    assert only(corrected(READING, said), "shot") == replace(SHOT, confidence=1.0)
    assert not [c for c in corrected(READING, said[::-1]).claims if c.trigger.text == "shot"]


def test_a_judgement_holds_at_words_that_a_newer_reading_draws_otherwise() -> None:
    wider = replace(SHOT, trigger=Trigger("they shot", at("they shot")[0], at("they shot")[1]))
    newer = replace(READING, claims=(wider,))
    assert corrected(newer, [say("shot", Reject(of="ASSAULT"))]).claims == ()
    assert corrected(newer, [correct(SHOT, "status", "asked")]).claims == (replace(wider, status="asked"),)


def test_a_rejection_speaks_of_its_type_alone() -> None:
    newer = replace(READING, claims=(replace(SHOT, type="THREATEN"),))
    assert corrected(newer, [say("shot", Reject(of="ASSAULT"))]) == newer


def test_a_correction_follows_the_only_claim_at_its_words_whatever_its_type() -> None:
    newer = replace(READING, claims=(replace(SHOT, type="THREATEN"),))
    assert only(corrected(newer, [correct(SHOT, "status", "asked")]), "shot").type == "THREATEN"
    both = corrected(newer, [correct(SHOT, "status", "asked", alone=False)]).claims
    assert [(c.type, c.status) for c in both] == [("ASSAULT", "asked"), ("THREATEN", "actual")]


def test_what_was_corrected_stays_where_a_newer_reading_has_no_claim() -> None:
    found = corrected(replace(READING, claims=()), [correct(SHOT, "status", "asked")])
    assert found.claims == (replace(SHOT, status="asked"),)


def test_a_corrected_type_meets_a_newer_reading_that_finds_it_by_itself() -> None:
    said = [correct(FORCED, "type", "COERCE", alone=False), correct(FORCED, "status", "asked", alone=False)]
    coerced = replace(FORCED, type="COERCE")
    found = corrected(replace(READING, claims=(coerced, SEIZED)), said)
    assert found.claims == (replace(coerced, status="asked"), SEIZED)
    assert corrected(READING, said).claims[0] == replace(coerced, status="asked")


def test_a_mode_that_the_new_type_has_not_is_dropped() -> None:
    assert only(corrected(READING, [correct(SEIZED, "type", "DISPLACE")]), "seized", "DISPLACE").mode is None
    burned = replace(SHOT, mode="arrest", type="COERCE")
    found = corrected(replace(READING, claims=(burned,)), [correct(burned, "type", "THREATEN")])
    assert found.claims[0].mode == "arrest"


def test_a_claim_that_was_missed_is_added_in_its_place() -> None:
    missed = claim("burned", "ASSAULT")
    found = corrected(READING, [say("burned", Add(claim=missed))])
    assert found.claims == (*READING.claims, replace(missed, confidence=1.0))
    early = claim("Gunmen", "MOBILIZE")
    assert corrected(READING, [say("Gunmen", Add(claim=early))]).claims[0].type == "MOBILIZE"
    newer = replace(READING, claims=(replace(missed, status="asked"),))
    assert corrected(newer, [say("burned", Add(claim=missed))]).claims == (replace(missed, confidence=1.0),)


def test_a_value_of_a_wrong_type_is_refused() -> None:
    with pytest.raises(ValidationError):
        corrected(READING, [correct(SHOT, "status", "perhaps")])


SPOT = Spot(36.0, 38.0, 3.0, "7", "Oakford Mill", "SY", None, "populated")


def test_a_place_is_fixed_in_every_claim_that_has_these_words() -> None:
    found = corrected(READING, [say("Oakford", Placed(spot=SPOT))])
    fixed = {(p.id, p.latitude, p.name, p.confidence) for c in found.claims for p in c.places}
    assert fixed == {("7", 36.0, "Oakford Mill", 1.0)}
    assert found.places[0].id == "7"
    lost = corrected(READING, [say("Oakford", Placed(spot=None))])
    assert {(p.id, p.latitude, p.radius_km) for c in lost.claims for p in c.places} == {(None, None, None)}


def test_words_that_nothing_took_for_a_place_become_one() -> None:
    found = corrected(READING, [say("the mill", Placed(spot=SPOT))])
    assert [(p.text, p.id) for p in found.places] == [("the mill", "7"), ("Oakford", None)]
    assert found.claims == READING.claims


def test_a_place_everywhere_is_one_at_the_same_words_alone() -> None:
    second = at("Oakford", at("leave")[1])
    leave = replace(LEAVE, places=(replace(OAKFORD, start=second[0], end=second[1]),))
    reading = replace(READING, claims=(SEIZED, leave))
    (first, other) = corrected(reading, [say("Oakford", Placed(spot=SPOT))]).claims
    assert (first.places[0].id, other.places[0].id) == ("7", "1")
    (first, other) = corrected(reading, [say("Oakford", Placed(spot=SPOT, everywhere=True))]).claims
    assert (first.places[0].id, other.places[0].id) == ("7", "7")


def test_what_lies_north_of_a_place_moves_with_it_and_stays_vague() -> None:
    start, end = at("Oakford", at("north of")[0])
    north = ClaimPlace("Oakford", start, end, id="1", latitude=1.0, longitude=1.0, radius_km=60.0, relation="north-of")
    reading = replace(READING, claims=(claim("burned", "ASSAULT", places=(north,)),))
    by_id = corrected(reading, [Saying(start, end, Placed(spot=SPOT))]).claims[0].places[0]
    assert (by_id.latitude, by_id.relation) == (36.0, "north-of")
    assert (by_id.radius_km or 0) > 20
    point = corrected(reading, [Saying(start, end, Placed(spot=replace(SPOT, id=None)))]).claims[0].places[0]
    assert (point.latitude, point.radius_km) == (36.0, 3.0)


def test_whoever_refers_back_to_words_is_whom_they_stand_for() -> None:
    said = say("Gunmen of the Falcon Brigade", Named(name="Owl Brigade", id="owls"))
    found = corrected(READING, [said])
    assert only(found, "shot").actors == (span("they", name="Owl Brigade", id="owls"),)
    assert [m.name for m in found.mentions] == ["Owl Brigade"] * 3
    other = say("they", Named(name="Guards"))
    for order in ([said, other], [other, said]):
        found = corrected(READING, order)
        assert [m.name for m in found.mentions] == ["Owl Brigade", "Guards", "Guards"]
        assert only(found, "shot").actors[0].name == "Guards"
        assert only(found, "seized", "CONTROL").actors[0].name == "Owl Brigade"


def test_days_count_from_the_day_of_publication_as_judged() -> None:
    found = corrected(READING, [Saying(0, len(TEXT), About(field="published", value="2015-03-11"))])
    assert (found.report.published, found.report.id, found.report.text) == ("2015-03-11", REPORT.id, TEXT)
    assert [t.earliest for t in found.times] == ["2015-03-08", "2015-03-13"], "what lay ahead still does"
    assert only(found, "shot").time == replace(SUNDAY, earliest="2015-03-08", latest="2015-03-08")
    unknown = corrected(READING, [Saying(0, 1, About(field="published", value=None))])
    assert [(t.earliest, t.latest) for t in unknown.times] == [(None, None)] * 2


def test_what_lasts_since_a_day_lasts_up_to_the_publication_as_judged() -> None:
    text = "The mill has been shut since Monday."
    start = text.index("since")
    lasting = Time("since Monday", start, start + 12, "2015-03-02", "2015-03-04", "range")
    shut = replace(claim("Gunmen", "COERCE"), trigger=Trigger("shut", 18, 22), time=lasting)
    reading = Reading(replace(REPORT, text=text), (shut,), times=(replace(lasting, latest=None),))
    found = corrected(reading, [Saying(0, 9, About(field="published", value="2015-03-11"))])
    assert found.claims[0].time == replace(lasting, earliest="2015-03-09", latest="2015-03-11")
    assert found.times[0] == replace(lasting, earliest="2015-03-09", latest=None)


def test_a_day_that_a_person_set_does_not_follow_the_publication() -> None:
    own = Time("shot", *at("shot"), earliest="2015-01-01", latest="2015-01-02", precision="range")
    said = [correct(SHOT, "time", own), Saying(0, 1, About(field="published", value="2015-03-11"))]
    for order in (said, said[::-1]):
        assert only(corrected(READING, order), "shot").time == own


def test_an_outlet_is_no_source_of_its_own_report() -> None:
    found = corrected(READING, [Saying(0, 1, About(field="publisher", value="Hill Gazette"))])
    assert (found.report.publisher, only(found, "leave").sources) == ("Hill Gazette", ())


WORDS = st.sampled_from(["seized", "shot", "leave", "burned", "Oakford", "Gunmen of the Falcon Brigade", "on Sunday"])
CLAIMS = st.sampled_from([SEIZED, FORCED, SHOT, LEAVE])
SAYINGS = st.one_of(
    st.builds(lambda c: say(c.trigger.text, Reject(of=c.type)), CLAIMS),
    st.builds(
        lambda c, s: say(c.trigger.text, Accept(of=c.type, claim=replace(c, status=s))),
        CLAIMS,
        st.sampled_from(["asked", "actual"]),
    ),
    st.builds(lambda c, t: correct(c, "type", t), CLAIMS, st.sampled_from(["COERCE", "AID", "CONTROL"])),
    st.builds(lambda c, n: correct(c, "killed", n), CLAIMS, st.sampled_from([None, Count(1, 2, "two")])),
    st.builds(lambda c: correct(c, "actors", (span("two guards"),)), CLAIMS),
    st.builds(lambda w, e: say(w, Placed(spot=SPOT, everywhere=e)), WORDS, st.booleans()),
    st.builds(lambda w: say(w, Named(name="Owl Brigade")), WORDS),
    st.builds(lambda w: say(w, Add(claim=claim(w, "AID"))), WORDS),
    st.builds(lambda d: Saying(0, 9, About(field="published", value=d)), st.sampled_from([None, "2015-03-09"])),
)


@given(st.lists(SAYINGS, max_size=8), st.sets(st.integers(0, 3)))
def test_whatever_is_judged_every_quote_stands_in_the_text(said: list[Saying], missed: set[int]) -> None:
    reading = replace(READING, claims=tuple(c for n, c in enumerate(READING.claims) if n not in missed))
    found = corrected(reading, said)
    assert misquoted(found)[1] == []
    assert found == corrected(reading, said)
    # Saying the last thing once more changes nothing.
    assert not said or corrected(reading, [*said, said[-1]]) == found
    rejected = {(s.start, s.end, s.says.of) for s in said if isinstance(s.says, Reject)}
    assert rejected or len(found.claims) >= len(reading.claims)
