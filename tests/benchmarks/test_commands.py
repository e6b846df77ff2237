"""The commands from end to end, with the bundled model, on hand-made corpora."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

import dateline.read
from benchmarks import int8, run
from benchmarks.__main__ import main
from benchmarks.corpora.polnear import polnear
from benchmarks.corpora.treebank import read_conllu

TEXT = "Rebels shelled the town on Monday. “We saw smoke,” Mayor Bo Ek told Ada News.\n"
ROWS = (
    ("Rebels", "NOUN", 2, "nsubj"), ("shelled", "VERB", 0, "root"), ("the", "DET", 4, "det"),
    ("town", "NOUN", 2, "obj"), ("on", "ADP", 6, "case"), ("Monday", "PROPN", 2, "obl"), (".", "PUNCT", 2, "punct"),
)  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    for name in ("polnear/dev/text", "polnear/dev/attributions", "ewt", "gum/dev", "re3d/Somebody"):
        (folder / name).mkdir(parents=True)
    (folder / "polnear/dev/text/a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "polnear/dev/attributions/a_1.ann").write_text("T1\tSource 51 63\tMayor Bo Ek\n")
    rows = "".join(
        f"{i}\t{form}\t{form.lower()}\t{pos}\t_\t_\t{head}\t{relation}\t_\t{'SpaceAfter=No' if i == 6 else '_'}\n"
        for i, (form, pos, head, relation) in enumerate(ROWS, 1)
    )
    for path in ("ewt/en_ewt-ud-dev.conllu", "gum/dev/d.conllu"):
        (folder / path).write_text(f"# newdoc id = d\n{rows}\n")
    name = next(n for n in map(str, range(99)) if int(hashlib.sha256(n.encode()).hexdigest(), 16) % 5 == 0)
    (folder / "re3d/Somebody/documents.json").write_text(json.dumps({"_id": name, "text": TEXT}) + "\n")
    (folder / "re3d/Somebody/entities.json").write_text("")
    return folder


def test_the_reader_scores_and_its_predictions_read_back(data: Path, tmp_path: Path) -> None:
    result = run("ewt", data, predict=tmp_path / "p.conllu")
    assert result["metrics"]["upos"] > 80
    assert result["metrics"]["raw_words"] == 100.0
    for name in ("p.conllu", "p.raw.conllu"):
        (document,) = read_conllu(tmp_path / name)
        assert [document.text[a:b] for a, b in document.words] == [row[0] for row in ROWS]
        assert sum(head == i for i, head in enumerate(document.heads)) == 1


def test_the_attributions_of_the_reader_read_back(data: Path, tmp_path: Path) -> None:
    again = tmp_path / "again" / "dev"
    (again / "text").mkdir(parents=True)
    (again / "text/a.txt").write_text(TEXT, encoding="utf-8")
    run("polnear", data, predict=again / "attributions")
    (article,) = polnear(tmp_path / "again", "dev")
    assert any(one.source and one.cue and one.content for one in article.attributions)


def test_all_figures_are_percentages(data: Path) -> None:
    for name in ("polnear", "gum", "re3d"):
        assert all(0 <= value <= 100 for value in run(name, data)["metrics"].values())


def test_the_table_is_written_by_one_command(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "BENCHMARKS.md"
    assert main(["--data", str(data), "--write", str(target), "--only", "ewt", "re3d", "wikiwars"]) == 0
    text = target.read_text(encoding="utf-8")
    assert "## ewt, dev" in text
    assert "## re3d, dev" in text
    assert str(tmp_path) not in text
    assert "wikiwars: no folder" in capsys.readouterr().err


def test_no_data_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path), "--only", "ewt"]) == 2
    assert "point --data at the corpora" in capsys.readouterr().err


def test_a_graph_compared_with_itself_loses_nothing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    graph = Path(dateline.read.__file__).parent / "weights" / "reader.onnx"
    assert int8.main(["--float", str(graph), "--data", str(data)]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert len(shown) == 9
    assert all(line.endswith("+0.00") for line in shown)


def test_a_missing_float_graph_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert int8.main(["--float", str(data / "absent.onnx"), "--data", str(data)]) == 2
    assert "no such file" in capsys.readouterr().err


def test_a_figure_that_loses_too_much_is_marked() -> None:
    shown = int8.lines({"ewt": {"las": (84.0, 84.6), "uas": (88.0, 88.5)}})
    assert [line.endswith("too much is lost") for line in shown] == [True, False]
    one_record, three = {"plover": {"type_accuracy": (60.0, 60.6)}}, {"plover": {"type_accuracy": (60.0, 61.9)}}
    assert [line.endswith("lost") for result in (one_record, three) for line in int8.lines(result)] == [False, True]


def test_the_page_can_show_what_quantising_costs() -> None:
    text = int8.section({"ewt": {"las": (87.56, 87.81), "upos": (96.43, 96.44)}})
    assert "| ewt | las | 87.56 | 87.81 | -0.25 |" in text.splitlines()
    assert text.startswith("\n## int8 against float, dev\n")
