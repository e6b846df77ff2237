from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.variants import read_names, score
from dateline.locate.index import Index, build
from dateline.locate.names import fold, key
from dateline.locate.nearest import MOST, nearest, ranked, skeletons
from dateline.locate.sources import Entry


@pytest.mark.parametrize(
    ("spelling", "country", "place"),
    [("Sulug", "SY", 22), ("Djerablous", "SY", 24), ("Sinjaar", "IQ", 27), ("سنجار", "IQ", 27), ("Менбидж", "SY", 25)],
)
def test_a_misspelt_or_foreign_name_finds_its_place(small: Index, spelling: str, country: str, place: int) -> None:
    assert nearest(small, fold(spelling), country)[0].place == place


def test_nothing_of_another_country_and_nothing_for_nothing(small: Index) -> None:
    assert {n.place for n in nearest(small, "sinjar", "SY")} == {28}
    assert nearest(small, "", "SY") == []


def test_namesakes_are_told_apart_by_the_article_and_by_other_names() -> None:
    rows = [(1, "ramla", key("ramla")), (2, "ar ramlah", key("ar ramlah"))]
    assert [n.place for n in ranked("er ramleh", rows)] == [2, 1]
    assert [n.place for n in ranked("ramle", rows)] == [1, 2]
    twice = [(1, "harun", key("harun")), (2, "harun", key("harun")), (2, "haroun", key("haroun"))]
    assert [n.place for n in ranked("haaroon", twice)] == [2, 1]


def test_a_name_is_found_with_and_without_its_generic_word(tmp_path: Path) -> None:
    names = {1: "Tall ash Shawr", 2: "Daw'ud Hasan", 3: "Kafr Zayta"}
    build([Entry(n, name, 0, 0, "SY", None, "settlement", 0, 2.0) for n, name in names.items()], tmp_path / "x.sqlite")
    index = Index(tmp_path / "x.sqlite")
    assert nearest(index, fold("Shor"), "SY")[0].place == 1
    assert nearest(index, fold("Qaryat Dawud Hasan"), "SY")[0].place == 2
    assert index.by_key("Shawr") == []  # the row for look-ups by skeleton is none of the names
    assert index.spellings(1) == ["tall ash shawr"]
    index.close()


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(1, 5), st.text(max_size=20)), max_size=8))
def test_any_text_is_ranked_within_bounds(name: str, rows: list[tuple[int, str]]) -> None:
    table = sorted({(place, fold(n), key(fold(n))) for place, n in rows})
    found = ranked(fold(name), table)
    assert len({n.place for n in found}) == len(found) <= MOST
    assert [n.score for n in found] == sorted((n.score for n in found), reverse=True)
    assert all(0.0 <= n.likeness <= 1.0 for n in found)
    assert skeletons(fold(name))


@pytest.fixture(scope="module")
def syria(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Index, dict[int, str]]:
    """Syria's towns and villages, and the public dump's ids by the index's numbers."""
    names = read_names(shared / "data" / "gazetteer" / "SY.txt")
    path = tmp_path_factory.mktemp("syria") / "syria.sqlite"
    build(
        [Entry(n, x[0], 0, 0, "SY", None, "settlement", 0, 2.0, x[1:]) for n, x in enumerate(names.values(), 1)], path
    )
    return Index(path), dict(enumerate(names, 1))


@pytest.mark.parametrize(
    ("spelling", "place"),
    [
        ("Sulug", "164895"),
        ("Suluq", "164895"),
        ("Jarablos", "169179"),
        ("Ain Al-Arab", "172256"),
        ("Kobane", "172256"),
        ("عين العرب", "172256"),
        ("Manbej", "167357"),
        ("منبج", "167357"),
        ("Манбидж", "167357"),
        ("Tel Abiyad", "163750"),
        ("تل ابيض", "163750"),
        ("Тель-Абьяд", "163750"),
        ("Алеппо", "170063"),
        ("حلب", "170063"),
    ],
)
def test_places_of_the_public_gazetteer_by_five_spellings(
    syria: tuple[Index, dict[int, str]], spelling: str, place: str
) -> None:
    index, ids = syria
    assert place in [ids[n.place] for n in nearest(index, fold(spelling), "SY")[:3]]


def test_look_ups_are_fast(syria: tuple[Index, dict[int, str]]) -> None:
    index, _ = syria
    names = ["sulug", "djerablous", "manbech", "kafar naboul", "deir hafir", "tell abiod"] * 5
    began = process_time()
    for name in names:
        index.by_key(name)
    assert (process_time() - began) / len(names) < 0.002
    began = process_time()
    for name in names:
        nearest(index, name, "SY")
    assert (process_time() - began) / len(names) < 0.03


def test_the_measure_takes_the_spelling_out_everywhere() -> None:
    names = {"a": ("Harun",), "b": ("Haroun", "Hārūn"), "c": ("Dara",)}
    assert score(names, [("b", "Haroun")]) == {"top1": 0.0, "top5": 1.0, "found": 1.0}
    assert score(names, [("a", "Harun")]) == {"top1": 0.0, "top5": 0.0, "found": 0.0}
