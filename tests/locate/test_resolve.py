from __future__ import annotations

from importlib.resources import files

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.locate import PlaceMention, resolve
from dateline.locate.index import Index
from dateline.locate.ranker import Ranker, Weights, load, using
from dateline.values import Place


def _places(index: Index, text: str, *names: str, dateline: str | None = None) -> dict[str, Place]:
    mentions = [PlaceMention(text.index(n), text.index(n) + len(n), n) for n in names]
    return dict(zip(names, resolve(mentions, text, dateline, index), strict=True))


def test_every_mention_has_a_place_in_its_order(small: Index) -> None:
    text = "From Manbij to Nowhereville, then Manbij again."
    mentions = [PlaceMention(34, 40, "Manbij"), PlaceMention(15, 27, "Nowhereville"), PlaceMention(5, 11, "Manbij")]
    found = resolve(mentions, text, None, small)
    assert [(p.start, p.end, p.text) for p in found] == [(m.start, m.end, m.text) for m in mentions]
    assert found[0].id == found[2].id == "25"
    assert resolve([], text) == []


def test_an_unknown_name_keeps_its_text_and_no_point(small: Index) -> None:
    place = _places(small, "Fighters left Nowhereville in Syria.", "Nowhereville")["Nowhereville"]
    assert (place.latitude, place.longitude, place.radius_km, place.id, place.name) == (None,) * 5
    assert place.confidence == 0.0


def test_the_other_places_decide_between_namesakes(small: Index) -> None:
    texan = _places(small, "They drove from Dallas to Paris on Monday.", "Dallas", "Paris")
    assert texan["Paris"].admin1 == "Texas"
    assert _places(small, "The minister flew to Paris.", "Paris")["Paris"].country == "FR"


def test_an_area_named_with_it_decides(small: Index) -> None:
    assert _places(small, "A shop in Paris, Texas, burnt.", "Paris")["Paris"].id == "31"
    assert _places(small, "A shop in Paris, Tex., burnt.", "Paris")["Paris"].id == "31"
    assert _places(small, "It hit Sinjar in Syria, they said.", "Sinjar")["Sinjar"].id == "28"
    assert _places(small, "It hit the Iraqi town of Sinjar.", "Sinjar")["Sinjar"].id == "27"
    assert _places(small, "Near Paris, Texas", "Paris, Texas")["Paris, Texas"].id == "31"


def test_the_caller_may_name_the_area(small: Index) -> None:
    text = "It hit Sinjar again."
    (place,) = resolve([PlaceMention(7, 13, "Sinjar", within=("Syria",))], text, None, small)
    assert place.id == "28"


def test_a_bare_name_is_the_city_and_a_governorate_the_area(small: Index) -> None:
    assert _places(small, "Strikes on Raqqa in Syria", "Raqqa")["Raqqa"].feature == "settlement"
    for text, name in (("in Raqqa governorate, Syria", "Raqqa"), ("in the province of Aleppo", "Aleppo")):
        assert _places(small, text, name)[name].feature == "admin1"
    wide = _places(small, "in Raqqa governorate in Syria", "Raqqa governorate")["Raqqa governorate"]
    assert wide.feature == "admin1"
    assert wide.radius_km == 110.0


def test_another_name_in_brackets_binds_both(small: Index) -> None:
    found = _places(small, "In Kobanistan (Ain al-Arab) in Syria", "Kobanistan", "Ain al-Arab")
    assert found["Kobanistan"].id == found["Ain al-Arab"].id == "23"


def test_a_misspelt_name_needs_the_reports_support(small: Index) -> None:
    lone = _places(small, "They moved to Sulug yesterday.", "Sulug")["Sulug"]
    assert lone.latitude is None
    near = _places(small, "From Raqqa in Syria they moved to Sulug.", "Raqqa", "Syria", "Sulug")["Sulug"]
    assert near.name == "Sulūk"
    assert near.confidence is not None
    assert near.confidence < 1


def test_a_chance_alias_in_a_country_not_spoken_of_is_no_answer(small: Index) -> None:
    text = "Men left the Jazira checkpoint near Jarablus in Syria."
    assert _places(small, text, "Jazira", "Jarablus", "Syria")["Jazira"].latitude is None


