"""The own dev set from end to end: one report of a hand-made corpus, read by the bundled model."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

import msgspec
import pytest

from benchmarks import own, run
from benchmarks.claims import stored
from benchmarks.claims.reading import Read
from benchmarks.claims.texts import load
from benchmarks.claims.values import (
    AnnotatedClaim,
    AnnotatedDocument,
    Batch,
    Expression,
    SourceExpression,
)
from benchmarks.published import PUBLISHED
from dateline.errors import BrokenInputError, NotFoundError
from training.annotations.agreement import twice
from training.annotations.format import load_all
from training.annotations.plan import is_dev

BODY = "Rebels shelled <Ada> Town on Monday, Mayor Bo Ek said. Thousands of people fled."
HEAD = "Index,Event Description,Time,ACLED/GDELT,Article Url,train_dev_test_split\n"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "ceha").mkdir()
    (tmp_path / "ceha/train_dev.csv").write_text(f'{HEAD}7,"{BODY}",20150224,ACLED,,dev\n')
    text = load(tmp_path, "ceha")["7"]
    shelled = AnnotatedClaim(
        (0, 54),
        (7, 14),
        "ASSAULT",
        mode="heavy-weapons",
        actors=(Expression(0, 6),),
        sources=(SourceExpression(37, 48, named=True, kind="official"),),
    )
    threat = AnnotatedClaim((0, 54), (49, 53), "THREATEN")
    document = AnnotatedDocument("ceha", "7", text.sha256, (0, 54), "2015-02-24", (shelled, threat))
    store(tmp_path / "stored", "reconciled", document)
    monkeypatch.setattr(stored, "folder", lambda: tmp_path / "stored")
    return tmp_path


def store(folder: Path, which: str, document: AnnotatedDocument, batch: str = "dev-1") -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{batch}.{which}.json").write_bytes(msgspec.json.encode(Batch(batch, which, (document,))))


def test_the_report_is_read_and_scored(data: Path) -> None:
    result = run("own", data, predict=data / "p.jsonl", errors=data / "e.html")
    metrics = result["metrics"]
    assert (metrics["claims_precision"], metrics["claims_recall"]) == (100.0, 50.0)  # "fled" is not annotated
    assert metrics["actors_f1"] == metrics["sources_f1"] == metrics["status_accuracy"] == 100.0
    assert (metrics["assault_f1"], metrics["threaten_f1"]) == (100.0, 0.0)
    assert metrics["ceha_claims_f1"] == metrics["claims_f1"]
    (line,) = (data / "p.jsonl").read_text().splitlines()
    found = msgspec.json.decode(line, type=AnnotatedDocument)
    assert [(BODY[slice(*c.trigger)], c.type) for c in found.claims] == [("shelled", "ASSAULT")]
    assert 0 < msgspec.json.decode(line)["claims"][0]["confidence"] <= 1
    page = (data / "e.html").read_text()
    assert "<Ada>" not in page
    assert "&lt;Ada&gt;" in page
    assert 'class="missed"' in page
    assert '<span class="trigger had"><span class="trigger gold">shelled</span></span>' in page


def test_the_same_hash_wherever_the_annotations_lie(data: Path, tmp_path: Path) -> None:
    first = run("own", data)["data_sha256"]
    assert first == run("own", data)["data_sha256"]
    document = stored.dev_documents(data / "stored")[0]
    store(data / "stored", "reconciled", msgspec.structs.replace(document, claims=()))
    assert run("own", data)["data_sha256"] != first


def test_a_changed_text_is_told(data: Path) -> None:
    (data / "ceha/train_dev.csv").write_text(f'{HEAD}7,"{BODY} More.",20150224,ACLED,,dev\n')
    with pytest.raises(BrokenInputError, match="ceha 7"):
        run("own", data)


def test_only_reconciled_dev_batches_count(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no reconciled dev batch"):
        stored.dev_files(tmp_path)
    for batch, which in (("dev-2", "reconciled"), ("dev-1", "reconciled"), ("dev-1", "a"), ("re3d-1", "reconciled")):
        store(tmp_path, which, AnnotatedDocument("ceha", f"{batch}.{which}", "", (0, 1), None, ()), batch)
    assert [one.id for one in stored.dev_documents(tmp_path)] == ["dev-1.reconciled", "dev-2.reconciled"]


def test_every_dev_batch_is_there(shared: Path) -> None:
    chosen = stored.dev_documents(stored.folder())
    assert {one.corpus for one in chosen} == {"re3d", "ceha", "ecbplus", "trnews", "muc4"}
    assert len({(one.corpus, one.id) for one in chosen}) == len(chosen) >= 30
    for one in chosen[:3]:
        assert load(shared / "data", one.corpus)[one.id].sha256 == one.sha256


def test_the_passes_agree_as_it_is_told(shared: Path) -> None:
    """The figures beside ours are those of the stored passes."""
    texts = cache(partial(load, shared / "data"))
    pairs = twice([b for b in load_all() if is_dev(b.batch)], "a", "b")
    found = own.figures([Read(texts(a.corpus)[a.id], a, b) for a, b in pairs])
    (told,) = PUBLISHED["own"]
    assert {name: found[name] for name in told.metrics} == told.metrics
