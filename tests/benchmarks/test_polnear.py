"""The PolNeAR benchmark from end to end on a hand-made corpus."""

from __future__ import annotations

import zipfile
from pathlib import Path

from recorded import Recorded, document

from benchmarks import polnear
from benchmarks.corpora.polnear import polnear as articles
from benchmarks.reads import as_report
from dateline.values import Attribution

TEXT = "“We left,” Ada said, “at noon.”\n\nBo agreed <it> rained.\n"
ANN = (
    "T1\tContent 0 10;21 31\t“We left,” “at noon.”\n"
    "T2\tSource 11 14\tAda\n"
    "T3\tCue 15 19\tsaid\n"
    "T4\tAttribution 15 19\tsaid\n"
    "E1\tAttribution:T4 Cue:T3 Content:T1 Source:T2\n"
    "T5\tSource 33 35\tBo\n"
    "T6\tCue 36 42\tagreed\n"
    "T7\tContent 43 55\t<it> rained.\n"
    "T8\tAttribution 36 42\tagreed\n"
    "E2\tAttribution:T8 Source:T5 Cue:T6 Content:T7\n"
    "T9\tDiscard 0 5\t“We l\n"
)
FOUND = (
    Attribution(((11, 14),), ((15, 19),), ((0, 10), (21, 31))),
    Attribution(((33, 35),), ((36, 42),), ((48, 55),)),
)


def corpus(folder: Path) -> Path:
    for name in ("text", "attributions"):
        (folder / "dev" / name).mkdir(parents=True)
    (folder / "dev/text/a.txt").write_bytes(TEXT.encode())
    (folder / "dev/attributions/a_1.ann").write_bytes(ANN.encode())
    (folder / "dev/attributions/a_2.ann").write_bytes(b"T1\tSource 0 3\tx\n")  # a second annotator, not gold
    return folder


def reader(found: tuple[Attribution, ...]) -> Recorded:
    return Recorded({"a": document(as_report("a", TEXT), attributions=found)})


def test_figures_by_hand(tmp_path: Path) -> None:
    figures = polnear.run(corpus(tmp_path), "dev", reader(FOUND))
    assert figures["source_f1"] == figures["cue_f1"] == 100.0
    assert figures["content_f1"] == 66.67  # 2 of 3 pieces, 3 found
    assert figures["micro_f1"] == 85.71  # 6 right of 7, 7 found
    # Words of the contents: “ We left , ” “ at noon . ” and < it > rained . : the found one lacks < it >
    assert (figures["content_token_precision"], figures["content_token_recall"]) == (100.0, 80.0)
    assert figures["linked_f1"] == 50.0
    assert figures["linked_loose_f1"] == 100.0
    assert figures["pair_f1"] == 66.67


def test_nothing_found(tmp_path: Path) -> None:
    figures = polnear.run(corpus(tmp_path), "dev", reader(()))
    assert figures["micro_f1"] == figures["linked_f1"] == figures["content_token_f1"] == 0.0


def test_predictions_read_back_as_the_same(tmp_path: Path) -> None:
    data = corpus(tmp_path / "data")
    polnear.run(data, "dev", reader(FOUND), predict=tmp_path / "p.zip")
    again = tmp_path / "again"
    (again / "dev/text").mkdir(parents=True)
    (again / "dev/text/a.txt").write_bytes(TEXT.encode())
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        archive.extractall(again / "dev/attributions")
    (article,) = articles(again, "dev")
    assert tuple(article.attributions) == FOUND


def test_the_errors_page_escapes(tmp_path: Path) -> None:
    polnear.run(corpus(tmp_path), "dev", reader(FOUND), errors=tmp_path / "e.html")
    page = (tmp_path / "e.html").read_text(encoding="utf-8")
    assert "<mark>&lt;it&gt; rained.</mark>" in page
    assert "<it>" not in page
