"""The place that ``--place`` means: that of the library's claims before a better known namesake."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from dateline.errors import UsageError
from dateline.library.library import Library, open_library
from dateline.values import Claim, ClaimPlace, Extent, Reading, Report, Span, Trigger
from dateline.work.derived import recompute
from dateline.work.events import events_known
from dateline.work.filters import Asked
from dateline.work.where import Circle, circle

sys.path.insert(0, str(Path(__file__).parents[1] / "library"))  # tests is no package

from shelf import EXTRACTOR, FIRST, origin

JOLO, SULUK = "1710141", "164895"
TEXT = "Rebels attacked Suluk. Rebels attacked Krmish Heights. Rebels attacked Tripoli."


def place(text: str, key: str, latitude: float, longitude: float, country: str) -> ClaimPlace:
    start = TEXT.index(text)
    return ClaimPlace(
        text, start, start + len(text), text, key, latitude=latitude, longitude=longitude, country=country,
        feature="settlement", radius_km=2.0,
    )  # fmt: skip


def attack(at: ClaimPlace) -> Claim:
    start = TEXT.rindex("attacked", 0, at.start)
    return Claim(
        f"{at.start:016}", "ASSAULT", None, "actual", False, False, False, Trigger("attacked", start, start + 8),
        Extent(start - 7, at.end + 1), (Span("Rebels", start - 7, start - 1),), places=(at,), confidence=0.9,
    )  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Tells of Suluk in Syria, of a height that no list knows, and of Tripoli in Lebanon."""
    folder = tmp_path_factory.mktemp("library")
    report = Report("1" * 32, hashlib.sha256(b"a").hexdigest(), "0" * 64, TEXT, None, "Post", None, "2015-06-20")
    those = (
        place("Suluk", SULUK, 36.596, 39.13, "SY"),
        place("Krmish Heights", "x1", 36.1, 38.2, "SY"),
        place("Tripoli", "266826", 34.44, 35.84, "LB"),
    )
    with open_library(str(folder / "library.sqlite"), create=True) as made:
        with made.writing() as writer:
            writer.add(Reading(report, tuple(map(attack, those))), b"a", origin(0), EXTRACTOR, FIRST)
            recompute(writer)
        yield made


def meant(library: Library, name: str, km: float | None = None) -> Circle:
    with library.reading() as connection:
        return circle(name, km, connection)


def test_without_a_library_the_best_known_is_meant() -> None:
    assert circle("Suluk").id == JOLO
    assert circle("Tripoli").country is None
    assert circle("Georgia").country == "GE"


def test_places_of_the_library_come_first(library: Library) -> None:
    assert meant(library, "Suluk").id == SULUK
    assert meant(library, "Tripoli").id == "266826"
    # Nothing is told of it: it means what it means elsewhere.
    assert meant(library, "Manila") == circle("Manila")
    assert meant(library, "Lebanon") == circle("Lebanon")


def test_a_name_that_only_reports_know(library: Library) -> None:
    found = meant(library, "krmish heights", 7.0)
    assert (found.id, found.latitude, found.longitude, found.km) == ("x1", 36.1, 38.2, 7.0)
    with pytest.raises(UsageError, match="no place of that name"):
        meant(library, "Krmish")
    with pytest.raises(UsageError, match="no place of that name"):
        circle("Krmish Heights")


def test_wildcards_stand_for_themselves(library: Library) -> None:
    for name in ("%", "_rmish Heights", "Krmish%"):
        with pytest.raises(UsageError):
            meant(library, name)


def test_events_are_found_by_it(library: Library) -> None:
    for name, key in (("Suluk", SULUK), ("Tripoli", "266826"), ("Krmish Heights", "x1")):
        found = [one.event.place for one in events_known(library, Asked(place=name))]
        assert [at.id for at in found if at is not None] == [key]
    assert not list(events_known(library, Asked(place="Jolo")))


def test_what_is_known_better_is_meant_where_both_are_told_of(library: Library) -> None:
    """Not the one with most claims by itself: the best known that is told of about as often."""
    other = replace(place("Tripoli", "2210247", 32.88, 13.19, "LY"))
    report = Report("2" * 32, hashlib.sha256(b"b").hexdigest(), "1" * 64, TEXT, None, "Post", None, "2015-06-21")
    with library.writing() as writer:
        writer.add(Reading(report, (attack(other),)), b"b", origin(0), EXTRACTOR, FIRST)
        recompute(writer)
    assert meant(library, "Tripoli").id == "2210247"
