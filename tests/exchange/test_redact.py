"""Nothing of a redacted record leads to a person."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))  # tests is no package

import made_records as made

from dateline.exchange.formats import FORMATS
from dateline.exchange.record import Provenance, Record, Who
from dateline.exchange.redact import Key, coarse, redact
from dateline.locate.geo import distance_km
from dateline.values import Anchor, ClaimPlace, Dispute, Figure, Tally, Version

KEY = Key(b"0123456789abcdef")
PERSON = "Amal Qaderi"
SECRET = "My brother hid behind the bakery with both children."


def body(who: Who) -> str | None:
    return {"syrian-army": "Syrian Arab Army"}.get(who.id or "")


def telling() -> Record:
    """An event that names a person wherever there is room."""
    figure = Figure(1, 1, PERSON, Anchor("a" * 32, 0, 1), PERSON)
    event = made.record(
        mode="abduct",
        actors=(Who(f"{PERSON}'s army", "syrian-army", f"Army of {PERSON}", "armed-actor", "MIL", "SY"), made.REBELS),
        recipients=(Who(PERSON), Who(f"brother of {PERSON}", f"named:{PERSON}", PERSON)),
        quoted=(
            made.quote(SECRET, says=(PERSON, "a neighbour of the baker"), outlet=f"{PERSON} on the web"),
            made.quote(SECRET, outlet="blog.example.org", title=PERSON, url=f"https://example.org/{PERSON}"),
            made.quote(SECRET, outlet="Orchard Wire"),
        ),
        killed=Tally(1, 1, 1, (figure,)),
        reasons=(f"one source: {PERSON}",),
        disputed=(Dispute("killed", (Version(PERSON, (PERSON,), ()),)),),
    )
    origin = Provenance("acled", "c" * 64, f"{PERSON}.csv", 3, "2026-01-02T03:04:05Z", PERSON, "SYR1", PERSON, SECRET)
    return Record(event.event, event.actors, event.recipients, event.quotes, event.changed, origin)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"parquet"}))
def test_no_format_tells_of_a_person(name: str) -> None:
    found = redact(telling(), KEY, body, {PERSON})
    data = b"".join(FORMATS[name].write([found])).decode()
    for word in (PERSON, "Amal", "Qaderi", "bakery", "neighbour", "example.org", "a" * 32, "b" * 64, "c" * 64, "Harim"):
        assert word not in data, word
    assert "0123456789abcdef" not in data
    if name in ("csv", "geojson", "timemap"):
        assert "Orchard Wire" in data
        assert "Syrian Arab Army" in data


def test_what_stays() -> None:
    found = redact(telling(), KEY, body, {PERSON})
    event = found.event
    assert [who.name for who in found.actors] == ["Syrian Arab Army", "rebels"]
    assert {who.name for who in found.recipients} <= {"civilians", "unknown"}
    assert (event.type, event.mode, event.earliest, event.credibility) == ("ASSAULT", "abduct", "2015-03-03", 3)
    assert event.counts["killed"] == Tally(1, 1, 1)
    assert [quote.outlet for quote in found.quotes] == [None, None, "Orchard Wire"]
    assert found.redacted


def test_one_key_one_id() -> None:
    one, other = (redact(telling(), key, body).event.id for key in (KEY, Key(b"fedcba9876543210")))
    assert one == redact(telling(), KEY, body).event.id
    assert one != other != telling().event.id


@given(made.records())
@settings(max_examples=30, deadline=None)
def test_no_word_of_a_report_is_left(record: Record) -> None:
    found = redact(record, KEY, body)
    for quote in found.quotes:
        assert (quote.text, quote.says, quote.title, quote.url, quote.start) == (None, (), None, None, None)
    assert (found.event.claims, found.event.reasons) == ((), ())
    assert all(tally.figures == () for tally in found.event.counts.values())


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(0.1, 900) | st.none())
def test_a_place_is_coarser_and_still_true(latitude: float, longitude: float, radius: float | None) -> None:
    point = {"latitude": latitude, "longitude": longitude, "radius_km": radius}
    place = ClaimPlace("x", 0, 1, country="SY", admin1="Idlib", **point)
    found = coarse(place)
    assert found is not None
    assert found.latitude is not None
    assert found.longitude is not None
    assert found.radius_km is not None
    assert abs(found.latitude) <= 90
    assert abs(found.longitude) <= 180
    assert (found.text, found.name, found.id) == ("Idlib", "Idlib", None)
    assert (found.latitude / 0.125) % 2 == 1
    away = distance_km(latitude, longitude, found.latitude, found.longitude)
    assert found.radius_km >= max(25.0, (radius or 0.0) + away - 0.5)


def test_a_place_that_is_not_on_the_map_is_gone() -> None:
    assert coarse(ClaimPlace("behind the bakery", 0, 1)) is None
