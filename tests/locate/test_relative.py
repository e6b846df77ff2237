"""What the words around a place's name say of its relation."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.locate import relation_words as words
from dateline.locate.relation import Relation, named
from dateline.locate.relative import core_span, relation_of, strip_direction, tells_of_another


def _relation(marked: str) -> Relation:
    start, end = marked.index("["), marked.index("]") - 1
    return relation_of(marked.replace("[", "").replace("]", ""), start, end)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("clashes near the Syrian border town of [Kobane] today", "near"),
        ("militants outside [Manbij] said", "near"),
        ("in and around [Chenna], a village", "near"),
        ("in the vicinity of [Burtinle] town", "near"),
        ("clashes in the [Kobane] area", "near"),
        ("CLASHES IN THE [NEJAPA] AREA", "near"),
        ("in the [Calais] region", "near"),
        ("in [Raqqa] and surrounding villages", "near"),
        ("the northern countryside of [Aleppo]", "countryside-of"),
        ("in the [Raqqa] countryside", "countryside-of"),
        ("in [Aleppo]'s northern countryside", "countryside-of"),
        ("in [Aleppo]'s rural areas", "countryside-of"),
        ("in rural [Idlib]", "countryside-of"),
        ("the countryside of Homs and [Hama]", "countryside-of"),
        ("in [Aleppo] and Idlib countryside", "countryside-of"),
        ("a post on the road to [Jarablus].", "road-to"),
        ("en route to [Jarablus].", "road-to"),
        ("the road towards the town of [Jarablus].", "road-to"),
        ("IS-held [Amarna] and Jazira checkpoints on the road to Jarablus", "road-to"),
        ("[Jazira] checkpoints on the road to Jarablus", "road-to"),
        ("the road from [Homs] to Hama", "road-to"),
        ("the road from Homs to [Hama]", "road-to"),
        ("the highway linking [Homs] and Hama", "road-to"),
        ("the highway that connects Homs with [Hama]", "road-to"),
        ("the road between Zam camp and [El Fasher]", "road-to"),
        ("on the [Homs]-Hama highway", "road-to"),
        ("on the Homs-[Hama] highway", "road-to"),
        ("on the Abo Hamad – [Khartoum] road", "road-to"),
        ("on the [Jarablus] road", "road-to"),
        ("on the outskirts of [Mosul]", "outskirts-of"),
        ("in the suburbs of [Damascus]", "outskirts-of"),
        ("in the [Damascus] suburb of Douma", "outskirts-of"),
        ("the southern gates of [Sirte]", "outskirts-of"),
        ("along the [Euphrates]", "along"),
        ("on the west bank of the [Euphrates]", "along"),
        ("along the coast of [Somalia]", "along"),
        ("downstream of [Raqqa]", "along"),
        ("the border with [Turkey]", "border-of"),
        ("shells crossed the [Turkish] border", "border-of"),
        ("the border between [Chad] and Sudan", "border-of"),
        ("the border between Chad and [Sudan]", "border-of"),
        ("a state which borders [South Sudan]", "border-of"),
        ("a village between [Raqqa] and Hasakah", "between"),
        ("a village between Raqqa and [Hasakah]", "between"),
        ("between the villages of Liya and [Wad Kholy]", "between"),
        ("in southeastern [Kobane]", "southeast-of"),
        ("south of [Hasakah]", "south-of"),
        ("south of the Sudanese capital, [Khartoum]", "south-of"),
        ("to the north-east of [Hasakah]", "northeast-of"),
        ("areas north and west of [Raqqa]", "west-of"),
        ("fighting in [Raqqa] went on", "at"),
        ("around 50 people in [Homs]", "at"),
        ("the nearby town of [Suluk]", "at"),
        ("the town of [Tel Abyad], on the border", "at"),
        ("the [Syria] border town of Kobane", "at"),
        ("near the bridge.\n[Raqqa] fell", "at"),
        ("the Damascus suburb of [Douma]", "at"),
        ("in the northern part of [Syria]", "at"),
        ("in the western districts of [Aleppo]", "at"),
        ("several areas of [Homs]", "at"),
        ("clashes between the army and [Tigray]", "at"),
        ("a deal between [Iran] and Iraq", "at"),
        ("they moved towards [Raqqa]", "at"),
        ("the [Swedish] road model", "at"),
        ("at 12 Fairway Road, [Oxford]", "at"),
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
        ("1,100 km north of [Lima]", 0.0, 1100.0),
        ("12 kilometers (7.5 miles) east of [Kampala]", 90.0, 12.0),
        ("(64km SW of [Afgooye])", 225.0, 64.0),
        ("(c. 76 km North East of [Beletweyne])", 45.0, 76.0),
        ("20 km to the north-north-west of [Homs]", 337.5, 20.0),
        ("12 kilometers from [Tal Abyad]", None, 12.0),
        ("16 miles away from [Bor]", None, 25.75),
        ("300 metres from [Arima]", None, 0.3),
    ],
)
def test_distance_and_direction(text: str, bearing: float | None, km: float) -> None:
    found = _relation(text)
    assert (found.bearing, found.distance_km) == (bearing, km)
    assert found.distance_km is not None
    assert 0 < found.slack_km <= found.distance_km


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("a few kilometres from [Homs]", 1, 10),
        ("several miles south of [Homs]", 3, 32.0),
        ("to within 7.5 kilometers of [Tabqa Dam]", 0, 8),
        ("an hour's drive from [Homs]", 0, 100),
        ("a 30-minute drive north of [Homs]", 0, 50),
        ("two hours’ walk from [Homs]", 0, 12),
        ("off the coast of [Latakia]", 0, 100),
    ],
)
def test_loose_distances_are_wide(text: str, low: float, high: float) -> None:
    found = _relation(text)
    assert found.distance_km is not None
    assert found.distance_km - found.slack_km <= low + 0.3
    assert found.distance_km + found.slack_km >= high


@pytest.mark.parametrize(
    "text",
    [
        "in northern [Syria]",
        "in the south of [France]",
        "from the far north-east of [Syria]",
        "in the area of [Tigray]",
        "in the [Tigray] area",
    ],
)
def test_a_part_of_an_area_lies_in_it(text: str) -> None:
    found = _relation(text)
    assert found.part
    assert named(found, "country") == "at"
    assert named(found, "settlement") != "at"


def test_a_country_may_only_tell_where_a_place_lies() -> None:
    assert tells_of_another("south of the Sudanese capital, Khartoum, on", 21)
    assert tells_of_another("near the Syrian border town of Kobane", 15)
    assert not tells_of_another("near Syria on Monday", 10)


def test_what_lies_to_one_side_of_a_country_is_not_in_it() -> None:
    assert named(_relation("to the south of [France]"), "country") == "south-of"


def test_a_list_shares_its_relation() -> None:
    assert _relation("near [Homs], Hama and Idlib").name == "near"
    assert _relation("near Homs, [Hama] and Idlib").listed
    assert _relation("near Homs, Hama and [Idlib]").listed
    assert _relation("near Homs, [Syria], on Monday").name == "at"
    assert _relation("north of Homs and [Hama]").name == "north-of"


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


_NASTY = [
    "north ",
    "between ",
    "near the ",
    "a",
    "3 km ",
    "and ",
    "countryside of ",
    "Homs, ",
    "Homs-",
    "10-",
    "a few ",
]


@pytest.mark.parametrize("filler", _NASTY)
def test_long_text_does_not_stall(filler: str) -> None:
    text = filler * (2_000_000 // len(filler))
    relation_of(text + "Homs", len(text), len(text) + 4)
    relation_of("Homs " + text, 0, 4)
    core_span(text)


_WORDS = st.sampled_from(
    "10 km 3,5 miles north south-east of from the near Homs Hama and between road to border with a few hour's drive "
    "( ) coast off outskirts , - SW NNE countryside c. within more than 0 1,100 half a\n".split(" ")
)
_TEXT = st.one_of(st.text(max_size=120), st.lists(_WORDS, max_size=20).map(" ".join))


@given(_TEXT, st.integers(0, 160), st.integers(0, 160))
def test_any_text_is_read(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    found = relation_of(text, start, end)
    assert found.bearing is None or 0 <= found.bearing < 360
    assert found.distance_km is None or 0 <= found.slack_km <= found.distance_km <= 20_000
    first, last = core_span(text)
    assert 0 <= first <= last <= len(text)


ASCII = st.characters(codec="ascii")


@pytest.mark.parametrize("pattern", [pattern for _, pattern in words.LEFT_RULES])
@given(data=st.data())
def test_each_relation_holds_a_word_that_is_looked_for_first(pattern: re.Pattern[str], data: st.DataObject) -> None:
    text = data.draw(st.from_regex(pattern, alphabet=ASCII))
    assert any(word in text.casefold() for word in words.LEFT_HOLDS)


@pytest.mark.parametrize(
    "pattern", [words.ROAD_FIRST, words.ROAD_SECOND, words.ROAD_AFTER, words.HYPHEN_FIRST, words.SINGLE_ROAD_AFTER]
)
@given(data=st.data())
def test_each_road_holds_a_word_that_is_looked_for_first(pattern: re.Pattern[str], data: st.DataObject) -> None:
    text = data.draw(st.from_regex(pattern, alphabet=ASCII))
    assert any(word in text.casefold() for word in words.ROADS)


@given(st.from_regex(words.LISTED, alphabet=ASCII))
def test_each_list_ends_as_is_looked_for_first(text: str) -> None:
    assert text.removesuffix("\n").endswith(words.LIST_ENDS)
