"""Running benchmarks by name: the contract's object, wrong calls, the table."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from recorded import Recorded, document

from benchmarks import names, run
from benchmarks.hashes import of_files
from benchmarks.published import BARS, PUBLISHED
from benchmarks.reads import as_report
from benchmarks.registry import missing
from benchmarks.table import page
from dateline.errors import UsageError

CONLLU = """# newdoc id = e
1\tGo\tgo\tVERB\t_\t_\t0\troot\t_\t_
2\thome\thome\tADV\t_\t_\t1\tadvmod\t_\t_

"""
WORDS = [(0, 2, "VERB", 0, "root"), (3, 7, "NOUN", 0, "advmod")]


@pytest.fixture
def ewt(tmp_path: Path) -> Path:
    (tmp_path / "ewt").mkdir()
    (tmp_path / "ewt/en_ewt-ud-dev.conllu").write_text(CONLLU)
    return tmp_path


@pytest.fixture
def reader() -> Recorded:
    parsed = {"e": document(as_report("e", "Go home"), WORDS)}
    return Recorded(parsed, parsed)


def test_the_object_of_the_contract(ewt: Path, reader: Recorded) -> None:
    result = run("ewt", ewt, reader=reader)
    assert list(result) == ["bench", "split", "metrics", "published", "data_sha256", "model_sha256", "seconds"]
    assert (result["metrics"]["upos"], result["metrics"]["las"]) == (50.0, 100.0)
    assert {"system", "metrics", "source"} == set(result["published"][0])
    msgspec.json.encode(result)


def test_the_folder_itself_or_the_one_above(ewt: Path, reader: Recorded) -> None:
    above, itself = run("ewt", ewt, reader=reader), run("ewt", ewt / "ewt", reader=reader)
    assert above["metrics"] == itself["metrics"]
    assert above["data_sha256"] == itself["data_sha256"]


def test_the_hash_follows_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    (tmp_path / "b").write_text("2")
    both = [tmp_path / "a", tmp_path / "b"]
    first = of_files(tmp_path, both)
    assert of_files(tmp_path, reversed(both)) == first
    (tmp_path / "b").write_text("3")
    assert of_files(tmp_path, both) != first


def test_predictions_of_given_and_raw_words(ewt: Path, reader: Recorded, tmp_path: Path) -> None:
    run("ewt", ewt, predict=tmp_path / "p.conllu", errors=tmp_path / "e.html", reader=reader)
    given = (tmp_path / "p.conllu").read_text()
    assert "2\thome\thome\tNOUN\t_\t_\t1\tadvmod\t_\t_\n" in given
    assert (tmp_path / "p.raw.conllu").read_text() == given
    assert "ADV, advmod → Go" in (tmp_path / "e.html").read_text()


@pytest.mark.parametrize(
    ("name", "folder", "split", "options", "says"),
    [
        ("nothing", ".", "dev", {}, "choose one of"),
        ("ewt", "absent", "dev", {}, "no such folder"),
        ("ewt", ".", "tets", {}, "choose one of dev, train"),
        ("ewt", ".", "train", {}, "en_ewt-ud-train.conllu"),
        ("ewt", ".", "dev", {"predict": "absent/p.conllu"}, "does not exist"),
        ("speed", ".", "dev", {"predict": "p"}, "writes none"),
    ],
)
def test_wrong_calls_say_what_to_do(
    ewt: Path, reader: Recorded, name: str, folder: str, split: str, options: dict[str, str], says: str
) -> None:
    options = {key: str(ewt / value) for key, value in options.items()}
    with pytest.raises(UsageError, match=says):
        run(name, ewt / folder, split, reader=reader, **options)  # type: ignore[arg-type]


def test_what_a_benchmark_needs_is_looked_for(tmp_path: Path) -> None:
    for folder in ("uds_ih2", "ceha", "ecbplus", "muc4", "re3d"):
        (tmp_path / folder).mkdir()
    assert missing("speed", tmp_path) is None
    assert missing("uds", tmp_path) is None
    assert missing("ewt", tmp_path) == tmp_path / "ewt"
    assert missing("own", tmp_path) == missing("calibration", tmp_path) == tmp_path / "geoparsing"


def test_bars_and_published_figures_belong_to_benchmarks() -> None:
    assert set(BARS) | set(PUBLISHED) <= set(names())


def test_the_table_sets_figures_beside_bars_and_published_ones(ewt: Path, reader: Recorded) -> None:
    text = page([run("ewt", ewt, reader=reader)])
    assert "| ewt | upos | 50 | at least 95 | no |" in text
    assert "| ewt | las | 100 | at least 84 | yes |" in text
    assert "| figure | dateline | Stanza | spaCy transformer |" in text
    assert "| raw_las | 100 | 83.6 | 89.4 |" in text
