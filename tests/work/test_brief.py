"""A brief of a library made by hand, through the use case and through the command; on both databases."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import app
from dateline.errors import UsageError
from dateline.library.library import Library
from dateline.library.records import Fingerprint
from dateline.values import Claim, ClaimPlace, Extent, Origin, Reading, Report, Span, Status, Time, Trigger
from dateline.work.brief import brief
from dateline.work.derived import recompute
from dateline.work.filters import Asked

SHELLING = "The Green Valley Front shelled residents of Oakford."
FEAR = "Residents fear that the Green Valley Front shells Elmbridge."


def reading(text: str, day: str | None, published: str, status: Status, town: tuple[str, float]) -> Reading:
    """One claim: who shelled where."""
    name, latitude = town
    start, verb = text.index(name), text.index("shell")
    actor = text.index("the Green") if "the Green" in text else text.index("The Green")
    place = ClaimPlace(
        name, start, start + len(name), name, name, latitude=latitude, longitude=38.2, country="SY",
        feature="settlement", radius_km=2.0,
    )  # fmt: skip
    of = Claim(
        id="c1", type="ASSAULT", mode="heavy-weapons", status=status, negated=False, aggregate=False, background=False,
        trigger=Trigger(text[verb : verb + 5], verb, verb + 5), sentence=Extent(0, len(text)),
        actors=(Span(text[actor : actor + 22], actor, actor + 22, "Green Valley Front"),), places=(place,),
        time=Time("then", 0, 3, day, day, "day") if day else None, confidence=0.9,
    )  # fmt: skip
    key = hashlib.sha256(text.encode()).hexdigest()
    report = Report(key[:32], key, key, text, "News of the valley", "Orchard Wire", published=published, language="en")
    return Reading(report, (of,))


@pytest.fixture
def library(library: Library) -> Library:
    """Two reports: one of a shelling, one of a fear."""
    with library.writing() as writer:
        for one in (
            reading(SHELLING, "2015-06-10", "2015-06-11", "actual", ("Oakford", 36.5)),
            reading(FEAR, None, "2015-06-14", "feared", ("Elmbridge", 36.8)),
        ):
            text = one.report.text.encode()
            origin = Origin(one.report.id, "file", "text")
            writer.add(one, text, origin, "x1", Fingerprint("m", "l", "g", "c"))
        recompute(writer)
    return library


def text_of(library: Library, **asked: str) -> str:
    from dateline.assess.brief.markdown import markdown

    return markdown(brief(library, Asked(**asked)))


def test_a_brief_quotes_the_sentence_with_its_report(library: Library) -> None:
    made = brief(library, Asked(since="2015-06-01", until="2015-06-30"))
    assert {one.sentence for one in made.citations} == {SHELLING, FEAR}
    assert {one.of.outlet for one in made.citations} == {"Orchard Wire"}
    assert all(one.of.report for one in made.citations)


def test_days_choose_events_and_those_without_a_day_count_by_their_report(library: Library) -> None:
    early = text_of(library, since="2015-06-09", until="2015-06-12")
    assert "Oakford" in early
    assert "Elmbridge" not in early
    late = text_of(library, since="2015-06-13", until="2015-06-20")
    assert "Elmbridge" in late
    assert "was feared or foretold" in late
    assert "day not known, reported 14 June 2015" in late
    assert "shelled" not in late


def test_a_place_and_an_actor_choose_events_without_a_day_too(library: Library) -> None:
    near = {"since": "2015-06-01", "until": "2015-06-30"}
    here = brief(library, Asked(place="36.8,38.2", within=5, **near))
    assert {one.sentence for one in here.citations} == {FEAR}
    nobody = brief(library, Asked(place="10.0,38.2", within=5, **near))
    assert nobody.citations == ()


def test_the_same_library_gives_the_same_bytes_and_states_its_log(library: Library) -> None:
    first, second = text_of(library), text_of(library)
    assert first == second
    assert re.search(r"log entry 2, [0-9a-f]{16}\\?\.", first)


def test_a_name_that_stands_for_nothing_is_an_error(library: Library) -> None:
    with pytest.raises(UsageError):
        brief(library, Asked(place="Nowhereatallville"))


def test_the_command_writes_pages_and_pictures(library: Library, location: str, tmp_path: Path) -> None:
    assert library.name
    where = location
    page, text = tmp_path / "b.html", tmp_path / "my brief.md"
    for path in (page, text):
        done = CliRunner().invoke(app, ["brief", "--library", where, "--output", str(path)])
        assert done.exit_code == 0, done.output
        assert done.output == ""
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "(my%20brief-map.svg)" in text.read_text("utf-8")
    assert (tmp_path / "my brief-map.svg").read_text("utf-8").startswith("<svg")
    printed = CliRunner().invoke(app, ["brief", "--library", where])
    assert printed.output.startswith("# Situation brief")
    assert ".svg" not in printed.output
