"""Training stops, goes on where it stood, averages its weights, and takes over what an earlier version learned."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from benchmarks.corpora.treebank import Entity, TreebankDocument
from dateline.read.pieces import Pieces
from training.examples import Prepared, from_treebank
from training.labels import Labels, gather

torch = pytest.importorskip("torch")

from training import trainer  # noqa: E402 - only with PyTorch
from training.corpora import Corpora  # noqa: E402 - only with PyTorch
from training.network import Network  # noqa: E402 - only with PyTorch

VOCABULARY = Pieces(["[PAD]"] * 100 + ["[UNK]", "[CLS]", "[SEP]", "a", "b"])


def bank() -> TreebankDocument:
    return TreebankDocument(
        "d",
        "Men left Raqqa.",
        [(0, 3), (4, 8), (9, 14), (14, 15)],
        ["man", "leave", "Raqqa", "."],
        ["NOUN", "VERB", "PROPN", "PUNCT"],
        [1, 1, 1, 1],
        ["nsubj", "root", "obj", "punct"],
        [0],
        [0],
        [Entity(2, 3, 2, "place", True, "1")],
    )


def corpora() -> Corpora:
    labels = gather([bank()] * 3)
    made: list[Prepared] = [from_treebank("ewt", bank(), labels, VOCABULARY) for _ in range(80)]
    return Corpora(made, msgspec.structs.replace(labels, word_facts=["lemma=leave", "!rule=RETREAT"]))


def begun(folder: Path, labels: Labels) -> Path:
    """A checkpoint of an earlier version with random weights."""
    torch.manual_seed(3)
    folder.mkdir()
    torch.save({"network": Network(labels).state_dict()}, folder / "checkpoint.pt")
    (folder / "labels.json").write_bytes(msgspec.json.encode(labels))
    return folder / "checkpoint.pt"


def test_a_training_broken_off_goes_on_and_ends_with_averaged_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("training.corpora.PIECES_A_BATCH", 60)
    given = corpora()
    warm = begun(tmp_path / "warm", given.labels)
    real, calls = trainer.losses, 0

    def broken_off(*args: object) -> object:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyboardInterrupt
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(trainer, "losses", broken_off)
    with pytest.raises(KeyboardInterrupt):
        trainer.train(given, tmp_path / "run", 1, every=0.0, warm=warm)
    stored = torch.load(tmp_path / "run" / "checkpoint.pt", weights_only=True)
    assert stored["done"] == 2
    live = stored["network"]["encoder.words.weight"]
    assert not torch.equal(live, stored["averages"][0])  # the average lags behind

    network = trainer.train(given, tmp_path / "run", 1, every=0.0, warm=warm)
    assert "goes on after batch 2 of" in capsys.readouterr().err
    ended = torch.load(tmp_path / "run" / "checkpoint.pt", weights_only=True)
    assert ended["done"] > 2
    assert not network.training
    for value, average in zip(network.parameters(), ended["averages"], strict=True):
        assert torch.equal(value, average)


def test_weights_of_facts_follow_the_facts(tmp_path: Path) -> None:
    old = corpora().labels
    warm = begun(tmp_path / "warm", old)
    before = torch.load(warm, weights_only=True)["network"]
    name = next(n for n in before if n.startswith("claims.word") and n.endswith(".rows"))
    labels = msgspec.structs.replace(old, word_facts=["lemma=flee", "!rule=RETREAT", "lemma=leave"])
    network = Network(labels)
    trainer.take_over(network, labels, warm)
    rows = network.state_dict()[name]
    assert torch.equal(rows[2], before[name][2])
    assert torch.equal(rows[3], before[name][1])
    assert torch.equal(network.state_dict()["pos.weight"], before["pos.weight"])
