"""What people write for a field of a claim."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.corroborate.judgement import FIELDS, Spot
from dateline.errors import UsageError
from dateline.library.quotes import misquoted
from dateline.values import Claim, ClaimPlace, Count, Extent, Mention, Reading, Report, Span, Trigger
from dateline.work.short_forms import Writer, point

TEXT = (
    "The Falcon Brigade came from Oakford. On Monday the group shot two guards near Ashby; dozens fled. "
    "A miller in Ashby said so. The guards of the mill left."
)
REPORT = Report("r" * 32, "0" * 64, "0" * 64, TEXT)
SHOT = TEXT.index("shot")
SENTENCE = Extent(TEXT.index("On Monday"), TEXT.index(" A miller"))
CLAIM = Claim(
    "c", "ASSAULT", "firearms", "actual", False, False, False, Trigger("shot", SHOT, SHOT + 4), SENTENCE,
    counts={"killed": Count(2, 2, "two", Span("two guards", SHOT + 5, SHOT + 15))},
)  # fmt: skip
OAKFORD = ClaimPlace("Oakford", TEXT.index("Oakford"), TEXT.index("Oakford") + 7, id="1", latitude=1.0, longitude=2.0)
GROUP = Mention(TEXT.index("the group"), TEXT.index("the group") + 9, "armed-actor", False, "Falcon Brigade", "falcons")
READING = Reading(REPORT, (CLAIM,), mentions=(GROUP,), places=(OAKFORD,))
SPOT = Spot(36.5, 38.5, 3.0, "42", "Ashby", "SY", "Idlib", "populated")


def look_up(geonames: str) -> Spot:
    assert geonames == "42"
    return SPOT


def value(field: str, written: str) -> Any:
    return Writer(READING, CLAIM, look_up).value(field, written)


def names(spans: tuple[Span, ...]) -> list[tuple[str, str | None, bool]]:
    return [(span.text, span.name, span.inherited) for span in spans]


def test_words_are_found_nearest_to_the_claim() -> None:
    (guards,) = value("recipients", "guards")
    assert guards.start == SHOT + 9
    assert names(value("actors", "the group; The Falcon Brigade")) == [
        ("the group", "Falcon Brigade", False),
        ("The Falcon Brigade", None, True),
    ]
    assert value("actors", "the group")[0].id == "falcons"
    assert names(value("actors", "the group=Owl Brigade")) == [("the group", "Owl Brigade", False)]
    assert value("actors", "none") == ()
    start = TEXT.index("The guards of")
    assert value("actors", f"{start}-{start + 10}=millers") == (
        Span("The guards", start, start + 10, "millers", None, True),
    )


def test_places() -> None:
    (ashby,) = value("places", "from:Ashby=42")
    assert (ashby.role, ashby.id, ashby.latitude, ashby.country, ashby.start) == (
        "from",
        "42",
        36.5,
        "SY",
        TEXT.index("Ashby"),
    )
    (oakford, ashby) = value("places", "Oakford; Ashby=36.25,38.75,2")
    assert (oakford.id, oakford.role, oakford.inherited) == ("1", "at", True)
    assert (ashby.latitude, ashby.longitude, ashby.radius_km, ashby.id) == (36.25, 38.75, 2.0, None)
    (lost,) = value("places", "Oakford=?")
    assert (lost.text, lost.latitude, lost.id) == ("Oakford", None, None)


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2015-03-02", ("2015-03-02", "2015-03-02", "day")),
        ("2015-02", ("2015-02-01", "2015-02-28", "month")),
        ("2015", ("2015-01-01", "2015-12-31", "year")),
        ("2015-03-02..2015-03", ("2015-03-02", "2015-03-31", "range")),
        ("..2015-03-02", (None, "2015-03-02", "range")),
        ("2015..", ("2015-01-01", None, "range")),
    ],
)
def test_time(written: str, days: tuple[str | None, str | None, str]) -> None:
    found = value("time", written)
    assert (found.earliest, found.latest, found.precision) == days
    assert found.text == "shot", "no words of the report tell it: those that carry the claim stand for them"
    assert value("time", f"On Monday={written}").text == "On Monday"


@pytest.mark.parametrize(
    ("written", "bounds"),
    [
        ("13", (13, 13)),
        ("13+", (13, None)),
        ("..24", (None, 24)),
        ("20..30", (20, 30)),
        ("20-30", (20, 30)),
        ("7..", (7, None)),
    ],
)
def test_counts(written: str, bounds: tuple[int | None, int | None]) -> None:
    killed, fled = value("killed", written), value("displaced", f"dozens={written}")
    assert (killed.low, killed.high) == (fled.low, fled.high) == bounds
    assert (killed.text, killed.of.text) == ("two", "two guards"), "of whom stays"
    assert (fled.text, fled.of) == ("dozens", None)
    assert value("killed", "none") is None


def test_sources() -> None:
    (miller,) = value("sources", "A miller/witness")
    assert (miller.text, miller.kind, miller.inherited) == ("A miller", "witness", True)


def test_json_as_in_the_output_with_the_text_filled_in() -> None:
    written = f'[{{"start": {SHOT + 5}, "end": {SHOT + 15}, "name": "guards"}}]'
    assert value("recipients", written) == (Span("two guards", SHOT + 5, SHOT + 15, "guards"),)
    assert value("killed", '{"low": 1, "high": null, "text": "two"}') == Count(1, None, "two")


@pytest.mark.parametrize(
    ("field", "written", "told"),
    [
        ("colour", "red", "no field of a claim: there are type"),
        ("type", "attack", "give one of AGREE"),
        ("status", "", "give one of actual"),
        ("mode", "holds", "ASSAULT has the modes abduct"),
        ("negated", "perhaps", "give yes or no"),
        ("actors", "the Owl Brigade", "does not stand in the report"),
        ("actors", "99-999", "does not stand in the report"),
        ("places", "Ashby=north", "is no point"),
        ("places", "Ashby=95,10", "no point on Earth"),
        ("time", "yesterday", "is no day"),
        ("time", "2015-02-30", "is no day"),
        ("time", "2015-13", "is no day"),
        ("time", "2015-03-02..2015-03-01", "the earlier first"),
        ("time", "..", "the earlier first"),
        ("killed", "many", "give a number as"),
        ("killed", "+", "give a number as"),
        ("killed", "9..3", "the smaller number comes first"),
        ("recipients", '[{"text": "two", "start": 0, "end": 3}]', "does not stand at 0-3"),
        ("recipients", "[1, 2]", "recipients="),
        ("recipients", "[", "recipients="),
        ("time", "{}", "time="),
    ],
)
def test_what_cannot_be_meant_is_told_in_one_line(field: str, written: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        value(field, written)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


@given(st.sampled_from(sorted(FIELDS)), st.text(max_size=40))
@example("places", "at:=")
@example("actors", "=;=")
@example("recipients", '[{"start": -5, "end": 3}]')
@example("recipients", '[{"start": 5, "end": "x"}]')
@example("time", "0000")
@example("time", "=..")
def test_whatever_is_written_is_a_value_or_told(field: str, written: str) -> None:
    try:
        found = value(field, written)
    except UsageError:
        return
    spans = found if isinstance(found, tuple) else ()
    reading = Reading(REPORT, mentions=tuple(Mention(s.start, s.end, "group", False) for s in spans))
    assert misquoted(reading)[1] == []


def test_a_point_has_a_radius() -> None:
    assert point("36.5, 38.25") == Spot(36.5, 38.25, 5.0)
    assert point("-36.5,38.25", 2.0).radius_km == 2.0
