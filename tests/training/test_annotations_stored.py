"""What is stored fits the texts it was made from; what is held apart stays so."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

import msgspec
import pytest

from benchmarks.corpora.ecbplus import DEV_TOPICS, ecbplus
from benchmarks.corpora.muc4 import muc4
from benchmarks.corpora.trnews import day_of
from training.annotations import check, plan
from training.annotations.__main__ import main
from training.annotations.format import AnnotatedDocument, Batch, dump, load_all
from training.annotations.sentences import sentences
from training.annotations.texts import load


def test_no_document_is_in_two_batches() -> None:
    assert list(check.leaks(plan.read())) == []


def test_what_is_stored_fits_its_texts(shared: Path) -> None:
    texts = cache(partial(load, shared / "data"))
    assert list(check.problems(load_all(), plan.read(), texts)) == []


def test_the_plan_holds_apart_what_is_scored(shared: Path) -> None:
    texts = cache(partial(load, shared / "data"))
    chosen = plan.read()
    topics: dict[bool, set[str]] = {True: set(), False: set()}
    for batch, entries in chosen.batches.items():
        for entry in entries:
            text = texts(entry.corpus)[entry.id]
            assert text.split == "train" or plan.is_dev(batch)
            if entry.corpus == "ecbplus":
                topics[plan.is_dev(batch)].add(text.topic or "")
    assert not topics[True] & topics[False]
    assert not topics[False] & {str(t) for t in DEV_TOPICS}
    assert set(chosen.twice) <= set(chosen.batches)


def test_the_check_finds_what_is_wrong(shared: Path) -> None:
    texts = cache(partial(load, shared / "data"))
    chosen = plan.read()
    held = next(e for e in chosen.batches["dev-1"] if e.corpus == "re3d")
    text = texts("re3d")[held.id]
    one = AnnotatedDocument("re3d", held.id, text.sha256, (0, 10), None, ())
    assert list(check.problems([Batch("dev-1", "a", (one,))], chosen, texts)) == []
    wrong = list(check.problems([Batch("re3d-1", "a", (one,))], chosen, texts))
    assert any("not in the plan" in w for w in wrong)
    assert any("dev batch only" in w for w in wrong)
    changed = msgspec.structs.replace(one, sha256="0" * 64)
    assert any("not the one" in w for w in check.problems([Batch("dev-1", "a", (changed,))], chosen, texts))


def test_a_batch_from_the_command_line_and_back(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = ["--data", str(shared / "data"), "--work", str(tmp_path / "work"), "--out", str(tmp_path / "out")]
    assert main(["show", "dev-6", *common]) == 0
    shown = capsys.readouterr().out
    name = next(line[2:] for line in shown.splitlines() if line.startswith("@ "))
    word = load(shared / "data", "muc4")[name].text.split()[-1].strip('."')
    last = len(sentences(load(shared / "data", "muc4")[name].text))
    typed = tmp_path / "dev-6.a.claims"
    typed.write_text(f"@ {name}\n{last} | CONSULT visit | trigger={word}\nend\n", encoding="utf-8")
    assert main(["resolve", str(typed), "--pass", "a", *common]) == 0
    assert main(["type", "dev-6", "--pass", "a", *common]) == 0
    assert f"trigger={word}" in capsys.readouterr().out
    typed.write_text(f"@ {name}\n{last} | CONSULT visit | trigger=qqqq\nend\n", encoding="utf-8")
    assert main(["resolve", str(typed), "--pass", "b", *common]) == 1
    assert "dev-6.a.claims:2: 'qqqq': not in the claim's sentence" in capsys.readouterr().err


def test_the_raw_messages_are_the_training_ones(shared: Path) -> None:
    messages = list(muc4(shared / "data" / "muc4" / "raw" / "dev"))
    assert len(messages) == 1300
    assert all(m.id.startswith("DEV-MUC3-") for m in messages)
    assert messages[0].published == "1990-01-03"
    assert sum(m.published is None for m in messages) < 100


def test_joined_tokens_keep_their_places(shared: Path) -> None:
    for one in ecbplus(shared / "data" / "ecbplus", "dev"):
        assert len(one.words) == len(one.word_ids) == len(one.word_sentences)
        assert all(a < b and one.text[a:b] == one.text[a:b].strip() for a, b in one.words)
        assert all(x[1] <= y[0] for x, y in zip(one.words, one.words[1:], strict=False))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("7:58 AM ET, Sat January 3, 2015", "2015-01-03"),
        ("24 November 2016", "2016-11-24"),
        ("2016-12-10 18:38 ET", "2016-12-10"),
        ("DEC. 14, 2016, 2:54 AM EST", "2016-12-14"),
        ("11/28/2016", None),
        ("", None),
    ],
)
def test_dates_as_pages_write_them(written: str, day: str | None) -> None:
    assert day_of(written) == day


def test_stored_json_is_the_same_each_time() -> None:
    for batch in load_all():
        assert dump(batch) == dump(msgspec.json.decode(dump(batch), type=Batch))