def test_nationality_and_territory_stand_for_the_country(small: Index) -> None:
    found = _places(small, "towards the Turkish territory", "Turkish territory")["Turkish territory"]
    assert (found.country, found.feature) == ("TR", "country")


def test_countries_and_regions_are_never_points(small: Index) -> None:
    found = _places(small, "in northern Syria, along the Euphrates", "northern Syria", "Euphrates")
    assert all(p.radius_km is not None and p.radius_km > 300 for p in found.values())
    assert found["northern Syria"].relation == "at"
    assert found["Euphrates"].relation == "along"


def test_relations_widen_the_circle(small: Index) -> None:
    at = _places(small, "in Manbij in Syria", "Manbij")["Manbij"]
    near = _places(small, "near Manbij in Syria", "Manbij")["Manbij"]
    assert (at.relation, near.relation) == ("at", "near")
    assert at.radius_km is not None
    assert near.radius_km is not None
    assert near.radius_km > at.radius_km
    north = _places(small, "20 km north of Manbij in Syria", "Manbij")["Manbij"]
    assert north.relation == "north-of"
    assert north.latitude == pytest.approx(36.53 + 20 / 111.2, abs=0.01)


def test_between_lies_in_the_middle_and_reaches_both_ends(small: Index) -> None:
    raqqa, aleppo = _places(small, "a road block between Raqqa and Aleppo in Syria", "Raqqa", "Aleppo").values()
    assert (raqqa.relation, aleppo.relation) == ("between", "between")
    assert (raqqa.name, aleppo.name) == ("Ar Raqqah", "Aleppo")
    assert (raqqa.latitude, raqqa.longitude, raqqa.radius_km) == (aleppo.latitude, aleppo.longitude, aleppo.radius_km)
    assert raqqa.longitude == pytest.approx(38.08, abs=0.05)
    assert raqqa.radius_km is not None
    assert 84 < raqqa.radius_km < 110


def test_countries_have_no_place_between_them(small: Index) -> None:
    found = _places(small, "in a valley between Syria and Turkey", "Syria", "Turkey")
    assert [(p.relation, p.radius_km) for p in found.values()] == [("at", 450.0), ("at", 870.0)]


def test_a_road_has_one_circle(small: Index) -> None:
    for text in ("the road from Manbij to Jarablus in Syria", "the Manbij-Jarablus highway in Syria"):
        one, other = _places(small, text, "Manbij", "Jarablus").values()
        assert (one.relation, other.relation) == ("road-to", "road-to")
        assert (one.latitude, one.radius_km) == (other.latitude, other.radius_km)


def test_the_road_to_a_town_reaches_back_to_the_last_one_named(small: Index) -> None:
    text = "Men left Manbij in Syria. They were shot at a post on the road to Jarablus."
    jarablus = _places(small, text, "Manbij", "Syria", "Jarablus")["Jarablus"]
    assert (jarablus.relation, jarablus.latitude) == ("road-to", 36.82)
    assert jarablus.radius_km is not None
    assert 33 < jarablus.radius_km < 50
    alone = _places(small, "shot on the road to Jarablus in Syria", "Jarablus", "Syria")["Jarablus"]
    assert alone.radius_km is not None
    assert alone.radius_km > 100


def test_a_post_on_the_road_to_a_town_lies_on_that_road(small: Index) -> None:
    text = "They went from Manbij in Syria to the Suruc and Tora checkpoints on the road to Jarablus."
    found = _places(small, text, "Manbij", "Syria", "Suruc", "Tora", "Jarablus")
    for name in ("Suruc", "Tora"):
        assert (found[name].text, found[name].name, found[name].relation) == (name, "Jarābulus", "road-to")
        assert found[name].radius_km == found["Jarablus"].radius_km == pytest.approx(38, abs=1)  # back to Manbij
    lost = _places(small, "the Sinjar checkpoint on the road to Nowhereville", "Sinjar", "Nowhereville")["Sinjar"]
    assert (lost.latitude, lost.relation) == (None, "road-to")


