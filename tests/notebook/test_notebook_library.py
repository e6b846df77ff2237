"""A library as notebooks use it, and frames of what it gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline
from dateline import frames
from dateline.errors import DatelineError, UsageError
from dateline.values import Event
from dateline.work.sources import SourceRow

FILES = ("kobane-attack.txt", "kobane-attack-toll.txt", "kobane-retaken.txt")


@pytest.fixture(scope="module")
def library(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dateline.Library]:
    with dateline.Library(tmp_path_factory.mktemp("kept") / "library.sqlite", create=True) as made:
        added = made.add(*(root / "samples" / name for name in FILES))
        assert [one.status for one in added] == ["added"] * len(FILES)
        yield made


def test_events_are_typed_and_filtered_as_by_the_command(library: dateline.Library) -> None:
    every = library.events()
    assert every
    assert all(isinstance(event, Event) for event in every)
    june = library.events(since="2015-06-01", until="2015-06-30", place="Kobane", type="ASSAULT", status=("actual",))
    assert june
    assert {(event.type, event.status) for event in june} == {("ASSAULT", "actual")}
    assert {event.id for event in june} < {event.id for event in every}


def test_quotes_lead_back_to_the_text(library: dateline.Library) -> None:
    event = library.events(type="ASSAULT")[0]
    quotes = library.quotes(event)
    assert quotes == library.quotes(event.id[:8])
    for quote in quotes:
        assert library.reading(quote.claim.report).report.text[quote.start : quote.end] == quote.text


def test_everything_else_that_is_asked_of_a_library(library: dateline.Library) -> None:
    assert [holding.on for holding in library.control(on="2015-02-01", place="Kobane")] == ["2015-02-01"]
    assert library.outlook("Islamic State").actor == "Islamic State"
    assert {row.title for row in library.reports()} == {reading.report.title for reading in library.readings()}
    assert library.sources()[0].claims_as_outlet + library.sources()[0].claims_cited > 0
    assert "Islamic State" in {row.name for row in library.actors()}
    assert library.brief(since="2015-06-25", until="2015-06-28") is not None


def test_a_judgement_changes_what_follows(library: dateline.Library) -> None:
    made = library.judge("grade", who="A. Reader", source="Sample Wire A", grade="B")
    assert len(made.items) == 1
    assert {row.name: row.reliability for row in library.sources()}["Sample Wire A"] == "B"


def test_an_export_is_written(library: dateline.Library, tmp_path: Path) -> None:
    done = library.export("csv", tmp_path / "events.csv")
    assert done.rows == len(library.events())
    assert len((tmp_path / "events.csv").read_text().splitlines()) > done.rows


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({"plaace": "Kobane"}, "plaace: is no filter; there are actor, bbox"),
        ({"since": "June"}, "since June: give a day as YYYY-MM-DD"),
        ({"type": "WAR"}, "type WAR: give one of"),
        ({"place": "Nowhereville"}, "place Nowhereville"),
    ],
)
def test_wrong_calls_say_what_to_do(library: dateline.Library, wanted: dict[str, str], says: str) -> None:
    with pytest.raises(UsageError) as caught:
        library.events(**wanted)  # type: ignore[arg-type]
    assert str(caught.value).startswith(says)


def test_no_judgement_of_that_kind_and_no_library_there(library: dateline.Library, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such judgement"):
        library.judge("praise", "abc")
    with pytest.raises(DatelineError, match="there is no library"):
        dateline.Library(tmp_path / "none.sqlite")


def test_a_frame_of_events_has_points_days_and_numbers(library: dateline.Library) -> None:
    found = library.events()
    frame = found.frame()
    assert list(frame["id"]) == [event.id for event in found]
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {**frames.EVENTS, "geometry": "geometry"}
    assert frame.crs.to_epsg() == 4326
    for event, point, radius in zip(found, frame.geometry, frame["radius_km"], strict=True):
        if event.place is None or event.place.latitude is None:
            assert point is None
        else:
            assert (point.x, point.y) == (event.place.longitude, event.place.latitude)
            assert radius == event.place.radius_km
    dated = [event.earliest for event in found if event.earliest]
    assert [day.strftime("%Y-%m-%d") for day in frame["earliest"].dropna()] == dated
    assert frame["killed_best"].max() == max(e.counts["killed"].best or 0 for e in found if "killed" in e.counts)


def test_frames_of_nothing_have_the_same_columns(library: dateline.Library) -> None:
    empty = frames.events([])
    assert dict(empty.dtypes) == dict(library.events().frame().dtypes)
    assert empty.crs.to_epsg() == 4326
    assert dict(frames.rows([], SourceRow).dtypes) == dict(library.sources().frame().dtypes)


def test_frames_of_claims_holdings_and_rows(library: dateline.Library) -> None:
    claims = frames.claims(library.readings())
    assert {name: str(dtype) for name, dtype in claims.dtypes.items()} == {**frames.CLAIMS, "geometry": "geometry"}
    texts = {reading.report.id: reading.report.text for reading in library.readings()}
    assert all(texts[row.report][row.start : row.end] == row.trigger for row in claims.itertuples())
    held = library.control(place="Kobane").frame()
    assert {name: str(dtype) for name, dtype in held.dtypes.items()} == {**frames.CONTROL, "geometry": "geometry"}
    assert held["chance"].between(0, 1).all()
    assert str(library.reports().frame()["claims"].dtype) == "Int64"
    assert isinstance(library.actors().frame()["aliases"][0], tuple)


def test_days_before_and_after_what_nanoseconds_reach(library: dateline.Library) -> None:
    from msgspec.structs import replace

    event = replace(library.events()[0], earliest="1099-07-15", latest="2999-01-01")
    [row] = frames.events([event]).to_dict("records")
    assert (row["earliest"].year, row["latest"].year) == (1099, 2999)
