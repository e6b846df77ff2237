"""What is stored fits the texts it was made from; what is held apart stays so."""

from __future__ import annotations

from collections import Counter
from functools import cache, partial
from pathlib import Path

import msgspec
import pytest

from benchmarks.corpora.ecbplus import DEV_TOPICS, ecbplus
from benchmarks.corpora.muc4 import muc4
from benchmarks.corpora.trnews import day_of
from training.annotations import check, plan
from training.annotations.__main__ import main
from training.annotations.commands import CONTEXT
from training.annotations.format import AnnotatedDocument, Batch, dump, load_all
from training.annotations.rare import LONGEST, SHORTEST
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


def test_passages_are_what_is_shown_and_what_may_be_annotated(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch, entry = next(
        (b, e) for b, entries in plan.read().batches.items() for e in entries if e.first is not None and e.first > 7
    )
    assert entry.first is not None
    assert entry.sentences is not None
    common = ["--data", str(shared / "data"), "--work", str(tmp_path / "work"), "--out", str(tmp_path / "out")]
    assert main(["show", batch, *common]) == 0
    shown = capsys.readouterr().out.split(f"@ {entry.id}\n")[1].split("\n@ ")[0].splitlines()[1:]
    numbers = [int(row.split()[0]) for row in shown if row.split()[:1] and row.split()[0].isdigit()]
    assert numbers == list(range(entry.first - CONTEXT, entry.first + entry.sentences))
    assert [int(row.split()[0]) for row in shown if "(context, not annotated)" in row] == numbers[:CONTEXT]
    spans = sentences(load(shared / "data", entry.corpus)[entry.id].text)
    text = load(shared / "data", entry.corpus)[entry.id].text
    typed = tmp_path / f"{batch}.a.claims"

    def resolved(number: int, extra: str = "") -> int:
        word = text[slice(*spans[number - 1])].split()[0].strip('."“”(),')
        typed.write_text(f"@ {entry.id}\n{number} | CONSULT visit | trigger={word} #1{extra}\nend\n", encoding="utf-8")
        return main(["resolve", str(typed), "--pass", "a", *common])

    assert resolved(entry.first - 1) == 1
    assert "outside the part to annotate" in capsys.readouterr().err
    earlier = text[slice(*spans[entry.first - 3])].split()[1].strip('."“”(),')
    assert resolved(entry.first, f" | by=^{entry.first - 2}:{earlier}") == 0
    stored = load_all(tmp_path / "out")
    (one,) = stored[0].documents
    assert one.annotated == (spans[entry.first - 1][0], spans[entry.first + entry.sentences - 2][1])
    assert one.claims[0].actors[0].inherited
    texts = cache(partial(load, shared / "data"))
    assert list(check.problems(stored, plan.read(), texts)) == []
    assert check.totals(stored, texts)["sentences"]["train"] == entry.sentences
    elsewhere = msgspec.structs.replace(stored[0], documents=(msgspec.structs.replace(one, annotated=(0, 9999)),))
    assert any("planned part" in p for p in check.problems([elsewhere], plan.read(), texts))


def test_the_plan_can_be_made_again(shared: Path) -> None:
    assert plan.make(shared / "data") == plan.read()


def test_batches_of_more_whole_documents(shared: Path) -> None:
    texts = cache(partial(load, shared / "data"))
    more = {b: entries for b, entries in plan.read().batches.items() if b.startswith("more-")}
    assert list(more) == [f"more-{n}" for n in range(1, 13)]
    for entries in more.values():
        assert len({e.corpus for e in entries}) >= 3
        for entry in entries:
            whole = len(sentences(texts(entry.corpus)[entry.id].text))
            assert entry.first is None
            assert entry.sentences is None or 25 <= entry.sentences < whole
            assert (entry.sentences or whole) <= 40


def test_passages_for_rare_types(shared: Path) -> None:
    texts = cache(partial(load, shared / "data"))
    chosen = plan.read()
    sizes: Counter[bool] = Counter()
    for batch, entries in chosen.batches.items():
        for entry in entries:
            if batch.startswith(("rare-", "lack-")):
                assert entry.sentences is not None
                assert SHORTEST <= entry.sentences <= LONGEST
            if not plan.is_dev(batch):
                known = sentences(texts(entry.corpus)[entry.id].text)
                sizes[entry.corpus == "muc4"] += entry.sentences or len(known)
    assert sizes[True] < 0.3 * sizes.total()  # its messages are all of one kind


def test_the_check_finds_what_is_wrong(shared: Path) -> None:
    texts = cache(partial(load, shared / "data"))
    chosen = plan.read()
    held = next(e for e in chosen.batches["dev-1"] if e.corpus == "re3d")
    text = texts("re3d")[held.id]
    part = held.part(sentences(text.text))
    one = AnnotatedDocument("re3d", held.id, text.sha256, part, None, ())
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
