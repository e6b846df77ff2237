"""PolNeAR's reader, on hand-made files."""

from __future__ import annotations

from pathlib import Path

from benchmarks.corpora.polnear import polnear

TEXT = "It is said to rain, Bo added.\r\nStop."


def read(folder: Path, lines: str) -> list[tuple[object, object, object]]:
    (folder / "dev/text").mkdir(parents=True)
    (folder / "dev/attributions").mkdir()
    (folder / "dev/text/a.txt").write_bytes(TEXT.encode())
    (folder / "dev/attributions/a_x.ann").write_bytes(lines.encode())
    (article,) = polnear(folder, "dev")
    assert article.text == TEXT
    return [(one.source, one.cue, one.content) for one in article.attributions]


def test_an_attribution_without_source_counts(tmp_path: Path) -> None:
    lines = (
        "T1\tCue 6 10\tsaid\nT2\tContent 14 18\train\nT3\tAttribution-no-source 6 10\tsaid\n"
        "E1\tAttribution-no-source:T3 Cue:T1 Content:T2\n"
    )
    assert read(tmp_path, lines) == [((), ((6, 10),), ((14, 18),))]


def test_a_second_content_belongs_to_the_same_attribution(tmp_path: Path) -> None:
    lines = (
        "T1\tCue 23 28\tadded\nT2\tContent 0 5\tIt is\nT3\tContent 31 36\tStop.\n"
        "#1\tAnnotatorNotes T1\tsure?\nT4\tSource 20 22\tBo\nT5\tAttribution 23 28\tadded\n"
        "E1\tAttribution:T5 Cue:T1 Content:T2 Content2:T3 Source:T4\n"
    )
    assert read(tmp_path, lines) == [(((20, 22),), ((23, 28),), ((0, 5), (31, 36)))]
