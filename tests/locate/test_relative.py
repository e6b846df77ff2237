from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.locate.geo import distance_km
from dateline.locate.relative import Relation, core_span, covering, named, relation_of, strip_direction


def _relation(marked: str) -> Relation:
    start, end = marked.index("["), marked.index("]") - 1
    return relation_of(marked.replace("[", "").replace("]", ""), start, end)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("clashes near the Syrian border town of [Kobane] today", "near"),
        ("militants outside [Manbij] said", "near"),
        ("the northern countryside of [Aleppo]", "countryside-of"),
        ("in the [Raqqa] countryside", "countryside-of"),
        ("in [Aleppo]'s northern countryside", "countryside-of"),
        ("a post on the road to [Jarablus].", "road-to"),
        ("IS-held [Amarna] and Jazira checkpoints on the road to Jarablus", "road-to"),
        ("[Jazira] checkpoints on the road to Jarablus", "road-to"),
        ("on the outskirts of [Mosul]", "outskirts-of"),
        ("along the [Euphrates]", "along"),
        ("the border with [Turkey]", "border-of"),
        ("shells crossed the [Turkish] border", "border-of"),
        ("a village between [Raqqa] and Hasakah", "between"),
        ("a village between Raqqa and [Hasakah]", "between"),
        ("in southeastern [Kobane]", "southeast-of"),
        ("south of [Hasakah]", "south-of"),
        ("to the north-east of [Hasakah]", "northeast-of"),
        ("fighting in [Raqqa] went on", "at"),
        ("around 50 people in [Homs]", "at"),
        ("the nearby town of [Suluk]", "at"),
        ("the town of [Tel Abyad], on the border", "at"),
        ("the [Syria] border town of Kobane", "at"),
        ("near the bridge.\n[Raqqa] fell", "at"),
    ],
)
def test_relation_words(text: str, name: str) -> None:
    assert _relation(text).name == name


@pytest.mark.parametrize(
    ("text", "bearing", "km"),
    [
        ("30 km north of [Raqqa]", 0.0, 30.0),
        ("about ten miles south-east of the city of [Mosul]", 135.0, 16.09),
        ("3,5 kilometres west of [Homs]", 270.0, 3.5),
        ("12 kilometers from [Tal Abyad]", None, 12.0),
    ],
)
def test_distance_and_direction(text: str, bearing: float | None, km: float) -> None:
    found = _relation(text)
    assert (found.bearing, found.distance_km) == (bearing, km)


def test_the_centre_moves_only_with_distance_and_direction() -> None:
    lat, lon, radius = covering(Relation("north-of", 0.0, 30.0), 36.0, 39.0, 5.0, "settlement")
    assert distance_km(36.0, 39.0, lat, lon) == pytest.approx(30, abs=0.1)
    assert radius > 10
    for relation in (Relation("north-of", 0.0), Relation("near", None, 12.0), Relation("near"), Relation("between")):
        found = covering(relation, 36.0, 39.0, 5.0, "settlement")
        assert found[:2] == (36.0, 39.0)
        assert found[2] > 5.0


def test_a_part_of_an_area_lies_in_it() -> None:
    northern = _relation("in northern [Syria]")
    assert northern.part
    assert named(northern, "country") == "at"
    assert covering(northern, 35.0, 38.0, 450.0, "country") == (35.0, 38.0, 450.0)
    assert named(northern, "settlement") == "north-of"


@given(st.sampled_from([0.0, 45.0, 90.0, 225.0]), st.floats(0.5, 100), st.floats(1, 50))
def test_no_relation_makes_the_place_more_precise(bearing: float, km: float, radius: float) -> None:
    for relation in (Relation(), Relation("x", bearing), Relation("x", bearing, km), Relation("near", None, km)):
        assert covering(relation, 36.0, 39.0, radius, "settlement")[2] >= round(radius, 1)


@pytest.mark.parametrize(
    ("mention", "core"),
    [
        ("areas north and west of Raqqa", "Raqqa"),
        ("Aleppo's northern countryside", "Aleppo"),
        ("the Turkish-Syrian border", "the Turkish"),
        ("near Sarmada, Syria", "Sarmada, Syria"),
        ("Raqqa", "Raqqa"),
        ("countryside", "countryside"),
    ],
)
def test_the_name_in_a_mention(mention: str, core: str) -> None:
    start, end = core_span(mention)
    assert mention[start:end] == core


def test_directions_before_a_name() -> None:
    assert strip_direction("northern Syria") == "Syria"
    assert strip_direction("East Mosul") == "Mosul"
    assert strip_direction("Easter") == "Easter"


@pytest.mark.parametrize("filler", ["north ", "between ", "near the ", "a", "3 km ", "and ", "countryside of "])
def test_long_text_does_not_stall(filler: str) -> None:
    text = filler * (2_000_000 // len(filler))
    relation_of(text + "Homs", len(text), len(text) + 4)
    relation_of("Homs " + text, 0, 4)
    core_span(text)


@given(st.text(max_size=120), st.integers(0, 120), st.integers(0, 120))
def test_any_text_is_read(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    relation_of(text, start, end)
    first, last = core_span(text)
    assert 0 <= first <= last <= len(text)
