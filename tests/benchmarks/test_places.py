from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import geoparsing, variants
from dateline.errors import UsageError

_LGL = """<articles><article docid="1"><text>A fire in Aleppo, Syria, was seen from Zzyzzyva.</text><toponyms>
<toponym><start>10</start><end>16</end><phrase>Aleppo</phrase><gaztag><lat>36.2</lat><lon>37.16</lon></gaztag></toponym>
<toponym><start>12</start><end>17</end><phrase>Syria</phrase><gaztag><lat>35.0</lat><lon>38.0</lon></gaztag></toponym>
<toponym><start>39</start><end>47</end><phrase>Zzyzzyva</phrase><gaztag><lat>0</lat><lon>0</lon></gaztag></toponym>
<toponym><start>0</start><end>1</end><phrase>A</phrase></toponym>
</toponyms></article></articles>"""
_VIRUS = """<articles><article><text>In Syria it rained.</text><locations><location><name>Syria</name><start>4</start>
<end>9</end><lat>35</lat><lon>38</lon></location></locations></article></articles>"""


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    for name, text in (("lgl.xml", _LGL), ("TR-News.xml", _LGL), ("GeoVirus.xml", _VIRUS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_offsets_are_mended_and_names_without_coordinates_left_out(corpora: Path) -> None:
    (article,) = geoparsing.articles(corpora, "lgl")
    assert [t.text for t in article.toponyms] == ["Aleppo", "Syria", "Zzyzzyva"]
    assert all(article.text[t.start : t.end] == t.text for t in article.toponyms)
    (virus,) = geoparsing.articles(corpora, "geovirus")
    assert [virus.text[t.start : t.end] for t in virus.toponyms] == ["Syria"]


def test_unanswered_names_count_as_wrong(corpora: Path) -> None:
    found = geoparsing.run(corpora, "dev")
    assert found["lgl_toponyms"] == 3
    assert found["lgl_accuracy161"] == pytest.approx(2 / 3, abs=0.001)
    assert found["lgl_precision161"] == 1.0
    assert found["geovirus_accuracy161"] == 1.0
    assert 0 < found["lgl_auc"] < 1


def test_a_second_column_has_the_dumps_that_lie_beside_the_corpora(tmp_path: Path) -> None:
    for name, text in (("lgl.xml", _LGL), ("TR-News.xml", _LGL), ("GeoVirus.xml", _VIRUS)):
        (tmp_path / "geoparsing").mkdir(exist_ok=True)
        (tmp_path / "geoparsing" / name).write_text(text, encoding="utf-8")
    (tmp_path / "gazetteer").mkdir()
    cells = ["90000001", "Zzyzzyva", "Zzyzzyva", "", "0", "0", "P", "PPLA", "SY", *[""] * 5, "9000", *[""] * 4]
    (tmp_path / "gazetteer" / "SY.txt").write_text("\t".join(cells) + "\n", encoding="utf-8")
    found = geoparsing.run(tmp_path / "geoparsing", "dev")
    assert found["lgl_accuracy161"] == pytest.approx(2 / 3, abs=0.001)
    assert found["lgl_accuracy161_added"] == 1.0
    assert found["lgl_auc_added"] < found["lgl_auc"]


def test_wrong_calls_are_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such split"):
        geoparsing.run(tmp_path, "nonsense")
    with pytest.raises(UsageError, match="not found"):
        geoparsing.run(tmp_path, "dev")
    with pytest.raises(UsageError, match="not found"):
        variants.run(tmp_path, "dev")


def test_a_spelling_is_found_from_the_other_names_only() -> None:
    names = {"1": ("Jarabulus", "Jarablus"), "2": ("Manbij", "Menbij"), "3": ("Jarablus",)}
    found = variants.score(names, [("1", "Jarablus"), ("2", "Menbij"), ("3", "Jarablus")])
    # 3 has no other name left, so only 1 answers to the spelling.
    assert found == {"top1": round(2 / 3, 4), "top5": round(2 / 3, 4), "found": round(2 / 3, 4)}