def test_each_mention_of_a_city_and_its_area_is_told_apart(small: Index) -> None:
    text = "Raqqa province in Syria saw strikes. The city of Aleppo, in Aleppo province, and Raqqa were hit."
    spans = [(0, "Raqqa"), (18, "Syria"), (49, "Aleppo"), (60, "Aleppo"), (81, "Raqqa")]
    mentions = [PlaceMention(at, at + len(name), name) for at, name in spans]
    assert [text[m.start : m.end] for m in mentions] == [name for _, name in spans]
    found = resolve(mentions, text, None, small)
    assert [p.feature for p in found] == ["admin1", "country", "settlement", "admin1", "settlement"]


def test_the_countryside_of_a_provincial_capital_is_as_large_as_the_province(small: Index) -> None:
    raqqa = _places(small, "in the Raqqa countryside in Syria", "Raqqa", "Syria")["Raqqa"]
    assert (raqqa.feature, raqqa.relation) == ("settlement", "countryside-of")
    assert raqqa.radius_km is not None
    assert raqqa.radius_km >= 110
    kobane = _places(small, "in the Kobane countryside in Syria", "Kobane", "Syria")["Kobane"]
    assert kobane.radius_km == 52.0


def test_words_without_a_name_are_no_place(small: Index) -> None:
    assert _places(small, "They left the paris in haste.", "the paris")["the paris"].latitude is None


def test_the_dateline_speaks_for_its_country(small: Index) -> None:
    text = "Sinjar was shelled."
    assert _places(small, text, "Sinjar", dateline="Manbij, Syria")["Sinjar"].id == "28"
    assert _places(small, text, "Sinjar")["Sinjar"].id == "27"


_NAMES = st.sampled_from(
    ["Raqqa", "Aleppo", "Paris", "Sinjar", "Kobane", "Sulug", "Syria", "the town", "X (Y)", "٣", ""]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_NAMES, st.text(max_size=12)), max_size=12))
def test_any_report_gives_one_sound_place_a_mention(small: Index, parts: list[tuple[str, str]]) -> None:
    text, mentions = "", []
    for name, filler in parts:
        mentions.append(PlaceMention(len(text), len(text) + len(name), name))
        text += name + filler
    found = resolve(mentions, text, None, small)
    assert len(found) == len(mentions)
    assert found == resolve(mentions, text, None, small)
    for place in found:
        assert text[place.start : place.end] == place.text
        assert (place.latitude is None) == (place.longitude is None) == (place.radius_km is None)
        assert place.confidence is not None
        assert 0 <= place.confidence <= 1
        assert place.radius_km is None or place.radius_km > 0


def test_the_text_says_which_namesake_however_small(small: Index) -> None:
    assert _places(small, "He came from Paris (Texas) to Aleppo.", "Paris", "Aleppo")["Paris"].id == "31"
    listed = _places(small, "Leaders of Syria, Turkey and Iraq met.", "Syria", "Turkey", "Iraq")
    assert [p.id for p in listed.values()] == ["1", "2", "3"]


def test_confidence_grows_with_what_speaks_for_a_place(small: Index) -> None:
    alone = _places(small, "They were in Paris.", "Paris")["Paris"].confidence
    told = _places(small, "They were in Paris, France.", "Paris")["Paris"].confidence
    texan = _places(small, "From Dallas, Texas, they drove to Paris, Texas.", "Dallas", "Paris")["Paris"].confidence
    assert alone is not None
    assert told is not None
    assert texan is not None
    assert texan > alone
    assert 0.5 < alone <= 1


def shipped_weights() -> Weights:
    return load(files("dateline.locate").joinpath("ranker.json").read_bytes())


def test_another_ranker_may_be_used(small: Index) -> None:
    text = "They were in Paris."
    mention = PlaceMention(13, 18, "Paris")
    sceptic = msgspec.structs.replace(shipped_weights(), calibration=(0.0, -2.0))
    (place,) = resolve([mention], text, None, small, Ranker(sceptic))
    assert place.confidence == pytest.approx(0.119, abs=0.001)
    with using(Ranker(sceptic)):
        assert resolve([mention], text, None, small) == [place]
    assert resolve([mention], text, None, small) != [place]
