"""Other names of great towns, words of direction and abbreviations are believed where the report supports them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline.locate.index import Index, build
from dateline.locate.resolve import PlaceMention, resolve
from dateline.locate.sources import Entry
from dateline.values import Place


def _town(number: int, name: str, at: tuple[float, float], country: str, people: int, *more: str) -> Entry:
    return Entry(number, name, *at, country, "01", "settlement", people, 5.0, more)


ENTRIES = [
    Entry(1, "Alland", 10.0, 10.0, "AA", None, "country", 9_000_000, 300.0),
    Entry(2, "Bellland", 50.0, 60.0, "BB", None, "country", 90_000_000, 900.0),
    Entry(3, "Northern", 52.0, 61.0, "BB", "02", "admin1", 3_000_000, 100.0),
    Entry(4, "Upper Bell", 53.0, 62.0, "BB", "03", "admin1", 3_000_000, 100.0, ("UP",)),
    _town(10, "Santa Rilla", (10.0, 10.5), "AA", 250_000),
    _town(11, "Great Bell", (50.0, 60.5), "BB", 1_400_000, "Santa Rilla"),
    _town(12, "Mumbel", (51.0, 60.5), "BB", 9_000_000, "Bombel"),
    _town(13, "Bombel", (10.2, 10.9), "AA", 700),
    _town(14, "Allport", (10.1, 10.4), "AA", 500_000),
    _town(16, "Alland City", (10.3, 10.3), "AA", 900_000, "Alland"),
    _town(17, "Nashbell", (52.0, 60.9), "BB", 90_000, "Nashwel"),
    _town(15, "Belltown", (50.1, 60.4), "BB", 500_000),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path = tmp_path_factory.mktemp("support") / "places.sqlite"
    build(ENTRIES, path)
    made = Index(path)
    yield made
    made.close()


def _place(index: Index, text: str, name: str, *others: str, dateline: str | None = None) -> Place:
    names = sorted([name, *others], key=text.index)
    mentions = [PlaceMention(text.index(n), text.index(n) + len(n), n) for n in names]
    return dict(zip(names, resolve(mentions, text, dateline, index), strict=True))[name]


def test_a_town_is_meant_before_what_a_greater_one_was_once_called(index: Index) -> None:
    assert _place(index, "A mine killed two men in Santa Rilla.", "Santa Rilla").id == "10"


def test_unless_the_report_speaks_of_the_others_surroundings(index: Index) -> None:
    text = "Men from Belltown fought in Santa Rilla."
    assert _place(index, text, "Santa Rilla", "Belltown").id == "11"
    text = "Men from Allport fought in Santa Rilla, Bellland's president said in Belltown."
    assert _place(index, text, "Santa Rilla", "Allport").id == "10"


def test_a_city_is_meant_by_its_old_name_before_a_hamlet(index: Index) -> None:
    assert _place(index, "Ships reached Bombel on Monday.", "Bombel").id == "12"


def test_words_of_direction_are_names_in_countries_spoken_of_only(index: Index) -> None:
    assert _place(index, "In the NORTHERN part fighting went on.", "NORTHERN").latitude is None
    assert _place(index, "Fighting went on in Northern, Bellland.", "Northern").id == "3"
    there = _place(index, "Fighting went on in Northern. Bellland sent police from Belltown.", "Northern", "Bellland")
    assert there.id == "3"


def test_an_abbreviation_of_an_area_is_none_where_others_are_spoken_of(index: Index) -> None:
    text = "In Alland the UP won. Allport voted for the party, Alland's oldest."
    assert _place(index, text, "UP", "Alland", "Allport").latitude is None


def test_the_place_line_and_the_text_have_one_sense_of_a_name(index: Index) -> None:
    text = "BOMBEL (ALLAND), 2 May -- Shots were heard in Bombel."
    assert _place(index, text, "Bombel").id == "12"
    assert _place(index, text, "Bombel", dateline="BOMBEL (ALLAND)").id == "13"


def test_a_country_is_meant_before_the_town_that_is_called_so_for_short(index: Index) -> None:
    text = "Men from Allport and from Santa Rilla met near Alland City. Shots were heard in Alland."
    mentions = [PlaceMention(text.rindex(n), text.rindex(n) + len(n), n) for n in ("Allport", "Alland City", "Alland")]
    assert [p.id for p in resolve(mentions, text, None, index)] == ["14", "16", "1"]


def test_a_town_by_another_name_is_not_meant_where_another_country_is_spoken_of(index: Index) -> None:
    text = "Troops who hold Allport shelled Nashwel."
    assert _place(index, text, "Nashwel", "Allport").id is None
    assert _place(index, "Troops who hold Belltown shelled Nashwel.", "Nashwel", "Belltown").id == "17"
