"""Place names end to end: what counts as right, and that nothing is measured on what it was fitted on."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.corpora.toponyms import Article, Toponym, toponyms
from benchmarks.renamed import capitals, renamed
from benchmarks.toponyms import FOLDS, folds, score
from dateline.errors import UsageError
from dateline.locate.index import open_index
from dateline.toponyms.known import gazetteer
from dateline.values import Place

TEXT = "Russian jets struck Aleppo, Syria, and a road near Zzyzzyva."
ARTICLE = Article(
    TEXT,
    (
        Toponym(0, 7, "Russian", 60.0, 100.0),
        Toponym(20, 26, "Aleppo", 36.2, 37.16),
        Toponym(28, 33, "Syria", 35.0, 38.0),
        Toponym(51, 59, "Zzyzzyva", None, None),
    ),
    "example.org",
)


def place(start: int, end: int, latitude: float | None = None, longitude: float | None = None) -> Place:
    return Place(TEXT[start:end], start, end, latitude=latitude, longitude=longitude)


def test_extent_overlap_nationality_and_distance_are_counted_apart() -> None:
    found = score(ARTICLE, [place(20, 26, 36.2, 37.2), place(28, 34, 35.0, 38.0), place(51, 59)])
    assert (found.exact.right, found.exact.found, found.exact.gold) == (2, 3, 4)
    assert (found.overlap.right, found.names.right, found.names.gold) == (3, 2, 3)
    assert (found.near, found.placed) == (1, 3)  # Syria was placed, but its extent is not the corpus's
    assert found.metrics("lgl")["lgl_f1"] == pytest.approx(57.14)
    assert score(ARTICLE, [place(20, 26, 48.0, 2.0)]).near == 0


def test_all_articles_of_an_outlet_are_in_one_fold() -> None:
    chance = random.Random(1)
    outlets = [f"outlet {chance.randrange(20)}" for _ in range(200)]
    made = folds(outlets)
    assert len({(outlet, fold) for outlet, fold in zip(outlets, made, strict=True)}) == len(set(outlets))
    assert set(made) == set(range(FOLDS))
    assert max(map(made.count, range(FOLDS))) < 2 * min(map(made.count, range(FOLDS)))


def test_a_copy_has_other_names_for_its_places_and_the_same_words() -> None:
    known = gazetteer(open_index())
    copy = renamed(ARTICLE, known, "1")
    assert copy == renamed(ARTICLE, known, "1")
    assert [copy.text[t.start : t.end] for t in copy.toponyms] == [t.text for t in copy.toponyms]
    assert copy.toponyms[0].text == "Russian"
    assert copy.toponyms[1].text != "Aleppo"
    assert copy.text.startswith("Russian jets struck ")
    assert len(copy.toponyms) == len(ARTICLE.toponyms)


def test_a_copy_in_capitals_keeps_its_offsets() -> None:
    sharp = Article("Straße in Gießen", (Toponym(10, 16, "Gießen", None, None),))
    assert capitals(sharp).text == "STRAßE IN GIEßEN"
    assert capitals(ARTICLE).text == TEXT.upper()


def test_names_without_coordinates_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "lgl.xml").write_text(
        "<articles><article><domain>example.org</domain><text>From Aleppo to Homs.</text><toponyms>"
        "<toponym><start>5</start><end>11</end><phrase>Aleppo</phrase><gaztag><lat>36.2</lat><lon>37.2</lon></gaztag>"
        "</toponym><toponym><start>13</start><end>17</end><phrase>Homs</phrase></toponym></toponyms></article></articles>",
        encoding="utf-8",
    )
    (article,) = toponyms(tmp_path, "lgl")
    assert article.outlet == "example.org"
    assert [(t.start, t.end, t.latitude) for t in article.toponyms] == [(5, 11, 36.2), (15, 19, None)]
    with pytest.raises(UsageError, match="not found"):
        toponyms(tmp_path, "trnews")
